"""Armenian verbs: what is only meant to be done, what is done beside it, Western spelling, control that is lost."""

from datetime import date

import pytest

DAY = date(2020, 10, 20)

TOLD = [
    ("Ադրբեջանի նպատակն է գրավել Շուշին և Բերձորը։", []),
    ("Ադրբեջանի խնդիրն էր գրավել Շուշին։", []),
    ("Հակառակորդը գրավեց Ֆիզուլին՝ շրջափակելով Հադրութը։", [("Ֆիզուլին", "affirms", "AZ")]),
    ("Հակառակորդը գրավեց Ֆիզուլին՝ հրետակոծելով Հադրութը։", [("Ֆիզուլին", "affirms", "AZ")]),
    ("Հայկական ուժերը Մատաղիսը խլել են Ադրբեջանից։", [("Մատաղիսը", "affirms", "ARM")]),
    ("Մատաղիսի նկատմամբ հայկական ուժերի վերահսկողությունը վերականգնված է։", [("Մատաղիսի", "affirms", "ARM")]),
    ("Հայկական կողմին Հադրութը պահել չհաջողվեց։", []),
    ("Ազրպէյճանի զօրքերը գրաւած են Մատաղիս գիւղը։", [("Մատաղիս", "affirms", "AZ")]),
    ("Թշնամին գրաւեց Մատաղիսը։", [("Մատաղիսը", "affirms", "AZ")]),
    ("Հայկական ուժերը վերագրաւեցին Մատաղիսը։", [("Մատաղիսը", "affirms", "ARM")]),
    ("Շուշին անցաւ Ատրպէյճանի հակակշիռին տակ։", [("Շուշին", "affirms", "AZ")]),
    ("Մատաղիս գիւղը կը գտնուի թշնամիին հակակշիռին տակ։", [("Մատաղիս", "holds", "AZ")]),
    ("Ադրբեջանը վերադարձրել է Խեյրիմլի գյուղը։", [("Խեյրիմլի", "affirms", "AZ")]),
    ("Հայաստանը Խեյրիմլի գյուղը վերադարձրել է Ադրբեջանին։", [("Խեյրիմլի", "affirms", "AZ")]),
    ("Լուրը, թե Հադրութը գրավված է, հերթական սուտն է, հայտնել է Արցախի ՊԲ-ն։", [("Հադրութը", "denies", "AZ")]),
    ("Արցախի պաշտպանութեան բանակը կը հերքէ Հադրութի գրաւման լուրերը։", [("Հադրութի", "denies", "AZ")]),
]


@pytest.mark.parametrize(("text", "statements"), TOLD)
def test_what_armenian_verbs_tell(read, text, statements):
    found = read(text, "hy", DAY)
    assert [(item.place.name.text, item.stance, item.holder) for item in found.changes] == statements
    assert found.statements != ()


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("az", "Azərbaycan ordusu Hadrutu mühasirəyə alaraq Füzulini azad edib.", "Füzulini"),
        ("tr", "Azerbaycan ordusu Hadrut'u kuşatarak Fuzuli'yi ele geçirdi.", "Fuzuli'yi"),
        ("ru", "Азербайджан взял Физули, окружив Гадрут.", "Физули"),
        ("en", "Azerbaijan took Fuzuli, besieging Hadrut.", "Fuzuli"),
    ],
)
def test_what_is_besieged_beside_what_was_taken_is_not_taken(read, language, text, name):
    assert [item.place.name.text for item in read(text, language, DAY).changes] == [name]
