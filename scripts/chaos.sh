#!/usr/bin/env bash
# Kills the service with -9 while it ingests, many times on each database, and counts the batches afterwards.
# ROUNDS (default 300) says how often; `make test` does 20.
set -euo pipefail
cd "$(dirname "$0")/.."
CHAOS_ROUNDS=${ROUNDS:-300} exec scripts/test.sh -p granary durability
