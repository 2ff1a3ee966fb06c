"""Who did what to whom: events by rules over syntax, each anchored to the words that show it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from standoff.language.cast import Cast, Party
from standoff.language.events.clauses import Range
from standoff.language.events.combined import together
from standoff.language.events.days import day_of
from standoff.language.events.drafts import NOWHERE, Draft, without
from standoff.language.events.findings import findings
from standoff.language.events.foreign import is_domestic
from standoff.language.events.lexicon import Lexicon
from standoff.language.events.repeats import without_repeats
from standoff.language.events.scene import Scene
from standoff.language.events.sides import codes
from standoff.language.events.sights import Observer
from standoff.language.events.slots import places
from standoff.language.events.topics import contexts_of, words_of
from standoff.language.syntax import Parse, span_of
from standoff.plover import EventType, Status
from standoff.types import UNKNOWN, Citation, Coder, Event, Span, Spans, Statement, Time, digest


class EventRules:
    """Holds the lexicon of acts, and who else looks for events; without an observer the rules read alone."""

    def __init__(self, observer: Observer | None = None) -> None:
        self._lexicon = Lexicon.load()
        self._observer = observer
        self.coder = Coder("events", "2", digest(self._lexicon.digest, observer and observer.digest))

    def code(self, parse: Parse, statements: Sequence[Statement], cast: Cast, times: Sequence[Time]) -> list[Event]:
        """Return the events of the body in text order; what is told twice is returned once."""
        scene = Scene.of(parse, statements, cast, self._lexicon)
        sights = self._observer.see(parse) if self._observer else None
        drafts: list[Draft] = []
        for sent in parse.body_sentences():
            read = list(findings(sent, scene))
            found = read if sights is None else together(sent, read, sights, scene)
            drafts += found
            scene = _remembered(scene, found)
        kept = (_opposed(draft, scene) for draft in without_repeats(drafts) if not is_domestic(draft, scene))
        return [_event(draft, scene, times, self.coder) for draft in kept if _is_sure(draft)]


WISHED = 0.49
"""The most that a need, a hope or a view is worth as a request: every second reader would not call it one."""

LEAST, SURE = 0.4, 0.8
"""Readings below LEAST were wrong more often than right in the reports that we read while writing the rules."""


def _is_sure(draft: Draft) -> bool:
    """Tell what may be a row; an accusation or a sanction against nobody needs a word that can mean nothing else."""
    aimed = bool(draft.recipients) or draft.type not in _NEEDY or len(draft.actors) > 1
    return draft.score >= (LEAST if aimed else SURE)


def _opposed(draft: Draft, scene: Scene) -> Draft:
    """In a report about two parties an act of one that names nobody is aimed at the other."""
    if draft.recipients or draft.type not in _AIMED or len(draft.actors) != 1 or UNKNOWN in codes(draft.actors):
        return draft
    rival = scene.rival(draft.actors[0].code)
    return replace(draft, recipients=(Party(rival, NOWHERE),), score=draft.score * 0.8) if rival else draft


_NEEDY = frozenset({EventType.ACCUSE, EventType.SANCTION})
_AIMED = _NEEDY | {
    EventType.AGREE, EventType.REJECT, EventType.DEFER, EventType.MOBILIZE, EventType.RETREAT, EventType.CONCEDE,
}  # fmt: skip


def _remembered(scene: Scene, found: Sequence[Draft]) -> Scene:
    """Remember what was done, and who sat at the table or fought: "both sides" of the sentences that follow.

    In a release of talks those of its title stay at the table, whatever other talks it mentions.
    """
    scene = scene.after(*((draft.type, draft.actors) for draft in found))
    if scene.is_titled:
        return scene
    for draft in found:
        both = (*draft.actors, *without(draft.recipients, draft.actors))
        if draft.type in _MUTUAL and len(codes(both)) > 1:
            table = both if draft.type is EventType.CONSULT else scene.table
            return replace(scene, table=table, pair=both)
    return scene


_MUTUAL = frozenset({EventType.CONSULT, EventType.ASSAULT})


def _lies_ahead(on: str | None, published_on: date | None) -> bool:
    return on is not None and published_on is not None and on[:10] > published_on.isoformat()


def _event(draft: Draft, scene: Scene, times: Sequence[Time], coder: Coder) -> Event:
    article = scene.parse.article
    statement = None if draft.cue.dep_ == "amod" else scene.statement_at(draft.cue)
    anchor = (span_of(scene.parse.doc, *draft.words),)
    on = day_of(draft, scene, times, statement)
    if draft.type is EventType.CONSULT and draft.status is Status.ACTUAL and _lies_ahead(on, article.published_on):
        draft = replace(draft, type=EventType.AGREE, status=Status.FUTURE, mode=None)
    return Event(
        id=Event.make_id(article.id, draft.type, anchor),
        type=draft.type,
        actors=codes(draft.actors),
        recipients=codes(draft.recipients),
        anchor=Citation.of(article, anchor),
        status=draft.status,
        coder=coder,
        score=round(min(draft.score, WISHED) if draft.wish else draft.score, 3),
        mode=draft.mode,
        contexts=contexts_of(draft),
        actor_spans=_named(draft.actors),
        recipient_spans=_named(draft.recipients),
        according_to=statement.id if statement is not None and statement.source is not None else None,
        date=on,
        place=_place(draft),
        condition=_cited(draft.condition, scene),
        consequence=_cited(draft.consequence, scene),
        what=words_of(draft),
    )


def _named(parties: Iterable[Party]) -> Spans:
    """Return the words that name the parties, in text order and without overlap."""
    found: list[Span] = []
    for named in sorted({party.span for party in parties} - {NOWHERE}):
        if not found or found[-1].end <= named.start:
            found.append(named)
    return tuple(found)


def _cited(found: Range | None, scene: Scene) -> Citation | None:
    return Citation.of(scene.parse.article, (span_of(scene.parse.doc, *found),)) if found is not None else None


def _place(draft: Draft) -> str | None:
    for noun in places(draft.cue):
        if noun.ent_type_ in ("GPE", "LOC", "FAC"):
            return (
                noun.doc[noun.left_edge.i : noun.i + 1].text.removeprefix("the ")
                if noun.i - noun.left_edge.i < 5
                else noun.text
            )
    return None
