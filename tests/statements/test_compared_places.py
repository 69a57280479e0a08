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


EXCEPT = [
    ("en", "On 1 December the district came under Azerbaijan's control, except for the town of Lachin."),
    ("en", "With the exception of Tumi, Azerbaijan took the villages of the district."),
    ("ru", "Азербайджан взял под контроль район, кроме города Лачин."),
    ("ru", "Азербайджанская армия заняла все села района, за исключением Туми."),
    ("az", "Laçın şəhəri istisna olmaqla rayon Azərbaycanın nəzarətinə keçdi."),
    ("az", "Tumi kəndindən başqa rayonun bütün kəndləri Azərbaycanın nəzarətinə keçib."),
    ("tr", "Laçın şehri hariç bütün köyler Azerbaycan'ın kontrolüne geçti."),
    ("hy", "Դեկտեմբերի 1-ին շրջանն անցավ Ադրբեջանի վերահսկողության տակ, բացառությամբ Բերձորի։"),
    ("hy", "Բացի Տումիից, շրջանի բոլոր գյուղերը գրավել է Ադրբեջանը։"),
]


@pytest.mark.parametrize(("language", "text"), EXCEPT)
def test_a_place_that_is_excepted_changes_no_hands(read, language, text):
    found = read(text, language, date(2020, 12, 1))
    assert found.changes == ()
    assert found.statements != ()


CONTRASTS = [
    ("en", "Talish is held by Armenia, while Madaghis goes to Azerbaijan.", ["ARM"]),
    ("ru", "Талыш заняла армия Азербайджана, а Матагис — армия Армении.", ["AZ"]),
    ("hy", "Թալիշը վերցրել է Ադրբեջանը, իսկ Մատաղիսը՝ Հայաստանը։", ["AZ"]),
    ("hy", "Թալիշը մնում է հայկական կողմի վերահսկողության տակ, իսկ Մատաղիսը՝ ադրբեջանական կողմի։", ["ARM"]),
    ("hy", "Կիրանցը մնում է Հայաստանին, իսկ Խեյրիմլին տրվում է Ադրբեջանին։", ["AZ"]),
]


@pytest.mark.parametrize(("language", "text", "holders"), CONTRASTS)
def test_what_is_told_in_contrast_of_another_party_is_not_the_first_ones(read, language, text, holders):
    found = read(text, language, date(2024, 5, 24))
    assert [item.holder for item in found.changes] == holders
