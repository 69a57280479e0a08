"""Who acts by one verb of a sentence does not by another, and what is taken in a place is not the place."""

import pytest


@pytest.mark.parametrize(
    ("language", "text", "holder"),
    [
        ("en", "Hadrut, which Azerbaijan had captured a day earlier, was shelled by Armenian forces.", "AZ"),
        ("hy", "Հադրութը, որը գրավել էր Ադրբեջանը, հրետակոծվել է հայկական ուժերի կողմից։", "AZ"),
        ("en", "Hadrut was captured and held by Armenian forces.", "ARM"),
        ("en", "Hadrut, held by Armenian forces, was captured.", "AZ"),
        ("en", "The town of Hadrut was captured by Azerbaijani forces and shelled by Armenian forces.", "AZ"),
        ("en", "Pashinyan confirmed that Hadrut is no longer under Armenian control.", "AZ"),
    ],
)
def test_each_verb_has_its_own_party(read, language, text, holder):
    assert [item.holder for item in read(text, language).changes] == [holder]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Azerbaijan captured an Armenian soldier in Hadrut."),
        ("en", "Azerbaijan captured two Armenian tanks in Hadrut."),
        ("en", "Azerbaijan captured Armenian soldiers in Hadrut."),
        ("ru", "Азербайджан захватил армянского солдата в Гадруте."),
        ("hy", "Ադրբեջանը Հադրութում գերի է վերցրել հայ զինվորի։"),
    ],
)
def test_what_is_taken_in_a_place_is_not_the_place(read, language, text):
    assert not read(text, language).changes


def test_a_place_described_by_a_party_is_taken(read):
    assert [item.holder for item in read("Azerbaijan captured the Armenian stronghold of Hadrut.", "en").changes] == [
        "AZ"
    ]
