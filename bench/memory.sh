#!/usr/bin/env bash
# Finds how much heap the engine needs for large photos: see bench/README.md.
set -euo pipefail
python=${BENCH_PYTHON:-/usr/bin/python3}
exec "$python" "$(dirname "$0")/engine/memory.py" "$@"
