//! How much of a mail is read. Each is far beyond what people send, and small enough that nobody can
//! keep the desk busy with one mail.

/// Bytes of a mail. Mail servers take 25 to 50 MB.
pub const MAIL_BYTES: usize = 40 * 1024 * 1024;
/// Parts of a mail, those of forwarded mails among them.
pub const PARTS: usize = 200;
/// Parts within parts, forwarded mails among them.
pub const DEPTH: usize = 10;
/// Things that come with a mail.
pub const ENCLOSURES: usize = 50;
/// Bytes of the head of a mail or part.
pub const HEAD_BYTES: usize = 128 * 1024;
/// Fields of a head.
pub const HEAD_FIELDS: usize = 500;
/// Bytes of one field.
pub const FIELD_BYTES: usize = 16 * 1024;
/// Parameters of one field.
pub const PARAMETERS: usize = 64;
/// Bytes of words, all parts of a mail together, before they are decoded.
pub const TEXT_BYTES: usize = 2 * 1024 * 1024;
/// Characters of the name of an enclosure; file systems take no more.
pub const NAME_CHARACTERS: usize = 255;
/// Addresses in From.
pub const SENDERS: usize = 8;
/// Reports of receiving servers.
pub const REPORTS: usize = 16;
/// Pictures that a page shows; more are not told apart.
pub const SHOWN_PICTURES: usize = 500;
/// Names of earlier mails that an answer repeats.
pub const NAMES: usize = 10;
/// Characters of the name of a mail; longer ones are made by nobody honest.
pub const NAME_OF_MAIL: usize = 250;
