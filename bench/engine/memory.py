"""Finds the heap that a picture needs, and whether it passes within its target. Run it by bench/memory.sh."""

import argparse
import pathlib
import subprocess
import sys

import tools

# Name, most megabytes of heap, files; the bytes of the files are in the heap too.
CASES = [
    ("24 MP baseline", 24, ["24mp-baseline-{}.jpg"]),
    ("24 MP progressive", 24, ["24mp-progressive-{}.jpg"]),
    ("99 MP baseline", 64, ["99mp-baseline-all.jpg"]),
    ("99 MP progressive", 64, ["99mp-progressive-all.jpg"]),
    ("four 24 MP baseline at once", 96, ["24mp-baseline-{}.jpg"] * 4),
    ("four 24 MP progressive at once", 96, ["24mp-progressive-{}.jpg"] * 4),
]
COLLECTORS = {"Serial": "-XX:+UseSerialGC", "G1": "-XX:+UseG1GC"}
MOST = 1024
TIMEOUT = 120


class Probe:
    def __init__(self, java, class_path, files, collector):
        self.java = java
        self.class_path = class_path
        self.files = files
        self.collector = collector

    def peak(self, megabytes):
        """Peak of resident memory in MB, or what went wrong, at this -Xmx."""
        command = [self.java, f"-Xmx{megabytes}m", COLLECTORS[self.collector], "-Djava.awt.headless=true", "-cp", self.class_path, "Memory"]
        try:
            done = subprocess.run([*command, *self.files], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            return f"took more than {TIMEOUT} s"
        if done.returncode:
            causes = [line for line in done.stderr.splitlines() if "Exception" in line or "Error" in line]
            return (causes or ["failed"])[-1].strip()[:100]
        return int(done.stdout)

    def passes(self, megabytes):
        return isinstance(self.peak(megabytes), int)

    def least(self):
        """The smallest -Xmx that passes, in MB; None if none does."""
        high = 8
        while not self.passes(high):
            high *= 2
            if high > MOST:
                return None
        low = high // 2
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.passes(middle) else (middle, high)
        return high


def main():
    parser = argparse.ArgumentParser(prog="bench/memory.sh", description=__doc__)
    parser.add_argument("corpus", type=pathlib.Path, help="directory made by bench/make-engine-corpus.sh")
    parser.add_argument("--classes", help="the engine's classes, target/classes unless given; may be another clone's")
    parser.add_argument("--only", default="", help="cases whose name holds this")
    parser.add_argument("--subject", default="boats", help="the photo of the 24 MP files: forest, boats or canvas")
    parser.add_argument("--collectors", default="Serial,G1", help="garbage collectors to try")
    parser.add_argument("--no-least", dest="least", action="store_false", help="the targets only, not the smallest heap that passes")
    options = parser.parse_args()
    setup = tools.Setup(options.classes, sys.executable)
    class_path = setup.compiled("Memory", setup.engine_class_path(), tools.HERE / "Memory.java")
    print("| input | file MB | collector | -Xmx MB | passes | peak resident MB | smallest -Xmx that passes, MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    failed = 0
    for name, megabytes, patterns in CASES:
        if options.only not in name:
            continue
        files = [str(options.corpus / pattern.format(options.subject)) for pattern in patterns]
        size = sum(pathlib.Path(file).stat().st_size for file in files) / 2**20
        for collector in options.collectors.split(","):
            probe = Probe(setup.java, class_path, files, collector)
            peak = probe.peak(megabytes)
            passed = isinstance(peak, int)
            failed += not passed
            least = (probe.least() or f"more than {MOST}") if options.least else ""
            print(f"| {name} | {size:.1f} | {collector} | {megabytes} | {'OK' if passed else 'failed: ' + peak} | {peak if passed else ''} | {least} |", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
