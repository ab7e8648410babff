#!/usr/bin/env bash
# Counts are read from what the runners really print.
source "$(dirname "$(readlink -f "$0")")/check.inc"
source "$root/tools/count.sh"

# counted KIND STATUS, with the output on standard input.
counted() { cat > "$scratch/log"; count "$1" "$2" "$scratch/log"; }

check 'nextest: passed' is "$(counted nextest 0 <<< '     Summary [   0.012s] 3 tests run: 3 passed, 0 skipped')" '3 0'
check 'nextest: one test' is "$(counted nextest 0 <<< '     Summary [   0.012s] 1 test run: 1 passed, 0 skipped')" '1 0'
check 'nextest: failed, timed out, slow' is \
  "$(counted nextest 100 <<< '     Summary [  80.016s] 198 tests run: 195 passed (2 slow, 1 flaky), 2 failed, 1 timed out, 4 skipped')" '195 3'
check 'nextest: stopped before the end' is "$(counted nextest 100 <<< '     Summary [ 1.0s] 95/198 tests run: 93 passed, 2 failed, 0 skipped')" '93 2'
check 'nextest: in colour' is "$(printf '\e[32;1m     Summary\e[0m [   0.012s] \e[1m3\e[0m tests run: \e[1m3\e[0m \e[32;1mpassed\e[0m, \e[1m0\e[0m skipped\n' | counted nextest 0)" '3 0'
check 'nextest: nothing ran' is "$(counted nextest 4 <<< 'error: no tests to run')" '0 1'
check 'cargo: several binaries' is \
  "$(printf 'test result: ok. 2 passed; 0 failed; 1 ignored\ntest result: FAILED. 5 passed; 3 failed; 0 ignored\n' | counted cargo 101)" '7 3'
check 'cargo: does not build' is "$(counted cargo 101 <<< 'error: could not compile')" '0 1'
check 'cargo: passed, and then broke' is "$(counted cargo 101 <<< 'test result: ok. 2 passed; 0 failed; 1 ignored')" '2 1'
check 'cargo: none, where there must be some' is "$(counted cargo 0 <<< 'test result: ok. 0 passed; 0 failed;')" '0 1'
check 'cargo: none, where there may be none' is "$(counted 'cargo?' 0 <<< 'test result: ok. 0 passed; 0 failed;')" '0 0'
check 'cargo: may be none, but broke' is "$(counted 'cargo?' 101 <<< 'error: could not compile')" '0 1'
check 'vitest: passed' is "$(printf ' Test Files  2 passed (2)\n      Tests  12 passed (12)\n' | counted vitest 0)" '12 0'
check 'vitest: failed' is "$(printf ' Test Files  1 failed | 1 passed (2)\n      Tests  1 failed | 11 passed (12)\n' | counted vitest 1)" '11 1'
check 'vitest: a file that does not load' is "$(printf ' Test Files  1 failed (1)\n      Tests  no tests\n' | counted vitest 1)" '0 1'
check 'plain: the last line counts' is "$(printf '9 passed, 9 failed\n4 passed, 2 failed\n' | counted plain 1)" '4 2'
check 'lint: good' is "$(counted lint 0 <<< '')" '1 0'
check 'lint: bad' is "$(counted lint 1 <<< '')" '0 1'
closing_line
