# Holds the running server to the document it publishes: schemathesis draws requests from it, and no answer may be a
# server error or one the document does not tell. Usage: schema.sh PROGRAM FIXTURES [EXAMPLES].
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1
program=$1 fixtures=$2 examples=${3:-20}
venv="$root/.setup/schemathesis-4.32.5"

if [[ ! -x $venv/bin/schemathesis ]]; then
  rm -rf "$venv"
  python3 -m venv "$venv" \
    && "$venv/bin/pip" install --quiet schemathesis==4.32.5 cryptography > "$root/.setup/schemathesis.log" 2>&1 || {
      tail -5 "$root/.setup/schemathesis.log" >&2
      rm -rf "$venv"
      exit 1
    }
fi
folder=$(mktemp -d "${TMPDIR:-/tmp}/lingshi-schema.XXXXXX")
trap 'kill "$world" 2> /dev/null; wait "$world" 2> /dev/null; rm -rf "$folder"' EXIT
port=$("$venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$fixtures" orders --count 5 --seed 4 --post BRU --no-images --events --out "$folder/orders" > /dev/null || exit 1
"$venv/bin/python" tools/schema/world.py "$program" "$folder" "$port" > "$folder/world.json" &
world=$!
for _ in $(seq 300); do
  [[ -s $folder/world.json ]] && break
  kill -0 "$world" 2> /dev/null || exit 1
  sleep 0.1
done
tell() { "$venv/bin/python" -c 'import json, sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$folder/world.json" "$1"; }
settings() {
  cat > "$folder/schemathesis.toml" << TOML
hooks = "pieces"
[parameters]
"path.post" = "BRU"
"path.no" = "$(tell "$1")"
"path.sheet" = "phrases"
"path.mail" = "$(tell mail)"
"path.number" = 0
"path.device" = "$(tell device)"
"path.key" = "$(tell device)"
TOML
}
# What is left out would end all that follows, or has no end.
draw() {
  PYTHONPATH=tools/schema SCHEMATHESIS_HOOKS=pieces "$venv/bin/schemathesis" --config-file "$folder/schemathesis.toml" \
    run "$(tell address)/openapi.json" -H "Authorization: Bearer $(tell "$1")" \
    --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
    "${@:2}" --max-examples "$examples" --request-timeout 20
}
settings order
draw token --exclude-path-regex '/nudges|/sessions/current|/v1/applicant/' || exit 1
settings draft
draw applicant --include-path-regex '/v1/applicant/' --exclude-path-regex '/sessions/current|/applicant/account$'
