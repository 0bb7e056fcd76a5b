# Sourced by the scripts that check: runs checks one after the other, and names what mends those that fail.

failed=0
# check NAME REMEDY COMMAND...
check() {
    local name=$1 remedy=$2
    shift 2
    printf '== %s\n' "$name" >&2
    if ! "$@"; then
        printf '!! %s failed. To mend it: %s\n' "$name" "$remedy" >&2
        failed=1
    fi
}
