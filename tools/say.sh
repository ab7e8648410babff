# Speech of the two commands: one way to say, to warn and to stop. Sourced, never run.

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }

# stop MESSAGE: the person cannot go on before doing what the message says.
stop() {
  warn "$*"
  exit 1
}

# misuse MESSAGE: the command line was not understood.
misuse() {
  warn "$*"
  exit 2
}

# agreed QUESTION: true when nobody needs asking (LINGSHI_YES=1, CI=true) or the person says yes.
agreed() {
  [[ ${LINGSHI_YES:-} == 1 || ${CI:-} == true ]] && return 0
  if [[ ! -t 0 ]]; then
    warn "Nobody is here to answer: $1"
    warn 'Run it again with --yes to agree beforehand.'
    return 1
  fi
  local answer
  read -r -p "$1 [y/N] " answer
  [[ $answer == [yY]* ]]
}
