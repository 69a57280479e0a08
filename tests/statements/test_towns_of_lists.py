"""The town of A behind other names is a place of the list, and no district of those before it."""

import pytest


def placed(extraction):
    return [
        (item.place.name.text, item.place.kind, item.place.district and item.place.district.text)
        for item in extraction.statements
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Azerbaijan took the villages of Sirik and Tinli and the city of Fuzuli.",
            [("Sirik", "village", None), ("Tinli", "village", None), ("Fuzuli", "city", None)],
        ),
        (
            "Azerbaijani forces entered Zangilan and the city of Gubadli.",
            [("Zangilan", None, None), ("Gubadli", "city", None)],
        ),
        (
            "Azerbaijan captured Hadrut and the village of Sur.",
            [("Hadrut", None, None), ("Sur", "village", None)],
        ),
        (
            "Azerbaijan took Sirik, city of Fuzuli and Hadrut.",
            [("Sirik", None, None), ("Fuzuli", "city", None), ("Hadrut", "city", None)],
        ),
        (
            "Azerbaijan took Sirik and the towns of Fuzuli and Hadrut.",
            [("Sirik", None, None), ("Fuzuli", "town", None), ("Hadrut", "town", None)],
        ),
        ("Azerbaijan took Sirik, a village of Jabrayil.", [("Sirik", "village", "Jabrayil")]),
        (
            "Azerbaijan took Tinli and the villages of Jabrayil.",
            [("Tinli", None, "Jabrayil")],
        ),
    ],
)
def test_the_town_of_a_name_is_a_place(read, text, places):
    assert placed(read(text, "en")) == places


@pytest.mark.parametrize("sentence", ["They shelled the city of Ganja.", "They struck Barda too."])
def test_a_town_elsewhere_does_not_lie_in_the_district_told_of_before(read, sentence):
    text = f"The army announced the following: Zilanli and Muganli villages of the Gubadli district. {sentence}"
    last = read(text, "en").statements[-1]
    assert last.place.district is None
    assert last.resolution.place_id in ("km0071", "km0079")


@pytest.mark.parametrize(
    ("text", "takes"),
    [
        ("Azerbaijan took over Hadrut.", True),
        ("Hadrut was taken over by Azerbaijani forces.", True),
        ("Azerbaijan won back Hadrut.", True),
        ("Azerbaijan took over command of the post at Hadrut.", False),
        ("Talks over Hadrut took over two hours.", False),
    ],
)
def test_who_takes_over_a_place_holds_it(read, text, takes):
    assert [item.holder for item in read(text, "en").changes] == (["AZ"] if takes else [])
