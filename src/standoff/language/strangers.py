"""Parties that only an event names: groups by their kind, people of a state, whoever no table and no title knows."""

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from standoff.language.cast import Cast
from standoff.language.syntax import Parse
from standoff.types import UNKNOWN, Actor, ActorKind, Event, Mention, Span

Named = tuple[tuple[Actor, ...], tuple[Mention, ...]]
_CIVILIANS = "-CIV"


def strangers(events: Iterable[Event], cast: Cast, parse: Parse) -> Named:
    """Return an actor for each party of `events` that the cast lacks, and where the events name it."""
    known = {actor.party for actor in cast.actors.values()} | cast.actors.keys() | {UNKNOWN}
    actors: dict[str, Actor] = {}
    mentions: set[Mention] = set()
    for event in events:
        for codes, spans in ((event.actors, event.actor_spans), (event.recipients, event.recipient_spans)):
            for code in codes:
                if code not in known:
                    named = list(_named(code, spans, parse))
                    actor = actors.setdefault(code, _actor(code, named, cast, parse))
                    mentions.update(Mention(actor.id, span) for span in named)
    return tuple(actors.values()), tuple(sorted(mentions, key=lambda mention: mention.span))


def _named(code: str, spans: Iterable[Span], parse: Parse) -> Iterator[Span]:
    for span in spans:
        words = "".join(char if char.isalnum() else " " for char in parse.article.text[slice(*span)])
        if code.split("-")[-1] in words.upper().split():
            yield span


def _actor(code: str, named: list[Span], cast: Cast, parse: Parse) -> Actor:
    if code.endswith(_CIVILIANS):
        country = code.removesuffix(_CIVILIANS)
        state = cast.actors.get(country)
        return Actor(code, f"people of {state.name if state else country}", ActorKind.PEOPLE, country)
    words = parse.doc.char_span(*named[0], alignment_mode="expand") if named else None
    name = words.text if words is not None else code.replace("-", " ").capitalize()
    kind = _KINDS.get(words.root.ent_type_ if words is not None else "", ActorKind.GROUP)
    return Actor(code.lower() if kind is ActorKind.PERSON else code, name, kind)


_KINDS = MappingProxyType({"PERSON": ActorKind.PERSON, "ORG": ActorKind.ORGANIZATION})
