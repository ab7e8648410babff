//! Into a demo: a server of this machine with invented people, which left a pass for whoever wants to look.

use crate::outside::{Followed, ThisMachine};
use lingshi_demo::Pass;
use lingshi_demo::pass::BadPass;
use lingshi_desk::queue::{ByWire, Door, Inside, Living, Shut, follow};
use lingshi_rules::values::Instant;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

/// Names the pass's file.
const VARIABLE: &str = "LINGSHI_DEMO_PASS";
/// Names it on the command line, where it comes before the variable.
const OPTION: &str = "--demo-pass";

/// The file of the pass, if one is named.
pub fn named_pass(
    mut arguments: impl Iterator<Item = OsString>,
    variable: Option<OsString>,
) -> Option<PathBuf> {
    let begins = format!("{OPTION}=");
    let mut named = variable;
    while let Some(argument) = arguments.next() {
        if argument == OPTION {
            named = arguments.next();
        } else if let Some(file) = argument
            .to_str()
            .and_then(|text| text.strip_prefix(&begins))
        {
            named = Some(file.into());
        }
    }
    named.filter(|file| !file.is_empty()).map(PathBuf::from)
}

/// Follows the demo whose pass is named, for as long as the desk runs.
pub fn followed() -> Followed {
    let file = named_pass(std::env::args_os().skip(1), std::env::var_os(VARIABLE))?;
    let living = Arc::new(Living::default());
    let follower = Arc::clone(&living);
    tauri::async_runtime::spawn(async move {
        follow(ByWire::through(ByPass { file }), ThisMachine, &follower).await;
    });
    Some(living)
}

/// The door of a demo. The pass is read each time: a demo that was begun anew left another one.
struct ByPass {
    file: PathBuf,
}

impl Door for ByPass {
    async fn sign_in(&mut self, now: Instant) -> Result<Inside, Shut> {
        let pass = Pass::read(&self.file).map_err(shut)?;
        let (client, tokens) = pass.sign_in(now).await.map_err(shut)?;
        Ok(Inside {
            client,
            server: pass.server,
            post: pass.post,
            name: pass.name,
            trial: true,
            tokens,
        })
    }
}

fn shut(bad: BadPass) -> Shut {
    match bad {
        BadPass::NotLetIn(fault) => Shut::Fault(fault),
        BadPass::Unreadable(_) | BadPass::NoPass | BadPass::Server(_) => Shut::NoPass,
    }
}

#[cfg(test)]
mod tests {
    use super::named_pass;
    use std::ffi::OsString;
    use std::path::Path;

    fn named(arguments: &[&str], variable: Option<&str>) -> Option<String> {
        let arguments = arguments.iter().map(OsString::from);
        let file = named_pass(arguments, variable.map(OsString::from))?;
        Some(Path::new(&file).display().to_string())
    }

    #[test]
    fn a_pass_is_named_on_the_command_line_or_by_the_variable() {
        let some = |file: &str| Some(file.to_owned());
        assert_eq!(named(&[], None), None);
        assert_eq!(named(&[], Some("a")), some("a"));
        assert_eq!(named(&["--demo-pass", "b"], Some("a")), some("b"));
        assert_eq!(named(&["x", "--demo-pass=c"], Some("a")), some("c"));
    }

    #[test]
    fn what_names_nothing_is_no_pass() {
        assert_eq!(named(&["--demo-pass"], None), None);
        assert_eq!(named(&["--demo-pass="], Some("a")), None);
        assert_eq!(named(&["b"], Some("")), None);
    }
}
