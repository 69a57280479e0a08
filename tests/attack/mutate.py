"""Changes tables, pages and lists by lot, runs every command on them, and tells what ended otherwise than it should.

What should not be: a traceback; more than 20 s or 1 GB; a command that fails where `karamap check` finds nothing; one
that answers where it finds something. Each change runs in a process of its own, forked once all is imported; several
seeds may run side by side.

    python tests/attack/mutate.py --count 5000 --seed 7 [--world small|four|shipped] [--only NUMBER]
"""

import argparse
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import mutations  # noqa: E402
import odd_values  # noqa: E402
import world  # noqa: E402
from click.testing import CliRunner  # noqa: E402

from karamap import api  # noqa: E402, F401 - all that commands import
from karamap.cli import COMMANDS, main  # noqa: E402
from karamap.errors import KaramapError  # noqa: E402
from karamap.tables.data_folder import data_dir  # noqa: E402
from karamap.theatre import loader  # noqa: E402

SECONDS, BYTES = 20, 1_000_000_000
PATIENCE = 300
"""Seconds after which a child that does nothing is ended: a pipe is waited for for ever; a machine may be busy."""

ADDRESSES = 4_000_000_000
"""Limit of a child's address space: libraries map far more than they use."""

WHOLE = ("gpkg", "kml", "fgb", "csv", "parquet")
"""Formats of exports beside GeoJSON."""

SHARE = 0.5
"""Of the commands after drawing and verifying so many are run on tables that pass, drawn by lot."""

LAYERS = ("territory", "front", "band", "places", "zones", "events")

AREA = [[[46.85, 39.45], [47.0, 39.45], [47.0, 39.65], [46.85, 39.65], [46.85, 39.45]]]
LINE = [[46.8, 39.5], [46.9, 39.6]]
LISTS = ["name\nAlma\n", "name,district,date\nAlma,Heyva,2020-10-22\nTatar,,\n"]
CLAIMS = (
    "place,district,holder,stance,basis,valid_from,reported_on,speaker,side,publisher,witness,url,note\n"
    "gn5,,AZ,affirms,force,2020-10-20,2020-10-21,Me,none,My blog,,,\n"
)


def full_world():
    """The small world with a row in every table and an outline of every sort."""
    built = world.small_world()
    built.zone("belt", "zone", "Polygon", AREA, valid_from="2020-10-01", valid_to="2020-11-20")
    built.zone("road", "line", "LineString", LINE, shown="ever", note="A road.")
    built.claim(None, "ARM", date(2020, 10, 5), zone_id="belt", side="ARM", source="page-arm", basis="agreement")
    built.claim(None, "AZ", date(2020, 11, 1), side="AZ", subject="state border between Azerbaijan and Armenia secured")
    built.claim("gn5", "AZ", date(2020, 11, 2), earliest=date(2020, 10, 28), latest=date(2020, 11, 4))
    built.event("m1")
    built.event("m2", place_id=None, where="a road", lon=46.9, lat=39.4, kind="denial")
    built.add("gazetteer/texts.csv", key="title", language="en", text="The small world")
    built.add("gazetteer/texts.csv", key="zone.belt", language="az", text="Zolaq")
    built.add("gazetteer/overlaps.csv", district_id="AZ-ALM", overlaps_id="AZ-HEY", source_id="survey")
    built.add("seeds/searches.csv", place_id="gn5", looked_for="ARM", pages=("page-arm",), searched_on=date(2021, 1, 1))
    return built


def bases(folder):
    """The theatres that are changed, by name."""
    four = HERE.parent / "data/four_parties"
    shutil.copytree(four, folder / "four")
    shutil.copytree(data_dir() / "gazetteer", folder / "shipped/gazetteer")
    shutil.copytree(data_dir() / "seeds", folder / "shipped/seeds")
    full_world().write(folder / "small")
    return {name: folder / name for name in ("small", "four", "shipped")}


