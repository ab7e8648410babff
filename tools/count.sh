# Reads how many tests a step ran out of what it printed. Sourced, never run.

# count KIND STATUS LOG: prints "PASSED FAILED".
#   lint     the exit code is the one test
#   cargo    the "test result:" lines of cargo test
#   nextest  the "Summary" line of cargo nextest
#   vitest   the "Tests" line of vitest
#   plain    the last line "N passed, N failed"
# A step that ended badly has failed at least once; a step that ran no test has failed, unless its
# kind ends in "?" (there may be none).
count() {
  local kind=${1%\?} passed=0 failed=0
  if [[ $kind == lint ]]; then
    (( $2 == 0 )) && passed=1
  else
    read -r passed failed < <(sed 's/\x1b\[[0-9;]*m//g' "$3" | "count_$kind")
  fi
  if (( failed == 0 )) && { (( $2 != 0 )) || { (( passed == 0 )) && [[ $1 != *\? ]]; }; }; then failed=1; fi
  printf '%d %d\n' "$passed" "$failed"
}

count_cargo() {
  awk '/^test result: / {
    for (i = 2; i <= NF; i++) { if ($i == "passed;") p += $(i - 1); if ($i == "failed;") f += $(i - 1) }
  } END { print p + 0, f + 0 }'
}

# Slow and flaky tests stand in brackets behind those that passed: they are part of that number.
count_nextest() {
  awk '/^ *Summary \[/ {
    gsub(/\([^)]*\)/, ""); sub(/.*tests? run:/, ""); n = split($0, bits, ",")
    for (i = 1; i <= n; i++) {
      if (bits[i] ~ / passed/) p += bits[i] + 0
      else if (bits[i] !~ / skipped/) f += bits[i] + 0
    }
  } END { print p + 0, f + 0 }'
}

count_vitest() {
  awk '$1 == "Tests" {
    for (i = 3; i <= NF; i++) { if ($i == "passed") p += $(i - 1); if ($i == "failed") f += $(i - 1) }
  } END { print p + 0, f + 0 }'
}

count_plain() {
  awk '/^[0-9]+ passed, [0-9]+ failed$/ { p = $1; f = $3 } END { print p + 0, f + 0 }'
}
