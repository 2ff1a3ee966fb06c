"""The line inside `language`, whatever its weights say."""

from copy import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.extract import article_of_text
from standoff.language.attribution import CombinedAttributor, ModelAttributor, RuleAttributor
from standoff.language.events.rules import EventRules
from standoff.language.events.sights import ModelObserver
from standoff.language.pieces import WordPiece
from standoff.language.reader import Reader
from standoff.plover import EventType
from standoff.types import UNKNOWN, Article
from tests.language.encoders import Guessing

_CLAUSES = st.sampled_from(
    [
        "Russia demanded that NATO withdraw its troops",
        '"We will not sign," President Macron told reporters in Moscow on Tuesday',
        "if Ukraine attacks, Moscow warned, it will respond",
        "the United States and China agreed to hold talks in Geneva next week",
        "according to the foreign ministry, which rejected the offer, no date was set",
        "Iran must stop enrichment, let inspectors in and free the tanker",
        "he accused Turkey of shelling a village",
        "'word said",
    ]
)
_ENDS = st.sampled_from([". ", ", ", " and ", "\n\n", "; ", " "])


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def guessing(reader: Reader, splitter: WordPiece, seed: int) -> Reader:
    """Return the same reader with an encoder that guesses."""
    other, syntax = copy(reader), copy(reader._syntax)
    encoder = Guessing(splitter, seed, every=20, manifest=syntax._encoder.manifest)
    syntax._encoder, other._syntax = encoder, syntax
    other._attributor = CombinedAttributor(ModelAttributor(encoder), RuleAttributor(), every=True)
    other._events = EventRules(ModelObserver(encoder))
    return other


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.tuples(_CLAUSES, _ENDS), min_size=1, max_size=40), seed=st.integers(0, 1_000))
def test_whatever_the_weights_say_what_is_read_can_be_cited(
    reader: Reader, splitter: WordPiece, parts: list[tuple[str, str]], seed: int
) -> None:
    article = article_of_text("".join(clause + end for clause, end in parts))
    found = guessing(reader, splitter, seed).read(article)  # a citation of what is not there is refused when it is made
    known = {actor.party for actor in found.actors} | {actor.id for actor in found.actors}
    for event in found.events:
        assert known.issuperset({*event.actors, *event.recipients} - {UNKNOWN})


@pytest.mark.parametrize(
    ("headline", "recipients"),
    [
        ("Speech by the President of Ukraine in the Parliament of Ireland", ("IRL",)),
        ("Speech by the President of Ukraine at the NATO summit", ("NATO",)),
        ("Speech by the President of Ukraine to students of Dublin", (UNKNOWN,)),
        ("Speech by the President of Ukraine in the Verkhovna Rada", (UNKNOWN,)),
    ],
)
def test_you_in_a_speech_are_those_to_whom_its_title_says_it_is_spoken(
    reader: Reader, headline: str, recipients: tuple[str, ...]
) -> None:
    text = "I am glad to be here. We, our people and our army will not give up. I urge you to send us tanks. " * 3
    requests = [
        event
        for event in reader.read(Article("a", text, "text/1", headline=headline)).events
        if event.type is EventType.REQUEST
    ]
    assert {event.recipients for event in requests} == {recipients}
