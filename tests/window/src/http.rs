//! As much of HTTP/1.1 as a `WebDriver` speaks.

use crate::Told;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// One connection, kept open.
pub(crate) struct Line {
    stream: BufReader<TcpStream>,
    host: String,
}

impl Line {
    /// Connects.
    pub(crate) fn to(host: &str) -> Told<Self> {
        let stream = TcpStream::connect(host).map_err(|e| format!("no driver at {host}: {e}"))?;
        let patience = Some(Duration::from_secs(60));
        stream
            .set_read_timeout(patience)
            .map_err(|e| e.to_string())?;
        Ok(Self {
            stream: BufReader::new(stream),
            host: host.to_owned(),
        })
    }

    /// Sends a request and gives the `value` of its answer.
    pub(crate) fn ask(&mut self, method: &str, path: &str, body: Option<&Value>) -> Told<Value> {
        let body = body.map(Value::to_string).unwrap_or_default();
        let length = body.len();
        let host = &self.host;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        let stream = self.stream.get_mut();
        stream
            .write_all(request.as_bytes())
            .map_err(|e| format!("{path}: {e}"))?;
        let mut answer = self.answer().map_err(|e| format!("{path}: {e}"))?;
        let value = answer["value"].take();
        match value.get("error").and_then(Value::as_str) {
            Some(error) => Err(format!("{path}: {error}: {}", value["message"])),
            None => Ok(value),
        }
    }

    fn answer(&mut self) -> std::io::Result<Value> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.stream.read_line(&mut line)? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            let line = line.trim_end().to_ascii_lowercase();
            if let Some(count) = line.strip_prefix("content-length:") {
                length = count.trim().parse().map_err(std::io::Error::other)?;
            }
            if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        serde_json::from_slice(&body).map_err(std::io::Error::other)
    }
}