class Run:
    """The commands on one folder, within one child."""

    def __init__(self, folder, work, chance):
        self.folder, self.work, self.chance = folder, work, chance
        self.bad, self.runner = [], CliRunner()

    def call(self, *arguments, stdin=None):
        """Run one command; a traceback is noted."""
        words = [str(argument) for argument in arguments]
        done = self.runner.invoke(main, ["--data", str(self.folder), *words], input=stdin)
        error = done.exception
        if error is not None and not isinstance(error, SystemExit):
            last = traceback.extract_tb(error.__traceback__)[-3:]
            places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(last))
            self.bad.append(("traceback", words[0], f"{type(error).__name__}: {str(error)[:150]} at {places}"))
        return done

    def expect(self, code, *arguments, stdin=None):
        """Run one command that should end with a code."""
        done = self.call(*arguments, stdin=stdin)
        if done.exit_code != code and done.exception.__class__ in (SystemExit, type(None)):
            words = " ".join(str(argument) for argument in arguments)[:80]
            self.bad.append(("disagreement", words, f"exit {done.exit_code}: {done.stderr.strip()[:200]}"))
        return done

    def tables(self):
        """Every command on changed tables."""
        checked = self.call("check")
        if checked.exit_code:
            self.refused(checked)
        else:
            self.sound()
        self.call("check", "--fix")
        return checked.exit_code

    def refused(self, checked):
        if len(checked.stderr) > 1_000_000:
            self.bad.append(("disagreement", "check", f"{len(checked.stderr):,} characters of faults"))
        for words in (("control", "--date", "2020-10-22"), ("resolve", "Alma"), ("events",)):
            done = self.expect(1, *words)
            if not checked.stderr.endswith(done.stderr) and done.exit_code == 1:
                self.bad.append(
                    ("disagreement", words[0], f"{done.stderr[:100]!r} where check says {checked.stderr[:100]!r}")
                )

    def sound(self):
        theatre = loader.load(self.folder)
        record = theatre.record
        days = sorted({claim.valid_from for claim in record.claims.values()} | {record.first_day, record.last_day})
        days = [day for day in days if record.first_day <= day <= record.last_day]
        day, first = self.chance.choice(days), record.first_day
        last = min(date.fromordinal(min(first.toordinal() + 40, date.max.toordinal())), record.last_day)
        languages = list(theatre.settings.interface_languages or ("en", "az", "hy", "ru", "tr"))
        page = self.work / "map.html"
        self.expect(0, "render", "--date", day, "-o", page, "--language", self.chance.choice(languages))
        self.expect(0, "verify", page)
        self.expect(0, "render", "--from", first, "--to", last, "--embed", "-o", page)
        place = self.chance.choice(sorted(theatre.gazetteer.places))
        table = ("--format", self.chance.choice(["table", "csv", "json"]))
        others = [
            ("render", "--date", record.last_day, "--surface", "claimed", "--show", "confirmed", "-o", page),
            ("control", "--date", day, *table),
            ("control", "--date", day, "--areas", *table),
            ("control", "--from", first, "--to", last, "--format", "csv"),
            ("diff", first, record.last_day, *table),
            ("diff", first, record.last_day, "--areas"),
            ("totals", *table),
            ("totals", "--borders"),
            ("events", *table),
            *(("export", "--date", day, "--layer", layer, "-o", self.work / "a.geojson") for layer in LAYERS),
            ("export", "--from", first, "--to", last, "-o", self.work / f"a.{self.chance.choice(WHOLE)}"),
            ("control", "--areas", "--from", first, "--to", last, "--every", "2d", *table),
            ("report", "--date", last, "-o", f"{self.work / 'report'}/"),
            ("cite", "--date", day, "--format", self.chance.choice(["text", "bib", "json"])),
            *(("why", subject, "--date", day) for subject in (place, *theatre.zones)),
            ("why", place, "--format", "json"),
            ("resolve", "--explain", theatre.gazetteer.name(place), "Şuşa", "x"),
        ]
        for words in others:
            if self.chance.random() < SHARE:
                self.expect(0, *words)
        self.expect(0, "resolve", "-", "--format", self.chance.choice(["csv", "json"]), stdin=LISTS[0])
        self.expect(2, "geocode")

    def page(self, content):
        """`verify` on a changed page."""
        path = self.work / "map.html"
        path.write_bytes(content)
        self.expect(1, "verify", path)

    def claims(self, content):
        path = self.work / "mine.csv"
        path.write_bytes(content)
        self.call("--claims", path, "control", "--date", "2020-10-22")
        self.call("--claims", path, "render", "--date", "2020-10-22", "-o", self.work / "map.html")

    def names(self, content):
        self.call("resolve", "-", "--format", self.chance.choice(["table", "csv", "json"]), stdin=content)


def change_page(content, chance):
    """A finished page with one thing wrong with it."""
    if chance.random() < 0.4:
        return mutations.change_bytes(content, chance)
    begins = content.index(b'id="karamap-data">') + len(b'id="karamap-data">')
    ends = content.index(b"</script>", begins)
    document = json.loads(content[begins:ends])
    inside, name = document, chance.choice(["head", "head", "head", "notes", "language", "series", *document])
    while isinstance(inside[name], dict | list) and inside[name] and chance.random() < 0.8:
        inside = inside[name]
        name = chance.choice(sorted(inside)) if isinstance(inside, dict) else chance.randrange(len(inside))
    if chance.random() < 0.2 and isinstance(inside, dict):
        del inside[name]
    else:
        inside[name] = chance.choice([*odd_values.JSON_VALUES, *odd_values.DAYS, *odd_values.TEXTS, "DEEP"])
    deep = "[" * chance.choice([900, 100_000])
    text = json.dumps(document).replace('"DEEP"', deep + "]" * len(deep)).replace("<", "\\u003c")
    return content[:begins] + text.encode("utf-8", "surrogatepass") + content[ends:]


