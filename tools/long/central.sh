# How fast the central server is against the bare engines on this disk. See tests/central.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root" || exit 1
source tools/say.sh
source tools/setup.sh
source tools/postgres.sh

if [[ " $* " == *' --help '* || " $* " == *' -h '* ]]; then
  echo 'Usage: ./test --long central'
  echo 'Measures commands a second on SQLite and on a PostgreSQL of its own against their bare commits, how soon 2,000'
  echo 'desks that listen hear of one, a snapshot of 100,000 orders, and the verification of a log of a million lines;'
  echo 'writes the figures into docs/proof.md.'
  exit 0
fi
(( $# == 0 )) || misuse "Unknown argument '$1'. ./test --long central --help tells what there is."
need_rust && need_node && need_packages central || exit 1
need_room 6000 "${CARGO_TARGET_DIR:-$root/target}" 'building and measuring the server' || exit 1
folder=$(mktemp -d "${TMPDIR:-/tmp}/lingshi-pg.XXXXXX")
chmod 755 "$folder"
trap 'stop_postgres "$folder"; rm -rf "$folder"' EXIT
start_postgres "$folder" || exit 1
node tools/long/central/main.mjs
