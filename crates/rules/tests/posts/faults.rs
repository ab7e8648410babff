//! Every fault of a file, with its place and what was meant.

use crate::files::{CODES, ROME, faults, replaced, rome, text};
use lingshi_rules::post::{Fault, PolicyFault, PostPolicy};
use proptest::prelude::*;

/// The one fault of Rome with a piece of its text replaced.
pub(crate) fn one(piece: &str, by: &str) -> String {
    let mut faults = faults(&rome(piece, by));
    assert_eq!(faults.len(), 1, "{faults:#?}");
    faults.remove(0)
}

#[test]
fn an_unknown_setting_is_told_with_the_one_that_was_meant() {
    assert_eq!(
        one("slip =", "remind_when_mad = true\nslip ="),
        "posts/XYZ.toml:24:1: mail_in.remind_when_mad: unknown setting, remind_when_made was meant"
    );
}

#[test]
fn a_misspelt_setting_is_unknown_and_the_right_one_missing() {
    assert_eq!(
        faults(&rome("trigger =", "triger =")),
        [
            "posts/XYZ.toml:19:2: mail_in.trigger: missing",
            "posts/XYZ.toml:20:1: mail_in.triger: unknown setting, trigger was meant",
        ]
    );
}

#[test]
fn columns_count_characters_and_not_bytes() {
    let top = ROME.replace("[contact]\n", "");
    let top = replaced(
        &top,
        "zone =",
        "contact = { office = \"大使馆\", siet = \"\" }\nzone =",
    );
    assert_eq!(
        faults(&top),
        ["posts/XYZ.toml:4:29: contact.siet: unknown setting, site was meant"]
    );
}

#[test]
fn a_setting_in_the_wrong_table_is_sent_to_the_right_one() {
    assert_eq!(
        one("[making]", "[making]\nslot_minutes = 30"),
        "posts/XYZ.toml:45:1: making.slot_minutes: unknown setting, interview.slot_minutes was meant"
    );
}

#[test]
fn a_setting_that_stands_in_several_tables_is_not_guessed() {
    assert_eq!(
        one("[making]", "[making]\nban_days = 30"),
        "posts/XYZ.toml:45:1: making.ban_days: unknown setting"
    );
}

#[test]
fn nonsense_is_not_guessed() {
    assert_eq!(
        one("[making]", "[making]\nqwertyuiop = 1"),
        "posts/XYZ.toml:45:1: making.qwertyuiop: unknown setting"
    );
}

#[test]
fn case_and_dashes_are_seen_through() {
    assert!(
        one("[making]", "[making]\nExpected-Days = 1")
            .ends_with("unknown setting, expected_days was meant")
    );
}

#[test]
fn one_letter_in_three_may_be_wrong_and_no_more() {
    // Of centre's six letters two may be wrong; of to's two, one.
    assert!(one("[making]", "[making]\ncentxx = \"A\"").ends_with(", centre was meant"));
    assert!(one("[making]", "[making]\ncenxxx = \"A\"").ends_with(": unknown setting"));
    // The longer of the two words counts.
    assert!(one("[making]", "[making]\ncenxr = \"A\"").ends_with(", centre was meant"));
    assert!(one("[contact]", "[contact]\nsit = \"A\"").ends_with(", site was meant"));
    assert!(one("[contact]", "[contact]\nsxy = \"A\"").ends_with(": unknown setting"));
}

#[test]
fn an_unknown_value_is_told_with_the_one_that_was_meant_and_all_there_are() {
    assert_eq!(
        one("\"second_review\"", "\"secnd_review\""),
        "posts/XYZ.toml:20:11: mail_in.trigger: unknown value \"secnd_review\", second_review was meant; \
         known: second_review, to_make"
    );
    assert_eq!(
        one("\"second_review\"", "\"whenever\""),
        "posts/XYZ.toml:20:11: mail_in.trigger: unknown value \"whenever\"; known: second_review, to_make"
    );
}

#[test]
fn an_unknown_value_in_a_list_is_told_with_its_place() {
    assert_eq!(
        one("[\"in_person\", \"mail\"]", "[\"in_person\", \"mial\"]"),
        "posts/XYZ.toml:30:23: hand_over.modes[1]: unknown value \"mial\", mail was meant; \
         known: in_person, proxy, mail"
    );
}

#[test]
fn an_unknown_business_in_a_table_is_told() {
    let text = format!("{ROME}\n[queue.daily_by_business]\nPP_RENW = 3\nPP_RENEW = \"3\"\n");
    assert_eq!(
        faults(&text),
        [
            "posts/XYZ.toml:53:1: queue.daily_by_business.PP_RENW: unknown setting, PP_RENEW was meant",
            "posts/XYZ.toml:54:12: queue.daily_by_business.PP_RENEW: a whole number is wanted, not text",
        ]
    );
}

#[test]
fn a_value_that_stands_twice_is_told() {
    assert_eq!(
        one(
            "[\"in_person\", \"mail\"]",
            "[\"in_person\", \"mail\", \"mail\"]"
        ),
        "posts/XYZ.toml:30:31: hand_over.modes[2]: \"mail\" stands here twice"
    );
    assert_eq!(
        one(
            "[mail_in.return_envelope]",
            "[mail_in.return_envelope]\nservices = [\"A\", \"B\", \"A\"]"
        ),
        "posts/XYZ.toml:28:23: mail_in.return_envelope.services[2]: \"A\" stands here twice"
    );
}

