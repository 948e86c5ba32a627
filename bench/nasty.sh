#!/usr/bin/env bash
# The pictures that cost most while being allowed, and what they take of a resizer: see bench/README.md.
set -euo pipefail
python=${BENCH_PYTHON:-/usr/bin/python3}
case ${1:-} in
  heap | storm) exec "$python" "$(dirname "$0")/nasty/$1.py" "${@:2}" ;;
  *) echo "Usage: nasty.sh heap|storm DIRECTORY [OPTIONS]" >&2; exit 2 ;;
esac
