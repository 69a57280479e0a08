"""How spellings that no table holds find their places: plain letters, other languages, slips, marks.

    python benchmarks/unseen.py [--list RULE] [--rules RULE,RULE]

Every current official name of the gazetteer is written by rules, each of which is one habit of pages and lists: plain
letters, English, Turkish, Russian, Armenian, Persian, one letter wrong, a mark put in. What the tables hold letter by
letter is left out, since that is no test. The district is written by the same rule where the rule is about letters.

A spelling is right if it resolves to a place that bears the official name it was made of, in the stated district where
one is stated. `ambiguous+` and `weak+` name that place among others, or without vouching for it; `ambiguous-`, `weak-`
and `unresolved` do not. Plain letters are also counted
over all official names that they change; there one of two namesakes is wrong for the other, so they must be ambiguous.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from anyascii import anyascii

from karamap.gazetteer.places import Gazetteer, valid_on
from karamap.names.evidence import in_words
from karamap.names.index import NameIndex
from karamap.names.resolutions import Mention, Outcome, Resolution
from karamap.names.resolver import Resolver
from karamap.names.spellings import fold
from karamap.tables.data_folder import data_dir
from karamap.theatre import loader

Rule = Callable[[str], str]

ENGLISH = {"ə": "a", "ı": "i", "ö": "o", "ü": "u", "q": "g", "ğ": "gh", "x": "kh", "c": "j", "ç": "ch", "ş": "sh"}
TURKISH = {"ə": "e", "q": "k", "x": "h"}
GERMAN = {**ENGLISH, "c": "dsch", "ç": "tsch", "ş": "sch", "x": "ch", "ö": "ö", "ü": "ü", "ğ": "g", "v": "w"}
FRENCH = {**ENGLISH, "c": "dj", "ç": "tch", "ş": "ch", "u": "ou", "ü": "u", "q": "gu", "ğ": "gh"}
OWN_CYRILLIC = dict(zip("abcçdeəfgğhxıijkqlmnoöprsştuüvyz", "абҹчдеәфҝғһхыижкглмноөпрсштуүвјз", strict=True))
RUSSIAN = {
    **dict(zip("abçdefghxıijkqlmnoprsştuvyz", "абчдефггхыижкклмнопрсштувйз", strict=True)),
    "c": "дж",
    "ə": "а",
    "ğ": "г",
    "ö": "е",
    "ü": "ю",
}
RUSSIAN_IN_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
    "ч": "ch", "ш": "sh", "ы": "y", "ю": "yu", "я": "ya", "э": "e",
}  # fmt: skip
ARMENIAN = {
    "a": "ա", "b": "բ", "c": "ջ", "ç": "չ", "d": "դ", "e": "ե", "ə": "ա", "f": "ֆ", "g": "գ", "ğ": "ղ", "h": "հ",
    "x": "խ", "ı": "ը", "i": "ի", "j": "ժ", "k": "ք", "q": "ղ", "l": "լ", "m": "մ", "n": "ն", "o": "ո", "ö": "յո",
    "p": "փ", "r": "ր", "s": "ս", "ş": "շ", "t": "թ", "u": "ու", "ü": "յու", "v": "վ", "y": "յ", "z": "զ",
}  # fmt: skip
PERSIAN = {
    "a": "ا", "b": "ب", "c": "ج", "ç": "چ", "d": "د", "e": "", "ə": "", "f": "ف", "g": "گ", "ğ": "غ", "h": "ه",
    "x": "خ", "ı": "ی", "i": "ی", "j": "ژ", "k": "ک", "q": "ق", "l": "ل", "m": "م", "n": "ن", "o": "و", "ö": "و",
    "p": "پ", "r": "ر", "s": "س", "ş": "ش", "t": "ت", "u": "و", "ü": "و", "v": "و", "y": "ی", "z": "ز",
}  # fmt: skip
VOWELS = "aeəıioöuü"


def small(name: str) -> str:
    """A name in small letters, as Azerbaijani has them."""
    return name.replace("İ", "i").replace("I", "ı").lower()


def replaced(letters: Mapping[str, str]) -> Rule:
    """Each letter for another, words capitalised."""
    return lambda name: capitalised("".join([letters.get(letter, letter) for letter in small(name)]))


def capitalised(name: str) -> str:
    """Each word with a capital first."""
    return " ".join([word[:1].upper() + word[1:] for word in name.split(" ")])


def persian(name: str) -> str:
    """Without short vowels, but that a word begins with an alif and ends a vowel in he."""
    words = []
    for word in small(name).split():
        body = "".join([PERSIAN.get(letter, letter) for letter in word])
        begins = "ا" if word[0] in VOWELS and not body.startswith("ا") else ""
        words.append(begins + body + ("ه" if word[-1] in "əe" else ""))
    return " ".join(words)


def russian(name: str) -> str:
    """As Russian pages write Azerbaijani names: ya and yu in one letter."""
    text = replaced(RUSSIAN)(name)
    for long, short in (("йа", "я"), ("йу", "ю"), ("йю", "ю"), ("йе", "е"), ("Йа", "Я"), ("Йу", "Ю"), ("Йе", "Е")):
        text = text.replace(long, short)
    return text


def slipped(kind: str) -> Rule:
    """One letter wrong in the middle of a plain spelling; the same for a name on every run."""

    def slip(name: str) -> str:
        text = replaced(ENGLISH)(name)
        able = [at for at in range(1, len(text) - 1) if text[at].isalpha() and text[at - 1].isalpha()]
        if len(text) < 5 or not able:
            return text
        at = random.Random(f"{kind} {name}").choice(able)
        if kind == "left out":
            return text[:at] + text[at + 1 :]
        if kind == "swapped":
            return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]
        other = {"a": "o", "e": "a", "i": "e", "o": "a", "u": "o"}.get(text[at], "n" if text[at] != "n" else "m")
        return text[:at] + other + text[at + 1 :]

    return slip


def doubled(name: str) -> str:
    """A letter written twice that languages write as one letter."""
    text = small(name)
    able = [at for at in range(1, len(text)) if text[at] in "adeiklmnoprstuz" and text[at - 1].isalpha()]
    if not able:
        return replaced(ENGLISH)(name)
    at = random.Random(f"doubled {name}").choice(able)
    return replaced(ENGLISH)(text[:at] + text[at] + text[at:])


def marked(mark: str) -> Rule:
    """A mark of omission or of softness after the first consonant that another follows."""

    def put(name: str) -> str:
        text = small(name)
        for at in range(1, len(text) - 1):
            if text[at].isalpha() and text[at + 1].isalpha() and not {text[at], text[at + 1]} & set(VOWELS):
                return replaced(ENGLISH)(text[: at + 1] + mark + text[at + 1 :])
        return replaced(ENGLISH)(text)

    return put


RULES: dict[str, Rule] = {
    "plain": anyascii,
    "plain, a for ə": lambda name: anyascii(name.replace("ə", "a").replace("Ə", "A")),
    "capitals": lambda name: name.replace("i", "İ").replace("ı", "I").upper(),
    "english": replaced(ENGLISH),
    "english, e for ə": replaced({**ENGLISH, "ə": "e"}),
    "english, q kept": replaced({**ENGLISH, "q": "q", "ğ": "g"}),
    "english, y for ı": replaced({**ENGLISH, "ı": "y", "ğ": "g"}),
    "english, h for x": replaced({**ENGLISH, "x": "h", "c": "dj"}),
    "turkish": replaced(TURKISH),
    "turkish, plain": lambda name: anyascii(replaced(TURKISH)(name)),
    "german": replaced(GERMAN),
    "french": replaced(FRENCH),
    "russian": russian,
    "russian, in Latin": lambda name: capitalised(
        "".join([RUSSIAN_IN_LATIN.get(letter, letter) for letter in russian(name).lower()])
    ),
    "own cyrillic": replaced(OWN_CYRILLIC),
    "armenian": replaced(ARMENIAN),
    "persian": persian,
    "romanian ș": lambda name: name.replace("ş", "ș").replace("Ş", "Ș"),
    "turned e": lambda name: name.replace("ə", "ǝ").replace("Ə", "Ǝ"),
    "cyrillic schwa": lambda name: name.replace("ə", "ә").replace("Ə", "Ә"),
    "apostrophe": marked("'"),
    "curly apostrophe": marked("’"),
    "prime": marked("′"),
    "acute": marked("´"),
    "okina": marked("ʻ"),
    "number and kind": lambda name: f"12. {name} k.",
    "footnote": lambda name: f"• {name}[3]",
    "left out": slipped("left out"),
    "doubled": doubled,
    "swapped": slipped("swapped"),
    "another letter": slipped("another letter"),
}

SLIPS = frozenset({"left out", "swapped", "another letter"})
"""Rules under which a spelling may well be another name: these are weak at best, and counted apart."""

KEPT = frozenset({"number and kind", "footnote", "doubled", *SLIPS})
"""Rules that leave the district as it is."""


class Asked(NamedTuple):
    """A spelling, its district, and the places that are right."""

    mention: Mention
    truth: frozenset[str]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--list", metavar="RULE", help="every spelling of a rule that is not right; 'names' for all names"
    )
    parser.add_argument("--rules", help="only these, parted by commas")
    asked = parser.parse_args()
    index = loader.load(data_dir()).names
    resolver = Resolver(index)
    for stated in (False, True):
        plain_letters(resolver, stated=stated, verbose=asked.list == "names")
    wanted = asked.rules.split(";") if asked.rules else list(RULES)
    for stated in (True, False):
        print(f"\nunseen spellings, {'district stated' if stated else 'no district'}")
        total: Counter[str] = Counter()
        for name in wanted:
            counts = measured(resolver, unseen(index, name, stated=stated), verbose=asked.list == name)
            if name not in SLIPS:
                total += counts
            report(name, counts)
        report("all but slips", total)


def plain_letters(resolver: Resolver, *, stated: bool, verbose: bool) -> None:
    """Every official name that plain letters change: what its plain form comes to; right is that place alone."""
    asked = []
    for place_id, text, district in official(resolver.gazetteer):
        if anyascii(text) != text:
            where = anyascii(district) if stated and district else None
            asked.append(Asked(Mention(anyascii(text), where), frozenset({place_id})))
    print(f"\nplain letters of {len(asked)} official names, {'district stated' if stated else 'no district'}")
    report("plain", measured(resolver, asked, verbose=verbose))


def official(gazetteer: Gazetteer) -> Iterable[tuple[str, str, str]]:
    """Place, current official name and name of the district, if it has any."""
    for place_id, names in gazetteer.names.items():
        district = gazetteer.district_id(place_id)
        for name in names:
            if name.kind == "official" and valid_on(name, None):
                yield place_id, name.text, gazetteer.district_name(district) if district else ""


def unseen(index: NameIndex, rule: str, *, stated: bool) -> list[Asked]:
    """Official names as a rule writes them, without those that the tables hold."""
    named: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for place_id, text, district in official(index.gazetteer):
        if district or not stated:
            named[text, district if stated else ""].add(place_id)
    bearers = dict(named)
    if rule == "number and kind":
        kind = index.gazetteer.kind
        bearers = {at: ids for at, ids in bearers.items() if all(kind(id_) == "village" for id_ in ids)}
    write = RULES[rule]
    asked = []
    for (text, district), ids in bearers.items():
        spelling = write(text)
        if fold(spelling) not in index.postings.spellings:
            where = district if rule in KEPT else write(district)
            asked.append(Asked(Mention(spelling, where or None), frozenset(ids)))
    return asked


def measured(resolver: Resolver, asked: Iterable[Asked], *, verbose: bool) -> Counter[str]:
    """How many spellings came to what."""
    counts: Counter[str] = Counter()
    for item in asked:
        found = resolver.resolve(item.mention)
        result = verdict(item.truth, found)
        counts[result] += 1
        if verbose and result != "right":
            names = [
                f"{resolver.gazetteer.name(c.place_id)} {c.place_id} {in_words(c.evidence)}"
                for c in found.candidates[:3]
            ]
            flags = [flag.value for flag in found.flags]
            print(f"      {result}: {item.mention.name} / {item.mention.district} {sorted(item.truth)} {names} {flags}")
    return counts


def verdict(truth: frozenset[str], found: Resolution) -> str:
    """Right, wrong, or how it was left open; a plus says that a right place is among the candidates."""
    if found.outcome is Outcome.RESOLVED:
        return "right" if found.place_id in truth else "wrong"
    if found.outcome is Outcome.UNRESOLVED:
        return "unresolved"
    return found.outcome.value + ("+" if truth.intersection([c.place_id for c in found.candidates]) else "-")


def report(title: str, counts: Counter[str]) -> None:
    """One line of figures."""
    asked = counts.total() or 1
    named = counts["right"] + counts["ambiguous+"]
    shares = f"right {counts['right'] / asked:6.2%}  or ambiguous with it {named / asked:6.2%}"
    print(f"   {title:20} {counts.total():5}  {shares}  wrong {counts['wrong'] / asked:6.2%}  {dict(counts)}")


if __name__ == "__main__":
    main()
