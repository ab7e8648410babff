# What a decision costs, on an order with fifty events behind it. See benches/decide.rs of the rulebook.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root" || exit 1
source tools/say.sh
source tools/setup.sh

if [[ " $* " == *' --help '* || " $* " == *' -h '* ]]; then
  echo 'Usage: ./test --long decisions'
  echo 'Runs the benchmark of the rulebook and writes its medians into docs/proof.md.'
  exit 0
fi
(( $# == 0 )) || misuse "Unknown argument '$1'. ./test --long decisions --help tells what there is."
need_rust && need_node || exit 1
need_room 3000 "${CARGO_TARGET_DIR:-$root/target}" 'building the benchmark' || exit 1
exec node tools/long/decisions/main.mjs
