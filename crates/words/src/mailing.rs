//! What to send or bring, where, and how: the post's settings in words.

use crate::voice::{Voice, one_line};
use crate::{Addressee, Fill, WordsFault};
use lingshi_rules::order::originals::Original;
use lingshi_rules::post::policy::{
    MemoRule, PaymentKind, ReturnEnvelope, SlipKind, SubmitMode, WrongMail,
};
use std::collections::BTreeSet;

type Words = Result<String, WordsFault>;

fn part(voice: Voice<'_>, key: &str, fill: &Fill) -> Words {
    let template = voice.words.mailing.get(key);
    voice.fill(key, template.ok_or_else(|| voice.missing(key))?, fill)
}

/// By which ways originals reach the post: 寄送, 递交, or both.
pub(crate) fn way(voice: Voice<'_>) -> Words {
    let modes = &voice.policy.mail_in.modes;
    let mail = modes.contains(&SubmitMode::Mail);
    voice.plain(match (mail, comes_in_person(voice)) {
        (true, true) => "way_both",
        (true, false) => "way_mail",
        (false, _) => "way_in_person",
    })
}

fn comes_in_person(voice: Voice<'_>) -> bool {
    let modes = &voice.policy.mail_in.modes;
    modes.contains(&SubmitMode::InPerson) || modes.contains(&SubmitMode::Proxy)
}

/// The numbered list of what to send, and the lines below it; nothing where nothing is to be sent.
pub(crate) fn instruction(
    voice: Voice<'_>,
    send: &BTreeSet<Original>,
    paid: bool,
    to: &Addressee,
) -> Words {
    if send.is_empty() {
        return Ok(String::new());
    }
    let items: Vec<String> = send
        .iter()
        .map(|original| item(voice, *original, paid, to))
        .collect::<Result<_, _>>()?;
    let mut out = voice.numbered(&items, "outer_number")?;
    for line in lines(voice)? {
        out.push('\n');
        out.push_str(&line);
    }
    Ok(out)
}

fn item(voice: Voice<'_>, original: Original, paid: bool, to: &Addressee) -> Words {
    match original {
        Original::Slip => slip(voice, to),
        Original::OldDocument => {
            let table = voice.words.choice.get("document");
            let word = table.and_then(|table| table.get(to.held_code()));
            let word = word.ok_or_else(|| voice.missing("document"))?;
            part(
                voice,
                "old_document",
                &Fill::new().with("document", word.clone()),
            )
        }
        Original::PaymentProof if paid => part(voice, "payment_online", &Fill::new()),
        Original::PaymentProof => payment(voice, to),
        Original::PaperPhotos => {
            let booklet = to.business.booklet();
            let count = booklet.map_or(0, |booklet| voice.policy.paper_photos(booklet));
            let count = count.max(voice.policy.mail_in.paper_photo_count).max(1);
            part(
                voice,
                "paper_photos",
                &Fill::new().with("count", count.to_string()),
            )
        }
        Original::ReturnEnvelope => return_envelope(voice),
    }
}

fn slip(voice: Voice<'_>, to: &Addressee) -> Words {
    let key = match voice.policy.mail_in.slip {
        SlipKind::NameAndNumber => "slip_name_and_number",
        SlipKind::BarcodePage => "slip_barcode_page",
        SlipKind::PrintedSlip => "slip_printed_slip",
    };
    let fill = Fill::new()
        .with("name", one_line(&to.name))
        .with("no", to.no.as_str());
    part(voice, key, &fill)
}

/// Every way of paying that comes in the envelope.
fn payment(voice: Voice<'_>, to: &Addressee) -> Words {
    let rules = &voice.policy.payment;
    let cheques: Vec<PaymentKind> = rules
        .kinds
        .iter()
        .copied()
        .filter(|k| k.is_cheque())
        .collect();
    let amount = to.owed.map(|owed| voice.money(owed)).transpose()?;
    let fill = Fill::new().with_known("amount", amount);
    let mut ways = Vec::new();
    if !cheques.is_empty() {
        ways.push(cheque(voice, &cheques, &fill, to)?);
    }
    if rules.kinds.contains(&PaymentKind::CardForm) {
        let kinds = voice.payments([PaymentKind::CardForm])?;
        ways.push(part(
            voice,
            "payment_card_form",
            &fill.clone().with("kinds", kinds),
        )?);
    }
    if ways.is_empty() {
        return part(voice, "payment_other", &fill);
    }
    let mut text = ways.join(&part(voice, "payment_or", &Fill::new())?);
    if !cheques.is_empty() {
        text.push_str(&part(voice, "payment_not", &Fill::new())?);
    }
    Ok(text)
}

fn cheque(voice: Voice<'_>, kinds: &[PaymentKind], fill: &Fill, to: &Addressee) -> Words {
    let rules = &voice.policy.payment;
    let memo = match rules.memo {
        Some(MemoRule::ChineseName) => "chinese_name",
        Some(MemoRule::OrderNo) => "order_no",
        None => "",
    };
    let payee = rules.payee.clone().unwrap_or_else(|| voice.post_name());
    let fill = fill
        .clone()
        .with("kinds", voice.payments(kinds.iter().copied())?)
        .with("payee", payee)
        .with("memo", memo)
        .with("no", to.no.as_str());
    part(voice, "payment_cheque", &fill)
}

fn return_envelope(voice: Voice<'_>) -> Words {
    let any = ReturnEnvelope {
        services: BTreeSet::new(),
        tracked: true,
        sender: None,
    };
    let rules = voice
        .policy
        .mail_in
        .return_envelope
        .as_ref()
        .unwrap_or(&any);
    let services: Vec<String> = rules.services.iter().cloned().collect();
    let fill = Fill::new()
        .with("services", voice.joined_or(&services)?)
        .with_flag("tracked", rules.tracked)
        .with_known("sender", rules.sender.clone());
    part(voice, "return_envelope", &fill)
}

/// Address, mark, hand-in, cash, tracking, disclaimer: each a line where it applies.
fn lines(voice: Voice<'_>) -> Result<Vec<String>, WordsFault> {
    let policy = voice.policy;
    let none = Fill::new();
    let mut all = Vec::new();
    if policy.mail_in.modes.contains(&SubmitMode::Mail) {
        all.push(match &policy.contact.mail_address {
            Some(address) => part(
                voice,
                "address",
                &Fill::new().with("address", address.clone()),
            )?,
            None => part(voice, "address_unknown", &none)?,
        });
        if let Some(mark) = &policy.mail_in.mark {
            let fill = Fill::new()
                .with("mark", mark.clone())
                .with_flag("returned", policy.mail_in.unmarked == WrongMail::Return);
            all.push(part(voice, "mark", &fill)?);
        }
    }
    if comes_in_person(voice) {
        let modes = &policy.mail_in.modes;
        let fill = Fill::new()
            .with_flag("also", modes.contains(&SubmitMode::Mail))
            .with_flag("proxy", modes.contains(&SubmitMode::Proxy))
            .with("hours", voice.hours(&policy.hours.hall)?)
            .with("city", voice.city())
            .with_known("office", policy.contact.office.clone());
        all.push(part(voice, "hand_in", &fill)?);
    }
    if policy.mail_in.modes.contains(&SubmitMode::Mail) {
        all.push(part(voice, "keep_number", &none)?);
        all.push(part(voice, "no_cash", &none)?);
        if policy.hand_over.mail_disclaimer {
            all.push(part(voice, "disclaimer", &none)?);
        }
    }
    Ok(all)
}
