//! Mails as nobody would write them: those of `fixtures/mails`, changed by lot. One seed is one mail.
//!
//! A mutator of our own and not cargo-fuzz: libFuzzer needs the sanitizers of a nightly compiler, and the
//! gate runs on the stable one. Knowing the format (heads, boundaries, encoded words, forwards) it
//! reaches the reader's branches without feedback; `--long mails` gives it the hours.

use std::ops::Range;

/// What hostile and broken mail is made of.
const TOKENS: [&str; 34] = [
    "\r\n",
    "\r\n\r\n",
    "\n",
    "--",
    "--s1\r\n",
    "\r\n--s1--\r\n",
    "Content-Type: multipart/mixed; boundary=\"s1\"\r\n\r\n",
    "Content-Type: multipart/alternative; boundary=\"\"\r\n",
    "Content-Type: message/rfc822\r\n\r\n",
    "Content-Type: text/html; charset=gb18030\r\n\r\n",
    "Content-Type: multipart/report; report-type=disposition-notification; boundary=q\r\n",
    "Content-Transfer-Encoding: base64\r\n",
    "Content-Transfer-Encoding: quoted-printable\r\n",
    "Content-Disposition: attachment; filename*0*=gb18030''%B5; filename*9999999999*=x; filename*1=\"",
    "Authentication-Results: mx.csmail.example; dkim=pass header.d=example.com; dmarc=pass header.from=example.com\r\n",
    "From: <zhangsan@example.com>\r\n",
    "From: =?gb2312?B?1cXI/Q==?= <mallory@example.net>, group: a@b.cn;\r\n",
    "Return-Path: <>\r\n",
    "Subject: BELAA3FAPT10085235\r\n",
    "Auto-Submitted: auto-replied\r\n",
    "=?gb2312?B?",
    "=?utf-8?Q?=E6=8A",
    "?=",
    "<blockquote><div class=\"gmail_signature\"><img src=cid:a>",
    "<!--",
    "<style>",
    "&#x110000;&#xD800;&nbsp;&",
    "=",
    "=\r\n",
    "\"",
    "(((((",
    "\u{FF02}\u{FF1A}\u{200B}订单号:办理人姓名:",
    "\0",
    "1、办理人姓名:2、业务名称:3、订单号:BELAA3UHHT10085224 ",
];

/// Lots that are the same for the same seed (`SplitMix64`).
pub(crate) struct Lots(u64);

impl Lots {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap_or(0)
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }

    fn range(&mut self, within: usize, longest: usize) -> Range<usize> {
        let from = self.below(within + 1);
        from..(from + self.below(longest)).min(within)
    }
}

/// No mutated mail is longer: what a mail costs shows in proportion long before.
const LONGEST: usize = 512 * 1024;

/// The mail of this seed.
pub(crate) fn mutated(mails: &[Vec<u8>], seed: u64) -> Vec<u8> {
    let mut lots = Lots::of(seed);
    let mut mail = lots.pick(mails).cloned().unwrap_or_default();
    for _ in 0..=lots.below(6) {
        change(&mut mail, mails, &mut lots);
        mail.truncate(LONGEST);
    }
    mail
}

fn change(mail: &mut Vec<u8>, mails: &[Vec<u8>], lots: &mut Lots) {
    match lots.below(12) {
        0 => flip(mail, lots),
        1 => mail.truncate(lots.below(mail.len() + 1)),
        2 => drop(mail.drain(lots.range(mail.len(), 400))),
        3 => again(mail, lots),
        4 => splice(mail, mails, lots),
        5 | 6 => insert(mail, lots),
        7 => repeat_field(mail, lots),
        8 => confuse_boundary(mail, lots),
        9 => forward(mail, lots),
        10 => swap_lines(mail, lots),
        _ => (0..lots.below(40)).for_each(|_| flip(mail, lots)),
    }
}

