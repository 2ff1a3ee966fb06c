"""The engine `ray` beside the plain line on the same files: how much of the time the cluster itself takes.

usage: python bench/on_ray.py [--files N] [--articles N] [--workers N ...]

The files are JSON lines of the examples, each text with another last line. Both write the same partitions, which is
checked. Seconds are of the clock, so nothing else may run. Starting the cluster is told apart, loading the models in
the workers is not. What it printed is in bench/README.md.
"""

import argparse
import json
import os
import tempfile
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
        plain = line(work, f"{folder}/line")
        told("line", words, *plain)
        for count in args.workers:
            told(f"ray, {count} workers", words, *on_ray(work, f"{folder}/ray-{count}", count))
            assert content(Path(f"{folder}/line")) == content(Path(f"{folder}/ray-{count}"))
        print(f"the partitions are the same, byte for byte; load {os.getloadavg()[0]}")


def line(work: list[Task], out: str) -> tuple[float, float]:
    how = plan(Settings())
    began = time.perf_counter()
    how.reader()
    loaded = time.perf_counter()
    with place(out) as where:
        list(read_here(work, how, where))
    return loaded - began, time.perf_counter() - loaded - (loaded - began)


def on_ray(work: list[Task], out: str, workers: int) -> tuple[float, float]:
    """Return the seconds until the cluster is there, and those of all the work."""
    began = time.perf_counter()
    with connected(Cluster(workers=workers)), place(out) as where:
        up = time.perf_counter()
        list(read_partitions(work, plan(Settings()), where, Cluster(workers=workers)))
        return up - began, time.perf_counter() - up


def told(name: str, words: int, start: float, seconds: float) -> None:
    print(f"{name:15} start {start:5.1f} s, then {seconds:6.1f} s, {words / seconds:7,.0f} words/s")


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
