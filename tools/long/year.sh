# Plays a year of each post on a clock that is handed in. See tests/year.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root" || exit 1
source tools/say.sh
source tools/setup.sh

orders=5000
while (( $# > 0 )); do
  case $1 in
    --help | -h)
      echo 'Usage: ./test --long year [--orders N]'
      echo 'Plays a year of each of the six posts with N orders (5000): people file, send, book, come, miss and collect,'
      echo 'the clockwork strikes, and everything is counted again afterwards; writes what was seen into docs/proof.md.'
      exit 0 ;;
    --orders) [[ ${2-} =~ ^[1-9][0-9]*$ ]] || misuse '--orders wants a number.'; orders=$2; shift 2 ;;
    *) misuse "Unknown argument '$1'. ./test --long year --help tells what there is." ;;
  esac
done
need_rust && need_node && need_packages central || exit 1
target=${CARGO_TARGET_DIR:-$root/target}
need_room 4000 "$target" 'building the year' || exit 1
node tools/long/year/main.mjs "$orders" "$target"
