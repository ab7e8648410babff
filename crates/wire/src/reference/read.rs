//! Reading the file of a sheet: everything wrong with it is told at once, in the order of the text.

use super::keys::{ANY, AUTHORITIES, PHRASES, POSTS, SCHEMA};
use super::looked::Looking;
use super::{Authority, LARGEST_FILE, Mission, Phrase, Scope, Sheet, SheetFault, SheetName, Wrong};
use lingshi_rules::ids::PostCode;
use lingshi_rules::post::keys::Key;
use lingshi_rules::post::{PostPolicy, Tables, word_at_top};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

/// The file of a sheet, before it is read.
#[derive(Debug, Clone, Copy)]
pub struct SheetText<'t> {
    /// Its name, for faults.
    pub file: &'t str,
    /// What stands in it.
    pub text: &'t str,
}

#[derive(Deserialize)]
struct PostsFile {
    posts: Vec<Mission>,
}

#[derive(Deserialize)]
struct AuthoritiesFile {
    authorities: Vec<Authority>,
}

#[derive(Deserialize)]
struct PhrasesFile {
    post: PostCode,
    phrases: Vec<Phrase>,
}

impl SheetText<'_> {
    /// Which sheet it says it is.
    pub fn name(self) -> Result<SheetName, Vec<SheetFault>> {
        if self.text.len() > LARGEST_FILE {
            let most = LARGEST_FILE;
            return Err(vec![self.whole(Wrong::FileTooLong { most })]);
        }
        if let Some(name) = word_at_top(self.text, "sheet").and_then(|word| word.parse().ok()) {
            return Ok(name);
        }
        // What else is wrong with a file of which nobody knows what it is, is not told.
        let faults = match self.tables::<IgnoredAny>(ANY) {
            Ok(_) => Vec::new(),
            Err(faults) => faults,
        };
        Err(faults
            .into_iter()
            .filter(|fault| fault.key.is_empty() || ["sheet", "schema"].contains(&&*fault.key))
            .collect())
    }

    /// Of which post it says it is, if it is a post's.
    pub fn post(self) -> Option<PostCode> {
        let is_posts = self.name().is_ok_and(|name| name.scope() == Scope::Post);
        let post = is_posts.then(|| word_at_top(self.text, "post"));
        post.flatten().map(PostCode::new)
    }

    /// Reads it; phrases as a post's officers might write them.
    pub fn read(self, post: Option<&PostPolicy>) -> Result<Sheet, Vec<SheetFault>> {
        match self.name()? {
            SheetName::Posts => {
                let read = self.tables::<PostsFile>(POSTS)?;
                let mut looking = Looking::over(self.file, |key: &str| read.place(key));
                looking.at_posts(&read.value.posts);
                let faults = looking.faults;
                let posts = read.value.posts;
                told(Sheet::Posts { posts }, faults)
            }
            SheetName::Authorities => {
                let read = self.tables::<AuthoritiesFile>(AUTHORITIES)?;
                let mut looking = Looking::over(self.file, |key: &str| read.place(key));
                looking.at_authorities(&read.value.authorities);
                let faults = looking.faults;
                let authorities = read.value.authorities;
                told(Sheet::Authorities { authorities }, faults)
            }
            SheetName::Phrases => {
                let read = self.tables::<PhrasesFile>(PHRASES)?;
                let mut looking = Looking::over(self.file, |key: &str| read.place(key));
                looking.at_phrases((&read.value.post, &read.value.phrases), post);
                let faults = looking.faults;
                let PhrasesFile { post, phrases } = read.value;
                told(Sheet::Phrases { post, phrases }, faults)
            }
        }
    }

    fn tables<T: DeserializeOwned>(&self, keys: &[Key]) -> Result<Tables<'_, T>, Vec<SheetFault>> {
        Tables::read((self.file, self.text), keys, SCHEMA)
            .map_err(|faults| faults.into_iter().map(SheetFault::from).collect())
    }

    fn whole(self, wrong: Wrong) -> SheetFault {
        SheetFault {
            file: self.file.to_owned(),
            line: 1,
            column: 1,
            key: String::new(),
            wrong,
        }
    }
}

fn told(sheet: Sheet, mut faults: Vec<SheetFault>) -> Result<Sheet, Vec<SheetFault>> {
    if faults.is_empty() {
        return Ok(sheet);
    }
    faults.sort_by_key(|fault| (fault.line, fault.column));
    Err(faults)
}
