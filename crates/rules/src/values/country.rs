//! Countries and territories by their codes of ISO 3166-1 alpha-3.

use std::collections::BTreeSet;
use std::sync::LazyLock;

static CODES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    include_str!("../data/countries.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect()
});

/// Whether there is a country with this code, as `BEL`.
pub fn is_country(code: &str) -> bool {
    CODES.contains(code)
}

#[cfg(test)]
mod tests {
    use super::{CODES, is_country};

    #[test]
    fn a_country_is_named_by_three_capitals_of_the_standard() {
        assert_eq!(CODES.len(), 249);
        for known in ["BEL", "CHN", "HKG", "AGO", "USA"] {
            assert!(is_country(known), "{known}");
        }
        for unknown in ["", "BE", "bel", "BEI", "XXX", "# IS"] {
            assert!(!is_country(unknown), "{unknown}");
        }
    }
}
