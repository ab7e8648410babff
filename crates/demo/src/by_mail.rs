//! Supplements by e-mail, as a telephone's mail program writes them and as the realm's own mail server would hand them
//! over: with its report on who really sent them before everything else.

use data_encoding::BASE64;
use lingshi_fixtures::orders::business_zh;
use lingshi_fixtures::pictures::Picture;
use lingshi_rules::order::Order;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::Instant;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// The name the demo's own mail server writes into its reports.
pub const OUR_MAIL_SERVER: &str = "mx.demo.example";

/// A mail with one picture.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// For which order.
    pub order: &'a Order,
    /// At which post.
    pub policy: &'a PostPolicy,
    /// From whom.
    pub from: &'a str,
    /// What is handed in.
    pub picture: &'a Picture,
    /// When.
    pub at: Instant,
    /// A name of its own.
    pub name: &'a str,
}

fn lines(text: &str) -> String {
    let mut out = String::new();
    let bytes = text.as_bytes();
    for line in bytes.chunks(76) {
        out.push_str(&String::from_utf8_lossy(line));
        out.push_str("\r\n");
    }
    out
}

/// The four lines the format wants, in the applicant's words.
fn body(order: &Order, policy: &PostPolicy) -> String {
    let name = &order.form.applicant.name;
    let characters = format!("{}{}", name.surname_zh, name.given_zh);
    let written = if characters.is_empty() {
        format!("{} {}", name.surname_latin, name.given_latin)
    } else {
        characters
    };
    format!(
        "1、办理人姓名:{written}\r\n2、业务名称:{}\r\n3、订单号:{}\r\n4、预约使领馆:{}\r\n",
        business_zh(order.business),
        order.no,
        policy.name.zh
    )
}

/// Its bytes.
pub fn written(letter: Letter<'_>) -> String {
    let Letter {
        order,
        policy,
        from,
        picture,
        at,
        name,
    } = letter;
    let domain = from.rsplit('@').next().unwrap_or_default();
    let date = at.utc().format("%a, %d %b %Y %H:%M:%S +0000");
    let to = &policy.supplement.mailbox;
    let mut text = String::new();
    // Writing to a text never fails.
    let _ = write!(
        text,
        "Return-Path: <{from}>\r\n\
         Authentication-Results: {OUR_MAIL_SERVER};\r\n\tdkim=pass header.d={domain} header.i=@{domain};\r\n\t\
         spf=pass smtp.mailfrom={domain};\r\n\tdmarc=pass header.from={domain}\r\n\
         Received: from out.{domain} (out.{domain} [203.0.113.7])\r\n\tby {OUR_MAIL_SERVER} with ESMTPS id {name}; {date}\r\n\
         From: <{from}>\r\nTo: <{to}>\r\nSubject: {no}\r\nDate: {date}\r\nMessage-ID: <{name}@{domain}>\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"{name}\"\r\n\r\n\
         --{name}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{words}\
         --{name}\r\nContent-Type: {mime}; name=\"IMG_0001.jpg\"\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Disposition: attachment; filename=\"IMG_0001.jpg\"\r\n\r\n{bytes}--{name}--\r\n",
        no = order.no,
        words = lines(&BASE64.encode(body(order, policy).as_bytes())),
        mime = picture.mime,
        bytes = lines(&BASE64.encode(&picture.bytes)),
    );
    text
}

/// Puts it where the server looks for mails; never half of one.
pub fn drop_into(maildir: &Path, letter: Letter<'_>) -> io::Result<()> {
    let (coming, new) = (maildir.join("tmp"), maildir.join("new"));
    fs::create_dir_all(&coming)?;
    fs::create_dir_all(&new)?;
    let file = format!("{}.eml", letter.name);
    fs::write(coming.join(&file), written(letter))?;
    fs::rename(coming.join(&file), new.join(&file))
}
