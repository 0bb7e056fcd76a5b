#!/usr/bin/env bash
# A throwaway PostgreSQL cluster on a free port of 127.0.0.1. See --help.
set -euo pipefail
cd "$(dirname "$0")/.."

usage="usage: scripts/postgres.sh start [--fast] [DIR] | url [DIR] | stop [DIR] | remove [DIR]
DIR (default var/postgres) keeps the cluster. start and url print the superuser's url.
--fast gives up durability across a power cut: for tests that do not measure."
fail() { echo "$*" >&2 && exit 1; }

action="" dir=var/postgres options="-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300"
for argument in "$@"; do
    case $argument in
        -h | --help) echo "$usage" && exit ;;
        --fast) options+=" -c fsync=off -c synchronous_commit=off -c full_page_writes=off" ;;
        start | url | stop | remove) action=$argument ;;
        -*) fail "$usage" ;;
        *) dir=$argument ;;
    esac
done
[ -n "$action" ] || fail "$usage"
[ "$action" != start ] || scripts/dependencies.sh postgresql
dir=$(realpath -m "$dir")
cd / # the user postgres may not be able to see the folder of the clone
# Debian keeps the server's programs off the PATH, one folder per version.
program=$({ ls /usr/lib/postgresql/*/bin/pg_ctl 2>/dev/null || type -P pg_ctl; } | sort -V | tail -n 1)
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; } # the server refuses root
pg_ctl() { as_postgres "$program" -D "$(realpath "$dir/data")" "$@" >&2; }
running() { [ -e "$dir/data/PG_VERSION" ] && pg_ctl status 2>/dev/null; }

start() {
    if running; then url && return; fi
    mkdir -p "$dir"
    if [ ! -e "$dir/data/PG_VERSION" ]; then
        # A clone under /root is closed to the user postgres: its cluster lives in /tmp, behind a link.
        if as_postgres test -x "$dir"; then mkdir -p "$dir/data"; else ln -sfn "$(mktemp -d)" "$dir/data"; fi
        [ "$(id -u)" != 0 ] || chown postgres "$dir/data/"
        pg_ctl initdb -s -o "-U postgres -A trust -E UTF8 --locale=C -N"
    fi
    local log=$dir/data/server.log
    for port in $(shuf -n 9 -i 20000-32000); do
        if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then continue; fi # taken
        echo "$port" >"$dir/port"
        if pg_ctl start -s -w -l "$(realpath "$log")" -o "$options -p $port"; then url && return; fi
    done
    fail "PostgreSQL does not start: see $log"
}
url() {
    running || fail "not running in $dir"
    echo "postgres://postgres@127.0.0.1:$(cat "$dir/port")/postgres"
}
stop() { ! running || pg_ctl stop -s -m fast; }
remove() { # only what start made
    [ -e "$dir/data/PG_VERSION" ] || fail "no cluster in $dir"
    stop
    rm -rf "$(realpath "$dir/data")" "$dir/data" "$dir/port" && rmdir "$dir"
}

"$action"
