"""Times thumbnail makers side by side, and judges what they make. Run it by bench/compare.sh; see bench/README.md."""

import argparse
import pathlib
import statistics
import sys
import tempfile

import report
import tools

# Java compiles while it runs: it is warm when this much CPU has made it no faster. A tenth does for the others.
WARM_UP_MS = 4000
WORTHWHILE = 0.98


class Outcome:
    """What one tool did with one picture."""

    def __init__(self):
        self.cpu_ms = []
        self.quality = None
        self.error = None

    @property
    def median(self):
        return statistics.median(self.cpu_ms)


def log(message):
    print(message, file=sys.stderr, flush=True)


def class_of(path):
    return path.stem.rpartition("-")[0] or path.stem


def chosen(corpus, only):
    """The pictures whose class is given, or whose name starts with what is given; never the ones for the memory test."""
    paths = sorted(path for path in corpus.iterdir() if path.is_file() and not path.name.startswith("99mp"))
    if only:
        paths = [p for p in paths if any(class_of(p) == word or p.name.startswith(word) for word in only)]
    return paths


def warm_up(worker, output, patience_ms):
    """Goes on until that much CPU has brought nothing more; returns what a picture takes, roughly, in milliseconds."""
    best = worker.cpu_ms(output, 1)
    in_vain = 0
    while in_vain < patience_ms:
        times = max(1, min(1000, int(200 / max(best, 0.01))))
        latest = worker.cpu_ms(output, times)
        in_vain = 0 if latest < WORTHWHILE * best else in_vain + latest * times
        best = min(best, latest)
    return best


def time_picture(path, workers, options):
    """Rounds in which every tool has its turn, each round beginning with another tool."""
    output = "same" if "animated" in path.name else "jpeg"
    outcomes, times = {}, {}
    for name, worker in workers.items():
        outcomes[name] = Outcome()
        worker.ask("load", path)
        patience = options.warm_up if worker.about.startswith("Java") else options.warm_up / 10
        try:
            times[name] = max(1, round(options.sample / warm_up(worker, output, patience)))
        except ValueError as refused:
            outcomes[name].error = str(refused)
    names = list(times)
    for turn in range(options.rounds):
        for i in range(len(names)):
            name = names[(turn + i) % len(names)]
            outcomes[name].cpu_ms.append(workers[name].cpu_ms(output, times[name]))
    return outcomes


def judge_picture(path, workers, outcomes):
    """Judges lossless thumbnails, so that what JPEG loses in writing hides nothing."""
    import quality

    reference = quality.Reference(path)
    with tempfile.TemporaryDirectory() as scratch:
        for name, worker in workers.items():
            thumbnail = pathlib.Path(scratch) / f"{name}.png"
            outcome = outcomes.setdefault(name, Outcome())
            try:
                worker.ask("load", path)
                worker.ask("save", "png", thumbnail)
                outcome.quality = reference.judge(thumbnail)
            except ValueError as refused:
                outcome.error = str(refused)


def run(options):
    setup = tools.Setup(options.classes, options.python)
    workers, left_out = tools.start_all(setup, options.tools, log)
    timed = {name: worker for name, worker in workers.items() if worker.tool.timed or options.time_all}
    results = {}
    for path in chosen(options.corpus, options.only):
        outcomes = time_picture(path, timed, options) if options.rounds else {}
        if options.quality and "animated" not in path.name:
            judge_picture(path, workers, outcomes)
        results[path] = outcomes
        log(f"{path.name}: " + ", ".join(f"{n} {brief(o)}" for n, o in outcomes.items()))
    for worker in workers.values():
        worker.close()
    return report.Report(setup, options, workers, left_out, results)


def brief(outcome):
    cpu = f"{outcome.median:.1f} ms" if outcome.cpu_ms else ""
    quality = f"{outcome.quality['lanczos2'][0]:.1f}/{outcome.quality['lanczos3'][0]:.1f} dB" if outcome.quality else ""
    return f"{cpu} {quality}".strip() or "-"


def words(text):
    return [word for word in text.split(",") if word]


def main():
    parser = argparse.ArgumentParser(prog="bench/compare.sh", description=__doc__)
    parser.add_argument("corpus", type=pathlib.Path, help="directory made by bench/make-engine-corpus.sh")
    parser.add_argument("out", type=pathlib.Path, nargs="?", help="Markdown file to write; printed unless given")
    parser.add_argument("--only", type=words, default=[], help="classes or beginnings of file names, with commas between")
    parser.add_argument("--tools", type=words, default=[], help="of: " + ", ".join(tool.name for tool in tools.TOOLS))
    parser.add_argument("--classes", help="the engine's classes, target/classes unless given; may be another clone's")
    parser.add_argument("--rounds", type=int, default=7, help="samples of each tool and picture; 0 judges quality only")
    parser.add_argument("--sample", type=float, default=250, metavar="MS", help="least CPU of a sample, so that it holds many pictures")
    parser.add_argument("--warm-up", type=float, default=WARM_UP_MS, metavar="MS", help="CPU without getting faster after which Java counts as warm, for each picture")
    parser.add_argument("--no-quality", dest="quality", action="store_false", help="time only")
    parser.add_argument("--time-all", action="store_true", help="time also the variants of sharp that are there for quality")
    parser.add_argument("--per-file", action="store_true", help="a row for each picture, not for each class")
    parser.add_argument("--python", default=sys.executable, help="the Python that has Pillow and Wand")
    options = parser.parse_intermixed_args()
    text = run(options).markdown()
    if options.out:
        options.out.write_text(text)
    else:
        print(text)


if __name__ == "__main__":
    main()
