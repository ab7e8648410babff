//! 证件照: the measures of the standard.

use lingshi_rules::order::reasons::PhotoReason::{self, PH03, PH10, PH11, PH15, PH16};
use lingshi_rules::photo_standard::{
    Departure, Format, Head, MOST_BYTES, Measure, Measured, departures,
};

const HEAD: Head = Head {
    width: 255,
    crown: 35,
    eyes: 210,
    chin: 390,
    between_eyes: 100,
    tilt: 0,
};

const GOOD: Measured = Measured {
    width: 354,
    height: 472,
    bytes: 60_000,
    format: Format::Jpeg,
    head: Some(HEAD),
};

fn reasons(photo: Measured) -> Vec<PhotoReason> {
    departures(&photo)
        .into_iter()
        .map(Departure::reason)
        .collect()
}

fn with_head(change: impl FnOnce(&mut Head)) -> Vec<Departure> {
    let mut head = HEAD;
    change(&mut head);
    departures(&Measured {
        head: Some(head),
        ..GOOD
    })
}

/// A measure is kept from its least to its most, and not a pixel beyond.
fn limits(of: Measure, least: u32, most: u32, set: fn(&mut Head, u32)) {
    for kept in [least, most] {
        assert_eq!(with_head(|h| set(h, kept)), [], "{of:?} {kept}");
    }
    for found in [least - 1, most + 1] {
        let beyond = Departure::Measure {
            of,
            found,
            least,
            most,
        };
        assert_eq!(with_head(|h| set(h, found)), [beyond]);
        assert_eq!(beyond.reason(), PH03);
    }
}

#[test]
fn a_photo_of_the_standard_departs_in_nothing() {
    assert_eq!(departures(&GOOD), []);
    assert_eq!(
        departures(&Measured {
            format: Format::Png,
            ..GOOD
        }),
        []
    );
}

#[test]
fn a_larger_picture_of_the_same_framing_measures_the_same() {
    let double = Head {
        width: 510,
        crown: 70,
        eyes: 420,
        chin: 780,
        between_eyes: 200,
        tilt: 0,
    };
    let large = Measured {
        width: 708,
        height: 944,
        head: Some(double),
        ..GOOD
    };
    assert_eq!(departures(&large), []);
}

#[test]
fn the_head_is_neither_too_large_nor_too_small() {
    limits(Measure::HeadWidth, 230, 283, |h, n| h.width = n);
    limits(Measure::HeadHeight, 331, 390, |h, n| h.chin = h.crown + n);
}

#[test]
fn the_head_stands_where_it_should() {
    limits(Measure::AboveCrown, 25, 45, |h, n| {
        h.chin = h.chin - h.crown + n;
        h.crown = n;
    });
    limits(Measure::AboveEyes, 176, 251, |h, n| h.eyes = n);
}

#[test]
fn the_eyes_are_a_quarter_to_a_third_of_the_width_apart() {
    let apart = |n| with_head(|h| h.between_eyes = n);
    assert_eq!(apart(82), []);
    assert_eq!(apart(116), []);
    assert!(matches!(
        apart(81)[..],
        [Departure::Measure {
            of: Measure::BetweenEyes,
            found: 229,
            ..
        }]
    ));
    assert!(matches!(
        apart(118)[..],
        [Departure::Measure {
            of: Measure::BetweenEyes,
            found: 333,
            ..
        }]
    ));
}

#[test]
fn a_head_is_upright_within_five_degrees() {
    assert_eq!(with_head(|h| h.tilt = 50), []);
    assert_eq!(
        with_head(|h| h.tilt = 51),
        [Departure::Tilted {
            found: 51,
            most: 50
        }]
    );
}

#[test]
fn a_crown_at_the_edge_is_cut_off() {
    assert_eq!(with_head(|h| h.crown = 0), [Departure::CutOff]);
    assert_eq!(Departure::CutOff.reason(), PH11);
}

#[test]
fn one_head_and_no_other() {
    assert_eq!(reasons(Measured { head: None, ..GOOD }), [PH15]);
}

#[test]
fn format_size_and_proportions_of_the_file() {
    assert_eq!(
        reasons(Measured {
            format: Format::Other,
            ..GOOD
        }),
        [PH16]
    );
    assert_eq!(
        departures(&Measured {
            bytes: MOST_BYTES,
            ..GOOD
        }),
        []
    );
    assert_eq!(
        reasons(Measured {
            bytes: MOST_BYTES + 1,
            ..GOOD
        }),
        [PH16]
    );
    let small = Measured {
        width: 353,
        height: 471,
        ..GOOD
    };
    assert_eq!(reasons(small), [PH10]);
    assert_eq!(
        reasons(Measured {
            height: 471,
            ..GOOD
        }),
        [PH10]
    );
    let wide = Measured {
        height: 480,
        ..GOOD
    };
    assert_eq!(reasons(wide), [PH16]);
    assert_eq!(
        departures(&Measured {
            height: 475,
            ..GOOD
        }),
        []
    );
}

#[test]
fn a_picture_without_width_is_told_and_breaks_nothing() {
    let none = Measured {
        width: 0,
        height: 0,
        ..GOOD
    };
    assert!(reasons(none).contains(&PH10));
}
