"""Uploads the nastiest allowed pictures to a resizer in a process of its own, and tells what it took. Run it by bench/nasty.sh."""

import argparse
import collections
import concurrent.futures
import http.client
import json
import os
import pathlib
import random
import re
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
    "-XX:+UseSerialGC -Xmx304m -Xmn64m -Xss512k -XX:MaxMetaspaceSize=96m -XX:ReservedCodeCacheSize=48m"
    " -XX:MaxDirectMemorySize=16m"
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

    def __init__(self, name, scratch, flags, **settings):
        self.log = scratch / f"{name}.log"
        self.gc_log = scratch / f"{name}-gc.log"
        self.management = free_port()
        home = os.environ.get("JAVA_HOME")
        command = [f"{home}/bin/java" if home else "java", *flags.split(), f"-Xlog:gc*:file={self.gc_log}"]
        command += [f"-Dquarkus.management.port={self.management}", "-Dquarkus.http.port=" + str(settings.pop("http", 0))]
        command += [f"-Ddarkroom.{key.replace('__', '-').replace('_', '.')}={value}" for key, value in settings.items()]
        environment = {**os.environ, "MALLOC_ARENA_MAX": "2"}
        self.process = subprocess.Popen(
            [*command, "-jar", str(APP)], stdout=self.log.open("w"), stderr=subprocess.STDOUT, cwd=scratch, env=environment
        )

    def await_ready(self):
        end = time.time() + START_SECONDS
        while time.time() < end and self.alive():
            try:
                with urllib.request.urlopen(f"http://localhost:{self.management}/q/health/ready") as answer:
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
        """The largest heap in use after a collection, in MB; how often all of it was collected; and how long it stood still."""
        text = self.gc_log.read_text()
        pauses = re.findall(r"Pause (\w+).*?\d+M->(\d+)M\(\d+M\) ([\d.]+)ms", text)
        full = sum(kind == "Full" for kind, _, _ in pauses)
        return max((int(after) for _, after, _ in pauses), default=0), full, sum(float(ms) for _, _, ms in pauses) / 1000

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
    parser = argparse.ArgumentParser(prog="bench/nasty.sh", description=__doc__)
    parser.add_argument("directory", type=pathlib.Path, help="where the pictures are, or will be made")
    parser.add_argument("--uploads", type=int, default=200)
    parser.add_argument("--concurrency", type=int, default=4)
    parser.add_argument("--only", default="", help="pictures whose name holds this")
    parser.add_argument("--flags", default=FLAGS, help="Java's options for the resizer")
    parser.add_argument("--pod", type=int, default=512, help="most resident memory, in MB")
    parser.add_argument("--patience", type=int, default=1800, help="seconds to wait for all outcomes")
    options = parser.parse_args()
    pictures.main(options.directory)
    scratch = REPOSITORY / "target/nasty"
    scratch.mkdir(parents=True, exist_ok=True)
    s3, gallery = free_port(), free_port()
    data = scratch / f"sandbox-{os.getpid()}"
    common = {"upload_bucket": BUCKET, "resized_bucket": "nasty-resized", "queue": "nasty-events"}
    sandbox = App("sandbox", scratch, "-Xmx1g", roles="sandbox,gallery", http=gallery, sandbox_port=s3, sandbox_data=data, **common)
    sandbox.await_ready()
    resizer = App(
        "resizer", scratch, options.flags, roles="resizer", resizer_concurrency=options.concurrency,
        aws_endpoint=f"http://localhost:{s3}", aws_path__style="true", aws_region="us-east-1", aws_access__key="test",
        aws_secret__key="test", **common,
    )
    try:
        resizer.await_ready()
        idle = resizer.memory("VmRSS")
        files = sorted(path for path in options.directory.iterdir() if options.only in path.name)
        chosen = [files[i % len(files)] for i in range(options.uploads)]
        random.Random(1).shuffle(chosen)
        keys = {f"{number:03d}-{path.name}": path for number, path in enumerate(chosen)}
        start = time.time()
        with concurrent.futures.ThreadPoolExecutor(UPLOADERS) as uploaders:
            list(uploaders.map(lambda item: upload(s3, item[0], item[1].read_bytes()), keys.items()))
        outcomes = await_all(resizer, gallery, keys, options.patience)
        passed = report(resizer, outcomes, idle, time.time() - start, options)
    finally:
        resizer.stop()
        sandbox.stop()
    sys.exit(0 if passed else 1)


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
    heap, full, still = resizer.heap()
    failures = len(re.findall("will be tried again|OutOfMemory|not enough memory", resizer.log.read_text()))
    print(f"Resident: {idle:.0f} MB idle, {peak:.0f} MB at most, of {options.pod}" if alive else "The resizer died")
    print(f"Heap after collections: {heap} MB at most; {full} full collections; {still:.1f} s of pauses; {failures} tried again")
    return alive and peak <= options.pod and not counts["waiting"] and all(o == "ready" or o.startswith("rejected") for o in outcomes.values())


if __name__ == "__main__":
    main()
