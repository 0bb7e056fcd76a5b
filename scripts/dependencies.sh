#!/usr/bin/env bash
# What a Debian machine with the Rust toolchain and a C compiler needs besides, to build and run Granary.
# Installs it when run as root, names it otherwise. Arguments name more: postgresql, python (with venv), node (with
# npm), or any command whose Debian package has its name.
set -euo pipefail

for tool in cargo cc; do
    command -v "$tool" >/dev/null || {
        echo "$tool is missing: Granary is built with the Rust toolchain (https://rustup.rs) and a C compiler" >&2
        exit 1
    }
done

missing=()
has_libpq() { pkg-config --exists libpq 2>/dev/null || pg_config --libdir >/dev/null 2>&1; }
has_postgresql() { ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1 || type -P pg_ctl >/dev/null; }
has_libpq || missing+=(pkg-config libpq-dev)
for wanted in "$@"; do
    case $wanted in
        postgresql) has_postgresql || missing+=(postgresql) ;;
        python) python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3 python3-venv) ;;
        node) { command -v node && command -v npm; } >/dev/null || missing+=(nodejs npm) ;;
        *) command -v "$wanted" >/dev/null || missing+=("$wanted") ;;
    esac
done
# The commands that Granary prints to try next use it.
command -v curl >/dev/null || missing+=(curl)
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing ${missing[*]}" >&2
    apt-get update -q >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
else
    echo "missing: ${missing[*]}; on Debian, as root: apt-get install ${missing[*]}" >&2
    exit 1
fi
