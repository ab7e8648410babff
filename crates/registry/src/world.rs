//! What is handed in from the world: the time, and chance.

use lingshi_rules::values::Instant;

/// Where random bytes come from.
pub trait Chance {
    /// Fills these bytes.
    fn fill(&mut self, bytes: &mut [u8]);
}

/// The world at the moment of one command.
pub struct Moment<'c> {
    /// The time, by the clock of record.
    pub now: Instant,
    /// Chance.
    pub chance: &'c mut dyn Chance,
}

impl Moment<'_> {
    /// So many random bytes.
    pub fn draw<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.chance.fill(&mut bytes);
        bytes
    }
}
