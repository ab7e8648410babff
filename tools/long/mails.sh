# Tries mutated supplement mails on the reader for as long as there is time. See mails/main.mjs.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root" || exit 1
source tools/say.sh
source tools/setup.sh

if [[ " $* " != *' --help '* && " $* " != *' -h '* ]]; then
  need_rust && need_node || exit 1
  # A slip in the command line is told before anything is built.
  node tools/long/mails/main.mjs --understood "$@" || exit $?
  need_room 2000 "${CARGO_TARGET_DIR:-$root/target}" 'building the reader of mails' || exit 1
fi
exec node tools/long/mails/main.mjs "$@"
