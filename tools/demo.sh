# The living demo beside the window: built, started, and ended with it. Sourced by ./run.

# build_demo: the server with its invented people; a server for people is built without them.
build_demo() {
  local how=(--features demo --locked --bin lingshi-central)
  [[ $profile == release ]] && how+=(--release)
  (cd "$root" && cargo build --quiet -p lingshi-central "${how[@]}") < /dev/null && return 0
  warn "The demo did not build; the reason is above. './run --no-demo' opens the desk alone."
  return 1
}

# start_demo OPTION…: in the background, in a folder of its own for each post; sets demo_pid and LINGSHI_DEMO_PASS.
start_demo() {
  local folder="$root/.setup/demo/$demo_post" log="$root/.setup/demo.log" said="$root/.setup/demo.said" waited=0
  mkdir -p "$root/.setup/demo"
  : > "$said"
  "$target/$profile/lingshi-central" demo "$folder" --post "$demo_post" --listen 127.0.0.1:0 "$@" \
    > "$said" 2> "$log" < /dev/null &
  demo_pid=$!
  # The first line says that it listens.
  until [[ -s $said ]]; do
    if ! kill -0 "$demo_pid" 2> /dev/null || (( waited++ > 300 )); then
      tail -n 5 "$log" >&2
      warn "The demo did not start; the reason is above."
      stop_demo
      return 1
    fi
    sleep 0.2
  done
  say "A demo of $demo_post lives beside the desk; everybody in it is invented. 演示数据均为虚构。"
  [[ -e $folder/filed.jsonl ]] || say "Its 300 orders are drawn as you look on; that takes some minutes, once. 首次运行需几分钟绘制图片。"
  export LINGSHI_DEMO_PASS="$folder/pass.toml"
}

# stop_demo: it ends with everything written; whoever does not end in ten seconds is made to.
stop_demo() {
  [[ -n ${demo_pid:-} ]] || return 0
  local waited=0
  kill -TERM "$demo_pid" 2> /dev/null
  while kill -0 "$demo_pid" 2> /dev/null && (( waited++ < 50 )); do sleep 0.2; done
  kill -KILL "$demo_pid" 2> /dev/null
  wait "$demo_pid" 2> /dev/null
  demo_pid=
}
