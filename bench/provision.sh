#!/bin/sh
# Provisions a gallery on moto and on the sandbox with the packaged app, dumps both with the aws CLI, and shows where they differ.
#
#     bench/provision.sh DIRECTORY [signed|anonymous]
#
# Needs moto_server (pip install 'moto[server]'), the aws CLI, and mvn package -DskipTests. Runs of the command, dumps and logs are left in
# the directory.
set -eu

out=${1:?directory for the results}
access=${2:-anonymous}
app=${DARKROOM_APP:-target/quarkus-app}/quarkus-run.jar
region=eu-central-1
upload=photos-in
resized=photos-out
queue=photos-in-events
export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=$region AWS_PAGER='' AWS_EC2_METADATA_DISABLED=true

mkdir -p "$out"
moto_pid='' sandbox_pid=''
trap 'kill $moto_pid $sandbox_pid 2>/dev/null || true' EXIT

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

wait_for() {
    for _ in $(seq 120); do
        curl -s -o /dev/null "$1" && return
        sleep 0.5
    done
    echo "nothing answers at $1" >&2
    exit 1
}

provision() { # stand-in endpoint run options...
    name=$1 endpoint=$2 run=$3
    shift 3
    java -Ddarkroom.upload.bucket=$upload -Ddarkroom.resized.bucket=$resized -Ddarkroom.queue=$queue \
        -Ddarkroom.upload.access="$access" -Ddarkroom.gallery.url=https://photos.example.com \
        -Ddarkroom.aws.endpoint="$endpoint" -Ddarkroom.aws.region=$region -Ddarkroom.aws.path-style=true \
        -Ddarkroom.aws.access-key=test -Ddarkroom.aws.secret-key=test \
        -jar $app provision "$@" >"$out/$name/$run.txt" 2>&1 || echo "exit code $?" >>"$out/$name/$run.txt"
}

# Keys sorted, and what has to differ made the same: account, address, times
show() { # stand-in file command...
    target=$out/$1/dump/$2
    shift 2
    "$@" --output json >"$target.raw" 2>"$target.err" || sed -n 's/.*(\([A-Za-z]*\)) when.*/\1/p' "$target.err" >"$target.raw"
    python3 - "$target.raw" >"$target.json" <<'PYTHON'
import json, re, sys
text = open(sys.argv[1]).read().strip()
text = re.sub(r'https?://[^/"]+/', 'http://host/', text.replace('000000000000', 'ACCOUNT').replace('123456789012', 'ACCOUNT'))
def plain(node):
    if isinstance(node, dict):
        return {k: plain(v) for k, v in node.items() if k not in ('ResponseMetadata', 'CreatedTimestamp', 'LastModifiedTimestamp')}
    if isinstance(node, list):
        return [plain(v) for v in node]
    if isinstance(node, str) and node.startswith('{'):
        return plain(json.loads(node))
    return node
try:
    print(json.dumps(plain(json.loads(text)), indent=1, sort_keys=True))
except ValueError:
    print(text or 'nothing')
PYTHON
    rm -f "$target.raw" "$target.err"
}

dump() { # stand-in endpoint
    mkdir -p "$out/$1/dump"
    for bucket in $upload $resized; do
        for setting in bucket-location bucket-policy bucket-cors bucket-lifecycle-configuration bucket-encryption \
            bucket-ownership-controls public-access-block bucket-notification-configuration; do
            show "$1" "$bucket.$setting" aws --endpoint-url "$2" s3api get-$setting --bucket $bucket
        done
    done
    for each in $queue $queue-dlq; do
        show "$1" "$each.attributes" aws --endpoint-url "$2" sqs get-queue-attributes --attribute-names All \
            --queue-url "$(aws --endpoint-url "$2" sqs get-queue-url --queue-name $each --query QueueUrl --output text)"
    done
}

mkdir -p "$out/moto" "$out/sandbox"
moto_port=$(free_port)
moto_server -H 127.0.0.1 -p "$moto_port" >"$out/moto/server.log" 2>&1 &
moto_pid=$!
sandbox_port=$(free_port)
java -Ddarkroom.roles=sandbox -Ddarkroom.sandbox.host=127.0.0.1 -Ddarkroom.sandbox.port="$sandbox_port" \
    -Ddarkroom.sandbox.data="$out/sandbox/data" -Ddarkroom.upload.bucket=unused-in -Ddarkroom.resized.bucket=unused-out \
    -Ddarkroom.aws.region=$region -Ddarkroom.aws.access-key=test -Ddarkroom.aws.secret-key=test \
    -Dquarkus.http.port=0 -Dquarkus.management.port=0 -jar $app >"$out/sandbox/server.log" 2>&1 &
sandbox_pid=$!

for name in moto sandbox; do
    [ $name = moto ] && endpoint=http://127.0.0.1:$moto_port || endpoint=http://127.0.0.1:$sandbox_port
    wait_for "$endpoint"
    provision $name "$endpoint" plan --dry-run
    provision $name "$endpoint" first
    provision $name "$endpoint" second
    dump $name "$endpoint"
    echo "== $name, second run: $(cat "$out/$name/second.txt")"
done

echo '== differences of the runs'
for run in plan first second; do
    diff "$out/moto/$run.txt" "$out/sandbox/$run.txt" && echo "$run: none"
done
echo '== differences of what is there (< moto, > sandbox)'
diff -r "$out/moto/dump" "$out/sandbox/dump" && echo none
exit 0
