//! Typed names of things, so that an officer is never passed where an account is meant.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the name as given; whoever issues names keeps them unique.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }
            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id! {
    /// A post's short code, as `BRU` or `NYC`.
    PostCode
}
text_id! {
    /// One officer as a person: four-eyes compares these, never roles.
    OfficerId
}
text_id! {
    /// A registered account of the APP; it may file for many people.
    AccountId
}
text_id! {
    /// One signed command; the same id is the same command for ever.
    CommandId
}
text_id! {
    /// One uploaded or scanned file.
    FileId
}
text_id! {
    /// One payment, as it is booked.
    PaymentId
}
