//! What a person reads: catalogues in three languages, by the codes the rulebook speaks in.
