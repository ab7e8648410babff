# Tests of the pure crates, and a slice of mutations they must notice. Needs no system package.
source "$(dirname "${BASH_SOURCE[0]}")/../part.sh"

# Everything but what draws or drives a window, or needs a database.
pure=(--workspace --exclude lingshi --exclude lingshi-window-test --exclude lingshi-ledger --exclude lingshi-registry --exclude lingshi-central --exclude lingshi-central-proof --exclude lingshi-queue-test --exclude lingshi-wire --exclude lingshi-year --exclude lingshi-demo --exclude lingshi-cache --locked)

test_pure() {
  if command -v cargo-nextest > /dev/null; then
    step nextest 'unit and property tests' cargo nextest run "${pure[@]}" --no-fail-fast
    step 'cargo?' 'examples in the documentation' cargo test "${pure[@]}" --doc --no-fail-fast
  else
    step cargo 'unit and property tests' cargo test "${pure[@]}" --no-fail-fast
  fi
}

if ready 'rust and node' eval 'need_rust && need_node' \
  && ready 'room on the disk' need_room 3000 "$target" 'the tests of the pure crates'; then
  test_pure
  step plain 'mutations are noticed' node tools/mutant-slice.mjs
fi
