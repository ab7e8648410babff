#!/usr/bin/env bash
# Stops the PostgreSQL of LINGSHI_POSTGRES_FOLDER as a power cut would, and starts it again.
set -uo pipefail
source "$(dirname "$(readlink -f "$0")")/postgres.sh"
as_postgres_user "$(postgres_bin)/pg_ctl" -D "$LINGSHI_POSTGRES_FOLDER/data" -m immediate -w stop > /dev/null 2>&1
start_postgres "$LINGSHI_POSTGRES_FOLDER"
