//! Pictures of the window, and what must hold on each of them.

use crate::{Told, Window};
use std::fs;
use std::path::Path;

/// The sizes on which everything must be usable.
pub const SIZES: [(u32, u32); 2] = [(1280, 720), (1440, 900)];
/// How it may look.
pub const THEMES: [&str; 3] = ["light", "dark", "contrast"];
/// What is wider than its place; a picture scaled up may be scrolled, the rest may not.
pub const OVERFLOWING: &str = "[document.documentElement, ...document.querySelectorAll('main, .pane, .scroll, .top, .ph, .stages, .stages li, .card, .rows li, .today-head, .line-trouble')]\
    .filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.className || e.tagName)";

impl Window {
    /// Keeps a picture of the page for whoever wants to look.
    pub fn keep_picture(&mut self, name: &str) -> Told<()> {
        let screens = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/screens");
        let picture = base64(&self.picture()?);
        fs::create_dir_all(&screens)
            .and_then(|()| fs::write(screens.join(format!("{name}.png")), picture))
            .map_err(|e| e.to_string())
    }
}

/// The bytes of a text in base64.
fn base64(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text
        .bytes()
        .filter_map(|c| ALPHABET.iter().position(|a| *a == c));
    let (mut held, mut bits, mut out) = (0_usize, 0, Vec::new());
    for digit in digits {
        held = (held << 6 | digit) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.extend(u8::try_from(held >> bits & 0xff));
        }
    }
    out
}
