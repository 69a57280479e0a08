"""What is drawn and how it looks, without saying with what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date
from typing import Any

from karamap.document.base_layer import stated_base_layer
from karamap.document.crop import Crop
from karamap.document.days import stated_days
from karamap.document.format import DayCount, Terms, alphabet, stated_fields
from karamap.document.ground_codes import line_law, stated_mesh, stated_sites
from karamap.document.notes import notes_of
from karamap.document.places import place_rows, shown_names
from karamap.document.search_rules import look_up
from karamap.document.statements import Statements, coalition_entries, party_entries
from karamap.document.story import Step, stated_story
from karamap.document.wording import interface_language, language_of_names, texts_of
from karamap.document.zones import stated_zones
from karamap.ground.series import Series


def document(
    series: Series,
    *,
    title: str | None = None,
    language: str | None = None,
    names_in: str | None = None,
    opening: date | None = None,
    known: str | None = None,
    embed: bool = False,
    searchable: bool = True,
    crop: Crop | None = None,
    story: Sequence[Step] = (),
) -> dict[str, Any]:
    """Everything that one page shows, as plain text, numbers and GeoJSON (EPSG:4326, lon/lat).

    Args:
        series: the days to show.
        title: the headline; that of the theatre's texts, in the reader's language, by default.
        language: ISO 639-1 code of the interface; the theatre's first one by default.
        names_in: ISO 639 code of the names that are shown; those of the reader's language by default.
        opening: the day the page opens on; the last one by default.
        known: the state of knowledge the page opens with; the first of the series by default.
        embed: whether the page is to stand inside another one.
        searchable: whether names can be searched for in what is drawn: a figure needs no keys.
        story: what the page tells step by step, each on one of the days.
        crop: the part of the theatre that the page shows at first; all of it by default.

    Returns:
        A mapping that JSON can carry; `karamap.page.html` draws from it alone. `fields` says what the values of every
        packed row in it mean, by `karamap.document.format`.

    Raises:
        CropError: the part is none of the theatre.
        DateError: a step of the story is on a day that the series does not have.
        LanguageError: the theatre's pages cannot be read in the language, or list no names in that of names.
    """
    theatre, opening = series.theatre, opening or series.last
    texts = texts_of(theatre)
    names = {place_id: shown_names(theatre, place_id, opening) for place_id in sorted(theatre.gazetteer.places)}
    numbers = {place_id: number for number, place_id in enumerate(names)}
    base_layer = stated_base_layer(series, opening, texts)
    base_layer["view"]["crop"] = list(crop.extent(base_layer)) if crop and crop != Crop() else None
    statements = Statements(series, numbers)
    days = {state: stated_days(series, state, statements, numbers) for state in series.timelines}
    coalitions = coalition_entries(theatre.record)
    return {
        "head": {
            **_head(series, title, opening, known or next(iter(days)), embed=embed),
            "names": language_of_names(theatre, names_in),
        },
        "fields": stated_fields(),
        "terms": Terms.of(theatre).words,
        "language": interface_language(theatre, language),
        "texts": _without(texts, statements.unspoken() | (set() if coalitions else {"legend.allies"})),
        "alphabet": alphabet(len(theatre.record.parties)),
        "line": line_law(series),
        "parties": party_entries(theatre, texts),
        "coalitions": coalitions,
        **base_layer,
        "mesh": stated_mesh(series),
        "sites": stated_sites(series, numbers),
        "places": place_rows(series, names, opening, base_layer["units"]),
        "keys": look_up(theatre.names, names) if searchable else {},
        "zones": stated_zones(series, texts),
        "series": days,
        **statements.stated(),
        "notes": notes_of(series, numbers),
        "story": stated_story(series, story, base_layer) if story else None,
    }


def _without(texts: Mapping[str, Mapping[str, str]], unused: Set[str]) -> dict[str, dict[str, str]]:
    """Texts by language but for those that nothing in the document asks for."""
    return {
        language: {key: text for key, text in told.items() if key not in unused} for language, told in texts.items()
    }


def _head(series: Series, title: str | None, opening: date, known: str, *, embed: bool) -> dict[str, Any]:
    """Which days are shown, on which and how the page opens, and what the numbers of days count from."""
    record = series.theatre.record
    return {
        "title": title,
        "epoch": DayCount.of(record).epoch.isoformat(),
        "first": series.first.isoformat(),
        "last": series.last.isoformat(),
        "day": series.index(opening),
        "begins": record.first_day.isoformat(),
        "known": known,
        "show": series.show.value,
        "surface": series.method.value,
        "embed": embed,
        "own": series.theatre.user_claims,
    }
