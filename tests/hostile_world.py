"""The small world with a hostile text in every column that holds text, whichever tables there are."""

from datetime import date
from itertools import count

import world

from karamap.names import orthographies
from karamap.tables import csv_tables as tables
from karamap.theatre import loader

PAYLOADS = (
    "<img src=x onerror=window.hacked=1>",
    "</script><script>window.hacked=1</script>",
    "<!--<script>",
    "<iframe srcdoc='<script>parent.hacked=1</script>'>",
    "<a href='javascript:window.hacked=1' autofocus onfocus=window.hacked=1>x</a>",
    "<style>@import url(https://example.org/x.css);</style>",
    "<svg><animate onbegin=window.hacked=1 attributeName=x dur=1s>",
    "${window.hacked=1}",
    "{{ 7*7 }}{% for x in 'a' %}{{ x }}{% endfor %}",
    "{count}{names}{constructor}{__proto__}",
    "\"' onfocus=window.hacked=1 autofocus x='",
    "]]><![CDATA[x",
    '=HYPERLINK("https://example.org")',
    "url(https://example.org/x)",
    "&lt;b&gt; &amp; &#60;",
    "\\u003cb\\u003e \\\\ %s %(x)s {0}",
)
FREE = ("note", "written_as", "district_as_written")
"""Columns that may be filled in any row, since no rule speaks of them."""


def hostile_world():
    """The world, and the column that each of its texts stands in, by text; each ends in a number of its own."""
    built = world.small_world()
    built.event("page-arm.1", written_as="x")
    built.add(
        "seeds/searches.csv",
        place_id="gn3",
        looked_for="ARM",
        pages=("page-arm",),
        searched_on=date(2020, 12, 1),
        note="x",
    )
    built.add("gazetteer/texts.csv", key="legend.title", language="en", text="x")
    built.zone(
        "belt",
        "zone",
        "Polygon",
        [[[46.85, 39.45], [47.0, 39.45], [47.0, 39.65], [46.85, 39.65], [46.85, 39.45]]],
        note="x",
    )
    built.claim(None, "AZ", date(2020, 10, 22), zone_id="belt")
    numbers, columns = count(), {}

    def text(column):
        number = next(numbers)
        said = f"{PAYLOADS[number % len(PAYLOADS)]} n{number}n"
        columns[said] = column
        return said

    for table in loader.TABLES:
        if table.path.startswith(orthographies.FOLDER):
            continue
        for row in built.rows[table.path]:
            for column in table.columns:
                is_filled = row.get(column.name) is not None or column.name in FREE
                if column.parse is tables.text and is_filled and column.name != "language":
                    row[column.name] = text(f"{table.path} {column.name}")
    for row in built.rows["seeds/claims.csv"]:
        rename(built, row)
    for shape in (*built.borders, *built.water, *built.zones):
        for name in {"name", "note"} & shape["properties"].keys():
            shape["properties"][name] = text(f"outlines {name}")
    for setting in ("title", "credit"):
        old = next(line for line in built.settings.splitlines() if line.startswith(f"{setting} = "))
        said = text(f"theatre.toml {setting}").replace("\\", "\\\\").replace('"', '\\"')
        built.settings = built.settings.replace(old, f'{setting} = "{said}"')
    return built, columns


def rename(built, claim):
    """Give a claim the id of what it says now, and to its citations with it."""
    from karamap.record.claims import claim_id

    old, claim["id"] = claim["id"], claim_id(claim)
    for citation in built.rows["seeds/citations.csv"]:
        if citation["claim_id"] == old:
            citation["claim_id"] = claim["id"]
