"""Exchange the two parties of a text in all their words and cases, to ask whether holders are exchanged too."""

from __future__ import annotations

import re
from datetime import date

ENDINGS = {
    "en": ("", "'s"),
    "az": ("", "ın", "a", "ı", "da", "dan", "la", "dır", "dakı"),
    "tr": ("", "'ın", "'a", "'ı", "'da", "'dan", "'la", "'daki"),
    "ru": ("",),
    "hy": ("", "ը", "ն", "ի", "ին", "ից", "ով", "ում"),
}
"""What names of both parties may end with."""

NAMES = {
    "en": (
        "Azerbaijan Armenia,Azerbaijani Armenian,Azerbaijanis Armenians,Baku Yerevan,Aliyev Pashinyan,Ilham Nikol,"
        "Hajiyev Harutyunyan,Hikmet Arayik,Hasanov Tonoyan,Zakir David,Eyvazov Hovhannisyan,Anar Artsrun,"
        "Dargahli Stepanyan,Vagif Shushan,Bayramov Mnatsakanyan,Jeyhun Zohrab"
    ),
    "az": (
        "Azərbaycan Ermənistan,azərbaycanlı erməni,azərbaycanlılar ermənilər,İlham Nikol,Əliyev Paşinyan,"
        "Əliyevin Paşinyanın,Eyvazov Hovannisyan,Anar Artsrun,Hacıyev Poqosyan"
    ),
    "tr": (
        "Azerbaycan Ermenistan,Bakü Erivan,Aliyev Paşinyan,Aliyev'in Paşinyan'ın,İlham Nikol,Eyvazov Hovhannisyan,"
        "Hacıyev Poğosyan,Hikmet Vahram"
    ),
    "ru": (
        "Азербайджан Армения,Азербайджана Армении,Азербайджаном Арменией,Ильхам Никол,Ильхама Никола,"
        "Алиев Пашинян,Алиева Пашиняна,"
        "Гаджиев Арутюнян,Хикмет Араик,Эйвазов Ованнисян,Анар Арцрун,Даргяхлы Степанян,Вагиф Шушан,"
        "азербайджанцы армяне,азербайджанцев армян,азербайджанцами армянами,азербайджанский армянский,"
        "азербайджанского армянского,азербайджанскому армянскому,азербайджанским армянским,азербайджанском армянском,"
        "азербайджанская армянская,азербайджанскую армянскую,азербайджанской армянской,азербайджанское армянское,"
        "азербайджанские армянские,азербайджанских армянских,азербайджанскими армянскими"
    ),
    "hy": (
        "Ադրբեջան Հայաստան,ադրբեջանական հայկական,ադրբեջանցիներ հայեր,Ալիև Փաշինյան,Իլհամ Նիկոլ,"
        "Հաջիև Հարությունյան,Հիքմեթ Արայիկ,Էյվազով Հովհաննիսյան,Անար Արծրուն"
    ),
}
"""The names of one party and of the other, or of who speaks for them, as they stand in for each other."""

ONE_WAY = {
    "en": {
        "Azeri": "Armenian",
        "Artsakh": "Azerbaijan",
        "Artsakh's": "Azerbaijan's",
        "Poghosyan": "Hajiyev",
        "Vahram": "Hikmet",
        "Defence Army": "Azerbaijani army",
        "Artsakh Defence Army": "Azerbaijani army",
    },
    "az": {"Azərbaycan Ordusu": "Ermənistan ordusu", "Azərbaycan Ordusunun": "Ermənistan ordusunun"},
    "tr": {"Ermeni": "Azerbaycan", "Ermeniler": "Azerbaycanlılar"},
    "ru": {
        "Азербайджану": "Армении",
        "Азербайджане": "Армении",
        "Армению": "Азербайджан",
        "Ереване": "Баку",
        "Баку": "Ереван",
        "Погосян": "Гаджиев",
        "Ваграм": "Хикмет",
        "Армии обороны": "азербайджанской армии",
        "Армия обороны": "азербайджанская армия",
    },
    "hy": {
        "ՀՀ": "Ադրբեջանի",
        "Արցախի": "Ադրբեջանի",
        "Պողոսյանը": "Հաջիևը",
        "Վահրամ": "Հիքմեթ",
        "Արցախի Պաշտպանության բանակը": "Ադրբեջանի բանակը",
        "Արցախի Պաշտպանության բանակի": "Ադրբեջանի բանակի",
        "Պաշտպանության բանակը": "Ադրբեջանի բանակը",
        "Պաշտպանության բանակի": "Ադրբեջանի բանակի",
    },
}
"""Names that stand for several of the other party's, or have none of the same use there."""

OTHER = {"AZ": "ARM", "ARM": "AZ"}

NOV_10 = date(2020, 11, 10)
"""The day of pages whose sentences are exchanged."""


def _forms(language: str) -> dict[str, str]:
    forms = dict[str, str]()
    for one, other in (pair.split() for pair in NAMES[language].split(",")):
        for end in ENDINGS[language]:
            forms |= {one + end: other + end, other + end: one + end}
    return forms | ONE_WAY[language]


FORMS = {language: {form.casefold(): other for form, other in _forms(language).items()} for language in NAMES}
PATTERNS = {
    language: re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(_forms(language), key=len, reverse=True)))})(?!\w)", re.IGNORECASE
    )
    for language in NAMES
}


def exchange(language: str, text: str) -> str:
    """A text with each party, and who speaks for it, in the stead of the other one."""

    def other(found: re.Match[str]) -> str:
        word, form = found[0], FORMS[language].get(found[0].casefold())
        if form is None:
            return word
        if word.isupper() and len(word) > 2:
            return form.upper()
        return (form[0].upper() if word[0].isupper() else form[0].lower()) + form[1:]

    return PATTERNS[language].sub(other, text)


def stretches(language: str, text: str) -> list[range]:
    """Where the words stand that are exchanged."""
    return [range(*found.span()) for found in PATTERNS[language].finditer(text)]


def holders(read, language, text):
    """Who has a place by a sentence, whatever place it is."""
    found = read(text[0].upper() + text[1:], language, NOV_10).statements
    return {item.holder for item in found if item.is_change}
