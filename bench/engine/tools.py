"""The tools that are compared: how each is started, and why it is left out where it cannot be."""

import os
import pathlib
import shutil
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent
WORKERS = HERE / "workers"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"
THUMBNAILATOR = "net.coobird:thumbnailator:0.4.20"
JAVA_OPTIONS = "-Xmx1g -XX:+UseSerialGC"


class Skipped(Exception):
    """A tool that is not here; the message says what is missing."""


class Tool:
    def __init__(self, name, what, start, timed=True, kernel="lanczos3", enlarging="lanczos3"):
        self.name = name
        self.what = what
        self.start = start
        self.timed = timed
        # What it resamples with, and so should be judged against.
        self.kernel = kernel
        self.enlarging = enlarging


class Worker:
    """A process that keeps one picture in memory and thumbnails it when told to."""

    def __init__(self, tool, command, environment):
        self.tool = tool
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment}
        )
        # Linux makes the number of a process's CPU clock from its id: all its threads, in nanoseconds.
        self.clock = (~self.process.pid << 3) | 2
        self.about = self.ask("about")

    def ask(self, *words):
        self.process.stdin.write("\t".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().rstrip("\n").split("\t")
        if answer[0] == "error":
            raise ValueError(answer[1])
        if answer[0] != "ok":
            raise Skipped(f"{self.tool.name}: its worker ended, see above")
        return answer[1] if len(answer) > 1 else ""

    def cpu_ms(self, output, times):
        """CPU (user and system) of that many thumbnails, in milliseconds each."""
        before = time.clock_gettime(self.clock)
        self.ask("fit", output, times)
        return (time.clock_gettime(self.clock) - before) * 1000 / times

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Setup:
    """Where things are: the engine's classes, the tools' libraries, a place for what is compiled."""

    def __init__(self, classes, python):
        self.repository = HERE.parent.parent
        self.classes = pathlib.Path(classes or self.repository / "target/classes").resolve()
        self.scratch = self.repository / "target/bench"
        self.scratch.mkdir(parents=True, exist_ok=True)
        self.python = python
        home = os.environ.get("JAVA_HOME")
        self.java = f"{home}/bin/java" if home else "java"
        self.javac = f"{home}/bin/javac" if home else "javac"

    def maven(self, *arguments):
        done = subprocess.run(
            ["mvn", "-B", "-ntp", "-q", *arguments], cwd=self.repository, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        if done.returncode:
            raise Skipped("Maven failed: " + " ".join(done.stdout.split())[:300])

    def engine_class_path(self):
        if not (self.classes / "dev/darkroom/image/Thumbnailer.class").exists():
            raise Skipped(f"no engine in {self.classes}: mvn compile")
        libraries = self.scratch / "class-path.txt"
        pom = self.repository / "pom.xml"
        if not libraries.exists() or libraries.stat().st_mtime < pom.stat().st_mtime:
            groups = "com.twelvemonkeys.imageio,com.twelvemonkeys.common"
            self.maven(f"{PLUGIN}:build-classpath", f"-DincludeGroupIds={groups}", f"-Dmdep.outputFile={libraries}")
        return f"{self.classes}:{libraries.read_text().strip()}"

    def thumbnailator_class_path(self):
        group, name, version = THUMBNAILATOR.split(":")
        jar = self.scratch / f"{name}-{version}.jar"
        if not jar.exists():
            self.maven(f"{PLUGIN}:copy", f"-Dartifact={THUMBNAILATOR}", f"-DoutputDirectory={self.scratch}")
        return str(jar)

    def compiled(self, name, class_path, *sources):
        """The class path with the classes of these sources in front."""
        target = self.scratch / "compiled" / name
        done = subprocess.run(
            [self.javac, "-nowarn", "-d", str(target), "-cp", class_path, *map(str, sources)], stderr=subprocess.PIPE, text=True
        )
        if done.returncode:
            raise Skipped(f"{name} does not compile: " + done.stderr[:500])
        return f"{target}:{class_path}"


def java(main, class_path):
    def start(setup):
        path = setup.compiled(main, class_path(setup), WORKERS / "Worker.java", WORKERS / f"{main}.java")
        options = os.environ.get("BENCH_JAVA_OPTIONS", JAVA_OPTIONS).split()
        return [setup.java, *options, "-Djava.awt.headless=true", "-cp", path, main]

    return start


def python(script, module, *arguments):
    def start(setup):
        found = subprocess.run([setup.python, "-c", f"import {module}"], stderr=subprocess.DEVNULL)
        if found.returncode:
            raise Skipped(f"{setup.python} has no {module}: apt-get install python3-pil python3-wand")
        return [setup.python, str(WORKERS / script), *arguments]

    return start


def graphicsmagick(*arguments):
    def start(setup):
        library = "import ctypes.util, sys; sys.exit(not ctypes.util.find_library('GraphicsMagickWand-Q16'))"
        if subprocess.run([setup.python, "-c", library]).returncode:
            raise Skipped("no libGraphicsMagickWand-Q16: apt-get install graphicsmagick")
        return [setup.python, str(WORKERS / "graphicsmagick.py"), *arguments]

    return start


def sharp(*arguments):
    def start(setup):
        if not shutil.which("node"):
            raise Skipped("no node on the path")
        if subprocess.run(["node", "-e", "require('sharp')"], cwd=WORKERS, stderr=subprocess.DEVNULL).returncode:
            raise Skipped("no sharp: npm install --prefix bench/engine, or set NODE_PATH to the node_modules that has it")
        return ["node", str(WORKERS / "sharp.cjs"), *arguments]

    return start


TOOLS = [
    Tool("darkroom", "Darkroom", java("DarkroomWorker", Setup.engine_class_path), kernel="lanczos2", enlarging="mitchell"),
    Tool("sharp", "sharp, as it comes", sharp(), enlarging="catmull-rom"),
    Tool("pillow", "Pillow, thumbnail()", python("pillow.py", "PIL")),
    Tool("wand", "ImageMagick by Wand", python("wand_magick.py", "wand.image")),
    Tool("wand-hint", "ImageMagick by Wand, size hint", python("wand_magick.py", "wand.image", "hint")),
    Tool("gm", "GraphicsMagick", graphicsmagick()),
    Tool("gm-hint", "GraphicsMagick, size hint", graphicsmagick("hint")),
    Tool("thumbnailator", "Thumbnailator", java("ThumbnailatorWorker", Setup.thumbnailator_class_path)),
    Tool("imageio", "ImageIO, SCALE_SMOOTH", java("ImageIoWorker", lambda setup: str(setup.scratch))),
    Tool("sharp-lanczos2", "sharp, lanczos2", sharp("lanczos2"), timed=False, kernel="lanczos2", enlarging="catmull-rom"),
    Tool("sharp-lanczos2-fine", "sharp, lanczos2, no fast shrink", sharp("lanczos2", "fine"), timed=False, kernel="lanczos2", enlarging="catmull-rom"),
    Tool("sharp-lanczos3-fine", "sharp, lanczos3, no fast shrink", sharp("lanczos3", "fine"), timed=False, enlarging="catmull-rom"),
]


def start_all(setup, names, log):
    """Starts those of the tools that are here; tells the others' reasons."""
    workers, reasons = {}, {}
    for tool in TOOLS:
        if names and tool.name not in names:
            continue
        try:
            workers[tool.name] = Worker(tool, tool.start(setup), {})
            log(f"{tool.name}: {workers[tool.name].about}")
        except (Skipped, OSError) as missing:
            reasons[tool.name] = str(missing)
            log(f"{tool.name} is left out: {missing}")
    return workers, reasons
