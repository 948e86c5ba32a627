#!/usr/bin/env bash
# Times Darkroom's resizer side by side with a Python and a Node worker: see bench/README.md.
# BENCH_PYTHON names the Python that has boto3 and Wand, if it is not Debian's. JAVA_HOME runs the resizer and S3.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -e target/quarkus-app/quarkus-run.jar ] || { echo "missing: target/quarkus-app (mvn package -DskipTests)" >&2; exit 1; }
if [ "${1:-}" = compare ]; then
  [ -e bench/pipeline/node_modules ] || { echo "missing: sharp and the AWS SDK (npm install --prefix bench/pipeline)" >&2; exit 1; }
  python=${BENCH_PYTHON:-/usr/bin/python3}
  "$python" -c 'import boto3, wand; assert tuple(map(int, boto3.__version__.split(".")[:2])) >= (1, 28)' 2> /dev/null ||
    { echo "missing: Wand (apt-get install python3-wand) and boto3 1.28 or later for $python; BENCH_PYTHON names another Python" >&2; exit 1; }
  export BENCH_PYTHON=$python
fi
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
class_path=$(printf '%s:' target/classes target/quarkus-app/lib/boot/*.jar target/quarkus-app/lib/main/*.jar)
rm -rf target/pipeline/classes
mkdir -p target/pipeline
"${java}c" -Xlint:all,-processing,-classfile,-path -proc:none --release 17 -d target/pipeline/classes -cp "$class_path" bench/pipeline/*.java
# In a burst, S3 and the visitor live in this process: while a collector has it paused, the gallery seems to be slow.
collector=
[ "${1:-}" != burst ] || collector=-XX:+UseZGC
exec "$java" -Xmx8g $collector -Djava.awt.headless=true -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
  -cp "target/pipeline/classes:$class_path" dev.darkroom.bench.pipeline.Pipeline "$@"
