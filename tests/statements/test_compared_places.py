"""Places that others are compared with, that somebody comes from, or whose ground is only taken in part."""

from datetime import date

import pytest

COMPARED = [
    ("en", "Azerbaijan has taken more ground than the village of Parukh.", []),
    ("en", "Rather than Talish, Azerbaijan took Tumi.", ["Tumi"]),
    ("en", "Azerbaijan took no fewer than two villages: Talish, Tumi.", ["Talish", "Tumi"]),
    ("ru", "Азербайджан занял большую территорию, чем село Парух.", []),
    ("ru", "Азербайджан взял территорию на участке горы Караглух.", []),
    ("ru", "Азербайджан взял не менее чем два села: Талыш, Туми.", ["Талыш", "Туми"]),
    ("hy", "Ադրբեջանը գրավել է ավելի մեծ տարածք, քան Փառուխ գյուղը։", []),
    ("hy", "Փառուխ գյուղից դեպի Քարագլուխ ադրբեջանական ստորաբաժանումները դիրքավորվել են։", []),
    ("hy", "Փառուխ գյուղից ադրբեջանցիները առաջ են շարժվել և գրավել Քարագլուխ բարձունքը։", ["Քարագլուխ"]),
    ("hy", "Հայկական ուժերը նահանջել են Փառուխ գյուղից։", ["Փառուխ"]),
]


@pytest.mark.parametrize(("language", "text", "names"), COMPARED)
def test_a_place_that_another_is_measured_by_changes_no_hands(read, language, text, names):
    found = read(text, language, date(2022, 3, 26))
    assert [item.place.name.text for item in found.changes] == names
