#!/usr/bin/env bash
# Makes a small service from a contract: types, routes and checks are done, handlers answer 501 until they are written.
#   scripts/new-service.sh SPEC DIR [--name NAME] [--leave-out-unsupported]
# DIR must not exist: crates/NAME becomes a member of this workspace, a folder outside of the repository stands alone.
# What cannot be enforced is named, with exit code 3, or left out and answered with 501.
set -euo pipefail
usage() { sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
refuse() { echo "$*" >&2; exit 2; }

root=$(cd "$(dirname "$0")/.." && pwd)
positional=() name="" lenient=()
while [ $# -gt 0 ]; do
    case $1 in
        --name) [ $# -ge 2 ] || usage; name=$2; shift 2 ;;
        --leave-out-unsupported) lenient=("$1"); shift ;;
        -*) usage ;;
        *) positional+=("$1"); shift ;;
    esac
done
[ ${#positional[@]} = 2 ] || usage
spec=${positional[0]} dir=${positional[1]}
[ -f "$spec" ] || refuse "$spec is no file"
[ ! -e "$dir" ] || refuse "$dir is there already"
name=${name:-$(basename "$dir")}
[[ $name =~ ^[a-z][a-z0-9_-]*$ ]] || refuse "$name is no name of a crate: give one with --name"
mkdir -p "$(dirname "$dir")"
dir=$(cd "$(dirname "$dir")" && pwd)/$(basename "$dir")
contract=openapi.${spec##*.} kit=$root runtime=(--runtime "$root/crates/spec-runtime")
case $dir in
    "$root/crates/$(basename "$dir")") kit=../.. runtime=() ;;
    "$root"/*) refuse "in this repository a service is a folder of crates/" ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"; [ -n "${made-}" ] || rm -rf "$dir"' EXIT
# A member of the workspace needs a manifest before cargo runs.
mkdir -p "$dir/src/handlers" "$work/crate"
cp "$spec" "$dir/$contract"
touch "$dir/src/lib.rs"
printf '[package]\nname = "%s"\n' "$name" >"$dir/Cargo.toml"
cd "$dir"
"$root/scripts/generate.sh" --spec "$contract" --out api --name "$name-api" "${lenient[@]}"
cargo run --quiet --manifest-path "$root/Cargo.toml" -p spec-tool -- \
    prepare "$contract" --out "$work" --name "$name" "${runtime[@]}" "${lenient[@]}" 2>/dev/null
"$root/scripts/openapi_generator.sh" generate -i "$work/annotated.json" -o "$work/crate" \
    -c "$root/api-spec/generator/service.yaml" -t "$root/api-spec/generator/templates" >"$work/log" 2>&1 ||
    { cat "$work/log" >&2; exit 1; }
cp -r "$work/crate/service/." .
for stub in "$work"/crate/src/apis/*_stub.rs; do cp "$stub" "src/handlers/$(basename "$stub" _stub.rs).rs"; done
crate=${name//-/_}
find Cargo.toml Makefile README.md src tests -type f -exec sed -i "s|@name@|$name|g; s|@crate@|$crate|g; \
s|@api@|${crate}_api|g; s|@kit@|$kit|g; s|@contract@|$contract|g; s| *@options@|${lenient[*]/#/ }|g" {} +
find src tests -name '*.rs' -print0 | xargs -0 rustfmt --edition 2024 --config-path "$root/rustfmt.toml"
[ ${#runtime[@]} = 0 ] || cp "$root/Cargo.lock" .
made=yes
echo "$dir is ready: see its README.md" >&2
