"""In a few words: what an act was about."""

from collections.abc import Iterator, Sequence
from itertools import dropwhile

from standoff.language.events.drafts import Draft
from standoff.language.events.grammar import is_passive, surface_subject
from standoff.language.events.moods import DUTY
from standoff.language.syntax import Token
from standoff.plover import CONTEXTS, EventType

_WORDS = 8
_ARTICLES = frozenset({"a", "an", "the"})
_OPENING = frozenset({"to", "that", "which", "who", "of", "in", "by", "for"})
_LEANING = frozenset({"CC", "DT", "IN", "POS", "PRP$", "TO", "WDT", "WP", "WP$"})
_MARKS = "\"'“”‘’«»,.;:!?…()[]–—-*"


def words_of(draft: Draft) -> str | None:
    """Return the first eight words of the anchor, without articles, marks, a leading actor and a leading "to".

    Where more follow, they do not end with one that leans on the next: "the withdrawal of all forces [and]".
    """
    plain = ((_bare(word), last) for word, last in _words(list(draft.cue.doc[_after_actor(draft) : draft.words[1]])))
    telling = [(word, last) for word, last in plain if word and word.lower() not in _ARTICLES]
    found = list(dropwhile(lambda each: each[0].lower() in _OPENING, telling))
    kept = found[:_WORDS]
    while len(kept) > 1 and len(found) > _WORDS and kept[-1][1].tag_ in _LEANING:
        kept.pop()
    return " ".join(word for word, _ in kept) or None


def _words(tokens: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    """Yield what stands between spaces, with its last token."""
    begun = ""
    for at, token in enumerate(tokens, 1):
        begun += token.text
        if token.whitespace_ or token.is_space or at == len(tokens):
            yield begun.strip(), token
            begun = ""


def _bare(word: str) -> str:
    """Return a word without the marks around it; "U.S." keeps its last."""
    bare = word.strip(_MARKS)
    return f"{bare}." if "." in bare and f"{bare}." in word else bare


def _after_actor(draft: Draft) -> int:
    """Return where the anchor goes on after the name of its actor, which a list of acts says beside it."""
    start, end = draft.words
    doc = draft.cue.doc
    if (duty := _after_duty(draft)) is not None:
        return duty
    head = start + (doc[start].lower_ in _ARTICLES)
    past = max((party.span.end for party in draft.actors if party.span.start <= doc[head].idx), default=0)
    return next((at for at in range(start, end) if doc[at].idx >= past and doc[at].tag_ != "POS"), start)


def _after_duty(draft: Draft) -> int | None:
    """Return where what is asked begins after a long name of who "must" do it, which is shown beside it."""
    start, end = draft.words
    duty = next((token for token in draft.cue.doc[start:end] if token.lower_ in DUTY), None)
    if draft.type is not EventType.REQUEST or not draft.recipients or duty is None:
        return None
    subject = None if is_passive(duty.head) else surface_subject(duty.head, 0)
    whole = subject is not None and subject.left_edge.i == start and subject.i < duty.i
    return duty.i + 1 if whole and duty.i - start > _LONG_NAME and duty.i + 1 < end else None


_LONG_NAME = 4


def contexts_of(draft: Draft) -> tuple[str, ...]:
    return tuple(sorted(set(draft.contexts) & CONTEXTS))
