"""The engine `ray` beside the plain line on the same files: how much of the time the cluster itself takes.

usage: python bench/on_ray.py [--files N] [--articles N] [--workers N ...]

The files are JSON lines of the examples, each text with another last line. All write the same partitions, which is
checked. Seconds are of the processors, those of Ray's own processes and of loading the models included, so that other
work on the machine disturbs little. What it printed is in bench/README.md.
"""

import argparse
import json
import os
import tempfile
import threading
import time
from pathlib import Path

from standoff.archive import captures
from standoff.errors import CaptureError
from standoff.extract import extract
from standoff.scale.cluster import Cluster, connected, read_partitions
from standoff.scale.partitions import place, read_here
from standoff.scale.plans import Task, plan, tasks
from standoff.settings import Settings

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=8)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        words = write(Path(folder) / "in", args.files, args.articles)
        work = [each for each in tasks([f"{folder}/in"]) if isinstance(each, Task)]
        print(f"{len(work)} files, {args.files * args.articles:,} articles, {words:,} words; load {os.getloadavg()[0]}")
        told("line", words, line(work, f"{folder}/line"))
        with Meter() as meter, connected(Cluster(workers=2)):
            pass
        print(f"a cluster that does nothing takes {meter.seconds:.1f} s of processors")
        for count in args.workers:
            told(f"ray, {count} workers", words, on_ray(work, f"{folder}/ray-{count}", count))
            assert content(Path(f"{folder}/line")) == content(Path(f"{folder}/ray-{count}"))
        print(f"the partitions are the same, byte for byte; load {os.getloadavg()[0]}")


def line(work: list[Task], out: str) -> float:
    with Meter() as meter, place(out) as where:
        list(read_here(work, plan(Settings()), where))
    return meter.seconds


def on_ray(work: list[Task], out: str, workers: int) -> float:
    on = Cluster(workers=workers)
    with Meter() as meter, connected(on), place(out) as where:
        list(read_partitions(work, plan(Settings()), where, on))
    return meter.seconds


class Meter:
    """Counts the processor time of this process and of all that descend from it, looking five times a second."""

    def __enter__(self) -> "Meter":
        self._began, self._clock = time.process_time(), time.perf_counter()
        self._found: dict[int, float] = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()
        own, others = time.process_time() - self._began, sum(self._found.values())
        self.seconds = own + others
        clock, most = time.perf_counter() - self._clock, sorted(self._found.values(), reverse=True)[:4]
        print(f"  {clock:.0f} s of the clock, load {os.getloadavg()[0]:.0f}; this process {own:.1f} s, others {most}")

    def _look(self) -> None:
        while not self._ended.wait(0.2):
            self._found |= times_of_descendants(os.getpid())


def times_of_descendants(ancestor: int) -> dict[int, float]:
    """Return the processor seconds of each process that descends from one."""
    parents, times = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        parents[int(path.parent.name)] = int(fields[1])
        times[int(path.parent.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    family = {ancestor}
    while more := {each for each, parent in parents.items() if parent in family} - family:
        family |= more
    return {each: times[each] for each in family - {ancestor}}


def told(name: str, words: int, seconds: float) -> None:
    print(f"{name:15} {seconds:6.1f} s of processors, {words / seconds:7,.0f} words/s")


def write(folder: Path, files: int, articles: int) -> int:
    settings, words = Settings(), 0
    texts = [
        extract(each, settings).text
        for each in captures([str(EXAMPLES)], settings)
        if not isinstance(each, CaptureError)
    ]
    folder.mkdir()
    for file in range(files):
        with (folder / f"{file}.jsonl").open("w", encoding="utf-8") as out:
            for number in range(articles):
                text = f"{texts[number % len(texts)]}\n\nEdition {file}-{number}."
                words += len(text.split())
                out.write(json.dumps({"uri": f"{file}/{number}", "text": text}) + "\n")
    return words


def content(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


if __name__ == "__main__":
    main()
