//! Review, two people, money, mail, making, hand-over.
