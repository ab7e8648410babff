//! One open window, in the words of somebody who sits before it.

use crate::Told;
use crate::driver::Drivers;
use crate::http::Line;
use serde_json::{Value, json};

/// A key that is no character.
#[derive(Debug, Clone, Copy)]
pub enum Key {
    /// To the next control.
    Tab,
    /// Left.
    Left,
    /// Up.
    Up,
    /// Right.
    Right,
    /// Down.
    Down,
    /// What is focused, as a click would.
    Enter,
}

impl Key {
    fn code(self) -> &'static str {
        match self {
            Self::Tab => "\u{e004}",
            Self::Left => "\u{e012}",
            Self::Up => "\u{e013}",
            Self::Right => "\u{e014}",
            Self::Down => "\u{e015}",
            Self::Enter => "\u{e007}",
        }
    }
}

/// How often a condition is asked again before it counts as never met; each is a round trip.
const PATIENCE: u32 = 2_000;

/// Kept from the moment the page is there; what went wrong before shows in what the page says.
const LISTEN: &str = "window.__told = window.__told || (() => { const told = [];\
    addEventListener('error', (e) => told.push(String(e.message)));\
    addEventListener('unhandledrejection', (e) => told.push(String(e.reason)));\
    addEventListener('securitypolicyviolation', (e) => told.push(`CSP ${e.violatedDirective}`));\
    const before = console.error; console.error = (...a) => { told.push(a.join(' ')); before(...a); };\
    return told; })();";

/// An open window.
pub struct Window {
    line: Line,
    session: String,
    // Ends after the session: a driver without its window would leave the window behind.
    _drivers: Drivers,
}

impl Window {
    /// Opens the rulebook, and waits until it stands.
    pub fn open() -> Told<Self> {
        let mut window = Self::open_desk(&[])?;
        window.run("location.hash = '#/rules'")?;
        window.until(
            "the rulebook stands",
            "document.querySelector('.state-head h2') !== null",
        )?;
        Ok(window)
    }

    /// Opens the desk with these arguments, and waits until its first page stands.
    pub fn open_desk(arguments: &[&str]) -> Told<Self> {
        let drivers = Drivers::start()?;
        let mut line = Line::to(drivers.host())?;
        let desk = json!({ "application": drivers.desk(), "args": arguments });
        let wanted = json!({ "browserName": "wry", "tauri:options": desk });
        let body = json!({ "capabilities": { "alwaysMatch": wanted } });
        let answer = line.ask("POST", "/session", Some(&body))?;
        let session = answer["sessionId"]
            .as_str()
            .ok_or("no session id")?
            .to_owned();
        let mut window = Self {
            line,
            session,
            _drivers: drivers,
        };
        window.run(LISTEN)?;
        window.until("the page stands", "document.querySelector('main') !== null")?;
        Ok(window)
    }

    fn ask(&mut self, method: &str, path: &str, body: Option<&Value>) -> Told<Value> {
        let path = format!("/session/{}{path}", self.session);
        self.line.ask(method, &path, body)
    }

    /// Runs a script in the page.
    pub fn run(&mut self, script: &str) -> Told<Value> {
        let body = json!({ "script": script, "args": [] });
        self.ask("POST", "/execute/sync", Some(&body))
    }

    /// The value of an expression in the page.
    pub fn value(&mut self, expression: &str) -> Told<Value> {
        self.run(&format!("return ({expression});"))
    }

    /// Waits until an expression holds.
    pub fn until(&mut self, what: &str, expression: &str) -> Told<()> {
        for _ in 0..PATIENCE {
            if self.value(expression)? == Value::Bool(true) {
                return Ok(());
            }
        }
        Err(format!("it never came that {what}: {expression}"))
    }

    /// The text of the first thing that fits.
    pub fn text(&mut self, selector: &str) -> Told<String> {
        let value = self.value(&format!(
            "document.querySelector({selector:?})?.textContent ?? null"
        ))?;
        value
            .as_str()
            .map(str::to_owned)
            .ok_or_else(|| format!("nothing fits {selector}"))
    }

    /// Clicks the first thing that fits, as a mouse would.
    pub fn click(&mut self, selector: &str) -> Told<()> {
        let body = json!({ "using": "css selector", "value": selector });
        let found = self.ask("POST", "/element", Some(&body))?;
        let element = found
            .as_object()
            .and_then(|o| o.values().next())
            .and_then(Value::as_str);
        let element = element
            .ok_or_else(|| format!("nothing fits {selector}"))?
            .to_owned();
        self.ask(
            "POST",
            &format!("/element/{element}/click"),
            Some(&json!({})),
        )?;
        Ok(())
    }

    /// Chooses an option of a select by its value.
    pub fn choose(&mut self, select: &str, value: &str) -> Told<()> {
        self.run(&format!(
            "const s = document.querySelector('select[name={select}]');\
             Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(s, '{value}');\
             s.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        ))?;
        Ok(())
    }

    /// Presses a key.
    pub fn press(&mut self, key: Key) -> Told<()> {
        let presses = json!([{ "type": "keyDown", "value": key.code() }, { "type": "keyUp", "value": key.code() }]);
        let body = json!({ "actions": [{ "type": "key", "id": "keys", "actions": presses }] });
        self.ask("POST", "/actions", Some(&body))?;
        Ok(())
    }

    /// Makes the page so large.
    pub fn resize(&mut self, width: u32, height: u32) -> Told<()> {
        let sized = format!("innerWidth === {width} && innerHeight === {height}");
        for _ in 0..PATIENCE / 100 {
            // The frame around the page, where there is one, comes on top.
            let frame = self.value("[outerWidth - innerWidth, outerHeight - innerHeight]")?;
            let with_frame =
                |i: usize, n: u32| i64::from(n) + frame[i].as_i64().unwrap_or(0).clamp(0, 99);
            let rect = json!({ "x": 0, "y": 0, "width": with_frame(0, width), "height": with_frame(1, height) });
            self.ask("POST", "/window/rect", Some(&rect))?;
            for _ in 0..100 {
                if self.value(&sized)? == Value::Bool(true) {
                    return Ok(());
                }
            }
        }
        Err(format!("the page does not become {width} by {height}"))
    }

    /// A picture of the page as PNG, in base64.
    pub fn picture(&mut self) -> Told<String> {
        // What was just changed is on the screen after the frame that follows the next.
        let painted = "const done = arguments[0];\
            requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));";
        let body = json!({ "script": painted, "args": [] });
        self.ask("POST", "/execute/async", Some(&body))?;
        let value = self.ask("GET", "/screenshot", None)?;
        value
            .as_str()
            .map(str::to_owned)
            .ok_or_else(|| "no picture".to_owned())
    }

    /// What the page complained about.
    pub fn complaints(&mut self) -> Told<Vec<String>> {
        let told = self.value("window.__told")?;
        Ok(told
            .as_array()
            .into_iter()
            .flatten()
            .map(Value::to_string)
            .collect())
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // The window may be gone already.
        let _ = self.ask("DELETE", "", None);
    }
}
