"""Whose an office is that a sentence names without a country ("the ministry reports")."""

from __future__ import annotations

from dataclasses import dataclass, field

from karamap.statements.clauses.voices import Voice
from karamap.statements.schema import ActorKind, Role
from karamap.statements.words.lexicon import Actor, Span, Spans, actor_of

JOINS = frozenset({Role.OF, Role.DETERMINER, Role.OFFICE})
"""Phrases between an office and whose it is ("the ministry of defence of A")."""

OWNERS = frozenset({ActorKind.PARTY, ActorKind.ELSEWHERE})
"""Who has offices."""


OF_GAINER = "whose office says it is not told: that of who gained last is taken"
"""What is not sure of a voice where nothing tells whose the office is."""


@dataclass
class Offices:
    """What a text has told of offices and parties so far.

    Attributes:
        parties: those that it has named, by their ids.
        owners: whose an office is, by what that is called in English.
    """

    parties: dict[str, Actor] = field(default_factory=dict)
    owners: dict[str, Actor] = field(default_factory=dict)

    def note(self, spans: Spans) -> None:
        """Keep the parties that a sentence names, and whose offices are beside which it names one."""
        for span in spans.of(Role.ACTOR):
            actor = actor_of(span)
            if actor.kind is ActorKind.PARTY and actor.party:
                self.parties.setdefault(actor.party, actor)
        for office in spans.of(Role.OFFICE):
            owner = _owner(spans, office)
            if owner is not None:
                self.owners[office.value] = owner

    def voice(self, spans: Spans, gainer: str | None) -> Voice | None:
        """Whose office says something in a sentence that names nobody else who speaks; None if that is not known.

        It is that of who was named with the office before, or else, with a doubt, of the party that gained by the last
        change.

        Args:
            spans: the phrases of the sentence.
            gainer: the id of that party.
        """
        if Role.ATTRIBUTION not in spans.roles or Role.DENIAL in spans.roles:
            return None
        said, offices = spans.of(Role.ATTRIBUTION)[0].first, spans.of(Role.OFFICE)
        office = min(offices, key=lambda span: abs(span.first - said), default=None)
        if office is None or _owner(spans, office) is not None:
            return None
        named = self.owners.get(office.value)
        owner = named or self.parties.get(gainer or "")
        if owner is None or owner.kind is not ActorKind.PARTY:
            return None
        return Voice(f"{office.value} of {owner.name}", owner.party or "", "" if named else OF_GAINER)


def _owner(spans: Spans, office: Span) -> Actor | None:
    """The party, or another country, that stands right before an office, or behind it and a word for "of"."""
    before, behind = spans.by_last.get(office.first), spans.by_first.get(office.last)
    while before is not None and before.role in JOINS:
        before = spans.by_last.get(before.first)
    while behind is not None and behind.role in JOINS:
        behind = spans.by_first.get(behind.last)
    beside = [actor_of(span) for span in (before, behind) if span is not None and span.role is Role.ACTOR]
    return next((actor for actor in beside if actor.kind in OWNERS), None)
