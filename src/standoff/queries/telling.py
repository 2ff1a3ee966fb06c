"""Stories as lines: which articles copy which, and what each has that the first has not."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from standoff.ledger.stories import likeness
from standoff.queries.differences import Passage, differences
from standoff.store import Store, Witness
from standoff.types import Article, Story


@dataclass(frozen=True, slots=True)
class Telling:
    """An article of a story. `likeness` is the share of the longer of it and the first article that is in both.

    `copies` are the other addresses at which the same text was found; `passages` compare it with the first article.
    """

    article_id: str
    uri: str
    publisher: str | None
    published_on: date | None
    headline: str | None
    likeness: float
    copies: tuple[str, ...]
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story with its articles, the first report first. `reports` counts every address."""

    id: str
    reports: int
    articles: tuple[Telling, ...]


def stories(store: Store, *, least: int = 2, limit: int | None = None) -> list[StoryLine]:
    """Return the stories of at least `least` articles, the larger first, then the newer."""
    found = store.stories(least, limit)
    witnesses = _witnesses(store, found)
    return [_line(store, each, witnesses) for each in found]


def story(store: Store, key: str) -> StoryLine:
    """Return a story, named by its id or by one of its articles, with what sets its articles apart."""
    found = store.story(key)
    return _line(store, found, _witnesses(store, [found]), compared=True)


_Witnesses = Mapping[str, list[Witness]]


def _witnesses(store: Store, found: Iterable[Story]) -> _Witnesses:
    """Return where the articles of some stories were found."""
    wanted = {article for story in found for article in story.articles}
    at: dict[str, list[Witness]] = defaultdict(list)
    for witness in store.witnesses():
        if witness.article_id in wanted:
            at[witness.article_id].append(witness)
    return at


def _line(store: Store, found: Story, witnesses: _Witnesses, *, compared: bool = False) -> StoryLine:
    first = store.article(found.articles[0])
    articles = [store.article(each) for each in found.articles]
    tellings = tuple(_telling(first, each, witnesses[each.id], compared=compared) for each in articles)
    return StoryLine(found.id, sum(1 + len(each.copies) for each in tellings), tellings)


def _telling(first: Article, article: Article, witnesses: list[Witness], *, compared: bool) -> Telling:
    of, *others = witnesses
    return Telling(
        article_id=article.id,
        uri=of.uri,
        publisher=of.publisher,
        published_on=min((each.published_on for each in witnesses if each.published_on), default=None),
        headline=article.headline,
        likeness=round(likeness(first, article), 3),
        copies=tuple(each.uri for each in others),
        passages=differences(first, article) if compared and article.id != first.id else (),
    )
