//! The use cases of the workstation, as the window, the command line and tests call them.
//!
//! It decides nothing: what may be done is asked of the rulebook. It knows the window not at all, and of the server
//! only what both sides of the wire share; what a person reads leaves here as codes and words from the catalogue.

#[cfg(test)]
mod bindings;
pub mod problem;
pub mod queue;
#[cfg(test)]
mod recorded;
pub mod rulebook;
pub mod words;

pub use problem::Problem;
