"""In a few words: what an act was about."""

from standoff.language.events.drafts import Draft
from standoff.language.syntax import Token
from standoff.plover import CONTEXTS

_WORDS = 8
_SKIPPED = frozenset({"det", "punct", "aux", "auxpass", "mark", "cc", "case", "poss", "nsubj", "nsubjpass"})


def words_of(draft: Draft) -> str | None:
    """Return up to eight words of the anchor, without articles and auxiliaries, the actor left out."""
    doc = draft.cue.doc
    found = [t.text for t in doc[slice(*draft.words)] if _tells(t)][:_WORDS]
    return " ".join(found) or None


def _tells(token: Token) -> bool:
    if token.is_space or token.dep_ in _SKIPPED - {"poss"}:
        return token.dep_ == "neg"
    return token.is_alpha or token.like_num


def contexts_of(draft: Draft) -> tuple[str, ...]:
    return tuple(sorted(set(draft.contexts) & CONTEXTS))
