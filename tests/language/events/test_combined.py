"""What rules read and what is seen, as one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.language.cast import Party
from standoff.language.events.combined import DOUBTED, OVERRULES, SEEN, SURE, together
from standoff.language.events.drafts import NOWHERE, Draft
from standoff.language.events.lexicon import Lexicon
from standoff.language.events.rules import EventRules
from standoff.language.events.sides import codes
from standoff.language.events.sights import Sight
from standoff.language.strangers import strangers
from standoff.language.syntax import Parse, word_span
from standoff.plover import EventType, Status
from standoff.types import UNKNOWN, Span, check_spans
from tests.language.events.observers import Glimpse, Watching, scene_of, word
from tests.stage import STATES, Said, cast, statement

Parsed = Callable[..., Parse]
Read = Callable[..., Draft]
Together = Callable[..., list[Draft]]
TEXT = "On Monday Turkey slammed Greece, and Iran blasted Israel."


@pytest.fixture
def parsed(parse: Parsed) -> Parse:
    return parse(TEXT)


@pytest.fixture
def read(parsed: Parse) -> Read:
    """Return a function that makes what rules read: `read("slammed", EventType.ACCUSE, ["Turkey"], ["Greece"])`."""

    def of(
        cue: str, kind: EventType, actors: Sequence[str] = (), recipients: Sequence[str] = (), score: float = 0.6
    ) -> Draft:
        at = word(parsed, cue)
        doers, others = (
            tuple(Party(STATES[each], _place(parsed, each)) for each in side) for side in (actors, recipients)
        )
        return Draft(kind, at, doers, others, (at.i - 1, at.i + 2), score)

    return of


def _place(parse: Parse, text: str) -> Span:
    return word_span(word(parse, text))


@pytest.fixture
def join(parsed: Parse, lexicon: Lexicon) -> Together:
    """Return a function that joins drafts with what is seen: `join([draft], Glimpse(...))`."""

    def of(drafts: Sequence[Draft], *told: Glimpse) -> list[Draft]:
        return together(next(parsed.body_sentences()), drafts, Watching(*told).see(parsed), scene_of(parsed, lexicon))

    return of


def rows(drafts: Sequence[Draft]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(draft.type.value, codes(draft.actors), codes(draft.recipients)) for draft in drafts]


def test_what_both_know_is_one_event_as_sure_as_the_surer_of_the_two(read: Read, join: Together) -> None:
    draft = read("slammed", EventType.ACCUSE, ["Turkey"], ["Greece"])
    for chance in (0.15, 0.95):
        [found] = join([draft], Glimpse("slammed", EventType.ACCUSE, ("Turkey",), ("Greece",), chance=chance))
        assert found == replace(draft, score=max(0.6, chance), seen=chance)


def test_a_sight_of_the_same_type_within_the_words_confirms_and_is_no_second_event(read: Read, join: Together) -> None:
    draft = read("slammed", EventType.ACCUSE, ["Turkey"], score=SURE)
    [found] = join([draft], Glimpse("Greece", EventType.ACCUSE, ("Iran",), ("Israel",)))
    assert (found.cue.text, found.seen, rows([found])) == ("slammed", 0.9, [("ACCUSE", ("TUR",), ())])
    assert len(join([draft], Glimpse("blasted", EventType.ACCUSE, ("Iran",), ("Israel",)))) == 2


def test_parties_that_are_seen_complete_what_rules_read(read: Read, join: Together) -> None:
    draft = read("slammed", EventType.ACCUSE, ["Turkey"])
    assert rows(join([draft], Glimpse("slammed", EventType.ACCUSE, ("Turkey",), ("Greece",)))) == [
        ("ACCUSE", ("TUR",), ("GRC",))
    ]


def test_parties_that_are_seen_and_known_stand_in_place_of_those_that_rules_read(read: Read, join: Together) -> None:
    draft = read("slammed", EventType.ACCUSE, ["Israel"], ["Iran"])
    glimpse = Glimpse("slammed", EventType.ACCUSE, ("Turkey",), ("Greece",))
    assert rows(join([draft], glimpse)) == [("ACCUSE", ("TUR",), ("GRC",))]
    assert rows(join([draft], replace(glimpse, recipients=()))) == [("ACCUSE", ("TUR",), ("IRN",))]


def test_parties_that_nobody_knows_do_not_stand_in_place_of_known_ones(parse: Parsed, lexicon: Lexicon) -> None:
    parsed = parse("They slammed Greece.")
    cue = word(parsed, "slammed")
    draft = Draft(EventType.ACCUSE, cue, (Party("TUR", _place(parsed, "They")),), (), (0, 3), 0.6)
    sights = Watching(Glimpse("slammed", EventType.ACCUSE, ("They",), ("Greece",))).see(parsed)
    sent, scene = next(parsed.body_sentences()), scene_of(parsed, lexicon)
    assert rows(together(sent, [draft], sights, scene)) == [("ACCUSE", ("TUR",), ("GRC",))]
    nameless = replace(draft, actors=())
    assert rows(together(sent, [nameless], sights, scene)) == [("ACCUSE", (UNKNOWN,), ("GRC",))]


def test_where_the_sides_are_seen_the_other_way_round_the_rules_are_right(read: Read, join: Together) -> None:
    draft = read("slammed", EventType.ACCUSE, ["Turkey"], ["Greece"])
    for actors, recipients in ((("Greece",), ("Turkey",)), (("Greece",), ("Iran",)), (("Iran",), ("Turkey",))):
        assert rows(join([draft], Glimpse("slammed", EventType.ACCUSE, actors, recipients))) == rows([draft])


def test_actors_that_are_inferred_stay(read: Read, join: Together) -> None:
    glimpse = Glimpse("slammed", EventType.ACCUSE, ("Turkey",), ("Greece",))
    speaking = replace(read("slammed", EventType.ACCUSE), actors=(Party("IRN", NOWHERE),))
    assert rows(join([speaking], glimpse)) == [("ACCUSE", ("IRN",), ())]
    as_one = read("slammed", EventType.AGREE, ["Iran", "Israel"])
    assert rows(join([as_one], replace(glimpse, type=EventType.AGREE))) == [("AGREE", ("IRN", "ISR"), ())]


@pytest.mark.parametrize("kind", [EventType.CONSULT, EventType.INVOKE, EventType.DENY, EventType.DEFER])
def test_of_some_types_rules_know_better_who_is_who(read: Read, join: Together, kind: EventType) -> None:
    draft = read("slammed", kind, ["Iran"], ["Israel"])
    [found] = join([draft], Glimpse("slammed", kind, ("Turkey",), ("Greece",)))
    assert (rows([found]), found.seen) == (rows([draft]), 0.9)


def test_a_type_that_is_seen_surely_overrules_what_rules_read_of_the_word(read: Read, join: Together) -> None:
    draft = read("slammed", EventType.ASSAULT, ["Turkey"], ["Iran"], score=0.95)
    glimpse = Glimpse("slammed", EventType.ACCUSE, ("Turkey",), ("Greece",), chance=OVERRULES)
    assert rows(join([draft], glimpse)) == [("ACCUSE", ("TUR",), ("GRC",))]
    [kept] = join([draft], replace(glimpse, chance=OVERRULES - 0.01))
    assert kept == draft


@pytest.mark.parametrize(
    ("read_as", "seen_as"), [(EventType.DENY, EventType.REJECT), (EventType.AGREE, EventType.SUPPORT)]
)
def test_what_the_guidelines_tell_apart_and_plover_does_not_the_rules_decide(
    read: Read, join: Together, read_as: EventType, seen_as: EventType
) -> None:
    draft = read("slammed", read_as, ["Turkey"], ["Greece"])
    assert join([draft], Glimpse("slammed", seen_as, ("Turkey",), ("Greece",), chance=1.0)) == [draft]
    other = replace(draft, type=seen_as)
    assert rows(join([other], Glimpse("slammed", read_as, ("Turkey",), ("Greece",), chance=1.0))) == [
        (read_as.value, ("TUR",), ("GRC",))
    ]


@pytest.mark.parametrize(("any_chance", "score", "number"), [
    (DOUBTED, 0.4, 1), (DOUBTED - 0.01, 0.4, 0), (DOUBTED - 0.01, SURE - 0.01, 0), (DOUBTED - 0.01, SURE, 1),
])  # fmt: skip
def test_what_rules_read_is_doubted_where_nothing_is_seen_unless_they_are_sure(
    read: Read, join: Together, any_chance: float, score: float, number: int
) -> None:
    draft = read("slammed", EventType.ACCUSE, ["Turkey"], ["Greece"], score=score)
    glimpse = Glimpse("Greece", EventType.REJECT, ("Turkey",), (), chance=0.0, any_chance=any_chance)
    assert join([draft], glimpse) == [draft] * number
    assert join([draft]) == [draft] * (score >= SURE)


@pytest.mark.parametrize(("chance", "number"), [(SEEN, 1), (SEEN - 0.01, 0)])
def test_what_is_only_seen_is_an_event_from_a_chance_on(join: Together, chance: float, number: int) -> None:
    found = join([], Glimpse("blasted", EventType.ACCUSE, ("Iran",), ("Israel",), chance=chance))
    assert rows(found) == [("ACCUSE", ("IRN",), ("ISR",))] * number
    assert [draft.seen for draft in found] == [chance] * number


def test_events_are_in_text_order_of_their_cues(read: Read, join: Together) -> None:
    draft = read("blasted", EventType.ACCUSE, ["Iran"], ["Israel"], score=0.9)
    found = join([draft], Glimpse("slammed", EventType.ACCUSE, ("Turkey",), ("Greece",)))
    assert [each.cue.text for each in found] == ["slammed", "blasted"]


def test_what_is_seen_in_another_sentence_is_of_that_sentence(parse: Parsed, lexicon: Lexicon) -> None:
    parsed = parse("Turkey slammed Greece. Iran blasted Israel.")
    sights = Watching(Glimpse("blasted", EventType.ACCUSE, ("Iran",), ("Israel",))).see(parsed)
    found = [together(sent, [], sights, scene_of(parsed, lexicon)) for sent in parsed.body_sentences()]
    assert [rows(each) for each in found] == [[], [("ACCUSE", ("IRN",), ("ISR",))]]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scores=st.lists(st.floats(0, 1), max_size=5))
def test_where_nothing_is_seen_only_what_rules_are_sure_of_stays(
    read: Read, join: Together, scores: list[float]
) -> None:
    drafts = [read("slammed", EventType.ACCUSE, ["Turkey"], ["Greece"], score=score) for score in scores]
    assert join(drafts) == [draft for draft in drafts if draft.score >= SURE]


_WORDS = st.sampled_from([
    "Russia", "Ukraine", "NATO", "Greek", "Wagner", "Jane Roe", "police", "residents", "officials", "they", "we",
    "the invaders", "hospital", "demanded", "demands", "that", "must", "withdraw", "attacked", "could", "not", "talks",
    "met", "visited", "with", "in", "of", "if", "will", "threatened", "to", "warning", "and", ",", ".", "“", "”",
    "\n\n",
])  # fmt: skip
_PLACES = st.integers(0, 200)
Scattered = tuple[int, EventType, list[int], list[int], float, Status]
_SIGHTS: st.SearchStrategy[list[Scattered]] = st.lists(
    st.tuples(
        _PLACES,
        st.sampled_from(EventType),
        st.lists(_PLACES, max_size=2),
        st.lists(_PLACES, max_size=2),
        st.sampled_from([0.05, SEEN, 0.65, 0.9]),
        st.sampled_from(Status),
    ),
    max_size=8,
)


class Anywhere:
    """Sees what it was told at words that are given by their numbers, whatever these words are."""

    digest = "sha256:anywhere"

    def __init__(self, told: Sequence[Scattered]) -> None:
        self._told = told

    def see(self, parse: Parse) -> Mapping[int, Sight]:
        found = {}
        for cue, kind, actors, recipients, chance, status in self._told if len(parse.doc) else ():
            at, *sides = (
                tuple(parse.doc[each % len(parse.doc)] for each in some) for some in ([cue], actors, recipients)
            )
            found[at[0].i] = Sight(at[0], kind, chance, chance, status, *sides)
        return found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(_WORDS, max_size=40).map(" ".join) | st.text(max_size=60), told=_SIGHTS, speaks=st.booleans())
def test_whatever_is_seen_every_row_cites_words_and_names_known_actors(
    parse: Parsed, text: str, told: list[Scattered], speaks: bool
) -> None:
    parsed = parse(text)
    said = [statement(parsed, Said(text, "RUS"))] if speaks and text[:1].isascii() and text.strip() else []
    known = cast(parsed, STATES)
    events = EventRules(Anywhere(told)).code(parsed, said, known, ())
    actors, mentions = strangers(events, known, parsed)
    parties = {actor.party for actor in (*known.actors.values(), *actors)} | {UNKNOWN}
    for event in events:
        for citation in (event.anchor, event.condition, event.consequence):
            if citation is not None:
                citation.check(parsed.article)
        for spans in (event.actor_spans, event.recipient_spans):
            if spans:
                check_spans(parsed.article, spans)
        assert event.actors
        assert parties.issuperset({*event.actors, *event.recipients})
        assert 0 <= event.score <= 1
    for mention in mentions:
        check_spans(parsed.article, (mention.span,))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(_WORDS, max_size=40).map(" ".join))
def test_where_nothing_is_seen_every_row_is_one_of_which_rules_are_sure(parse: Parsed, text: str) -> None:
    parsed = parse(text)
    # An act that names nobody is a fifth less sure once it is aimed at the other of two.
    least = SURE * 0.8 - 0.001
    assert all(event.score >= least for event in EventRules(Anywhere([])).code(parsed, [], cast(parsed, STATES), ()))


def test_an_answer_that_is_only_asked_for_is_none(read: Read, join: Together) -> None:
    seen = Glimpse("Iran", EventType.REJECT, ("Iran",), ("Israel",))
    asked = replace(read("slammed", EventType.REQUEST, ["Turkey"], ["Greece"], SURE), words=(3, 11))
    assert rows(join([asked], seen)) == [("REQUEST", ("TUR",), ("GRC",))]
    assert len(join([replace(asked, words=(3, 5))], seen)) == 2
    assert len(join([asked], replace(seen, type=EventType.ASSAULT))) == 2
