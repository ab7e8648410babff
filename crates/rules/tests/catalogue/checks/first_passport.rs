//! 护照颁发, adults.

use super::*;

#[test]
fn an_adults_papers_and_why_there_never_was_one_and_how_they_left_china() {
    for check in [Check::IdentityPapers, Check::NeverHeld, Check::LeftChina] {
        asked(Business::PpNew, check);
        assert_eq!(line(Business::PpNew, check, child), None);
        assert_eq!(line(RENEW, check, |_| ()), None);
    }
}