#[test]
fn a_missing_setting_is_told_at_its_table() {
    assert_eq!(
        one("slip = \"barcode_page\"\n", ""),
        "posts/XYZ.toml:19:2: mail_in.slip: missing"
    );
    assert_eq!(
        one("country = \"ITA\"\n", ""),
        "posts/XYZ.toml:1:1: country: missing"
    );
    assert_eq!(
        one("[contact]\n", ""),
        "posts/XYZ.toml:1:1: contact: missing"
    );
    assert_eq!(
        one("to = \"12:00:00\" }", "}").replace("posts/XYZ.toml:", ""),
        "48:9: hours.hall[0].to: missing"
    );
}

#[test]
fn the_schema_is_one() {
    assert_eq!(
        one("schema = 1", "schema = 0"),
        "posts/XYZ.toml:1:10: schema: 0 is not between 1 and 1"
    );
    assert_eq!(
        one("schema = 1", "schema = 2"),
        "posts/XYZ.toml:1:10: schema: schema 2 is newer than this program, which reads 1"
    );
    assert!(one("schema = 1", "schema = 99999999999999999999").contains("is newer than"));
    assert!(one("schema = 1", "schema = -99999999999999999999").contains("is not between"));
    assert!(one("schema = 1", "schema = \"1\"").ends_with("a whole number is wanted, not text"));
}

#[test]
fn nothing_else_of_a_newer_file_is_judged() {
    let text = rome("schema = 1", "schema = 2\nfuture = true");
    assert_eq!(faults(&text).len(), 1);
}

#[test]
fn what_is_no_toml_is_told_line_by_line() {
    let text = rome("zone = ", "zone == ").replace("[scope]", "[scope");
    let faults = PostPolicy::read("posts/XYZ.toml", &text).unwrap_err();
    let lines: Vec<u32> = faults.iter().map(|fault| fault.line).collect();
    assert!(lines.contains(&4) && lines.contains(&13), "{faults:#?}");
    assert!(lines.is_sorted());
    for fault in &faults {
        assert!(matches!(fault.fault, Fault::Syntax { .. }));
        assert!(!fault.to_string().contains('\n'));
    }
    assert!(
        faults[0]
            .to_string()
            .starts_with("posts/XYZ.toml:4:7: no TOML, "),
        "{}",
        faults[0]
    );
}

#[test]
fn a_setting_written_twice_is_told() {
    let text = rome("schema = 1", "schema = 1\nschema = 1");
    let faults = faults(&text);
    assert_eq!(faults.len(), 1);
    assert!(
        faults[0].starts_with("posts/XYZ.toml:2:1: no TOML, "),
        "{faults:?}"
    );
}

#[test]
fn every_fault_of_a_file_is_told_in_the_order_of_the_text() {
    let text = rome("code = \"ROM\"", "kode = \"ROM\"").replace("\"never\"", "\"nevr\"");
    let text = replaced(&text, "booklet = 1600", "booklet = \"16\"");
    let text = replaced(&text, "[contact]", "[contakt]");
    let places: Vec<String> = PostPolicy::read("f", &text)
        .unwrap_err()
        .into_iter()
        .map(|fault| format!("{}:{}", fault.line, fault.key))
        .collect();
    assert_eq!(
        places,
        [
            "1:code",
            "1:contact",
            "2:kode",
            "25:mail_in.paper_photos",
            "35:fees.booklet",
            "50:contakt"
        ]
    );
}

#[test]
fn an_empty_file_lacks_everything_that_must_be_there() {
    let missing = faults("");
    assert_eq!(missing.len(), 13);
    assert!(missing.iter().all(|fault| fault.ends_with(": missing")));
}

#[test]
fn faults_go_through_json_and_back() {
    let text = rome("trigger =", "triger =").replace("\"never\"", "\"nevr\"");
    let faults = PostPolicy::read("f", &text).unwrap_err();
    let json = serde_json::to_value(&faults).unwrap();
    assert_eq!(json[1]["fault"]["code"], "unknown_key");
    assert_eq!(json[2]["fault"]["code"], "unknown_value");
    assert_eq!(
        serde_json::from_value::<Vec<PolicyFault>>(json).unwrap(),
        faults
    );
}

fn any_post() -> impl Strategy<Value = String> {
    proptest::sample::select(CODES.to_vec()).prop_map(text)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn whatever_is_cut_or_put_in_is_read_or_told_in_place(
        text in any_post(), at in any::<prop::sample::Index>(), cut in 0_usize..6, put in "[a-z\"=\\[\\]{}.0-9 \n]{0,4}"
    ) {
        let mut chars: Vec<char> = text.chars().collect();
        let from = at.index(chars.len());
        let to = (from + cut).min(chars.len());
        chars.splice(from..to, put.chars());
        let broken: String = chars.into_iter().collect();
        let lines = u32::try_from(broken.split('\n').count()).unwrap();
        if let Err(faults) = PostPolicy::read("f", &broken) {
            prop_assert!(!faults.is_empty());
            for fault in faults {
                prop_assert!((1..=lines).contains(&fault.line) && fault.column >= 1, "{}", fault);
                let twice = toml::from_str::<toml::Table>(&broken).is_ok();
                let syntax = matches!(fault.fault, Fault::Syntax { .. });
                prop_assert_eq!(syntax, !twice, "{}", fault);
            }
        }
    }
}

#[test]
fn what_is_no_toml_is_told_in_one_line() {
    let fault = Fault::Syntax {
        detail: "expected `=`,\n  found\tnewline".into(),
    };
    assert_eq!(fault.to_string(), "no TOML, expected `=`, found newline");
}
