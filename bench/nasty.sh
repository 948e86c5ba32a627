#!/usr/bin/env bash
# Uploads the pictures that cost most to a resizer with little memory: see bench/README.md.
set -euo pipefail
python=${BENCH_PYTHON:-/usr/bin/python3}
exec "$python" "$(dirname "$0")/nasty/storm.py" "$@"
