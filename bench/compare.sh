#!/usr/bin/env bash
# Times Darkroom's engine side by side with other thumbnail makers and judges their thumbnails: see bench/README.md.
# BENCH_PYTHON names the Python that has numpy, Pillow and Wand, if it is not Debian's.
set -euo pipefail
python=${BENCH_PYTHON:-/usr/bin/python3}
exec "$python" "$(dirname "$0")/engine/compare.py" "$@"
