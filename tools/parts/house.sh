# Format, lints, licences, and the order of the tree.
source "$(dirname "${BASH_SOURCE[0]}")/../part.sh"

if ready 'rust and node' eval 'need_rust && need_node'; then
  step lint 'scripts parse' bash tools/house/scripts.sh
  step lint 'forbidden words' node tools/house/words.mjs
  step lint 'length of files' node tools/house/length.mjs
  step lint 'links and folders' node tools/house/links.mjs
  for test in tools/test/*.sh; do
    step plain "the scripts: $(basename "$test" .sh)" bash "$test"
  done
  step lint 'format' cargo fmt --all --check
  step lint 'licences' node tools/licences.mjs
  if ready 'room on the disk' need_room 4000 "$target" 'checking the code' \
    && ready 'system packages' need_packages desk; then
    step lint 'clippy' cargo clippy --workspace --all-targets --all-features --locked -- -D warnings
  fi
fi
