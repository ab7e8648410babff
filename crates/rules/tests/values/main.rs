//! The values an order is made of, one file per value, as the domain pages state their rules.
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

mod age;
mod id_number;
mod instant;
mod mail;
mod mask;
mod money;
mod name;
mod name_readings;
mod name_regimes;
mod nation;
mod order_no;
mod papers;
mod phone;
mod pinyin;
mod text;

use chrono::NaiveDate;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

/// A day of the calendar.
fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// Writes as this JSON, and reads back as the same.
fn is_written_as<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, json: &str) {
    assert_eq!(serde_json::to_string(value).unwrap(), json);
    assert_eq!(&serde_json::from_str::<T>(json).unwrap(), value);
}

/// Is not read from this JSON.
fn is_refused<T: DeserializeOwned + Debug>(json: &str) {
    let read = serde_json::from_str::<T>(json);
    assert!(read.is_err(), "{json} was read as {read:?}");
}
