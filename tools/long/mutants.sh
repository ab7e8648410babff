# Changes every function of the rulebook in turn and sees whether a test notices. See mutants.mjs.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root" || exit 1
source tools/say.sh
source tools/setup.sh

if [[ " $* " != *' --help '* && " $* " != *' -h '* ]]; then
  need_rust && need_node || exit 1
  # A slip in the command line is told before anything is installed.
  node tools/long/mutants/main.mjs --understood "$@" || exit $?
  need_room 4000 "${CARGO_TARGET_DIR:-$root/target}" 'building the mutants' || exit 1
  need_tool cargo-mutants 27.1.0 'it changes the code and runs the tests' || exit 1
fi
exec node tools/long/mutants/main.mjs "$@"
