"""Long work in parts: how well workers share it, what a worker takes, and what a country of days costs.

    python benchmarks/batch.py names [COUNT [WORKERS]]     names over 0, 1, 2 and 4 workers (100,000 by default)
    python benchmarks/batch.py pages [COUNT [WORKERS]]     the same for pages (2,000 by default)
    python benchmarks/batch.py days FOLDER       one block of days of a theatre such as benchmarks/many_places.py writes

Names are spellings of the shipped gazetteer, one letter in two changed, by a random generator with the seed 1; pages
are the texts of the labelled corpus in turn. Efficiency is the time of one process divided by that of N workers times
N; what no machine of so many cores can reach is told beside (N above the number of cores). The clock runs from before
the command to its end, so that starting workers and opening theatres is within it; CPU is that of all processes, and
what it has above that of one process is what sharing costs whatever else the machine does. WORKERS, such as 0,2, names
other numbers of workers. All runs must give the same bytes.

Days: the cost of a block grows with its days beyond the first, so that two blocks of different length tell both. The
whole is `blocks x first day + days x each further day`, over the cores.
"""

from __future__ import annotations

import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from resolve import _changed

from karamap.batch.days_task import Days
from karamap.batch.tasks import opened_as
from karamap.ground.evidence import Method
from karamap.record.control import Show
from karamap.tables.data_folder import data_dir

CORPUS = Path(__file__).parent.parent / "tests/data/statements/corpus.jsonl"
WORKERS = (0, 1, 2, 4)
SHORT, LONG = 10, 40
"""Days of the two blocks that are measured."""

WHOLE_DAYS, STATES, BLOCK, CORES = 1_700, 10, 170, 8


def names(folder: Path, count: int) -> list[str]:
    """Write a list of names and give the command that resolves it."""
    chance = random.Random(1)
    with (data_dir() / "gazetteer/names.csv").open(encoding="utf-8", newline="") as stream:
        known = [row["name"] for row in csv.DictReader(stream)]
    path = folder / "names.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["name"])
        for number in range(count):
            name = chance.choice(known)
            writer.writerow([_changed(name, chance) if number % 2 else name])
    return ["resolve", str(path), "--rows", str(max(500, count // 50))]


def pages(folder: Path, count: int) -> list[str]:
    """Write a table of pages and give the command that reads it."""
    texts = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    path = folder / "pages.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            text = texts[number % len(texts)]["text"]
            stream.write(json.dumps({"text": text, "file": f"page {number}"}, ensure_ascii=False) + "\n")
    return ["extract", str(path), "--published", "2020-10-22", "--rows", str(max(20, count // 50))]


def shared(command: list[str], folder: Path, numbers: Sequence[int]) -> None:
    """Do one piece of work with each number of workers, and print what it took."""
    alone, alone_cpu, first = 0.0, 0.0, b""
    for workers in numbers:
        out = folder / f"out{workers}"
        run = [sys.executable, "-m", "karamap", "-q", "batch", *command, "-o", str(out), "--workers", str(workers)]
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - begin
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        manifest = (out / "manifest.json").read_bytes()
        alone, alone_cpu, first = alone or seconds, alone_cpu or cpu, first or manifest
        shares = ""
        if workers:
            shares = f", {cpu / alone_cpu - 1:+.1%} CPU, efficiency {alone / seconds / workers:.2f}"
        above = " (more than there are cores)" if workers > (os.cpu_count() or 1) else ""
        same = "the same bytes" if manifest == first else "OTHER BYTES"
        print(
            f"   {workers} workers: {seconds:.1f} s, {cpu:.1f} s of CPU{shares}{above}; {same};"
            f" largest process so far {after.ru_maxrss / 1e3:,.0f} MB"
        )


def days(folder: str) -> None:
    """Measure two blocks of days, and say what 1,700 days in ten states of knowledge come to."""
    begin = time.process_time()
    opened = opened_as(folder, None)
    _ = opened.layout
    print(f"   opened in {time.process_time() - begin:.1f} s of CPU: {len(opened.theatre.gazetteer.places):,} places")
    first, took, size = opened.theatre.record.first_day + timedelta(days=5), list[float](), list[int]()
    for length in (SHORT, LONG):
        last = first + timedelta(days=length - 1)
        opened.timeline("shown", Show.CLAIMED)  # another one, so that the next is weighed from the beginning
        begin = time.process_time()
        made = Days(first, last, "all", Show.CLAIMED, Method.ASSESSED).run(opened)
        took.append(time.process_time() - begin)
        size.append(len(made.content))
        print(f"   {length} days: {took[-1]:.1f} s of CPU, {made.rows:,} rows, {size[-1] / 1e6:.1f} MB")
    each, bytes_each = (took[1] - took[0]) / (LONG - SHORT), (size[1] - size[0]) / (LONG - SHORT)
    begun = took[0] - SHORT * each
    blocks = STATES * -(-WHOLE_DAYS // BLOCK)
    cpu = blocks * begun + STATES * WHOLE_DAYS * each
    print(f"   memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:,.0f} MB")
    print(
        f"   {WHOLE_DAYS:,} days x {STATES} states in blocks of {BLOCK}: {blocks} x {begun:.2f} s +"
        f" {STATES * WHOLE_DAYS:,} x {each:.3f} s = {cpu:,.0f} s of CPU; over {CORES} cores {cpu / CORES / 60:.1f} min;"
        f" {STATES * WHOLE_DAYS * bytes_each / 1e9:.1f} GB"
    )


def main() -> None:
    """Measure what is asked for, and print."""
    what, *rest = sys.argv[1:]
    print(f"{what}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {date.today()}")
    if what == "days":
        days(rest[0])
        return
    with tempfile.TemporaryDirectory() as scratch:
        way, count = {"names": (names, 100_000), "pages": (pages, 2_000)}[what]
        numbers = [int(number) for number in rest[1].split(",")] if len(rest) > 1 else WORKERS
        shared(way(Path(scratch), int(rest[0]) if rest else count), Path(scratch), numbers)


if __name__ == "__main__":
    main()
