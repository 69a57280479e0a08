"""Where troops came from, passed by or went to on their way, which is no place that they took."""

import pytest


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Азербайджанские части вошли из Джебраила, захватили Гадрут, миновали село Шехер и дошли до Каринтака."),
        ("ru", "Азербайджанская армия, обойдя село Шехер, захватила Гадрут."),
        ("ru", "Азербайджанские войска продвинулись из Джебраила через Физули и взяли Гадрут."),
        ("ru", "По пути к Шуше азербайджанская армия заняла Гадрут."),
        ("ru", "Азербайджанцы прошли мимо села Шехер и взяли Гадрут."),
        ("en", "Azerbaijani forces came from Jabrayil, captured Hadrut, bypassed Shekher and reached Karintak."),
        ("en", "Bypassing the village of Shekher, Azerbaijani troops captured Hadrut."),
        ("en", "Azerbaijani forces entered from Jabrayil and took Hadrut on the way to Shusha."),
        ("en", "Azerbaijani troops passed by the village of Shekher and seized Hadrut."),
        ("tr", "Azerbaycan ordusu Cebrail'den ilerleyerek Hadrut'u ele geçirdi ve Daşaltı'ya ulaştı."),
        ("tr", "Cebrail üzerinden gelen Azerbaycan birlikleri Hadrut'u ele geçirdi."),
        ("tr", "Azerbaycan askerleri Şuşa yolunda Hadrut'u ele geçirdi."),
        ("az", "Azərbaycan ordusu Cəbrayıldan irəliləyərək Hadrutu azad etdi."),
        ("az", "Azərbaycan qüvvələri Şeher kəndindən yan keçərək Hadrut qəsəbəsini azad edib."),
        ("az", "Şuşaya gedən yolda Azərbaycan ordusu Hadrutu azad edib."),
        ("hy", "Ադրբեջանական ուժերը Ջաբրայիլից շարժվելով գրավեցին Հադրութը։"),
        ("hy", "Ադրբեջանական ուժերը, շրջանցելով Շեխեր գյուղը, գրավեցին Հադրութը։"),
    ],
)
def test_only_the_place_taken_changes_hands_and_the_others_are_mentions(read, language, text):
    found = read(text, language)
    assert [(item.resolution.place_id, item.holder) for item in found.changes] == [("gn148105", "AZ")]
    assert len(found.statements) > 1


def test_through_says_nothing_of_time(read):
    found = read("Через три дня азербайджанская армия взяла Гадрут.", "ru")
    assert [item.place.name.text for item in found.changes] == ["Гадрут"]
