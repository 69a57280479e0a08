"""Names stand where the page's own placer puts them, and never one upon another."""

import random
from itertools import combinations
from pathlib import Path

import nodejs
import pytest

from karamap.figure import fonts
from karamap.figure.boxes import overlap
from karamap.figure.label_placement import RANKS, Ground, Label, Limits, Symbol, place, place_among

CANVAS = str(Path(__file__).with_name("canvas.js"))

RUN = """
globalThis.measured = given.widths;
const { place, placeAmong } = karamap.labelPlacement;
const told = ({ label, box, leader }) => ({ key: label.key, box, leader });
return given.cases.map(({ labels, daily, ground, most }) => {
  const standing = place(labels, { ...ground, kept: null });
  const { placed, hidden } = placeAmong(daily, { ...ground, kept: null }, standing, most);
  return { standing: standing.map(told), daily: placed.map(told), hidden: [...hidden].map(({ label }) => label.key) };
});
"""

FRAME = (0.0, 0.0, 420.0, 360.0)


def by_lot(seed):
    """Names of every rank upon points that crowd, and a legend in a corner."""
    lot = random.Random(seed)
    spots = [(lot.uniform(0, 420), lot.uniform(0, 360)) for _ in range(70)]
    ranks = ["city", "town", "village", "village", "outside", "district", "water", "country", "zone"]
    labels, daily = [], []
    for number, (x, y) in enumerate(spots):
        rank = lot.choice(ranks)
        text = "".join(lot.choice("aeioəçlmtrĞЖխ") for _ in range(lot.randint(3, 12)))
        if rank in ("city", "town", "village", "outside"):
            labels.append(Label(f"{number}", text, rank, x, y, 6.5, rank == "city", place=f"p{number}"))
        else:
            around = tuple((x + lot.uniform(-60, 60), y + lot.uniform(-60, 60)) for _ in range(4))
            labels.append(Label(f"{number}", text, rank, x, y, spots=lot.choice([around, None, ()])))
        if lot.random() < 0.4:
            rank = lot.choice(["changed-town", "changed-village"])
            daily.append(Label(f"day {number}", text, rank, x, y, 7.5, callout=True, place=f"p{number}"))
    symbols = [Symbol((x - 5, y - 5, x + 5, y + 5), lot.random() < 0.3) for x, y in spots[::5]]
    most = Limits(lot.choice([6, 20, 100]), lot.choice([2, 8]))
    return labels, daily, Ground(FRAME, [(300.0, 280.0, 420.0, 360.0)], symbols, spots), most


def box_of(box):
    return dict(zip(("left", "top", "right", "bottom"), box, strict=True))


def spot_of(spot):
    return {"x": spot[0], "y": spot[1]}


def label_of(label):
    spots = None if label.spots is None else [spot_of(spot) for spot in label.spots]
    names = ("key", "text", "rank", "x", "y", "gap", "callout", "place")
    return {**{name: getattr(label, name) for name in names}, "spots": spots, "lang": ""}


def sent(labels, daily, ground, most):
    return {
        "labels": [label_of(label) for label in labels],
        "daily": [label_of(label) for label in daily],
        "ground": {
            "frame": box_of(ground.frame),
            "controls": [box_of(box) for box in ground.controls],
            "symbols": [{**box_of(symbol.box), "city": symbol.city} for symbol in ground.symbols],
            "dots": [spot_of(spot) for spot in ground.dots],
        },
        "most": {"names": most.names, "leaders": most.leaders},
    }


def widths(labels):
    """What the canvas is to answer."""
    table = {}
    for label in labels:
        rank = RANKS[label.rank]
        bold = rank.bold or rank.face == fonts.BOLD
        face = fonts.BOLD if bold else rank.face
        table[f"{'bold' if bold else ''} {rank.size:g} {label.text}"] = fonts.width(label.text, rank.size, face)
    return table


def told(placed):
    return [
        {"key": one.label.key, "box": box_of(one.box), "leader": one.leader and [spot_of(end) for end in one.leader]}
        for one in placed
    ]


CASES = [by_lot(seed) for seed in range(12)]


@pytest.fixture(scope="module")
def placed():
    answers = []
    for labels, daily, ground, most in CASES:
        standing = place(labels, ground)
        answers.append((standing, *place_among(daily, ground, standing, most)))
    return answers


def test_the_placer_of_the_page_gives_the_same_answers(placed):
    table = {key: value for labels, daily, *_ in CASES for key, value in widths([*labels, *daily]).items()}
    cases = [sent(*case) for case in CASES]
    theirs = nodejs.run([CANVAS, "map/label_placement.js"], RUN, {"widths": table, "cases": cases})
    for (standing, daily, hidden), answer in zip(placed, theirs, strict=True):
        assert sorted(hidden) == sorted(answer["hidden"])
        for ours, other in ((standing, answer["standing"]), (daily, answer["daily"])):
            assert [one["key"] for one in told(ours)] == [one["key"] for one in other]
            for mine, yours in zip(told(ours), other, strict=True):
                assert mine["box"] == pytest.approx(yours["box"])
                assert bool(mine["leader"]) == bool(yours["leader"])


def test_no_name_lies_upon_another(placed):
    assert any(hidden for _, _, hidden in placed)
    for standing, daily, hidden in placed:
        shown = [one for one in standing if one.label.key not in hidden] + daily
        boxes = [one.box for one in shown]
        assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
