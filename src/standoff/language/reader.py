"""The line inside `language`: sentences, attribution, actors, dates, statements, events, answers."""

from standoff.language import encoder
from standoff.language.actors.finding import find
from standoff.language.actors.gazetteer import Gazetteer
from standoff.language.attribution import Attributor, CombinedAttributor, ModelAttributor, RuleAttributor
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
    """Holds what reading needs in memory: the models, the gazetteer, the attributor, the event rules.

    With `every_attribution`, statements are also what the guidelines leave out: headings, topics talked about, acts
    done by words, views of whole countries.
    """

    def __init__(
        self,
        *,
        attributor: Attributor | None = None,
        max_characters: int = MAX_CHARACTERS,
        every_attribution: bool = False,
    ) -> None:
        self._syntax = Syntax(max_characters)
        self._gazetteer = Gazetteer.load()
        # An attributor of the caller's own reads without ours, or brings its encoder along.
        self._encoder = None if attributor else encoder.packaged()
        self._attributor = attributor or _attributor(self._encoder, every=every_attribution)
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
        encoding = self._encoder.encode(article.text) if self._encoder else None
        said = statements(parse, self._attributor.attribute(parse, encoding), cast, found)
        done = link(self._events.code(parse, said, cast, found), parse)
        return Reading(article, tuple(cast.actors.values()), cast.mentions, tuple(said), tuple(done), times=found)


def _attributor(shared: encoder.Encoder | None, *, every: bool) -> Attributor:
    """Return the model and the rules together, or the rules where there is no model."""
    rules = RuleAttributor()
    return CombinedAttributor(ModelAttributor(shared), rules, every=every) if shared else rules
