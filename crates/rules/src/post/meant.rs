//! What was meant by a word that is not known.

/// The known word most like `word`, if one is like enough that it may have been meant.
pub(super) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word = plain(word);
    known
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&word, &plain(candidate)),
                candidate,
            )
        })
        .filter(|(distance, candidate)| *distance <= near_enough(&word, candidate))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A slip of the pen touches at most every third letter, and may touch one in a short word.
fn near_enough(word: &str, candidate: &str) -> usize {
    (word.chars().count().max(candidate.chars().count()) / 3).max(1)
}

/// Case, and which sign parts two words, are no difference.
fn plain(word: &str) -> String {
    word.to_lowercase().replace(['-', ' '], "_")
}
