"""Actors and mentions for parties that only events name."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Span as Words

from standoff.language.cast import Cast
from standoff.language.strangers import strangers
from standoff.language.syntax import Parse
from standoff.plover import EventType
from standoff.types import Actor, ActorKind, Event, Mention, Span, Spans
from tests.language.events.observers import word
from tests.readings import event
from tests.stage import cast

Parsed = Callable[..., Parse]
TEXT = "Turkey blamed the Blue Lotus. Jane Roe praised residents and AID agencies in Turkey."


def spans(*words: str) -> Spans:
    return tuple(Span(TEXT.index(each), TEXT.index(each) + len(each)) for each in words)


def blamed(parse: Parse, actor: str, named: Spans) -> Event:
    return event(parse.article, EventType.ACCUSE, "Turkey blamed", (actor,), actor_spans=named)


@pytest.fixture
def parsed(parse: Parsed) -> Parse:
    """Return a parse whose names are as we say, whatever the weights take them for."""
    found = parse(TEXT)
    at = {text: word(found, text).i for text in ("Blue", "Jane")}
    found.doc.set_ents([
        Words(found.doc, at["Blue"], at["Blue"] + 2, "ORG"), Words(found.doc, at["Jane"], at["Jane"] + 2, "PERSON"),
    ])  # fmt: skip
    return found


def test_whom_the_cast_knows_is_no_stranger(parsed: Parse) -> None:
    known = cast(parsed, {"Turkey": "TUR"})
    assert strangers([blamed(parsed, "TUR", spans("Turkey"))], known, parsed) == ((), ())
    assert strangers([blamed(parsed, "UNKNOWN", spans("residents"))], known, parsed) == ((), ())
    assert strangers([], known, parsed) == ((), ())


def test_a_person_in_office_is_known_by_the_party_for_which_he_speaks(parsed: Parse) -> None:
    roe = Actor("jane-roe", "Jane Roe", ActorKind.PERSON, "TUR", "minister", acts_for="TUR")
    known = Cast.of(parsed.doc, [roe], [Mention("jane-roe", spans("Jane Roe")[0])])
    assert strangers([blamed(parsed, "TUR", spans("Jane Roe"))], known, parsed) == ((), ())


def test_a_body_of_a_state_is_known_by_its_own_id_too(parsed: Parse) -> None:
    body = Actor("BLUE-LOTUS", "Blue Lotus", ActorKind.ORGANIZATION, "TUR", acts_for="TUR")
    found = strangers([blamed(parsed, "BLUE-LOTUS", spans("Blue Lotus"))], Cast.of(parsed.doc, [body], []), parsed)
    assert found == ((), ())


def test_an_organization_is_called_by_the_words_that_name_it(parsed: Parse) -> None:
    found = strangers([blamed(parsed, "BLUE-LOTUS", spans("Blue Lotus"))], cast(parsed, {}), parsed)
    assert found == (
        (Actor("BLUE-LOTUS", "Blue Lotus", ActorKind.ORGANIZATION),),
        (Mention("BLUE-LOTUS", spans("Blue Lotus")[0]),),
    )


def test_a_person_has_the_id_of_a_person_and_takes_part_under_the_code_of_the_event(parsed: Parse) -> None:
    [actor], [mention] = strangers([blamed(parsed, "JANE-ROE", spans("Jane Roe"))], cast(parsed, {}), parsed)
    assert (actor, actor.party) == (Actor("jane-roe", "Jane Roe", ActorKind.PERSON), "JANE-ROE")
    assert mention == Mention("jane-roe", spans("Jane Roe")[0])


def test_a_group_is_one_whatever_its_kind(parsed: Parse) -> None:
    found = strangers([blamed(parsed, "AID-AGENCIES", spans("AID agencies"))], cast(parsed, {}), parsed)
    assert found == (
        (Actor("AID-AGENCIES", "AID agencies", ActorKind.GROUP),),
        (Mention("AID-AGENCIES", spans("AID agencies")[0]),),
    )


def test_people_of_a_state_are_called_after_it(parsed: Parse) -> None:
    done = [blamed(parsed, "TUR-CIV", spans("residents"))]
    turkey = Cast.of(parsed.doc, [Actor("TUR", "Turkey", ActorKind.STATE, "TUR")], [])
    [actor], mentions = strangers(done, turkey, parsed)
    assert actor == Actor("TUR-CIV", "people of Turkey", ActorKind.PEOPLE, "TUR")
    assert mentions == ()
    assert [each.name for each in strangers(done, Cast.of(parsed.doc, [], []), parsed)[0]] == ["people of TUR"]


def test_a_party_that_no_words_name_is_called_by_its_code(parsed: Parse) -> None:
    found = strangers([blamed(parsed, "BLUE-LOTUS", ())], cast(parsed, {}), parsed)
    assert found == ((Actor("BLUE-LOTUS", "Blue lotus", ActorKind.GROUP),), ())


def test_words_that_name_another_are_no_mention(parsed: Parse) -> None:
    done = event(
        parsed.article, EventType.ACCUSE, "Turkey blamed", ("TUR", "BLUE-LOTUS"),
        actor_spans=spans("Turkey", "Blue Lotus"),
    )  # fmt: skip
    _, mentions = strangers([done], cast(parsed, {"Turkey": "TUR"}), parsed)
    assert mentions == (Mention("BLUE-LOTUS", spans("Blue Lotus")[0]),)


def test_one_that_several_events_name_is_one_actor_with_all_its_mentions_in_text_order(parsed: Parse) -> None:
    done = [
        event(parsed.article, EventType.SUPPORT, "Jane Roe praised", recipients=("LOTUS",), recipient_spans=(at,))
        for at in (spans("Blue Lotus")[0], spans("Lotus")[0], spans("Lotus")[0])
    ]
    [actor], mentions = strangers(done, cast(parsed, {}), parsed)
    assert actor.id == "LOTUS"
    assert [mention.span for mention in mentions] == [*spans("Blue Lotus"), *spans("Lotus")]


_CODES = st.sampled_from(["TUR", "GRC", "TUR-CIV", "BLUE-LOTUS", "JANE-ROE", "AGENCIES", "UNKNOWN", "NOBODY"])
_SPANS = st.sampled_from(["Turkey", "Blue Lotus", "Jane Roe", "residents", "AID agencies", "agencies"]).map(spans)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_CODES, _SPANS), max_size=6))
def test_every_party_of_an_event_has_an_actor_once_and_every_mention_too(
    parsed: Parse, named: list[tuple[str, Spans]]
) -> None:
    known = cast(parsed, {"Turkey": "TUR"})
    actors, mentions = strangers([blamed(parsed, code, at) for code, at in named], known, parsed)
    ids = [actor.id for actor in (*known.actors.values(), *actors)]
    assert len(set(ids)) == len(ids)
    parties = {actor.party for actor in (*known.actors.values(), *actors)} | {"UNKNOWN"}
    assert {code for code, _ in named} <= parties
    assert {mention.actor for mention in mentions} <= {actor.id for actor in actors}
    assert list(mentions) == sorted(set(mentions), key=lambda mention: mention.span)
