//! The order document.
