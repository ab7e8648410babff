# A PostgreSQL of our own for tests: its own folder, its own socket, never as root, gone afterwards.
# Sourced. start_postgres FOLDER sets LINGSHI_POSTGRES; stop_postgres FOLDER ends it.

postgres_bin() { ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -1; }

# as_postgres_user COMMAND…: PostgreSQL refuses to run as root.
as_postgres_user() {
  if (( EUID == 0 )); then runuser -u postgres -- "$@"; else "$@"; fi
}

start_postgres() {
  local folder=$1 bin
  bin=$(postgres_bin)
  mkdir -p "$folder"
  (( EUID != 0 )) || chown postgres "$folder"
  if [[ ! -e $folder/data/PG_VERSION ]]; then
    as_postgres_user "$bin/initdb" -D "$folder/data" -U lingshi --auth=trust --encoding=UTF8 --locale=C > "$folder/initdb.log" 2>&1 || {
      tail -5 "$folder/initdb.log" >&2
      return 1
    }
  fi
  as_postgres_user "$bin/pg_ctl" -D "$folder/data" -w -t 60 -l "$folder/server.log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c max_connections=200" start > "$folder/start.log" 2>&1 || {
    tail -5 "$folder/server.log" >&2
    return 1
  }
  export LINGSHI_POSTGRES="host=$folder user=lingshi dbname=postgres" LINGSHI_POSTGRES_FOLDER="$folder"
}

stop_postgres() { as_postgres_user "$(postgres_bin)/pg_ctl" -D "$1/data" -m fast -w stop > /dev/null 2>&1; }
