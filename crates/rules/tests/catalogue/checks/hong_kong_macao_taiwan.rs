//! 港澳台.

use super::*;

#[test]
fn permit_stay_identity_and_nationality() {
    let hk = |w: &mut Walk<'static>| w.order.form.applicant.hkmotw = true;
    for check in [
        Check::PermitOrOther,
        Check::ResidencePermit,
        Check::ResidentIdentity,
        Check::ChineseNationality,
    ] {
        assert!(line(Business::TdNew, check, hk).unwrap().to_answer);
        assert_eq!(line(Business::TdNew, check, |_| ()), None);
        assert_eq!(line(Business::TdEmerg, check, hk), None);
    }
    assert_eq!(line(Business::TdNew, Check::WhyNotPassport, hk), None);
}
