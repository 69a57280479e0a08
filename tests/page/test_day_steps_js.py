"""Values that change from day to day, run in Node: whichever way days go, a day reads as it does from its steps."""

import random

import nodejs

RUN = """
const readRow = (kind, [day, which, values]) => ({ day, which, values });
const steps = karamap.steps.read(given, readRow);
return given.days.map((day) => [steps.on(day).slice(), given.first.map((value, index) => steps.at(index, day))]);
"""


def on(day, first, changes):
    """What holds on a day, from the definition."""
    values = list(first)
    for since, which, changed in changes:
        if since <= day:
            for index, value in zip(which, changed, strict=True):
                values[index] = value
    return values


def test_days_read_alike_forth_and_back():
    lot = random.Random(3)
    first = [lot.randrange(5) for _ in range(30)]
    changes = []
    for day in sorted(lot.sample(range(1, 60), 25)):
        which = lot.sample(range(30), lot.randint(1, 9))
        changes.append([day, which, [lot.randrange(5) for _ in which]])
    days = [0, 59, 0, *(lot.randrange(60) for _ in range(80))]
    drawn = nodejs.run(["core/steps.js"], RUN, {"first": first, "changes": changes, "days": days})
    for day, (at_once, one_by_one) in zip(days, drawn, strict=True):
        assert at_once == one_by_one == on(day, first, changes)
