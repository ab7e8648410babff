#!/usr/bin/env bash
# Installing, on a machine made up of a few fake programs: what it says, what it runs, when it stops.
source "$(dirname "$(readlink -f "$0")")/check.inc"

fakes="$scratch/bin"
mkdir -p "$fakes"
for tool in bash env cat sed awk sort head tail grep mktemp rm dirname mkdir sha256sum sleep cut tr; do
  ln -s "$(command -v "$tool")" "$fakes/$tool"
done

# fake NAME, with its body on standard input.
fake() { { echo '#!/usr/bin/env bash'; cat; } > "$fakes/$1"; chmod +x "$fakes/$1"; }
fake id <<< 'echo 1000'
fake df <<< 'printf "head\nx 9 9 ${FREE:-99999} 9 /\n"'
fake cargo <<< 'echo "cargo ${CARGO_IS:-1.99.0} (x)"'
fake node <<< 'echo "${NODE_IS:-v22.1.0}"'
fake npm <<< ':'
fake dpkg-query <<< '[[ " $HAVE " == *" ${!#} "* || -e $SCRATCH/installed ]] && printf installed'
fake sudo <<< 'echo "sudo $*" >> "$SCRATCH/ran"; "$@"'
fake apt-get << 'E2'
echo "apt-get $*" >> "$SCRATCH/ran"
tries=$(grep -c ^apt-get "$SCRATCH/ran")
if (( tries <= ${LOCKED:-0} )); then echo 'E: Could not get lock /var/lib/dpkg/lock-frontend'; exit 100; fi
if [[ ${OFFLINE:-} ]]; then echo 'E: Temporary failure resolving'; exit 100; fi
[[ $1 == install ]] && : > "$SCRATCH/installed"
exit 0
E2

# on_fakes SETTING… -- COMMAND: with setup.sh loaded and nothing but the fakes on the PATH.
on_fakes() {
  local settings=()
  while [[ $1 != -- ]]; do settings+=("$1"); shift; done
  shift
  rm -f "$scratch/ran" "$scratch/installed"
  env -i PATH="$fakes" SCRATCH="$scratch" HAVE='' LINGSHI_APT_PAUSE=1 "${settings[@]}" \
    bash -c 'root=$1; source "$root/tools/say.sh"; source "$root/tools/setup.sh"; "${@:2}"' _ "$root" "$@" \
    > "$scratch/out" 2>&1 < /dev/null
}
says() { grep -qF -- "$1" "$scratch/out"; }
ran() { grep -qF -- "$1" "$scratch/ran" 2> /dev/null; }

all=$(sed '/^#/d; s/ .*//' "$root"/tools/packages/desk.txt | tr '\n' ' ')
check 'nothing missing: nothing said, nothing run' on_fakes HAVE="$all" -- need_packages desk
check '… really nothing' is "$(cat "$scratch/out" "$scratch/ran" 2> /dev/null)" ''
check 'what is missing is installed with sudo' on_fakes CI=true -- need_packages desk
check '… named with its reason' says 'libwebkit2gtk-4.1-dev – draws the window'
check '… through sudo' ran 'sudo env DEBIAN_FRONTEND=noninteractive apt-get install'
check 'only what is missing' on_fakes CI=true HAVE="${all/ pkg-config / }" -- need_packages desk
check '… and nothing else' ran '--no-install-recommends pkg-config'
check_not 'without a yes nothing is installed' on_fakes -- need_packages desk
check '… and it tells how' says 'Run it again with --yes'
check_not '… truly nothing' ran apt-get
check 'a lock is waited for' on_fakes CI=true LOCKED=1 -- need_packages desk
check '… aloud' says 'Another program is using apt'
check_not 'a lock is not waited for without end' on_fakes CI=true LOCKED=99 LINGSHI_APT_WAIT=1 -- need_packages desk
check '… and it says so' says 'Wait until it is done'
check_not 'without a network it fails' on_fakes CI=true OFFLINE=1 -- need_packages desk
check '… naming what is missing' says 'Could not install: build-essential'
check_not 'a full disk stops it first' on_fakes CI=true FREE=10 -- need_packages desk
check '… with the figures' says '10 MB are free'
check_not '… before anything is run' ran apt-get

check 'a new Rust will do' on_fakes -- need_rust
check_not 'an old one will not' on_fakes CARGO_IS=1.63.0 -- need_rust
check '… both versions are named' says 'it is 1.63.0, and Lingshi Desk needs 1.'
check 'a new Node will do' on_fakes -- need_node
check_not 'an old one will not' on_fakes NODE_IS=v18.19.0 -- need_node
check '… both versions are named' says 'it is 18.19.0, and the pages need 20.19'
check '20.9 is older than 20.19' on_fakes NODE_IS=v20.19.0 -- need_node
check_not '… though 9 is written later' on_fakes NODE_IS=v20.9.0 -- need_node
rm "$fakes/sudo"
check_not 'without root and sudo it stops' on_fakes CI=true -- need_packages desk
check '… with the whole command to run' says 'apt-get install --no-install-recommends build-essential pkg-config'
rm "$fakes/node"
check_not 'no Node at all is said' on_fakes -- need_node
check '… plainly' says 'Node is missing'
rm "$fakes/apt-get"
check 'another system is left alone' on_fakes -- need_packages desk
check '… and told so' says 'neither Debian nor Ubuntu'
closing_line