fn flip(mail: &mut [u8], lots: &mut Lots) {
    let at = lots.below(mail.len());
    let value = lots.below(256);
    if let Some(byte) = mail.get_mut(at) {
        *byte = u8::try_from(value).unwrap_or(0);
    }
}

fn put(mail: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let at = at.min(mail.len());
    mail.splice(at..at, bytes.iter().copied());
}

/// A stretch again, up to a thousand times.
fn again(mail: &mut Vec<u8>, lots: &mut Lots) {
    let range = lots.range(mail.len(), 300);
    let stretch = mail.get(range.clone()).unwrap_or_default();
    let times = 1 << lots.below(11);
    let many = stretch.repeat(times.min(LONGEST / stretch.len().max(1)));
    put(mail, range.end, &many);
}

/// The head of one, the tail of another.
fn splice(mail: &mut Vec<u8>, mails: &[Vec<u8>], lots: &mut Lots) {
    mail.truncate(lots.below(mail.len() + 1));
    if let Some(other) = lots.pick(mails) {
        let from = lots.below(other.len());
        mail.extend(other.iter().skip(from));
    }
}

fn insert(mail: &mut Vec<u8>, lots: &mut Lots) {
    let token = lots.pick(&TOKENS).copied().unwrap_or_default();
    let times = if lots.below(8) == 0 {
        1 << lots.below(13)
    } else {
        1
    };
    let at = lots.below(mail.len() + 1);
    put(mail, at, token.repeat(times).as_bytes());
}

/// The line that begins at or after this place.
fn line_at(mail: &[u8], at: usize) -> Range<usize> {
    let next = |from: usize| {
        let rest = mail.get(from..).unwrap_or_default();
        let at = rest.iter().position(|b| *b == b'\n');
        from + at.map_or(rest.len(), |at| at + 1)
    };
    let begin = if at == 0 { 0 } else { next(at) };
    begin..next(begin)
}

fn repeat_field(mail: &mut Vec<u8>, lots: &mut Lots) {
    let head = mail.windows(4).position(|w| w == b"\r\n\r\n");
    let line = line_at(mail, lots.below(head.unwrap_or(mail.len())));
    let field = mail.get(line.clone()).unwrap_or_default();
    let times = 1 << lots.below(10);
    let many = field.repeat(times.min(LONGEST / field.len().max(1)));
    put(mail, line.end, &many);
}

/// A boundary line lengthened, shortened or closed where it should not be.
fn confuse_boundary(mail: &mut Vec<u8>, lots: &mut Lots) {
    let lines: Vec<usize> = mail
        .windows(3)
        .enumerate()
        .filter(|(_, w)| *w == b"\n--")
        .map(|(at, _)| at + 1)
        .collect();
    let Some(&at) = lots.pick(&lines) else { return };
    let line = line_at(mail, at.saturating_sub(1));
    let line = mail.get(line).unwrap_or_default().to_vec();
    match lots.below(4) {
        0 => put(mail, at + line.len().saturating_sub(2), b"--"),
        1 => put(mail, at + line.len().saturating_sub(2), b"1"),
        2 => drop(mail.drain(at..at + line.len().min(3))),
        _ => {
            let elsewhere = lots.below(mail.len());
            put(mail, elsewhere, &line);
        }
    }
}

/// The whole mail forwarded as an attachment, again and again.
fn forward(mail: &mut Vec<u8>, lots: &mut Lots) {
    for _ in 0..=lots.below(14) {
        put(mail, 0, b"From: <zhangsan@example.com>\r\nSubject: Fwd: BELAA3FAPT10085235\r\nContent-Type: message/rfc822\r\n\r\n");
    }
}

fn swap_lines(mail: &mut Vec<u8>, lots: &mut Lots) {
    let from = line_at(mail, lots.below(mail.len()));
    let line: Vec<u8> = mail.drain(from).collect();
    let to = line_at(mail, lots.below(mail.len())).start;
    put(mail, to, &line);
}
