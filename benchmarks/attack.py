"""Tries to break runs from outside: kills, thirty runs at once, a full disk, great amounts.

Each part prints what it tried and what broke: an output or a cache that is neither the old nor the new one whole, a
scratch file that the next run does not clear away, a traceback. Amounts are printed with seconds and memory, per
100,000 claims and per million names, beside the time that Python's csv module takes to read the same file.

    python benchmarks/attack.py [kills] [together] [disk] [amounts] [--rounds N]
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path

from karamap.record.timeline import control_as_of
from karamap.tables.data_folder import data_dir
from karamap.theatre import loader
from karamap.theatre.theatre import Theatre

DAY = date(2020, 10, 21)
SEED = 20201109
AT_ONCE = 30
CLAIMS, NAMES = 100_000, 200_000
KARAMAP = (sys.executable, "-m", "karamap")
MEGABYTE = 1_000_000


def command(*arguments: object) -> list[str]:
    """The command line of karamap with some arguments."""
    return [*KARAMAP, *map(str, arguments)]


def environment(cache: Path) -> dict[str, str]:
    """This environment with a cache folder of its own."""
    return {**os.environ, "KARAMAP_CACHE": str(cache)}


def digest(path: Path) -> str:
    """What a file holds, in short."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "nothing"


def kills(folder: Path, rounds: int) -> int:
    """Kill runs at random times over an existing map and a cache in the making; count what is broken after."""
    chance = random.Random(SEED)
    path, cache = folder / "map.html", folder / "cache"
    draw = command("-q", "render", "--date", DAY, "-o", path)
    subprocess.run(command("-q", "render", "--date", DAY - timedelta(1), "-o", path), check=True, capture_output=True)
    old = path.read_bytes()
    begun = time.monotonic()
    subprocess.run(draw, check=True, capture_output=True, env=environment(cache))
    lasts, new = time.monotonic() - begun, path.read_bytes()
    broken = 0
    for number in range(rounds):
        path.write_bytes(old)
        if number % 2:
            for kept in cache.glob("*"):
                kept.unlink()
        run = subprocess.Popen(draw, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment(cache))
        time.sleep(chance.uniform(0, 1.1) * lasts)
        run.send_signal(chance.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT)))
        said = run.communicate()[1]
        broken += path.read_bytes() not in (old, new) or b"Traceback" in said
    subprocess.run(draw, check=True, capture_output=True, env=environment(cache))
    broken += path.read_bytes() != new
    left = [*folder.glob(".*"), *cache.glob(".*")]
    print(f"kills: {rounds} runs of {lasts:.1f} s killed: {broken} broken; scratch files left: {len(left)}")
    return broken + len(left)


def together(folder: Path, rounds: int) -> int:
    """Thirty runs at once onto one file with one empty cache; count those that fail or differ."""
    del rounds
    path, cache = folder / "map.html", folder / "cache"
    draw = command("-q", "render", "--date", DAY, "-o", path)
    runs = [
        subprocess.Popen(draw, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment(cache))
        for _ in range(AT_ONCE)
    ]
    failed = sum(run.communicate()[1] != b"" or run.returncode != 0 for run in runs)
    together_ = digest(path)
    subprocess.run(draw, check=True, capture_output=True, env=environment(folder / "other"))
    broken = failed + (digest(path) != together_)
    left = [*folder.glob(".*"), *cache.glob(".*")]
    print(f"together: {AT_ONCE} runs onto one file: {broken} broken; {len(left)} scratch files left")
    return broken + len(left)


