"""Uploads the nastiest allowed pictures to a resizer in a process of its own, and tells what it took. Run it by bench/nasty.sh storm."""

import argparse
import collections
import concurrent.futures
import http.client
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pictures

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
APP = REPOSITORY / "target/quarkus-app/quarkus-run.jar"
# As docs/configure.md has them for a pod of 512 MiB.
FLAGS = (
    "-XX:+UseSerialGC -Xmx288m -XX:MaxNewSize=48m -XX:SurvivorRatio=3 -XX:MaxMetaspaceSize=96m"
    " -XX:ReservedCodeCacheSize=40m -XX:MaxDirectMemorySize=32m -XX:C1MaxInlineSize=6 -XX:Tier4InvocationThreshold=75000"
    " -XX:Tier4MinInvocationThreshold=9000 -XX:Tier4CompileThreshold=225000 -XX:Tier4BackEdgeThreshold=600000"
)
BUCKET = "nasty-upload"
UPLOADERS = 4
START_SECONDS = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


class App:
    """A process of the packaged app."""

    def __init__(self, jar, name, scratch, flags, **settings):
        self.log = scratch / f"{name}.log"
        self.gc_log = scratch / f"{name}-gc.log"
        self.management = free_port()
        home = os.environ.get("JAVA_HOME")
        command = [f"{home}/bin/java" if home else "java", *flags.split(), f"-Xlog:gc*:file={self.gc_log}"]
        command += [f"-Dquarkus.management.port={self.management}", "-Dquarkus.http.port=" + str(settings.pop("http", 0))]
        command += [f"-Ddarkroom.{key.replace('__', '-').replace('_', '.')}={value}" for key, value in settings.items()]
        environment = {**os.environ, "MALLOC_ARENA_MAX": "2"}
        self.process = subprocess.Popen(
            [*command, "-jar", str(jar)], stdout=self.log.open("w"), stderr=subprocess.STDOUT, cwd=scratch, env=environment
        )

    def await_health(self, kind):
        end = time.time() + START_SECONDS
        while time.time() < end and self.alive():
            try:
                with urllib.request.urlopen(f"http://localhost:{self.management}/q/health/{kind}") as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.5)
        sys.exit(f"it did not start:\n{self.log.read_text()[-2000:]}")

    def alive(self):
        return self.process.poll() is None

    def memory(self, field):
        """A line of /proc/PID/status, in MB."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(field):
                return int(line.split()[1]) / 1024
        return 0

    def heap(self):
        """What was left of the heap by full collections, in MB, and how long it stood still for all collections."""
        text = self.gc_log.read_text()
        pauses = re.findall(r"Pause (\w+).*?\d+M->(\d+)M\(\d+M\) ([\d.]+)ms", text)
        left = [int(after) for kind, after, _ in pauses if kind == "Full"]
        return left, sum(float(ms) for _, _, ms in pauses) / 1000

    def stop(self):
        if self.alive():
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)


def upload(port, key, content):
    boundary = "nasty-boundary"
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="key"\r\n\r\n{key}\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'
    )
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    connection.request("POST", f"/{BUCKET}", body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status >= 300:
        raise RuntimeError(f"{key}: upload refused with {answer.status}")


def state(port, key):
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/uploads/{key}") as answer:
            found = json.load(answer)
            return found["state"] if found["state"] != "rejected" else "rejected: " + found["reason"]
    except urllib.error.HTTPError as error:
        return f"HTTP {error.code}"


def await_all(resizer, port, keys, patience):
    """The outcome of each key; 'waiting' where there was none in time, or when the resizer died."""
    outcomes = dict.fromkeys(keys, "waiting")
    end = time.time() + patience
    while time.time() < end and resizer.alive():
        for key in [key for key, outcome in outcomes.items() if outcome == "waiting"]:
            outcomes[key] = state(port, key)
        if "waiting" not in outcomes.values():
            break
        time.sleep(2)
    return outcomes


def main():
    parser = argparse.ArgumentParser(prog="bench/nasty.sh storm", description=__doc__)
    parser.add_argument("directory", type=pathlib.Path, help="where the pictures are, or will be made")
    parser.add_argument("--uploads", type=int, default=200)
    parser.add_argument("--concurrency", type=int, default=4)
    parser.add_argument("--only", default="", help="pictures whose name holds this")
    parser.add_argument("--flags", default=FLAGS, help="Java's options for the resizer")
    parser.add_argument("--pod", type=int, default=512, help="most resident memory, in MB")
    parser.add_argument("--app", type=pathlib.Path, default=APP, help="the packaged app")
    parser.add_argument("--patience", type=int, default=1800, help="seconds to wait for all outcomes")
    options = parser.parse_args()
    pictures.main(options.directory)
    scratch = REPOSITORY / f"target/nasty-{os.getpid()}"
    scratch.mkdir(parents=True, exist_ok=True)
    s3, gallery = free_port(), free_port()
    common = {"upload_bucket": BUCKET, "resized_bucket": "nasty-resized", "queue": "nasty-events"}
    running = []
    try:
        sandbox = App(
            options.app, "sandbox", scratch, "-Xmx1g", roles="sandbox,gallery", http=gallery, sandbox_port=s3,
            sandbox_data=scratch / "sandbox", **common,
        )
        running.append(sandbox)
        sandbox.await_health("live")
        resizer = App(
            options.app, "resizer", scratch, options.flags, roles="resizer", resizer_concurrency=options.concurrency,
            aws_endpoint=f"http://localhost:{s3}", aws_path__style="true", aws_region="us-east-1", aws_access__key="test",
            aws_secret__key="test", **common,
        )
        running.append(resizer)
        resizer.await_health("ready")
        passed = storm(resizer, s3, gallery, options)
    finally:
        for app in reversed(running):
            app.stop()
        shutil.rmtree(scratch / "sandbox", ignore_errors=True)
    sys.exit(0 if passed else 1)


def storm(resizer, s3, gallery, options):
    idle = resizer.memory("VmRSS")
    files = sorted(path for path in options.directory.iterdir() if options.only in path.name)
    chosen = [files[i % len(files)] for i in range(options.uploads)]
    random.Random(1).shuffle(chosen)
    keys = {f"{number:03d}-{path.name}": path for number, path in enumerate(chosen)}
    start = time.time()
    with concurrent.futures.ThreadPoolExecutor(UPLOADERS) as uploaders:
        list(uploaders.map(lambda item: upload(s3, item[0], item[1].read_bytes()), keys.items()))
    outcomes = await_all(resizer, gallery, keys, options.patience)
    return report(resizer, outcomes, idle, time.time() - start, options)


def report(resizer, outcomes, idle, seconds, options):
    counts = collections.Counter(outcomes.values())
    print(f"{len(outcomes)} uploads, {options.concurrency} at once, {seconds:.0f} s")
    print(f"Java: {options.flags}")
    for outcome, count in sorted(counts.items()):
        print(f"  {outcome}: {count}")
    for key, outcome in outcomes.items():
        if outcome != "ready":
            print(f"    {key}: {outcome}")
    alive = resizer.alive()
    peak = resizer.memory("VmHWM") if alive else 0
    left, still = resizer.heap()
    failures = len(re.findall("OutOfMemory|not enough memory|No memory became free", resizer.log.read_text()))
    print(f"Resident: {idle:.0f} MB idle, {peak:.0f} MB at most, of {options.pod}" if alive else "The resizer died")
    print(f"Heap after {len(left)} full collections: {max(left, default=0)} MB at most; {still:.1f} s of pauses; {failures} lacks of memory")
    return alive and peak <= options.pod and not counts["waiting"] and all(o == "ready" or o.startswith("rejected") for o in outcomes.values())


if __name__ == "__main__":
    main()
