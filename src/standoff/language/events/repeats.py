"""The same act told twice in one report is one row: the first full telling is kept."""

from collections.abc import Iterable

from standoff.language.events.drafts import Draft
from standoff.language.events.grammar import lemma
from standoff.language.events.sides import codes
from standoff.language.syntax import Token
from standoff.plover import EventType

_SHARED = 0.5


def without_repeats(drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts without those that tell an earlier one again."""
    kept: dict[str, list[tuple[Draft, frozenset[str]]]] = {}
    found: list[Draft] = []
    anchors: set[tuple[str, int, int]] = set()
    for draft in drafts:
        anchor = (draft.type, *draft.words)
        before = kept.setdefault(draft.type, [])
        words = content_words(draft)
        if anchor in anchors or any(_same(draft, words, other, told) for other, told in before[-_LOOKBACK:]):
            continue
        anchors.add(anchor)
        before.append((draft, words))
        found.append(draft)
    return [draft for draft in found if not _is_norm_broken(draft, found)]


def _is_norm_broken(draft: Draft, drafts: Iterable[Draft]) -> bool:
    """Tell an accusation of breaking a norm: the appeal to the norm is its row, and there is no second one."""
    if draft.type is not EventType.ACCUSE:
        return False
    return any(
        other.type is EventType.INVOKE
        and draft.words[0] <= other.words[0] < draft.words[1]
        and together(codes(draft.actors), codes(other.actors))
        for other in drafts
    )


_LOOKBACK = 40


def content_words(draft: Draft) -> frozenset[str]:
    doc = draft.cue.doc
    return frozenset(
        t.lemma_.lower() for t in doc[slice(*draft.words)] if t.is_alpha and not t.is_stop and not _names(t, draft)
    )


def _names(token: Token, draft: Draft) -> bool:
    return any(party.span.start <= token.idx < party.span.end for party in (*draft.actors, *draft.recipients))


def _same(draft: Draft, words: frozenset[str], other: Draft, told: frozenset[str]) -> bool:
    whom, whom_before = set(codes(draft.recipients)), set(codes(other.recipients))
    if draft.status is not other.status:
        return False
    if draft.type is EventType.CONSULT and (lemma(draft.cue) in TOPICS or _is_the_same(draft.cue)):
        there, there_before = whom | set(codes(draft.actors)), whom_before | set(codes(other.actors))
        if there <= there_before:
            return True
    if not together(codes(draft.actors), codes(other.actors)):
        return False
    if _is_war(draft) and _is_war(other) and (not whom or not whom_before or together(tuple(whom), tuple(whom_before))):
        return True
    if whom and whom_before and not together(tuple(whom), tuple(whom_before)):
        return False
    if draft.type is EventType.REJECT and words & told & _ASKS:
        return True
    shorter = min(len(words), len(told))
    return shorter == 0 or len(words & told) > _SHARED * shorter


def _is_war(draft: Draft) -> bool:
    """Tell "the invasion", "Russia's aggression", "the war": one war is one row, however often it is named."""
    return draft.type is EventType.ASSAULT and lemma(draft.cue) in _WARS


_WARS = frozenset({"war", "aggression", "invasion", "invade"})


def _is_the_same(noun: Token) -> bool:
    """Tell "the conversation" from another one."""
    return noun.pos_ == "NOUN" and any(c.lower_ == "the" for c in noun.children)


def together(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Tell parties that share one, or belong to one bloc that reports name now whole, now in part."""
    if set(ours) & set(theirs):
        return True
    return any(set(ours) & bloc and set(theirs) & bloc for bloc in BLOCS)


TOPICS = frozenset({"discuss", "exchange", "touch", "review", "focus", "address", "debate", "consider", "examine"})
"""Another topic of the same talks is not another meeting."""
BLOCS = (frozenset({"WEST", "NATO", "USA", "EU"}), frozenset({"UN", "UNSC"}))
_ASKS = frozenset({"demand", "request", "proposal", "call", "appeal", "ultimatum", "offer"})
