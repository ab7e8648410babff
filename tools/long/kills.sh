# Kills the central server and its database again and again while desks push. See tests/central.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root" || exit 1
source tools/say.sh
source tools/setup.sh
source tools/postgres.sh

rounds=200
while (( $# > 0 )); do
  case $1 in
    --help | -h)
      echo 'Usage: ./test --long kills [--rounds N]'
      echo 'Kills the server N times (200) on each engine while six desks push, every fifth time on PostgreSQL the'
      echo 'database instead, and else by turns one of two nodes; sees that every acknowledged command is there once,'
      echo 'and writes what was done into docs/proof.md.'
      exit 0 ;;
    --rounds) [[ ${2-} =~ ^[1-9][0-9]*$ ]] || misuse '--rounds wants a number.'; rounds=$2; shift 2 ;;
    *) misuse "Unknown argument '$1'. ./test --long kills --help tells what there is." ;;
  esac
done
need_rust && need_node && need_packages central || exit 1
target=${CARGO_TARGET_DIR:-$root/target}
need_room 6000 "$target" 'building and killing the server' || exit 1
folder=$(mktemp -d "${TMPDIR:-/tmp}/lingshi-pg.XXXXXX")
chmod 755 "$folder"
trap 'stop_postgres "$folder"; rm -rf "$folder"' EXIT
start_postgres "$folder" || exit 1
node tools/long/kills/main.mjs "$rounds" "$target"
