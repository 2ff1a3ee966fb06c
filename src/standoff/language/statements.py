"""Statements: attributions with their spans resolved to who speaks, to whom, on which day, and inside which other."""

from collections.abc import Iterable, Sequence

from standoff.language.attribution.attributor import Attribution
from standoff.language.cast import Cast
from standoff.language.coreference.resolving import JOINT, speakers
from standoff.language.documents import DOCUMENTS, author
from standoff.language.saying import days_of
from standoff.language.syntax import Parse, Token
from standoff.types import ActorKind, Citation, Span, Spans, Statement, Time

_UNRESOLVED = 0.6
_FIRST = frozenset({"i", "we", "me", "us"})
_RELATIVE = frozenset({"who", "which", "that"})
_BESIDE = frozenset({"appos", "compound", "nmod", "amod", "flat"})
_STEPS = 6
_MOUTHPIECES = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "spokespeople", "service", "official", "officials", "office"}
)
_SPEAKS_FOR = frozenset({"for", "of", "in", "at", "from", "with"})


def statements(parse: Parse, attributions: Sequence[Attribution], cast: Cast, times: Sequence[Time]) -> list[Statement]:
    """Return a statement for each attribution, in the same order.

    `said_on` is the day that the report states for the saying. One that goes on with a speech was said on its day,
    another without a day on that of publication if the report is an official release.
    """
    parents = _parents(attributions)
    said = _speakers(parse, attributions, cast, parents)
    days = days_of(parse, attributions, times, said)
    ids = [Statement.make_id(parse.article.id, each.source, each.cue, each.content) for each in attributions]
    return [
        Statement(
            id=ids[at],
            source=_cite(parse, attribution.source),
            cue=_cite(parse, attribution.cue),
            content=Citation.of(parse.article, attribution.content),
            form=attribution.form,
            coder=attribution.coder,
            score=_score(attribution, said[at]),
            speaker=said[at],
            addressees=_addressees(parse, attribution, cast),
            said_on=days[at],
            parent=None if (parent := parents[at]) is None else ids[parent],
        )
        for at, attribution in enumerate(attributions)
    ]


def _cite(parse: Parse, spans: Spans) -> Citation | None:
    return Citation.of(parse.article, spans) if spans else None


def _score(attribution: Attribution, speaker: str | None) -> float:
    """Lower the score of a statement whose source is there but means nobody that the reader knows."""
    unresolved = attribution.source and speaker is None
    return round(attribution.score * (_UNRESOLVED if unresolved else 1.0), 4)


def _parents(attributions: Sequence[Attribution]) -> list[int | None]:
    """Return for each attribution the shortest other one whose content holds its content and its cue."""
    lengths = [sum(end - start for start, end in each.content) for each in attributions]
    needed = [sorted((*each.content, *each.cue)) for each in attributions]
    waiting = sorted(range(len(attributions)), key=lambda at: attributions[at].content[0].start, reverse=True)
    found: list[int | None] = [None] * len(attributions)
    opened: list[int] = []
    for at in sorted(range(len(attributions)), key=lambda at: needed[at][0].start):
        start = needed[at][0].start
        while waiting and attributions[waiting[-1]].content[0].start <= start:
            opened.append(waiting.pop())
        opened = [other for other in opened if attributions[other].content[-1].end > start]
        outer = [o for o in opened if lengths[o] > lengths[at] and _holds(attributions[o].content, needed[at])]
        found[at] = min(outer, key=lambda other: (lengths[other], other), default=None)
    return found


def _holds(content: Spans, needed: Iterable[Span]) -> bool:
    return all(any(start <= span.start and span.end <= end for start, end in content) for span in needed)


def _speakers(
    parse: Parse, attributions: Sequence[Attribution], cast: Cast, parents: Sequence[int | None]
) -> list[str | None]:
    """Return who speaks in each attribution; who says "I" in a quotation is its speaker."""
    said = [_speaker(parse, each.source, cast) for each in attributions]
    for at, attribution in sorted(enumerate(attributions), key=lambda each: each[1].content[0].start):
        head = _head(parse, attribution.source)
        if head is not None and head.lower_ in _FIRST and said[at] is None:
            parent = parents[at]
            said[at] = said[parent] if parent is not None else None
    return said


def _head(parse: Parse, spans: Spans) -> Token | None:
    """Return the syntactic head of the words that name a source."""
    found = parse.doc.char_span(*spans[0], alignment_mode="expand") if spans else None
    return found.root if found is not None else None


def _speaker(parse: Parse, source: Spans, cast: Cast) -> str | None:
    head = _head(parse, source)
    if head is None:
        return None
    if head.lower_ in _RELATIVE and head.head.dep_ == "relcl":
        head = head.head.head
    several = speakers(cast, head)
    if len(several) > 1:
        return JOINT.join(several) if JOINT.join(several) in cast.actors else None
    person = _person_within(parse, source, cast, head)
    if person or several:
        return person or several[0]
    if head.lower_ in DOCUMENTS:
        return author(parse, cast, head)
    return _spoken_for(cast, head)


def _person_within(parse: Parse, source: Spans, cast: Cast, head: Token) -> str | None:
    """Return the only person beside whose name the head stands: "member of the delegation N.N. who leads it"."""
    found: dict[str, None] = {}
    for token in parse.doc.char_span(*source[0], alignment_mode="expand") or ():
        if token.dep_ in _BESIDE and _is_beside(token, head):
            for mention in cast.naming(token):
                if cast.actors[mention.actor].kind is ActorKind.PERSON and mention.span.end <= source[0].end:
                    found[mention.actor] = None
    return next(iter(found)) if len(found) == 1 else None


def _is_beside(token: Token, head: Token) -> bool:
    for _ in range(_STEPS):
        if token.i == head.i:
            return True
        if token.dep_ not in _BESIDE:
            return False
        token = token.head
    return False


def _spoken_for(cast: Cast, head: Token) -> str | None:
    """Return for whom a nameless official speaks: "a spokesman for the ministry", "Putin's spokesman"."""
    if head.lower_ not in _MOUTHPIECES:
        return None
    for child in head.children:
        linked = (
            child.children
            if child.dep_ == "prep" and child.lower_ in _SPEAKS_FOR
            else (child,)
            if child.dep_ == "poss"
            else ()
        )
        for token in linked:
            for mention in cast.naming(token):
                actor = cast.actors[mention.actor]
                return actor.acts_for if actor.kind is ActorKind.PERSON else actor.id
    return None


def _addressees(parse: Parse, attribution: Attribution, cast: Cast) -> tuple[str, ...]:
    head = _head(parse, attribution.addressee)
    if head is None:
        return ()
    named = (mention.actor for token in (head, *head.conjuncts) for mention in cast.naming(token))
    return tuple(dict.fromkeys(named))
