#!/usr/bin/env bash
# Asks Granary and Connexion, serving the same contract, COUNT (40,000) generated questions, and fails when they disagree
# in a way that crates/granary/tests/oracle/disagreements.toml does not explain. The SEED is random, and printed; with
# --bounded there are 4,000 questions, the same in every run.
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
    "") seed=${SEED:-$RANDOM$RANDOM} count=${COUNT:-40000} ;;
    --bounded) seed=${SEED:-1} count=${COUNT:-4000} ;;
    *) echo "usage: [SEED=n] [COUNT=n] scripts/oracle.sh [--bounded]" >&2; exit 2 ;;
esac

oracle=crates/granary/tests/oracle
venv=.tools/connexion-$(sed -n 's/^connexion==//p' $oracle/requirements.txt)
if [ ! -e "$venv/ready" ]; then
    scripts/dependencies.sh python
    echo "installing Connexion into $venv" >&2
    python3 -m venv --clear "$venv"
    "$venv/bin/pip" install --quiet --requirement $oracle/requirements.txt
    touch "$venv/ready"
fi

export PYTHONDONTWRITEBYTECODE=1
if ! scripts/served.sh "$venv/bin/python" $oracle/compare.py generated/server-api/openapi.json "$count" "$seed"; then
    echo "The same questions again: SEED=$seed COUNT=$count scripts/oracle.sh" >&2
    exit 1
fi
