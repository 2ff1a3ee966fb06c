"""The line inside `language`: sentences, attribution, actors, dates, statements, events, answers."""

from standoff.language.actors.finding import find
from standoff.language.actors.gazetteer import Gazetteer
from standoff.language.attribution import Attributor, RuleAttributor
from standoff.language.coreference.resolving import resolve
from standoff.language.dates.times import times
from standoff.language.events.answers import link
from standoff.language.events.rules import EventRules
from standoff.language.statements import statements
from standoff.language.syntax import Syntax
from standoff.settings import MAX_CHARACTERS
from standoff.types import Article, Reading

READ_LANGUAGE = "en"


def reads(article: Article) -> bool:
    """Tell whether an article is in the language that is read; one too short to tell is."""
    return article.language in (READ_LANGUAGE, None)


class Reader:
    """Holds what reading needs in memory: the syntax model, the gazetteer, the attributor, the event rules."""

    def __init__(self, *, attributor: Attributor | None = None, max_characters: int = MAX_CHARACTERS) -> None:
        self._syntax = Syntax(max_characters)
        self._gazetteer = Gazetteer.load()
        self._attributor = attributor or RuleAttributor()
        self._events = EventRules()

    def read(self, article: Article) -> Reading:
        """Read one article. One in another language than English is returned as it came, without a row.

        Raises ExtractionError if the text is too long to be a report.
        """
        if not reads(article):
            return Reading(article)
        parse = self._syntax.parse(article)
        cast = resolve(parse, find(parse, self._gazetteer), self._gazetteer)
        found = times(parse)
        said = statements(parse, self._attributor.attribute(parse), cast, found, self._attributor.coder)
        done = link(self._events.code(parse, said, cast, found), parse)
        return Reading(article, tuple(cast.actors.values()), cast.mentions, tuple(said), tuple(done), times=found)
