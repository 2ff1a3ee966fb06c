"""The line inside `language`: sentences, attribution, actors, dates, statements, events, answers."""

from spacy.language import Language

from standoff.language import encoder
from standoff.language.actors.finding import find
from standoff.language.actors.gazetteer import Gazetteer
from standoff.language.attribution import Attributor, CombinedAttributor, ModelAttributor, RuleAttributor
from standoff.language.coreference.resolving import resolve
from standoff.language.dates.times import times
from standoff.language.events.answers import link
from standoff.language.events.rules import EventRules
from standoff.language.events.sights import ModelObserver
from standoff.language.statements import statements
from standoff.language.strangers import strangers
from standoff.language.syntax import Doc, Parse, Syntax
from standoff.settings import MAX_CHARACTERS
from standoff.types import Article, Coder, Reading

READ_LANGUAGE = "en"


def reads(article: Article) -> bool:
    """Tell whether an article is in the language that is read; one too short to tell is."""
    return article.language in (READ_LANGUAGE, None)


class Reader:
    """Holds what reading needs in memory: the models, the gazetteer, the attributor, the event rules.

    With `every_attribution`, statements are also what the guidelines leave out: headings, topics talked about, acts
    done by words, views of whole countries. `nlp` makes the tokens in place of our own tokenizer.
    """

    def __init__(
        self,
        *,
        attributor: Attributor | None = None,
        events: EventRules | None = None,
        max_characters: int = MAX_CHARACTERS,
        every_attribution: bool = False,
        nlp: Language | None = None,
    ) -> None:
        shared = encoder.packaged()
        self._syntax = Syntax(shared, max_characters, nlp)
        self._gazetteer = Gazetteer.load()
        self._attributor = attributor or CombinedAttributor(
            ModelAttributor(shared), RuleAttributor(), every=every_attribution
        )
        self._events = events or EventRules(ModelObserver(shared))

    def coders(self, article: Article) -> frozenset[Coder]:
        """Return who reads an article: nobody, if it is in another language."""
        return self._attributor.coders | {self._events.coder} if reads(article) else frozenset()

    def read(self, article: Article) -> Reading:
        """Read one article. One in another language than English is returned as it came, without a row.

        Raises ExtractionError if the text is too long to be a report.
        """
        if not reads(article):
            return Reading(article)
        return self._read(self._syntax.parse(article))

    def read_doc(self, article: Article, doc: Doc) -> Reading:
        """Read an article whose tokens are `doc`, and write its syntax and names there."""
        return self._read(self._syntax.annotate(article, doc))

    def _read(self, parse: Parse) -> Reading:
        article = parse.article
        cast = resolve(parse, find(parse, self._gazetteer), self._gazetteer)
        found = times(parse)
        said = statements(parse, self._attributor.attribute(parse), cast, found)
        done = link(self._events.code(parse, said, cast, found), parse)
        actors, mentions = strangers(done, cast, parse)
        named = tuple(sorted((*cast.mentions, *mentions), key=lambda mention: (mention.span, mention.actor)))
        return Reading(article, (*cast.actors.values(), *actors), named, tuple(said), tuple(done), times=found)
