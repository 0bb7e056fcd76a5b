#!/usr/bin/env bash
# Kills the service with -9 while it ingests, many times on each database, and counts the batches afterwards; then sends
# every operation several times at once, over connections that break, to two processes, and counts the effects.
# ROUNDS (default 300) and OPERATIONS (default 5000) say how often; `make test` does 20 and 500.
set -euo pipefail
cd "$(dirname "$0")/.."
CHAOS_ROUNDS=${ROUNDS:-300} CHAOS_OPERATIONS=${OPERATIONS:-5000} exec scripts/test.sh -p granary durability retries
