#!/usr/bin/env bash
# Fails when a crate depends on one it must not know, and when a file is too long to be read at one sitting.
set -euo pipefail
cd "$(dirname "$0")/.."

declare -A allowed=(
    [granary]="handlers jobs auth store service-kit server-api"
    [handlers]="server-api auth store domain"
    [jobs]="store domain"
    [auth]="store domain service-kit"
    [store]="domain"
    [server-api]="spec-runtime" [clinic]="clinic-api" [clinic-api]="spec-runtime"
    [domain]="" [spec-runtime]="" [spec-tool]="" [service-kit]=""
    # For tests alone: it starts whatever a test needs, and no crate may ship it.
    [test-support]="granary handlers jobs auth store domain service-kit server-api spec-runtime"
)
faults=0
fault() { echo "$*" >&2; faults=1; }

# Everything a crate may know directly or through others: what its tests may use.
below() { local crate; for crate in ${allowed[$1]}; do echo "$crate"; below "$crate"; done; }
contains() { [[ " ${*:2} " == *" $1 "* ]]; }

# The lines "KIND NAME" of a manifest, KIND being the section: dependencies, dev-dependencies or build-dependencies.
dependencies() {
    awk '/^\[/ { gsub(/[][]/, ""); kind = ""
                 if (!match($0, /(dev-|build-)?dependencies/)) next
                 kind = substr($0, RSTART, RLENGTH)
                 name = substr($0, RSTART + RLENGTH + 1)
                 if (name != "") print kind, name
                 next }
         kind != "" && match($0, /^[A-Za-z0-9_-]+/) { print kind, substr($0, 1, RLENGTH) }' "$1"
}

for manifest in crates/*/Cargo.toml generated/*/Cargo.toml; do
    crate=$(basename "$(dirname "$manifest")")
    if [ -z "${allowed[$crate]+known}" ]; then
        fault "$manifest: the crate $crate is not in the table of scripts/check_layers.sh"
        continue
    fi
    # Under another name an arrow would hide from this check.
    ! grep -nE 'package *= *"' "$manifest" || fault "$manifest: a dependency keeps its own name"
    while read -r kind name; do
        [ -n "${allowed[$name]+ours}" ] || continue
        may=${allowed[$crate]}
        [ "$kind" != dev-dependencies ] || may="test-support $(below "$crate" | tr '\n' ' ')"
        contains "$name" "$may" || fault "$manifest: the arrow $crate -> $name ($kind) points the wrong way"
    done < <(dependencies "$manifest")
done

# limit LINES: names the files listed on standard input that reach it; such a file has two subjects.
limit() {
    while read -r file; do
        [ "$(wc -l <"$file")" -lt "$1" ] || fault "$file: must be under $1 lines"
    done
}
limit 300 < <(find crates/*/src -name '*.rs')
limit 60 < <(ls scripts/*.sh .ci/run)
exit "$faults"
