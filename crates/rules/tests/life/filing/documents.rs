//! Opening stored documents: of this program, of a newer one, and what is none.

use super::at;
use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::ids::PostCode;
use lingshi_rules::life::event::{EVENT_SCHEMA, Event, What};
use lingshi_rules::life::{Status, evolve, replay};
use lingshi_rules::order::open::{DocumentFault, Opened, open};
use lingshi_rules::order::{ORDER_SCHEMA, Order};
use lingshi_rules::people::By;
use lingshi_rules::walk::Walk;
use serde_json::{Value, json};

fn made() -> Walk<'static> {
    at("NYC", Business::PpRenew, Status::Made)
}

fn stored(order: &Order) -> Value {
    serde_json::to_value(order).unwrap()
}

fn opened(value: &Value) -> Result<Opened, DocumentFault> {
    open(&serde_json::to_vec(value).unwrap())
}

fn current(value: &Value) -> Order {
    match opened(value) {
        Ok(Opened::Current(order)) => *order,
        other => panic!("{other:?}"),
    }
}

fn noted(order: &Order) -> Event {
    Event {
        schema: EVENT_SCHEMA,
        version: order.version + 1,
        at: order.status_since,
        by: By::System,
        command: None,
        what: What::Noted { text: "记".into() },
    }
}

#[test]
fn what_was_saved_is_opened_byte_for_byte() {
    let order = made().order;
    let bytes = serde_json::to_vec(&order).unwrap();
    assert_eq!(open(&bytes), Ok(Opened::Current(Box::new(order.clone()))));
    assert_eq!(serde_json::to_vec(&order).unwrap(), bytes);
}

#[test]
fn the_events_of_an_order_make_its_document_again_byte_for_byte() {
    let walk = made();
    let replayed = replay(&walk.events).unwrap();
    assert_eq!(
        serde_json::to_vec(&replayed).unwrap(),
        serde_json::to_vec(&walk.order).unwrap()
    );
}

#[test]
fn fields_of_a_newer_program_survive_opening_a_change_and_saving_word_for_word() {
    let strange = json!({"深": [1, null, {"x": "保留  空格\n"}], "n": -0.5, "empty": {}});
    let mut value = stored(&made().order);
    let file = value["files"]
        .as_object()
        .unwrap()
        .keys()
        .next()
        .unwrap()
        .clone();
    let places = [
        String::new(),
        "/form".into(),
        "/form/applicant".into(),
        "/form/old_document".into(),
        "/form/statement".into(),
        format!("/files/{file}"),
        "/payment".into(),
        "/originals".into(),
        "/interview".into(),
        "/review".into(),
        "/making".into(),
    ];
    for place in &places {
        value.pointer_mut(place).unwrap()["zz_new"] = strange.clone();
    }
    let order = current(&value);
    let after = stored(&evolve(order.clone(), &noted(&order)));
    for place in &places {
        let kept = after.pointer(place).unwrap().get("zz_new");
        assert_eq!(kept, Some(&strange), "{place}");
    }
    assert_eq!(stored(&order), value);
}

#[test]
fn a_document_of_a_newer_program_is_opened_to_be_read_and_kept_whole() {
    let mut value = stored(&made().order);
    value["schema"] = json!(ORDER_SCHEMA + 1);
    value["status"] = json!("A_STATE_OF_THE_FUTURE");
    let Ok(Opened::Newer(newer)) = opened(&value) else {
        panic!("newer");
    };
    assert_eq!(newer.schema, ORDER_SCHEMA + 1);
    assert_eq!(newer.no, made().order.no);
    assert_eq!(newer.post, PostCode::new("NYC"));
    assert_eq!(newer.whole, value);
}

#[test]
fn a_document_has_a_schema_of_at_least_one() {
    let mut value = stored(&made().order);
    value["schema"] = json!(0);
    assert_eq!(opened(&value), Err(DocumentFault::NoSchema));
    value["schema"] = json!(1);
    assert!(matches!(opened(&value), Ok(Opened::Current(_))));
}

#[test]
fn what_is_no_document_is_named_by_its_place() {
    assert_eq!(
        open(b"{\n  \"schema\": x"),
        Err(DocumentFault::NotADocument {
            line: 2,
            column: 13
        })
    );
    assert_eq!(
        open(b""),
        Err(DocumentFault::NotADocument { line: 1, column: 0 })
    );
    let mut value = stored(&made().order);
    value.as_object_mut().unwrap().remove("schema");
    let fault = opened(&value).unwrap_err();
    assert!(matches!(fault, DocumentFault::NotADocument { line: 1, .. }));
}

#[test]
fn a_fault_never_quotes_what_stands_in_the_document() {
    let secret = "SECRET-110105199003072";
    let mut value = stored(&made().order);
    value["status"] = json!(secret);
    let mut newer = value.clone();
    newer["schema"] = json!(secret);
    let cut = format!("{{\"schema\":1,\"no\":\"{secret}");
    let faults = [
        opened(&value).unwrap_err(),
        opened(&newer).unwrap_err(),
        open(cut.as_bytes()).unwrap_err(),
        open(secret.as_bytes()).unwrap_err(),
    ];
    for fault in faults {
        let shown = format!("{fault:?} {}", serde_json::to_string(&fault).unwrap());
        assert!(!shown.contains("SECRET"), "{shown}");
    }
}

#[test]
fn a_log_line_shows_nothing_of_the_people_in_an_order() {
    let mut walk = Walk::begin(posts::post("BRU"), Business::PpRenew).unwrap();
    walk.order.form.applicant.phone = "+32 470123456".into();
    let line = format!("{:?}", walk.order.form);
    let shown: Vec<&str> = ["11010519900307283X", "E12345678", "470123456", "北京", "明"]
        .into_iter()
        .filter(|personal| line.contains(personal))
        .collect();
    assert_eq!(shown, Vec::<&str>::new());
}
