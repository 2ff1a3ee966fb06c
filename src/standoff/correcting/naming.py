"""Actors and words as a person names them."""

import re
import unicodedata
from difflib import get_close_matches
from typing import NamedTuple

from standoff.errors import CorrectionError, GoldError
from standoff.scoring.locating import located
from standoff.store import Store
from standoff.types import UNKNOWN, Actor, ActorKind, Article, Citation

_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*")
_WORD = re.compile(r"[a-z0-9]+")


class Named(NamedTuple):
    """An actor by id, and as a noun if the record does not know him yet."""

    id: str
    introduces: tuple[Actor, ...] = ()


def speaker(store: Store, name: str) -> Named:
    """Return who is meant by an id or a whole name; one whom the record does not know is a person of that name."""
    wanted = name.strip().casefold()
    for each in store.actors().values():
        if wanted in (each.id.casefold(), each.name.casefold()):
            return Named(each.id)
    identity = "-".join(_WORD.findall(_plain(name)))
    if not identity:
        raise CorrectionError(f"{name!r} is no name; expected the id or the name of an actor, or the name of a person")
    return Named(identity, (Actor(identity, name.strip(), ActorKind.PERSON),))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()


def parties(store: Store, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes under which those who are named take part in events."""
    known = store.actors()
    called = {each.name.casefold(): each.party for each in known.values()}
    called |= {each.id.casefold(): each.party for each in known.values()}
    return tuple(dict.fromkeys(_party(called, name.strip()) for name in names))


def _party(called: dict[str, str], name: str) -> str:
    if name.casefold() in called:
        return called[name.casefold()]
    if _CODE.fullmatch(name) or name == UNKNOWN:
        return name
    near = get_close_matches(name.casefold(), called, n=3)
    hint = f"; there are {', '.join(near)}" if near else ""
    raise CorrectionError(f"{name!r} is no party{hint}: write a name of the record, or a code such as RUS or NATO")


def cited(article: Article, words: str, occurrence: int = 1) -> Citation:
    """Return the citation of that copy of `words` in an article, counted from 1."""
    try:
        span = located(article.text, words, occurrence, f"{article.uri}:")
    except GoldError as error:
        raise CorrectionError(str(error)) from error
    return Citation.of(article, (span,))