def limited(size: int) -> Callable[[], None]:
    """Let a process write files of so many bytes at most, as a full disk or a quota would."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def disk(folder: Path, rounds: int) -> int:
    """Write onto a disk that is full after so many bytes, and onto /dev/full; count what is broken after."""
    del rounds
    path = folder / "map.html"
    draw = command("-q", "render", "--date", DAY, "-o")
    broken = tried = 0
    for size in (0, 1, 4096, 100_000, 1_000_000):
        path.write_text("the old map", encoding="utf-8")
        run = subprocess.run(
            [*draw, str(path)],
            capture_output=True,
            preexec_fn=limited(size),
            env=environment(folder / "cache"),
            check=False,
        )
        tried += 1
        whole = path.read_text(encoding="utf-8") == "the old map"
        broken += not whole or run.returncode != 1 or b"Traceback" in run.stderr or b"cannot write" not in run.stderr
    for arguments in (("render", "--date", DAY, "-o", "-"), ("control", "--date", DAY), ("why", "Hadrut"), ("--help",)):
        with Path("/dev/full").open("wb") as full:
            run = subprocess.run(command("-q", *arguments), stdout=full, stderr=subprocess.PIPE, check=False)
        tried += 1
        broken += run.returncode == 0 or b"Traceback" in run.stderr
    left = list(folder.glob(".*"))
    print(f"disk: {tried} runs onto a full one: {broken} broken; {len(left)} scratch files left")
    return broken + len(left)


def measured(what: str, count: int, per: int, arguments: Sequence[object], fed: Path | None = None) -> None:
    """Print how long a command took for so many things, per round number of them, and how much memory."""
    begun = time.monotonic()
    with fed.open("rb") if fed else nullcontext() as stream:
        process = subprocess.Popen(
            list(map(str, arguments)), stdin=stream, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        said = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
    seconds, memory = time.monotonic() - begun, used.ru_maxrss * 1024 / MEGABYTE
    outcome = "" if status == 0 else f"  FAILED: {said.decode(errors='replace').strip()[-300:]}"
    print(f"  {what:<30} {seconds * per / count:8.1f} s per {per:,}, {memory:7.0f} MB for {count:,}{outcome}")


def own_claims(theatre: Theatre, path: Path, count: int) -> None:
    """A file of so many claims: every place on day after day, the holder changing from month to month."""
    parties = sorted({control.holder for control in control_as_of(theatre.record, DAY).values() if control.holder})
    places = list(theatre.gazetteer.places)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("place", "holder", "valid_from", "reported_on", "speaker", "side", "publisher"))
        for number in range(count):
            place, turn = places[number % len(places)], number // len(places)
            day = DAY + timedelta(turn)
            holder = parties[day.month % len(parties)]
            writer.writerow((place, holder, day, day, "A voice", "none", "A page"))


def names(theatre: Theatre, path: Path, count: int) -> None:
    """A list of so many names, each with its district, as the gazetteer spells them and with a letter lost."""
    chance = random.Random(SEED)
    known = [(name.text, place) for place, items in theatre.gazetteer.names.items() for name in items]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("name", "district"))
        for _ in range(count):
            text, place = chance.choice(known)
            district = theatre.gazetteer.district_id(place, DAY)
            cut = chance.randrange(len(text)) if chance.random() < 0.2 else None
            told = text if cut is None else text[:cut] + text[cut + 1 :]
            writer.writerow((told or text, theatre.gazetteer.district_name(district, DAY) if district else ""))


def amounts(folder: Path, rounds: int) -> int:
    """Time and memory of great amounts."""
    del rounds
    theatre = loader.load(data_dir())
    claims, listed = folder / "claims.csv", folder / "names.csv"
    own_claims(theatre, claims, CLAIMS)
    names(theatre, listed, NAMES)
    print("amounts:")
    reading = "import csv, sys; sum(1 for _ in csv.DictReader(open(sys.argv[1], encoding='utf-8', newline='')))"
    python = (sys.executable, "-c", reading)
    own, day = ("-q", "--claims", claims), ("--date", DAY + timedelta(30))
    measured("csv module reads the claims", CLAIMS, 100_000, (*python, claims))
    measured("check --claims", CLAIMS, 100_000, command(*own, "check"))
    measured("control --claims", CLAIMS, 100_000, command(*own, "control", *day, "--format", "csv"))
    measured("render --claims, one day", CLAIMS, 100_000, command(*own, "render", *day, "-o", folder / "claims.html"))
    measured("csv module reads the names", NAMES, 1_000_000, (*python, listed))
    measured("resolve -", NAMES, 1_000_000, command("-q", "resolve", "-", "--format", "csv"), fed=listed)
    return 0


PARTS: dict[str, Callable[[Path, int], int]] = {"kills": kills, "together": together, "disk": disk, "amounts": amounts}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run some parts, or all; the number of faults is the exit code, 1 at most."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which parts to run; all of them by default")
    parser.add_argument("--rounds", type=int, default=40, help="how many runs are killed")
    chosen = parser.parse_args(arguments)
    faults = 0
    for part in chosen.parts or PARTS:
        with tempfile.TemporaryDirectory() as folder:
            faults += PARTS[part](Path(folder), chosen.rounds)
    return min(faults, 1)


if __name__ == "__main__":
    sys.exit(main())
