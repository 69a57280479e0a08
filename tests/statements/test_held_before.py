"""Who had a place before it was taken, told by words that only describe it: the other party gains it."""

from __future__ import annotations

from datetime import date

import pytest
from exchange import OTHER, exchange, holders

GAINERS = [
    ("en", "AZ", "Armenian-occupied Hadrut was liberated."),
    ("en", "AZ", "Armenian-held Hadrut was captured."),
    ("en", "AZ", "Hadrut, occupied by Armenia, was liberated."),
    ("en", "AZ", "Hadrut, which was occupied by Armenia, has been liberated."),
    ("en", "AZ", "Hadrut, held by Armenia, was captured."),
    ("en", "AZ", "Hadrut, held by Armenian forces, was captured."),
    ("en", "AZ", "The Armenian-controlled town of Hadrut has been captured."),
    ("en", "AZ", "The town of Hadrut held by Armenia was captured."),
    ("en", "AZ", "The town of Hadrut under Armenian control was captured."),
    ("en", "AZ", "Hadrut, until then under the control of Armenia, was captured."),
    ("en", "AZ", "Hadrut, previously controlled by Armenia, was captured."),
    ("az", "AZ", "Ermənistanın işğalında olan Hadrut azad edilib."),
    ("az", "AZ", "Ermənistanın işğal etdiyi Hadrut azad edilib."),
    ("az", "AZ", "Ermənistan tərəfindən işğal edilən Hadrut azad edilib."),
    ("az", "AZ", "Ermənistanın işğalı altında olan Hadrut azad edilib."),
    ("az", "AZ", "Ermənistan işğalındakı Hadrut azad edilib."),
    ("az", "AZ", "Ermənistanın nəzarətində olan Hadrut ələ keçirilib."),
    ("az", "AZ", "Ermənistanın nəzarəti altında olan Hadrut ələ keçirilib."),
    ("az", "AZ", "Ermənistan ordusunun nəzarətindəki Hadrut ələ keçirilib."),
    ("az", "AZ", "Ermənistan silahlı qüvvələrinin işğalı altında olan Hadrut qəsəbəsi azad edilib."),
    ("tr", "AZ", "Ermenistan'ın işgal ettiği Hadrut kurtarıldı."),
    ("tr", "AZ", "Ermenistan tarafından işgal edilen Hadrut kurtarıldı."),
    ("tr", "AZ", "Ermenistan işgali altındaki Hadrut kurtarıldı."),
    ("tr", "AZ", "Ermenistan'ın işgali altındaki Hadrut kurtarıldı."),
    ("tr", "AZ", "Ermenistan'ın işgali altında bulunan Hadrut kurtarıldı."),
    ("tr", "AZ", "Ermenistan işgali altında bulunan Hadrut kurtarıldı."),
    ("tr", "AZ", "Ermenistan işgalindeki Hadrut kurtarıldı."),
    ("tr", "AZ", "Ermenistan kontrolündeki Hadrut ele geçirildi."),
    ("tr", "AZ", "Ermenistan ordusunun kontrolündeki Hadrut ele geçirildi."),
    ("tr", "AZ", "Ermenistan'ın elindeki Hadrut ele geçirildi."),
    ("ru", "AZ", "Занятый армянскими войсками Гадрут освобождён."),
    ("ru", "AZ", "Удерживаемый Арменией Гадрут освобождён."),
    ("ru", "AZ", "Оккупированный Арменией Гадрут освобождён."),
    ("ru", "AZ", "Контролируемый Арменией Гадрут захвачен."),
    ("ru", "AZ", "Находившийся под контролем Армении Гадрут освобождён."),
    ("ru", "AZ", "Находившийся под армянским контролем Гадрут захвачен."),
    ("ru", "AZ", "Гадрут, находившийся под контролем Армении, захвачен."),
    ("ru", "AZ", "Гадрут, который находился под контролем Армении, захвачен."),
    ("ru", "AZ", "Гадрут, занятый армянскими войсками, освобождён."),
    ("ru", "AZ", "Гадрут, оккупированный Арменией, освобождён."),
    ("ru", "AZ", "Гадрут, удерживаемый армянскими войсками, взят."),
    ("hy", "AZ", "Հայաստանի կողմից օկուպացված Հադրութն ազատագրվել է։"),
    ("hy", "AZ", "Հայաստանի կողմից գրավված Հադրութն ազատագրվել է։"),
    ("hy", "AZ", "Հայաստանի վերահսկողության տակ գտնվող Հադրութը գրավվել է։"),
    ("hy", "AZ", "Հայկական վերահսկողության տակ գտնվող Հադրութը գրավվել է։"),
    ("hy", "AZ", "Հայկական ուժերի վերահսկողության տակ եղած Հադրութը գրավվել է։"),
    ("hy", "AZ", "Հայաստանի վերահսկած Հադրութը գրավվել է։"),
    ("hy", "AZ", "Հայկական ուժերի կողմից վերահսկվող Հադրութը գրավվել է։"),
    ("en", "AZ", "Hadrut, which was held by Armenia, was captured."),
    ("en", "AZ", "Hadrut, which had been occupied by Armenia, was liberated."),
    ("en", "ARM", "Hadrut, which was captured by Azerbaijan on 9 November, was retaken."),
    ("en", "AZ", "The village of Tugh, held by Armenian forces, and the town of Hadrut were captured."),
    ("en", "AZ", "Azerbaijan's army entered the Armenian-held town of Hadrut."),
    ("en", "AZ", "Azerbaijan captured Hadrut and was praised."),
    ("en", "AZ", "Aliyev said the Armenian-held town of Hadrut has been captured."),
    ("en", "AZ", "Pashinyan said the Armenian-held town of Hadrut has been captured."),
    ("ru", "AZ", "Гадрут, удерживавшийся армянскими войсками, взят."),
    ("ru", "AZ", "Находившееся под контролем армянских сил село Гадрут освобождено."),
    ("ru", "AZ", "Подконтрольный Армении Гадрут захвачен."),
    ("az", "AZ", "Ermənistanın əlində olan Hadrut azad edilib."),
    ("tr", "AZ", "Ermenistan güçlerinin kontrolündeki Hadrut ele geçirildi."),
    ("tr", "AZ", "Ermenistan tarafından ele geçirilen Hadrut kurtarıldı."),
    ("hy", "AZ", "Հադրութը, որը գրավված էր Հայաստանի կողմից, ազատագրվել է։"),
    ("hy", "AZ", "Հայաստանի ուժերի կողմից գրավված Հադրութն ազատագրվել է։"),
    ("hy", "AZ", "Հայաստանի օկուպացրած Հադրութն ազատագրվել է։"),
]
"""Who gains the place."""


@pytest.mark.parametrize(("language", "holder", "text"), GAINERS)
def test_the_other_party_gains_what_one_is_said_to_have_had(read, language, holder, text):
    assert holders(read, language, text) == {holder}


@pytest.mark.parametrize(("language", "holder", "text"), GAINERS)
def test_it_is_exchanged_where_the_parties_change_places(read, language, holder, text):
    assert holders(read, language, exchange(language, text)) == {OTHER[holder]}


@pytest.mark.parametrize(
    "text",
    [
        "Hadrut is the centre of a district which Azerbaijan holds.",
        "Hadrut is the centre of a district that is under Azerbaijani control.",
        "Hadrut is the largest town of the area that was taken by Azerbaijan on 9 October.",
    ],
)
def test_what_is_told_of_a_nameless_district_is_not_told_of_a_place(read, text):
    found = read(text, "en", date(2020, 10, 27))
    assert (len(found.statements), found.changes) == (1, ())
