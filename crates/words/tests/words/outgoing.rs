//! The post's own messages, looked at as an officer's would be.

use crate::cases::all;
use crate::cases::{Case, Said, addressee, asked, refuse};
use crate::gallery::{every_pick, words_of};
use crate::posts::post;
use lingshi_rules::business::Business;
use lingshi_rules::life::Notice;
use lingshi_rules::order::reasons::RejectReason;
use lingshi_rules::outgoing::{Severity, findings};
use lingshi_words::Language;
use strum::IntoEnumIterator;

fn blocked(case: &Case, language: Language) -> Vec<String> {
    let body = case.render(language).body;
    let found = findings(&body, case.policy, 8_000);
    let stops = found.iter().filter(|f| f.severity == Severity::Block);
    stops
        .map(|f| format!("{}: {}: {}", case.name, f.code.code(), &body[f.from..f.to]))
        .collect()
}

fn renewal(said: Notice) -> Case {
    Case {
        name: String::new(),
        said: Said::Notice(said),
        to: addressee("BRU", Business::PpRenew),
        policy: post("BRU"),
    }
}

#[test]
fn no_message_of_the_post_looks_like_fraud() {
    for language in Language::iter() {
        for case in all() {
            assert_eq!(blocked(&case, language), Vec::<String>::new());
        }
    }
}

#[test]
fn no_reason_looks_like_fraud() {
    for language in Language::iter() {
        let said = renewal(asked(every_pick(), None));
        assert_eq!(blocked(&said, language), Vec::<String>::new());
        for reason in RejectReason::iter() {
            let said = renewal(refuse(reason, words_of(reason.code())));
            assert_eq!(blocked(&said, language), Vec::<String>::new());
        }
    }
}
