"""Writes what bench/compare.sh found as Markdown."""

import datetime
import os
import pathlib
import platform
import statistics
import subprocess

import tools

# Most CPU that Darkroom may need, as a ratio to sharp.
TARGETS = {
    "12mp-baseline": 0.85,
    "24mp-baseline": 0.92,
    "12mp-444": 0.80,
    "12mp-grey": 0.65,
    "12mp-progressive": 0.25,
    "24mp-progressive": 0.25,
    "16mp-progressive-real": 0.25,
    "2mp-baseline": 0.80,
    "small": 0.35,
    "png-rgb": 1.0,
    "png-rgba": 1.0,
    "png-palette": 1.0,
    "png-15mp-real": 1.0,
    "png-16bit": 0.75,
}
OURS, PEER = "darkroom", "sharp"


class Group:
    """The pictures of one class."""

    def __init__(self, name, outcomes):
        self.name = name
        self.outcomes = outcomes

    def of(self, tool):
        found = [by_tool[tool] for by_tool in self.outcomes if tool in by_tool]
        return found if len(found) == len(self.outcomes) else []

    def cpu(self, tool):
        """Mean over the pictures of the medians, or None."""
        found = self.of(tool)
        return statistics.mean(o.median for o in found) if found and all(o.cpu_ms for o in found) else None

    def ratio(self, tool, peer=PEER):
        """Geometric mean over the pictures of the ratios of medians, or None."""
        if self.cpu(tool) is None or self.cpu(peer) is None:
            return None
        return statistics.geometric_mean(a.median / b.median for a, b in zip(self.of(tool), self.of(peer)))

    def spread(self):
        """The middle half of the ratios of neighbouring samples."""
        if self.ratio(OURS) is None:
            return ""
        pairs = [x / y for a, b in zip(self.of(OURS), self.of(PEER)) for x, y in zip(a.cpu_ms, b.cpu_ms)]
        if len(pairs) < 2:
            return ""
        low, _, high = statistics.quantiles(pairs, n=4)
        return f"{low:.2f} to {high:.2f}"

    def quality(self, tool, kernel):
        """Mean (dB, SSIM) over the pictures, or None."""
        found = [o.quality[kernel] for o in self.of(tool) if o.quality and kernel in o.quality]
        if not found or len(found) < len(self.outcomes):
            return None
        return tuple(statistics.mean(each[i] for each in found) for i in (0, 1))

    def own_quality(self, tool):
        """Decibels against the kernel that the tool itself resamples with."""
        used = next(t for t in tools.TOOLS if t.name == tool)
        enlarged = self.quality(tool, used.enlarging) if self.quality(tool, "mitchell") else None
        found = enlarged or self.quality(tool, used.kernel)
        return found[0] if found else None

    def best_of_peer(self):
        found = [self.own_quality(t.name) for t in tools.TOOLS if t.name.startswith(PEER)]
        return max((db for db in found if db is not None), default=None)


class Report:
    def __init__(self, setup, options, workers, left_out, results):
        self.setup = setup
        self.options = options
        self.workers = workers
        self.left_out = left_out
        self.groups = grouped(results, options.per_file)

    def markdown(self):
        return "\n".join([*self.head(), *self.summary(), *self.table(), *self.notes()]) + "\n"

    def head(self):
        yield "# Image engine: results"
        yield ""
        yield "Written by `bench/compare.sh`; [README.md](README.md) tells how to read it. To run it again:"
        yield ""
        yield "    bench/make-engine-corpus.sh /tmp/engine-corpus"
        yield "    mvn -q compile"
        yield "    bench/compare.sh /tmp/engine-corpus bench/RESULTS.md"
        yield ""
        yield f"- {datetime.date.today()}, engine at {engine_version(self.setup.classes)}"
        yield f"- {machine()}"
        yield f"- {self.options.rounds} rounds, samples of {self.options.sample:g} ms or one picture"
        yield f"- Java options: `{os.environ.get('BENCH_JAVA_OPTIONS', tools.JAVA_OPTIONS)}`"
        for about in dict.fromkeys(w.about for w in self.workers.values()):
            names = [w.tool.name for w in self.workers.values() if w.about == about]
            yield f"- {about} ({', '.join(names)})"
        for name, reason in self.left_out.items():
            yield f"- Left out: {name}: {reason}"

    def summary(self):
        if OURS not in self.workers or PEER not in self.workers:
            return
        yield ""
        yield "## Darkroom against sharp"
        yield ""
        yield "| input | CPU, ratio to sharp | middle half | target | met | CPU, ratio to Wand | dB, own kernel | sharp's best dB, own kernel |"
        yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
        for group in self.groups:
            ratio, target = group.ratio(OURS), TARGETS.get(group.name, TARGETS.get(group.name.rpartition("-")[0]))
            met = "" if ratio is None or target is None else "yes" if round(ratio, 2) <= target else "**no**"
            cells = [
                number(ratio, 2), group.spread(), number(target, 2), met, number(group.ratio(OURS, "wand"), 2),
                number(group.own_quality(OURS), 1), number(group.best_of_peer(), 1),
            ]
            yield row(group.name, *cells)

    def table(self):
        yield ""
        yield "## All tools"
        yield ""
        yield "| input | tool | CPU ms | ratio to sharp | dB, Lanczos2 | SSIM, Lanczos2 | dB, Lanczos3 | SSIM, Lanczos3 |"
        yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
        for group in self.groups:
            for name, worker in self.workers.items():
                cpu, two, three = group.cpu(name), group.quality(name, "lanczos2"), group.quality(name, "lanczos3")
                if cpu is None and two is None:
                    continue
                yield row(
                    group.name, worker.tool.what, number(cpu, 1), number(group.ratio(name), 2),
                    *quality_cells(two), *quality_cells(three),
                )

    def notes(self):
        refused = {}
        for group in self.groups:
            for by_tool in group.outcomes:
                for name, outcome in by_tool.items():
                    if outcome.error:
                        refused.setdefault((name, outcome.error[:120]), []).append(group.name)
        if refused:
            yield ""
            yield "## What a tool could not read"
            yield ""
        for (name, error), names in refused.items():
            yield f"- {name}: {', '.join(dict.fromkeys(names))}: `{error}`"


def grouped(results, per_file):
    groups = {}
    for path, outcomes in results.items():
        name = path.stem if per_file else path.stem.rpartition("-")[0] or path.stem
        groups.setdefault(name, []).append(outcomes)
    return [Group(name, outcomes) for name, outcomes in groups.items()]


def quality_cells(found):
    return ("", "") if found is None else (number(found[0], 1), number(found[1], 4))


def number(value, digits):
    return "" if value is None else f"{value:.{digits}f}"


def row(*cells):
    return "| " + " | ".join(cells) + " |"


def machine():
    info = pathlib.Path("/proc/cpuinfo").read_text()
    model = next((line.split(":")[1].strip() for line in info.splitlines() if line.startswith("model name")), platform.machine())
    return f"{model}, {os.cpu_count()} processors, {platform.system()} {platform.release()}"


def engine_version(classes):
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--abbrev=10"], cwd=classes, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    return done.stdout.strip() or "an unknown version"
