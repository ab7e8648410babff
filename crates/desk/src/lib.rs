//! The use cases of the workstation.
