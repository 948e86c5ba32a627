"""Compares the heap that the nastiest pictures are said to need with what they do need. Run it by bench/nasty.sh heap."""

import argparse
import math
import pathlib
import subprocess
import sys

import pictures

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "engine"))
import tools  # noqa: E402

MEGABYTE = 1 << 20
# What Java itself takes in such a process, and a young generation so small that the rest is one piece.
FLOOR = 5
JAVA = ["-XX:+UseSerialGC", "-Xmn4m", "-Djava.awt.headless=true"]


class Fitter:
    def __init__(self, setup, class_path, box):
        self.command = [setup.java, *JAVA, "-cp", class_path]
        self.box = str(box)

    def told(self, file):
        """Bytes, microseconds, and the most bytes of any picture."""
        done = subprocess.run([*self.command, "Heap", "told", self.box, file], stdout=subprocess.PIPE, text=True, check=True)
        return [int(number) for number in done.stdout.split()]

    def fit(self, file, megabytes):
        """What came of it; None if that heap is too small."""
        command = [*self.command, f"-Xmx{megabytes}m", "Heap", "fit", self.box, file]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        return None if done.returncode else done.stdout.strip()

    def least(self, file, passing):
        """The smallest heap that will do, in MB."""
        low, high = math.floor(pathlib.Path(file).stat().st_size / MEGABYTE), passing
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self.fit(file, middle) is None else (low, middle)
        return high


def main():
    parser = argparse.ArgumentParser(prog="bench/nasty.sh heap", description=__doc__)
    parser.add_argument("directory", type=pathlib.Path, help="where the pictures are, or will be made")
    parser.add_argument("--only", default="", help="pictures whose name holds this")
    parser.add_argument("--box", type=int, default=400, help="side of the box, in pixels")
    parser.add_argument("--no-least", dest="least", action="store_false", help="only whether it is enough")
    parser.add_argument("--classes", help="the engine's classes, target/classes unless given")
    options = parser.parse_args()
    pictures.main(options.directory)
    setup = tools.Setup(options.classes, sys.executable)
    class_path = setup.compiled("Heap", setup.engine_class_path(), pathlib.Path(__file__).with_name("Heap.java"))
    fitter = Fitter(setup, class_path, options.box)
    print("| picture | file MB | told MB | in µs | needed MB | result |")
    print("| --- | --- | --- | --- | --- | --- |")
    failed = 0
    for path in sorted(path for path in options.directory.iterdir() if options.only in path.name):
        file = str(path)
        size = path.stat().st_size / MEGABYTE
        told, micros, most = fitter.told(file)
        enough = math.ceil(size + told / MEGABYTE) + FLOOR
        result = fitter.fit(file, enough)
        sound = result is not None and told <= most
        failed += not sound
        needed = max(0, fitter.least(file, enough) - FLOOR - size) if options.least and result else 0
        print(
            f"| {path.name} | {size:.1f} | {told / MEGABYTE:.0f} | {micros} | {f'{needed:.0f}' if options.least else ''} "
            f"| {result if sound else 'NOT ENOUGH'} |",
            flush=True,
        )
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
