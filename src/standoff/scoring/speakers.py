"""Whether two names name one speaker."""

import re
import unicodedata

_WORD = re.compile("[a-z0-9]+")


def same_speaker(gold: str | None, read: str | None) -> bool:
    """Tell whether two names agree: in their last word, or all words of one in the other; None agrees with None."""
    ours, theirs = _folded(gold), _folded(read)
    if not (ours and theirs):
        return ours == theirs
    return ours[-1] == theirs[-1] or set(ours) <= set(theirs) or set(theirs) <= set(ours)


def _folded(name: str | None) -> list[str]:
    plain = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode()
    return _WORD.findall(plain.lower())
