#!/usr/bin/env bash
# Every script at least parses.
cd "$(dirname "$(readlink -f "$0")")/../.." || exit 1
bad=0
for file in run test .ci/run tools/*.sh tools/*/*.sh; do bash -n "$file" || bad=1; done
for file in tools/*.mjs tools/*/*.mjs; do node --check "$file" || bad=1; done
for file in run test .ci/run; do
  [[ -x $file ]] || { echo "$file cannot be executed"; bad=1; }
done
exit "$bad"
