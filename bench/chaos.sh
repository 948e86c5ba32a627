#!/usr/bin/env bash
# Breaks things around the packaged app and prints a ledger of what was lost: see bench/README.md.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -e target/quarkus-app/quarkus-run.jar ] || { echo "missing: target/quarkus-app (mvn package -DskipTests)" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
class_path=$(printf '%s:' target/classes target/quarkus-app/lib/boot/*.jar target/quarkus-app/lib/main/*.jar)
mkdir -p target/chaos
rm -rf target/chaos/classes
"${java}c" -Xlint:all,-processing,-classfile -proc:none --release 17 -d target/chaos/classes -cp "$class_path" bench/chaos/*.java
exec "$java" -Xmx512m -Djava.awt.headless=true -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
  -cp "target/chaos/classes:$class_path" dev.darkroom.bench.chaos.Chaos "$@"
