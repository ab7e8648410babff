//! The life of an order.
