#!/usr/bin/env bash
# The gate itself, on parts made up for this test: its counts, its closing line, its refusals, its end.
source "$(dirname "$(readlink -f "$0")")/check.inc"

parts="$scratch/parts"
mkdir -p "$parts"
export LINGSHI_PARTS="$parts" LINGSHI_LOGS_ROOT="$scratch/logs"

# part NAME BODY: a part of this gate; its body may use everything of part.sh.
part() {
  printf '%s  made up\n' "$1" >> "$parts/parts.txt"
  { printf 'source "%s/tools/part.sh"\n' "$root"; cat; } > "$parts/$1.sh"
}

part good << 'E2'
step lint 'true' true
step cargo 'three' printf 'test result: ok. 2 passed; 0 failed; 0 ignored\ntest result: ok. 1 passed; 0 failed; 0 ignored\n'
E2
part bad << 'E2'
step cargo 'two of five' bash -c 'echo "the reason"; echo "test result: FAILED. 3 passed; 2 failed; 0 ignored"; exit 101'
step lint 'after it' true
E2
part empty <<< ':'
part crash <<< 'step lint one true; exit 3'
part daemon << 'E2'
step lint 'starts a daemon' bash -c 'setsid sleep 4242 > /dev/null 2>&1 &'
E2
part slow << 'E2'
step lint 'never ends' bash -c 'setsid sleep 4343 & sleep 4343'
E2
part silent <<< 'step nextest "says nothing" true'
part old <<< 'step cargo "many" printf "test result: ok. 9 passed; 0 failed;\n"'

closing() { tail -n 1 "$scratch/out"; }
gate() { "$root/test" "$@" > "$scratch/out" 2>&1; }

check 'a passing part closes with its sum' gate good
check '… which is 4' is "$(closing)" '4 passed, 0 failed'
check_not 'a failing part fails the gate' gate good bad
check '… parts after a failure still count' is "$(closing)" '8 passed, 2 failed'
check '… the end of the log is shown' grep -q '| the reason' "$scratch/out"
check '… the table has a line a part' grep -qE '^bad +0\.0 +4 +2$' "$scratch/out"
check_not 'a part without a test fails' gate empty
check '… as one failure' is "$(closing)" '0 passed, 1 failed'
check_not 'a part that crashes fails, whatever it counted' gate crash
check '… with what it had passed' is "$(closing)" '1 passed, 1 failed'
check_not 'a step that runs no test fails' gate silent
check 'a part with a daemon ends' gate daemon
check_not '… and its daemon with it' pgrep -f 'sleep 4242'

"$root/test" nosuch > "$scratch/out" 2>&1
check 'an unknown part is a misuse' is "$?" 2
check '… and is named' grep -q "no part 'nosuch'" "$scratch/out"
"$root/test" --frob > "$scratch/out" 2>&1
check 'an unknown option is a misuse' is "$?" 2
"$root/test" --long nosuch > "$scratch/out" 2>&1
check 'an unknown proof is a misuse' is "$?" 2
check 'the list names every part' is "$("$root/test" --list | wc -l)" "$(wc -l < "$parts/parts.txt")"
check 'the help explains' grep -q 'N passed, N failed' <("$root/test" --help)
check 'the list of proofs has the mutants' grep -q '^mutants ' <("$root/test" --long)

# from_elsewhere: through a symlink, from another folder.
from_elsewhere() { ln -s "$root/test" "$scratch/link" && cd / && "$scratch/link" good > "$scratch/out" 2>&1; }
check 'it runs from another folder and through a symlink' from_elsewhere

# An interrupt sent to the gate alone, as a CI that gives up would.
interrupt() {
  # Started behind another command, a shell has signals ignored for good; this gives them back.
  env --default-signal=INT,TERM "$root/test" slow > "$scratch/out" 2>&1 &
  local gate=$! status=0 beat
  for (( beat = 0; beat < 100; beat++ )); do
    pgrep -f 'sleep 4343' > /dev/null && break
    sleep 0.1
  done
  (( beat < 100 )) || return 1
  check_not 'a second gate in the same folder is refused' gate good
  kill -"$1" "$gate"
  # Should the signal come to nothing, the test must still end.
  (sleep 30; kill -KILL "$gate") 2> /dev/null &
  local watch=$!
  wait "$gate" || status=$?
  kill "$watch" 2> /dev/null
  check "SIG$1 ends the gate with $2" is "$status" "$2"
  check_not "SIG$1 leaves nothing behind" pgrep -f 'sleep 4343'
}
interrupt TERM 143 || check 'the slow part starts' false
set -m
interrupt INT 130 || check 'the slow part starts' false
set +m
closing_line
