# The real program in a real window, on a screen in memory, driven as a person would.
source "$(dirname "${BASH_SOURCE[0]}")/../part.sh"

build_pages() { (cd "$root/ui" && npm run --silent build); }

prepare() {
  ready 'rust and node' eval 'need_rust && need_node' \
    && ready 'room on the disk' need_room 6000 "$target" 'the program and its window test' \
    && ready 'system packages' need_packages desk window \
    && ready 'npm packages' need_pages \
    && ready 'tauri-driver' need_tool tauri-driver 2.1.0 'it lets tests drive the window'
}

drive_the_window() {
  LINGSHI_BIN="$target/debug/lingshi" \
    LINGSHI_CENTRAL_BIN="$target/debug/lingshi-central" \
    TAURI_DRIVER="$root/.setup/tools/bin/tauri-driver" \
    NATIVE_DRIVER="$(command -v WebKitWebDriver)" \
    xvfb-run -a -s '-screen 0 1440x900x24' dbus-run-session -- \
    cargo test -p lingshi-window-test --locked --no-fail-fast
}

if prepare; then
  if step lint 'pages build' build_pages \
    && step lint 'program builds' cargo build -p lingshi --bin lingshi --features custom-protocol --locked \
    && step lint 'a server to look at builds' cargo build -p lingshi-central --features demo --locked; then
    step 'cargo?' 'tests of the shell' cargo test -p lingshi --features custom-protocol --locked --no-fail-fast
    step cargo 'the window, driven' drive_the_window
  fi
else
  say '  The parts rules and ui need no system package and can still run: ./test rules ui'
fi
