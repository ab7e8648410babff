//! The words of a mail, of which some are the same words twice.

/// Words from one part.
pub(crate) struct Passage {
    pub(crate) from_page: bool,
    pub(crate) text: String,
}

/// Of the same words twice the plain ones are kept, unless there is nothing in them.
pub(crate) fn best(passages: Vec<Passage>) -> Vec<Passage> {
    let says = |p: &Passage| !p.text.trim().is_empty();
    let plain = passages.iter().any(|p| !p.from_page && says(p));
    passages
        .into_iter()
        .filter(|p| p.from_page != plain)
        .collect()
}

/// All of them, one below the other.
pub(crate) fn together(passages: &[Passage]) -> String {
    let texts: Vec<&str> = passages.iter().map(|p| p.text.trim_end()).collect();
    texts.join("\n")
}
