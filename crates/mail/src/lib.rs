//! Supplement e-mails: from the bytes of a mailbox to what the rulebook can judge.
