//! Reading a post's file.

use super::policy::PostPolicy;

impl PostPolicy {
    /// Reads a post's settings from the text of `file`.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<String>> {
        toml::from_str(text).map_err(|e| vec![format!("{file}: {e}")])
    }
}
