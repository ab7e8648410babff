#!/usr/bin/env bash
# ./run answers before it builds anything.
source "$(dirname "$(readlink -f "$0")")/check.inc"

says() { grep -qF -- "$1" "$scratch/out"; }
check './run --help works' "$root/run" --help > "$scratch/out"
check '… in Chinese too' says '领事工作台'
ln -s "$root/run" "$scratch/link"
check './run works through a symlink' bash -c 'cd / && "$1" --help' _ "$scratch/link" > "$scratch/out"
"$root/run" --frob > "$scratch/out" 2>&1
check './run refuses what it does not know' is "$?" 2
check '… and says where to look' says './run --help'
"$root/run" --post XXX > "$scratch/out" 2>&1
check '… and refuses a post there is not' is "$?" 2
check '… naming those there are' says 'BRU, LAD'
"$root/run" --speed fast > "$scratch/out" 2>&1
check '… and half a speed' is "$?" 2
check '.ci/run hands over to ./test' grep -qE '^exec .*/\.\./test"$' "$root/.ci/run"
check 'the mutation proof explains itself' "$root/test" --long mutants --help > "$scratch/out"
"$root/test" --long mutants --minutes soon > "$scratch/out" 2>&1
check '… and refuses half a number' is "$?" 2
closing_line
