# The central server and its ledger, on SQLite and on a real PostgreSQL started for these tests alone.
source "$(dirname "${BASH_SOURCE[0]}")/../part.sh"
source "$root/tools/postgres.sh"

central=(-p lingshi-wire -p lingshi-ledger -p lingshi-registry -p lingshi-central -p lingshi-year -p lingshi-demo -p lingshi-cache -p lingshi-queue-test --all-features --locked)

test_central() {
  if command -v cargo-nextest > /dev/null; then
    step nextest 'ledger, registry, server, a year' cargo nextest run "${central[@]}" --no-fail-fast
  else
    step cargo 'ledger, registry, server' cargo test "${central[@]}" --no-fail-fast
  fi
}

kill_it() {
  cargo build --locked -p lingshi-central -p lingshi-central-proof \
    && "$target/debug/lingshi-central-kills" --rounds 5 --server "$target/debug/lingshi-central" \
      --restart-postgres "$root/tools/restart-postgres.sh"
}

hold_to_its_document() {
  cargo build --locked -p lingshi-central -p lingshi-fixtures \
    && bash tools/schema.sh "$target/debug/lingshi-central" "$target/debug/lingshi-fixtures"
}

# The socket's path must be short: PostgreSQL takes 107 bytes of it.
postgres_folder=$(mktemp -d "${TMPDIR:-/tmp}/lingshi-pg.XXXXXX")
chmod 755 "$postgres_folder"
trap 'stop_postgres "$postgres_folder"; rm -rf "$postgres_folder"' EXIT

if ready 'rust' need_rust \
  && ready 'system packages' need_packages central \
  && ready 'room on the disk' need_room 3000 "$target" 'the tests of the central server' \
  && ready 'PostgreSQL' start_postgres "$postgres_folder"; then
  test_central
  step lint 'killed, and nothing is lost' kill_it
  step lint 'answers as its document says' hold_to_its_document
fi
