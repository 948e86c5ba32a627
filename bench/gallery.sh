#!/usr/bin/env bash
# Measures pages of galleries of any size, and reindex: see bench/README.md.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -e target/quarkus-app/quarkus-run.jar ] || { echo "missing: target/quarkus-app (mvn package -DskipTests)" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
class_path=$(printf '%s:' target/classes target/quarkus-app/lib/boot/*.jar target/quarkus-app/lib/main/*.jar)
mkdir -p target/gallery-bench
rm -rf target/gallery-bench/classes
"${java}c" -Xlint:all,-processing,-classfile -proc:none --release 17 -d target/gallery-bench/classes -cp "$class_path" bench/gallery/*.java
exec "$java" -Xmx6g -Djava.awt.headless=true -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
  -cp "target/gallery-bench/classes:$class_path" dev.darkroom.bench.gallery.Gallery "$@"