def one(number, seed, base, page, work):
    """What one change came to: its name, whether check refused it, and what should not be."""
    chance = random.Random(f"{seed}.{number}")
    kind = chance.choices(["tables", "page", "claims", "names"], [85, 9, 3, 3])[0]
    folder = work / "tables"
    run = Run(base if kind != "tables" else folder, work, chance)
    if kind == "tables":
        shutil.copytree(base, folder)
        name, change = mutations.draw(chance)
        change(folder)
        refused = bool(run.tables())
        return name, refused, run.bad
    if kind == "page":
        content = change_page(page, chance)
        if content != page:
            run.page(content)
    elif kind == "claims":
        run.claims(mutations.change_bytes(CLAIMS.encode(), chance))
    else:
        run.names(mutations.change_bytes(chance.choice(LISTS).encode(), chance))
    return kind, False, run.bad


def in_child(number, seed, base, page, root):
    """Fork, make one change and run the commands; a report, with what the child used."""
    work = Path(tempfile.mkdtemp(dir=root))
    report = work / "report.json"
    begin = time.monotonic()
    child = os.fork()
    if child == 0:
        signal.alarm(PATIENCE)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS * 3, SECONDS * 3 + 5))
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
        os.environ["KARAMAP_CACHE"] = str(work / "cache")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        try:
            found = one(number, seed, base, page, work)
        except KaramapError as error:
            found = "unexpected", False, [("disagreement", "load", str(error)[:200])]
        except BaseException as error:
            where = traceback.format_exc().strip().splitlines()[-3:]
            found = "harness", False, [("harness", type(error).__name__, " ".join(where)[:300])]
        report.write_text(json.dumps(found))
        os._exit(0)
    _, status, used = os.wait4(child, 0)
    seconds, peak = time.monotonic() - begin, used.ru_maxrss * 1024
    name, refused, bad = json.loads(report.read_text()) if report.is_file() else ("killed", False, [])
    if not report.is_file():
        is_hang = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGALRM, signal.SIGXCPU, signal.SIGKILL)
        bad.append(("hang" if is_hang else "killed", "all commands together", f"status {status}"))
    elif used.ru_utime + used.ru_stime > SECONDS * 2:
        bad.append(("slow", "all commands together", f"{used.ru_utime + used.ru_stime:.0f} s"))
    if peak > BYTES:
        bad.append(("memory", "", f"{peak / 1e6:,.0f} MB"))
    shutil.rmtree(work, ignore_errors=True)
    return {"number": number, "name": name, "refused": refused, "bad": bad, "seconds": seconds, "peak": peak}


def attack(count, seed, *, worlds=("small",), numbers=None, told=print):
    """Make so many changes; the reports of all of them."""
    for command in COMMANDS:
        main.get_command(None, command)
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        theatres = bases(root / "bases")
        pages = {name: _page_of(theatres[name], root) for name in worlds}

        def asked(number):
            name = random.Random(f"{seed}.{number}.world").choice(worlds)
            return {**in_child(number, seed, theatres[name], pages[name], root), "world": name}

        reports = []
        for report in map(asked, numbers or range(count)):
            reports.append(report)
            if len(reports) % 100 == 0:
                print(f"{len(reports)} of {len(numbers or range(count))}", file=sys.stderr, flush=True)
            for bad in report["bad"]:
                told(f"{seed}.{report['number']} {report['world']} {report['name']}: {' | '.join(bad)}")
        return reports


def _page_of(folder, root):
    """A finished map of a theatre."""
    theatre = loader.load(folder)
    path = root / "page.html"
    CliRunner().invoke(main, ["--data", str(folder), "render", "--date", str(theatre.record.last_day), "-o", str(path)])
    return path.read_bytes()


def summary(reports):
    """How many changes of each name there were, how many check refused, and how many came to something bad."""
    lines = []
    for name in sorted({report["name"] for report in reports}):
        own = [report for report in reports if report["name"] == name]
        refused, bad = (sum(bool(report[what]) for report in own) for what in ("refused", "bad"))
        lines.append(f"{name:24} {len(own):6} changes, {refused:6} refused, {bad:4} bad")
    kinds = Counter(bad[0] for report in reports for bad in report["bad"])
    slowest, largest = (max(reports, key=lambda report: report[what]) for what in ("seconds", "peak"))
    lines.append(f"{len(reports)} changes; bad: {dict(kinds) or 'none'}")
    lines.append(f"longest {slowest['seconds']:.1f} s for all commands ({slowest['number']}, {slowest['name']})")
    lines.append(f"largest {largest['peak'] / 1e6:,.0f} MB ({largest['number']}, {largest['name']})")
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--world", action="append", choices=["small", "four", "shipped"])
    parser.add_argument("--only", type=int, action="append")
    options = parser.parse_args()
    chosen = options.world or ("small", "small", "small", "four")
    found = attack(options.count, options.seed, worlds=chosen, numbers=options.only)
    print(summary(found))
    sys.exit(any(report["bad"] for report in found))
