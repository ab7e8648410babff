# Finds or installs what building and testing need, and says what and why. Sourced after say.sh, with
# $root set. Every function is quick when there is nothing to do. A function that fails has already
# said what is missing and what to do.

node_least=20.19

# at_least HAVE WANT: compares dotted versions.
at_least() { [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]; }

need_rust() {
  local want have
  want=$(sed -n 's/^rust-version *= *"\(.*\)"/\1/p' "$root/Cargo.toml" | head -n 1)
  if ! command -v cargo > /dev/null; then
    warn "Rust is missing: there is no 'cargo' on the PATH."
    warn "Install Rust $want or newer with rustup, open a new terminal and run this again."
    return 1
  fi
  have=$(cargo --version | cut -d ' ' -f 2)
  at_least "$have" "$want" && return 0
  warn "This cargo is too old: it is $have, and Lingshi Desk needs $want or newer."
  warn "Run 'rustup update stable'. (Debian's own cargo is too old; remove it or put rustup's first on the PATH.)"
  return 1
}

need_node() {
  local have
  if ! command -v node > /dev/null || ! command -v npm > /dev/null; then
    warn "Node is missing: there is no 'node' with 'npm' on the PATH."
    warn "Install Node $node_least or newer (22 is a good choice) and run this again."
    return 1
  fi
  have=$(node --version)
  at_least "${have#v}" "$node_least" && return 0
  warn "This Node is too old: it is ${have#v}, and the pages need $node_least or newer."
  warn "Install a newer Node (22 is a good choice) and run this again."
  return 1
}

# need_room MEGABYTES FOLDER PURPOSE: the folder need not exist yet.
need_room() {
  local folder=$2 free
  while [[ ! -d $folder ]]; do folder=$(dirname "$folder"); done
  free=$(df -Pm "$folder" | awk 'NR == 2 { print $4 }')
  (( free >= $1 )) && return 0
  warn "The disk is nearly full: $free MB are free at $folder, and $3 needs about $1 MB."
  warn "Make room there and run this again. Nothing was changed."
  return 1
}

# missing_packages LIST…: names from tools/packages/LIST.txt that dpkg does not have.
missing_packages() {
  local list name
  for list in "$@"; do
    while read -r name _; do
      [[ -z $name || $name == \#* ]] && continue
      [[ $(dpkg-query -W -f '${db:Status-Status}' "$name" 2> /dev/null) == installed ]] || printf '%s\n' "$name"
    done < "$root/tools/packages/$list.txt"
  done
}

# need_packages LIST…: installs what is missing with apt-get, after one question.
need_packages() {
  local missing why
  if ! command -v dpkg-query > /dev/null || ! command -v apt-get > /dev/null; then
    warn "This is neither Debian nor Ubuntu: I cannot look after system packages here."
    warn "See tools/packages/ for what is needed, and install the like by hand. Going on without a check."
    return 0
  fi
  mapfile -t missing < <(missing_packages "$@")
  (( ${#missing[@]} == 0 )) && return 0
  say "These system packages are missing:"
  for name in "${missing[@]}"; do
    why=$(sed -n "s/^$name  *//p" "$root"/tools/packages/*.txt | head -n 1)
    say "  $name – $why"
  done
  install_packages "${missing[@]}"
}

install_packages() {
  local asroot=()
  if (( $(id -u) != 0 )); then
    if ! command -v sudo > /dev/null; then
      warn "Installing needs root, and there is no sudo here. As root, run:"
      warn "  apt-get update && apt-get install --no-install-recommends $*"
      warn "and then run this again."
      return 1
    fi
    asroot=(sudo)
  fi
  agreed "Install them now with apt-get?" || { warn "Not installed: $*"; return 1; }
  need_room 1500 /var/cache/apt 'installing packages' || return 1
  if ! apt_patiently "${asroot[@]}" apt-get update; then
    warn "The package lists could not be refreshed (no network?). Trying with the lists at hand."
  fi
  if ! apt_patiently "${asroot[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "$@"; then
    warn "Could not install: $*"
    warn "What apt-get said is above. Without a network this waits until there is one."
    return 1
  fi
}

# apt_patiently COMMAND…: waits while another program holds apt's lock, up to LINGSHI_APT_WAIT seconds.
apt_patiently() {
  local waited=0 limit=${LINGSHI_APT_WAIT:-300} pause=${LINGSHI_APT_PAUSE:-10} log status
  log=$(mktemp)
  while true; do
    status=0
    "$@" < /dev/null > "$log" 2>&1 || status=$?
    if (( status == 0 )) || ! grep -qE 'Could not get lock|Unable to (lock|acquire)' "$log"; then break; fi
    if (( waited >= limit )); then
      warn "Another program has held apt's lock for $waited seconds. Wait until it is done, then run this again."
      break
    fi
    (( waited == 0 )) && say "Another program is using apt (an update?). Waiting up to $limit seconds for it."
    sleep "$pause"
    waited=$((waited + pause))
  done
  (( status == 0 )) || tail -n 15 "$log" >&2
  rm -f "$log"
  return "$status"
}

# need_tool CRATE VERSION PURPOSE: a cargo program of exactly this version, kept in .setup/tools of the project.
need_tool() {
  local mark="$root/.setup/tools/$1-$2" log="$root/.setup/$1.log"
  [[ -e $mark && -x $root/.setup/tools/bin/$1 ]] && return 0
  need_room 1500 "$root/.setup" "building $1" || return 1
  say "Building $1 $2: $3. Once only; takes a minute or two."
  mkdir -p "$root/.setup/tools"
  if ! CARGO_TARGET_DIR="$root/.setup/build" cargo install "$1" --version "$2" --locked --force --quiet \
    --root "$root/.setup/tools" > "$log" 2>&1 < /dev/null; then
    tail -n 15 "$log" >&2
    warn "Could not build $1 $2. If the lines above speak of the network, run this again when there is one."
    return 1
  fi
  rm -rf "$root/.setup/build"
  : > "$mark"
}

# need_pages: the npm packages of ui/, as package-lock.json names them.
need_pages() {
  local stamp="$root/.setup/npm" now log="$root/.setup/npm.log"
  now=$(cat "$root/ui/package-lock.json" <(node --version) | sha256sum)
  [[ -d $root/ui/node_modules && -e $stamp && $(< "$stamp") == "$now" ]] && return 0
  need_room 1000 "$root/ui" 'the npm packages of ui/' || return 1
  say "Fetching the npm packages of ui/: the pages are built with them."
  mkdir -p "$root/.setup"
  if ! (cd "$root/ui" && npm ci --no-audit --no-fund) > "$log" 2>&1 < /dev/null; then
    rm -f "$stamp"
    tail -n 15 "$log" >&2
    warn "Could not fetch the npm packages of ui/. If the lines above speak of the network, run this again when there is one."
    return 1
  fi
  printf '%s\n' "$now" > "$stamp"
}
