# What every part of the gate stands on: its steps, each with a log, a count and a time.
# Sourced by tools/parts/*.sh, which ./test starts with LINGSHI_LOGS naming the part's log folder.

set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1
source tools/say.sh
source tools/count.sh
source tools/setup.sh

mkdir -p "$LINGSHI_LOGS"
results="$LINGSHI_LOGS/results.tsv"
target=${CARGO_TARGET_DIR:-$root/target}

# record NAME PASSED FAILED SECONDS
record() { printf '%s\t%d\t%d\t%d\n' "$@" >> "$results"; }

# step KIND NAME COMMAND…: runs it with its output in a log, counts its tests as KIND tells (see
# count.sh), and shows the end of the log when something failed. Never stops the part.
step() {
  local kind=$1 name=$2 log status=0 passed failed begun=$SECONDS
  shift 2
  log="$LINGSHI_LOGS/${name//[^a-z0-9]/-}.log"
  "$@" > "$log" 2>&1 < /dev/null || status=$?
  read -r passed failed < <(count "$kind" "$status" "$log")
  record "$name" "$passed" "$failed" "$((SECONDS - begun))"
  if (( failed == 0 )); then
    printf '  ok    %-34s %5d passed  %4d s\n' "$name" "$passed" "$((SECONDS - begun))"
    return 0
  fi
  printf '  FAIL  %-34s %5d passed, %d failed  %d s\n' "$name" "$passed" "$failed" "$((SECONDS - begun))"
  (( passed + status == 0 )) && say '        It ran no test.'
  tail -n "${LINGSHI_TAIL:-40}" "$log" | sed 's/^/        | /'
  say "        Whole output: ${log#"$root"/}"
  return 1
}

# ready NAME COMMAND…: like step, but aloud, for what must be there first; only a failure is recorded.
ready() {
  local name=$1 begun=$SECONDS
  shift
  "$@" && return 0
  printf '  FAIL  %-34s not ready\n' "$name"
  record "$name" 0 1 "$((SECONDS - begun))"
  return 1
}
