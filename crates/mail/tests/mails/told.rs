//! A verdict in the words of expected.toml.

use crate::world;
use lingshi_rules::supplement_mail::{
    Answer, Attaching, AutomaticSign, Cloud, Fate, Flag, NotRecognised, Shortcoming, Verdict, Why,
};
use serde::Deserialize;

/// One entry of expected.toml. What it leaves out must not be there, but for the names of enclosures.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Told {
    why: Option<String>,
    offered: Option<String>,
    order: Option<String>,
    flags: Vec<String>,
    fates: Vec<String>,
    names: Option<Vec<String>>,
    attaching: Vec<String>,
    answer: Option<String>,
}

fn code<T: Into<&'static str>>(value: T) -> String {
    value.into().to_owned()
}

pub(crate) fn of(bytes: &[u8], expected: &Told) -> Told {
    let mail = match lingshi_mail::read(bytes) {
        Ok(mail) => mail,
        Err(fault) => {
            let found = NotRecognised::unreadable(fault);
            return Told {
                why: Some(why(&found.why)),
                answer: Some(answer(found.answer)),
                ..Told::default()
            };
        }
    };
    let names = mail.letter.enclosures.iter().map(|e| e.name.clone());
    let names = expected.names.as_ref().map(|_| names.collect());
    match world::verdict(&mail.letter, &mail.contents) {
        Verdict::Recognised(found) => Told {
            order: Some(found.order_no.to_string()),
            flags: found.flags.iter().map(flag).collect(),
            fates: found.files.iter().map(|file| fate(&file.fate)).collect(),
            names,
            attaching: attaching(&found.attaching),
            answer: Some(answer(found.answer)),
            ..Told::default()
        },
        Verdict::NotRecognised(found) => Told {
            why: Some(why(&found.why)),
            offered: found.offered.map(|no| no.to_string()),
            answer: Some(answer(found.answer)),
            names,
            ..Told::default()
        },
    }
}

fn why(why: &Why) -> String {
    match why {
        Why::Automatic { sign } => format!("automatic:{}", code::<AutomaticSign>(*sign)),
        Why::Encrypted { seal } => format!("encrypted:{}", code(*seal)),
        Why::Unreadable { fault } => format!("unreadable:{}", code(*fault)),
        Why::SubjectEmpty
        | Why::SubjectWithoutNumber
        | Why::SubjectSaysMore
        | Why::SubjectFault { .. }
        | Why::SubjectSlip { .. }
        | Why::SeveralOrders { .. }
        | Why::NoSuchOrder
        | Why::OtherPost
        | Why::NotAwaited { .. } => code::<&'static str>(why.into()),
    }
}

fn flag(flag: &Flag) -> String {
    let name: &'static str = flag.into();
    if let Flag::LeftInCloud { cloud } = flag {
        format!("{name}:{}", code::<Cloud>(*cloud))
    } else if let Flag::Shortcoming { of } = flag {
        format!("{name}:{}", code::<Shortcoming>(*of))
    } else {
        name.to_owned()
    }
}

fn fate(fate: &Fate) -> String {
    match fate {
        Fate::Fit => "fit".to_owned(),
        Fate::Unfit { reason } => format!("unfit:{}", code(*reason)),
        Fate::LeftOut { reason } => format!("left_out:{}", code(*reason)),
    }
}

fn attaching(attaching: &Attaching) -> Vec<String> {
    match attaching {
        Attaching::ByItself => vec!["by_itself".to_owned()],
        Attaching::Waits { because } => because.iter().map(|wait| code(*wait)).collect(),
    }
}

fn answer(answer: Answer) -> String {
    match answer {
        Answer::Acknowledge => "acknowledge".to_owned(),
        Answer::Refuse => "refuse".to_owned(),
        Answer::None { because } => code(because),
    }
}
