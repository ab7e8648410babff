//! Sentences with places.

use lingshi_words::{Fill, Template};

fn template(source: &str) -> Result<Template, String> {
    Template::try_from(source.to_owned())
}

fn filled(source: &str, fill: &Fill) -> Result<String, String> {
    template(source).unwrap().fill(fill)
}

#[test]
fn a_value_is_never_read_as_a_sentence_again() {
    let fill = Fill::new().with("a", "{b}[b?x|y]").with("b", "secret");
    assert_eq!(filled("<{a}>", &fill), Ok("<{b}[b?x|y]>".into()));
}

#[test]
fn a_place_nobody_spoke_about_stops_the_sentence() {
    assert_eq!(filled("{a}", &Fill::new()), Err("a".into()));
    assert_eq!(filled("[a?x|y]", &Fill::new()), Err("a".into()));
    assert_eq!(
        filled("[a?{b}|y]", &Fill::new().with("a", "")),
        Ok("y".into())
    );
}

#[test]
fn wordings_are_told_apart_by_a_place_or_its_value() {
    let with = |value: &str| filled("[n?{n}|none][n=2?two|]", &Fill::new().with("n", value));
    assert_eq!(with(""), Ok("none".into()));
    assert_eq!(with("1"), Ok("1".into()));
    assert_eq!(with("2"), Ok("2two".into()));
}

#[test]
fn wordings_stand_inside_wordings() {
    let source = "[a?[b?both|a]|[b?b|none]]";
    let with = |a: bool, b: bool| filled(source, &Fill::new().with_flag("a", a).with_flag("b", b));
    assert_eq!(with(true, true), Ok("both".into()));
    assert_eq!(with(true, false), Ok("a".into()));
    assert_eq!(with(false, true), Ok("b".into()));
    assert_eq!(with(false, false), Ok("none".into()));
}

#[test]
fn a_slip_of_the_pen_is_told() {
    for wrong in [
        "{a",
        "a}",
        "[a?x]",
        "[a?x|y",
        "[a?x|y|z]",
        "[a|x]",
        "{A}",
        "{}",
        "a]",
        "a|b",
    ] {
        assert!(template(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn all_places_are_named_those_in_wordings_too() {
    let places = template("{a}[b=x?{c}|[d?|{e}]]").unwrap();
    assert_eq!(places.places().into_iter().collect::<String>(), "abcde");
    assert_eq!(places.source(), "{a}[b=x?{c}|[d?|{e}]]");
}
