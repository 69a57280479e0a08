"""Puts texts of a test wherever the document holds a text that a reader sees, and opens all that shows them."""

from karamap.document.format import CLAIM, NAME, PLACE, SPEAKER
from karamap.document.reader import DrawnDocument

place, name, claim, speaker = (fields.names.index for fields in (PLACE, NAME, CLAIM, SPEAKER))

TEXTS = (
    ("head", "title"),
    ("head", "own"),
    ("texts", "*", "*"),
    ("parties", "*", "names", "*"),
    ("parties", "*", "shorts", "*"),
    ("countries", "features", "*", "properties", "names", "*"),
    ("water", "features", "*", "properties", "names", "*"),
    ("districts", "features", "*", "properties", "names", "*"),
    ("places", "*", place("names"), "*", name("text")),
    ("claims", "*", claim("subject")),
    ("remarks", "*"),
    ("speakers", "*", speaker("name")),
    ("sources", "*", "*"),
    ("notes", "*"),
)
"""Where in the document a text stands that a reader sees; `*` is every entry."""


def poison(value, path, texts):
    """Put hostile texts where a path leads, in place; what is not there is left alone."""
    if isinstance(value, dict | list) and path:
        step, *rest = path
        every = value.keys() if isinstance(value, dict) else range(len(value))
        has = step in value if isinstance(value, dict) else isinstance(step, int) and -len(value) <= step < len(value)
        for key in list(every) if step == "*" else [step] if has else []:
            if rest:
                poison(value[key], rest, texts)
            elif isinstance(value[key], str):
                value[key] = next(texts)


def important(document):
    """The places of the first rank that are on the map."""
    return [place for place in DrawnDocument(document).places if place["site"] is not None and place["rank"] == 1]


def walk_through(opened, document, look=lambda _: None):
    """Open and use everything that shows texts; `look` is called at each step with its name."""
    for patch in (
        {"place": important(document)[0]["id"]},
        {"place": None, "district": document["units"][0]},
        {"district": None, "spot": {"lon": 46.9, "lat": 39.5}},
        {"spot": None, "view": "table"},
        {"view": "compare", "other": {"day": 0, "known": document["head"]["known"]}},
        {"view": "map", "day": 0},
        {"language": "hy"},
    ):
        opened.show(**patch)
        look(str(patch))
    opened.page.locator(".about summary").click()
    opened.page.mouse.move(700, 400)
    opened.page.locator("#karamap-search input").first.fill("<img src=x onerror=window.hacked=1>")
    opened.page.wait_for_timeout(200)
    look("search")
