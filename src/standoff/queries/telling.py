"""Stories as lines: which articles copy which, and what each has that the first has not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from standoff.errors import SettingsError
from standoff.ledger.stories import likeness
from standoff.queries.desk import Desk
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


def stories(store: Store, *, least: int = 2, as_of: date | None = None, limit: int | None = None) -> list[StoryLine]:
    """Return the stories of at least `least` articles, the larger first, then the newer.

    With `as_of`, of the articles that were published until that day.
    """
    desk = Desk.of(store, as_of)
    return [story_line(store, each, desk) for each in store.stories(least, limit, desk.within)]


def story(store: Store, key: str, *, as_of: date | None = None) -> StoryLine:
    """Return a story, named by its id or by one of its articles, with what sets its articles apart."""
    desk, found = Desk.of(store, as_of), store.story(key)
    articles = tuple(each for each in found.articles if each in desk.witnesses)
    if not articles:
        raise SettingsError(f"no article of {found.id} is known to have been published up to {as_of}; try a later day")
    return story_line(store, Story(found.id, articles), desk, compared=True)


def story_line(store: Store, found: Story, desk: Desk, *, compared: bool = False) -> StoryLine:
    """Return the line of a story; `compared` says what sets its articles apart."""
    first, *others = (store.article(each) for each in found.articles)
    tellings = tuple(_telling(first, each, desk.witnesses[each.id], compared=compared) for each in (first, *others))
    return StoryLine(found.id, sum(1 + len(each.copies) for each in tellings), tellings)


def _telling(first: Article, article: Article, witnesses: Sequence[Witness], *, compared: bool) -> Telling:
    of, *others = witnesses
    return Telling(
        article_id=article.id,
        uri=of.uri,
        publisher=of.publisher,
        published_on=of.published_on,
        headline=article.headline,
        likeness=round(likeness(first, article), 3),
        copies=tuple(each.uri for each in others),
        passages=differences(first, article) if compared and article.id != first.id else (),
    )
