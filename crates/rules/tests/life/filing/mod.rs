//! The applicant's side, supplements and interviews.
