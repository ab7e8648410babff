//! Contradictions of how papers come in and go out.

use crate::contradictions::{fine, refused};

#[test]
fn paper_photos_are_counted_where_they_are_asked_for() {
    for when in ["if_asked", "travel_document", "always"] {
        let asked = format!("paper_photos = \"{when}\"");
        refused(
            &[("paper_photos = \"never\"", &asked)],
            &[
                ":19:2: mail_in.paper_photo_count: photos are asked for, but none (see mail_in.paper_photos in line 25)",
            ],
        );
        let counted = format!("{asked}\npaper_photo_count = 1");
        fine(&[("paper_photos = \"never\"", &counted)]);
    }
}

#[test]
fn paper_photos_are_not_counted_where_they_are_not_asked_for() {
    fine(&[("\"never\"", "\"never\"\npaper_photo_count = 0")]);
    refused(
        &[("\"never\"", "\"never\"\npaper_photo_count = 1")],
        &[
            ":26:1: mail_in.paper_photo_count: photos are counted, but never asked for (see mail_in.paper_photos in line 25)",
        ],
    );
}

#[test]
fn unmarked_mail_is_returned_only_where_there_is_a_mark() {
    let back = ("unmarked = \"keep\"", "unmarked = \"return\"");
    refused(
        &[back],
        &[
            ":22:1: mail_in.unmarked: unmarked mail is returned, but no mark is set (see mail_in.mark in line 19)",
        ],
    );
    fine(&[back, ("early =", "mark = \"APP\"\nearly =")]);
    fine(&[("early =", "mark = \"APP\"\nearly =")]);
}

#[test]
fn documents_go_home_in_an_envelope() {
    let no_envelope = ("[mail_in.return_envelope]\n", "");
    refused(
        &[no_envelope],
        &[
            ":29:1: hand_over.modes: documents go by mail, but no return envelope is set (see mail_in.return_envelope in line 19)",
        ],
    );
    fine(&[
        no_envelope,
        ("[\"in_person\", \"mail\"]", "[\"in_person\"]"),
    ]);
}

#[test]
fn no_envelope_is_asked_for_where_nothing_goes_home_by_mail() {
    refused(
        &[("[\"in_person\", \"mail\"]", "[\"in_person\", \"proxy\"]")],
        &[
            ":27:10: mail_in.return_envelope: nothing goes home by mail (see hand_over.modes in line 30)",
        ],
    );
}

#[test]
fn an_old_document_is_brought_only_where_people_come_themselves() {
    for modes in ["[\"mail\"]", "[\"proxy\", \"mail\"]"] {
        refused(
            &[("[\"in_person\", \"mail\"]", modes)],
            &[
                ":31:1: hand_over.old_document_at_pickup: pick-up in person is not offered (see hand_over.modes in line 30)",
            ],
        );
        fine(&[
            ("[\"in_person\", \"mail\"]", modes),
            ("pickup = true", "pickup = false"),
        ]);
    }
}

#[test]
fn reminders_come_later_and_later() {
    let days = |list: &str| format!("reminder_days = {list}\nold_document_at_pickup");
    fine(&[("old_document_at_pickup", &days("[1, 2]"))]);
    fine(&[("old_document_at_pickup", &days("[]"))]);
    refused(
        &[("old_document_at_pickup", &days("[0]"))],
        &[":31:18: hand_over.reminder_days[0]: days must ascend"],
    );
    refused(
        &[("old_document_at_pickup", &days("[30, 30, 20]"))],
        &[
            ":31:22: hand_over.reminder_days[1]: days must ascend",
            ":31:26: hand_over.reminder_days[2]: days must ascend",
        ],
    );
}

#[test]
fn emergency_documents_must_be_collected_somehow() {
    let none = (
        "old_document_at_pickup",
        "emergency_modes = []\nold_document_at_pickup",
    );
    refused(
        &[none],
        &[":31:1: hand_over.emergency_modes: may not be empty"],
    );
    fine(&[none, ("\"PP_RENEW\", \"TD_EMERG\"", "\"PP_RENEW\"")]);
}

#[test]
fn an_emergency_document_is_never_mailed() {
    refused(
        &[(
            "old_document_at_pickup",
            "emergency_modes = [\"proxy\", \"mail\"]\nold_document_at_pickup",
        )],
        &[":31:1: hand_over.emergency_modes: emergency documents are always collected"],
    );
}

#[test]
fn a_post_without_ways_to_collect_is_refused() {
    refused(
        &[
            ("modes = [\"in_person\", \"mail\"]", "modes = []"),
            (
                "old_document_at_pickup = true",
                "old_document_at_pickup = false",
            ),
            ("[mail_in.return_envelope]\n", ""),
        ],
        &[":29:1: hand_over.modes: may not be empty"],
    );
}
