# Ends what a command started, and nothing else. Every process started under `marked` carries
# LINGSHI_RUN in its environment, so that also daemons in sessions of their own are found.

# marked MARK COMMAND…: starts it in the background with the mark, standard input kept, waits for it
# and returns its status.
marked() {
  local mark=$1
  shift
  LINGSHI_RUN="${LINGSHI_RUN:-}/$mark" "$@" <&0 &
  wait "$!"
}

# bearers MARK: the ids of living processes with the mark.
bearers() {
  local file
  for file in /proc/[0-9]*/environ; do
    if grep -qsz "^LINGSHI_RUN=.*/$1" "$file" 2> /dev/null; then
      file=${file%/environ}
      printf '%s\n' "${file#/proc/}"
    fi
  done
}

# end_marked MARK SECONDS: asks them to end, and makes them end when they are still there after SECONDS.
end_marked() {
  local left beat
  for (( beat = 0; beat < $2 * 5 + 10; beat++ )); do
    mapfile -t left < <(bearers "$1")
    (( ${#left[@]} == 0 )) && return 0
    if (( beat >= $2 * 5 )); then
      kill -KILL "${left[@]}" 2> /dev/null
    elif (( beat % 10 == 0 )); then
      kill -TERM "${left[@]}" 2> /dev/null
    fi
    sleep 0.2
  done
}
