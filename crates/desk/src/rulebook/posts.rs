//! The posts this desk knows.

use crate::Problem;
use lingshi_rules::post::{PolicyFault, PostPolicy};

macro_rules! post_file {
    ($code:literal) => {
        (
            concat!("fixtures/posts/", $code, ".toml"),
            include_str!(concat!("../../../../fixtures/posts/", $code, ".toml")),
        )
    };
}

/// In the order in which they are offered.
const FILES: [(&str, &str); 6] = [
    post_file!("BRU"),
    post_file!("NYC"),
    post_file!("SFO"),
    post_file!("WAS"),
    post_file!("LAX"),
    post_file!("LAD"),
];

/// Reads them all.
pub(super) fn read() -> Result<Vec<PostPolicy>, Problem> {
    FILES
        .into_iter()
        .map(|(file, text)| one(file, text))
        .collect()
}

fn one(file: &str, text: &str) -> Result<PostPolicy, Problem> {
    PostPolicy::read(file, text).map_err(|faults| first(file, &faults))
}

fn first(file: &str, faults: &[PolicyFault]) -> Problem {
    let fault = faults.first();
    Problem::UnreadablePost {
        file: file.to_owned(),
        line: fault.map_or(0, |f| f.line),
        column: fault.map_or(0, |f| f.column),
        key: fault.map(|f| f.key.clone()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_six_posts_are_read() {
        let codes: Vec<String> = read()
            .unwrap()
            .iter()
            .map(|post| post.code.as_str().to_owned())
            .collect();
        assert_eq!(codes, ["BRU", "NYC", "SFO", "WAS", "LAX", "LAD"]);
    }

    #[test]
    fn a_spoiled_file_is_named_with_its_line() {
        let text = FILES[2].1.replace("second_review\"", "third_review\"");
        let Err(Problem::UnreadablePost {
            file, line, key, ..
        }) = one("SFO.toml", &text)
        else {
            panic!("a spoiled file was read");
        };
        assert_eq!(
            (file.as_str(), key.as_str()),
            ("SFO.toml", "mail_in.trigger")
        );
        assert!(line > 1);
    }
}
