"""What becomes of events that the encoder sees: whom they name, and what they speak of."""

from collections.abc import Callable

import pytest
from spacy.tokens import Span as Words

from standoff.language.events.drafts import NOWHERE, Draft
from standoff.language.events.lexicon import Lexicon
from standoff.language.events.seen import STRANGE, drawn
from standoff.language.events.sides import codes
from standoff.language.syntax import Parse
from standoff.plover import EventType, Status
from standoff.types import Span
from tests.language.events.observers import Glimpse, scene_of, word

Parsed = Callable[..., Parse]
Drawn = Callable[..., list[Draft]]
AT_HOME = "Turkey voted on Sunday. Turkey has a new president. "


@pytest.fixture
def see(parse: Parsed, lexicon: Lexicon) -> Drawn:
    """Return a function that draws what a glimpse of a text shows; `names` are entities, the first word of each."""

    def of(text: str, glimpse: Glimpse, names: dict[str, str] | None = None) -> list[Draft]:
        parsed = parse(text)
        if names:
            parsed.doc.set_ents([_named(parsed, words, kind) for words, kind in names.items()])
        return drawn(glimpse.of(parsed), scene_of(parsed, lexicon))

    return of


def _named(parse: Parse, words: str, kind: str) -> Words:
    first = word(parse, words.split()[0]).i
    return Words(parse.doc, first, first + len(words.split()), kind)


def rows(drafts: list[Draft]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(draft.type.value, codes(draft.actors), codes(draft.recipients)) for draft in drafts]


def words_of(draft: Draft) -> str:
    return draft.cue.doc[slice(*draft.words)].text


def actors(drafts: list[Draft]) -> tuple[str, ...]:
    [draft] = drafts
    return codes(draft.actors)


def test_a_verb_is_shown_by_its_clause_and_read_as_the_lexicon_reads_its_type(see: Drawn) -> None:
    glimpse = Glimpse("slammed", EventType.ACCUSE, ("Turkey",), ("Greece",), chance=0.8, status=Status.ACTUAL)
    [draft] = see("On Monday, Turkey slammed Greece over the islands, while Iran slept.", glimpse)
    assert rows([draft]) == [("ACCUSE", ("TUR",), ("GRC",))]
    assert (draft.score, draft.status, draft.mode) == (0.8, Status.ACTUAL, "disapprove")
    assert words_of(draft).startswith("Turkey slammed Greece over the islands")


def test_a_word_of_which_the_lexicon_knows_nothing_is_an_event_without_a_mode(see: Drawn) -> None:
    [draft] = see("Turkey belittled Greece.", Glimpse("belittled", EventType.ACCUSE, ("Turkey",), ("Greece",)))
    assert (rows([draft]), draft.mode, draft.contexts) == ([("ACCUSE", ("TUR",), ("GRC",))], None, ())
    [draft] = see("Turkey stonewalled Greece.", Glimpse("stonewalled", EventType.REJECT, ("Turkey",), ("Greece",)))
    assert draft.mode == "change"


def test_a_noun_is_shown_by_its_phrase_and_by_the_clause_that_carries_it(see: Drawn) -> None:
    [refused] = see("The Turkish refusal angered Iran.", Glimpse("refusal", EventType.REJECT, ("Turkish",)))
    assert words_of(refused) == "The Turkish refusal"
    warning = Glimpse("warning", EventType.THREATEN, ("Turkey",), ("Greece",))
    [warned] = see("Turkey issued a warning to Greece.", warning)
    assert words_of(warned) == "Turkey issued a warning to Greece"


def test_an_adjective_is_shown_by_the_clause_in_which_it_is_said(see: Drawn) -> None:
    [draft] = see("Turkey was furious with Greece.", Glimpse("furious", EventType.ACCUSE, ("Turkey",), ("Greece",)))
    assert words_of(draft) == "Turkey was furious with Greece"


def test_a_head_in_a_list_names_its_own_party_and_not_those_after_it(see: Drawn) -> None:
    text = "Turkey and Greece praised Iran."
    assert actors(see(text, Glimpse("praised", EventType.SUPPORT, ("Turkey",), ("Iran",)))) == ("TUR",)
    assert actors(see(text, Glimpse("praised", EventType.SUPPORT, ("Turkey", "Greece"), ("Iran",)))) == ("TUR", "GRC")


def test_nobody_is_on_both_sides(see: Drawn) -> None:
    [draft] = see("Turkey praised Greece.", Glimpse("praised", EventType.SUPPORT, ("Turkey",), ("Turkey", "Greece")))
    assert rows([draft]) == [("SUPPORT", ("TUR",), ("GRC",))]


@pytest.mark.parametrize("kind", ["ORG", "PERSON", "NORP"])
def test_a_name_that_nobody_knows_is_a_party_under_all_its_words(see: Drawn, kind: str) -> None:
    for head in ("Blue", "Lotus"):
        glimpse = Glimpse("attacked", EventType.ASSAULT, (head,), ("Turkey",))
        [draft] = see("Blue Lotus attacked Turkey.", glimpse, {"Blue Lotus": kind})
        assert rows([draft]) == [("ASSAULT", ("BLUE-LOTUS",), ("TUR",))]
        assert draft.actors[0].span == Span(0, len("Blue Lotus"))


@pytest.mark.parametrize(("name", "kind"), [("Blue Lotus", "FAC"), ("Lotus Treaty", "ORG")])
def test_the_name_of_a_building_or_a_paper_is_no_party(see: Drawn, name: str, kind: str) -> None:
    glimpse = Glimpse("hit", EventType.ASSAULT, ("Turkey",), (name.split()[-1],))
    assert "LOTUS" not in "".join(codes(see(f"Turkey hit the {name}.", glimpse, {name: kind})[0].recipients))


def test_a_bare_mention_of_what_was_told_before_is_no_row(see: Drawn) -> None:
    glimpse = Glimpse("accusation", EventType.ACCUSE, ("Turkey",), ("Greece",))
    assert see("Turkey and Greece discussed the accusation.", glimpse) == []
    assert see("Turkey and Greece discussed the Turkish accusation.", glimpse) != []


def test_somebody_without_a_name_is_unknown_and_a_thing_is_nobody(see: Drawn) -> None:
    attacked = Glimpse("attacked", EventType.ASSAULT, ("They",), ("Turkey",), chance=0.5)
    assert rows(see("They attacked Turkey.", attacked)) == [("ASSAULT", ("UNKNOWN",), ("TUR",))]
    stormed = Glimpse("hit", EventType.ASSAULT, ("Rain",), ("Turkey",), chance=0.5)
    [draft] = see("Rain hit Turkey.", stormed)
    assert [(party.code, party.span) for party in draft.actors] == [("UNKNOWN", NOWHERE)]


@pytest.mark.parametrize(("chance", "number"), [(STRANGE - 0.01, 0), (STRANGE, 1)])
def test_what_strangers_do_to_strangers_is_a_row_only_where_it_is_seen_surely(
    see: Drawn, chance: float, number: int
) -> None:
    glimpse = Glimpse("attacked", EventType.ASSAULT, ("They",), ("them",), chance=chance)
    assert len(see("They attacked them.", glimpse)) == number


@pytest.mark.parametrize("chance", [0.1, 0.5, 1.0])
def test_where_nobody_is_named_there_is_no_row(see: Drawn, chance: float) -> None:
    assert see("Rain hit the fields.", Glimpse("hit", EventType.ASSAULT, chance=chance)) == []
    assert see("Rain hit the fields.", Glimpse("hit", EventType.ASSAULT, ("Rain",), ("fields",), chance=chance)) == []


def test_a_deed_may_lack_its_doer_and_words_may_not(see: Drawn) -> None:
    shelled = Glimpse("shelled", EventType.ASSAULT, (), ("Greece",))
    assert rows(see("Greece was shelled.", shelled)) == [("ASSAULT", ("UNKNOWN",), ("GRC",))]
    blamed = Glimpse("blamed", EventType.ACCUSE, (), ("Greece",))
    assert rows(see("Greece was blamed.", blamed)) == [("ACCUSE", ("UNKNOWN",), ("GRC",))]
    for kind in (EventType.REQUEST, EventType.REJECT, EventType.AGREE, EventType.THREATEN, EventType.SUPPORT):
        assert see("Greece was told to leave.", Glimpse("told", kind, (), ("Greece",))) == []


@pytest.mark.parametrize(
    ("who", "party"),
    [("Police", "TUR"), ("Soldiers", "TUR"), ("Judges", "TUR"), ("Residents", "TUR-CIV"), ("Protesters", "TUR-CIV")],
)
def test_in_a_report_set_in_one_state_officials_are_that_state_and_people_are_its_people(
    see: Drawn, who: str, party: str
) -> None:
    glimpse = Glimpse("blocked", EventType.PROTEST, (who,))
    assert actors(see(f"{AT_HOME}{who} blocked the road.", glimpse)) == (party,)
    assert party not in actors(see(f"Turkey and Greece voted. {who} blocked the road.", glimpse))


def test_police_of_another_place_are_not_those_of_the_report(see: Drawn) -> None:
    glimpse = Glimpse("blocked", EventType.PROTEST, ("police",))
    found = see(f"{AT_HOME}Ruritania police blocked the road.", glimpse, {"Ruritania": "GPE"})
    assert "TUR" not in {code for draft in found for code in codes(draft.actors)}


def test_the_invaders_are_the_rival_of_the_state_in_which_a_report_is_set(see: Drawn) -> None:
    shelled = Glimpse("shelled", EventType.ASSAULT, ("invaders",), ("town",))
    of_two = "Ukraine voted. Ukraine slept. Ukraine woke. Ukraine ate. Russia voted. Russia slept. Russia woke. "
    assert actors(see(of_two + "The invaders shelled a town.", shelled)) == ("RUS",)
    of_one = "Ukraine voted. Ukraine slept. Ukraine woke. Russia voted. "
    assert actors(see(of_one + "The invaders shelled a town.", shelled)) == ("UNKNOWN",)


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Russia bombed a hospital in Greece.", ("GRC",)),
        ("Russia bombed a hospital between Greece and Turkey.", ("GRC",)),
        ("Russia bombed a hospital of the Greek army in Turkey.", ("GRC",)),
        ("Russia bombed a hospital that Greece built.", ()),
        ("Russia bombed a hospital.", ()),
    ],
)
def test_a_thing_stands_for_the_first_party_whose_it_is_or_where_it_is(
    see: Drawn, text: str, recipients: tuple[str, ...]
) -> None:
    found = see(text, Glimpse("bombed", EventType.ASSAULT, ("Russia",), ("hospital",)))
    assert rows(found) == [("ASSAULT", ("RUS",), recipients)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Russia attacked Greece.", Status.ACTUAL),
        ("Russia could attack Greece.", Status.HYPOTHETICAL),
        ("If Russia attacks Greece, prices rise.", Status.HYPOTHETICAL),
        ("Russia will attack Greece.", Status.FUTURE),
        ("Russia plans to attack Greece.", Status.FUTURE),
    ],
)
def test_a_deed_that_its_clause_calls_possible_or_planned_has_not_happened(
    see: Drawn, text: str, status: Status
) -> None:
    cue = next(each for each in text.rstrip(".").split() if each.startswith("attack"))
    [draft] = see(text, Glimpse(cue, EventType.ASSAULT, ("Russia",), ("Greece",)))
    assert draft.status is status


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Russia did not attack Greece.", "attack"),
        ("Russia never attacked Greece.", "attacked"),
        ("Russia attacked nobody in Greece.", "attacked"),
    ],
)
def test_a_deed_that_its_clause_denies_is_no_row(see: Drawn, text: str, cue: str) -> None:
    assert see(text, Glimpse(cue, EventType.ASSAULT, ("Russia",), ("Greece",))) == []


def test_of_words_and_of_nouns_the_status_is_the_one_that_is_seen(see: Drawn) -> None:
    [said] = see("Russia could praise Greece.", Glimpse("praise", EventType.SUPPORT, ("Russia",), ("Greece",)))
    [noun] = see("A Russian attack could harm Greece.", Glimpse("attack", EventType.ASSAULT, ("Russian",), ("Greece",)))
    assert (said.status, noun.status) == (Status.ACTUAL, Status.ACTUAL)


@pytest.mark.parametrize("status", [Status.FUTURE, Status.HYPOTHETICAL, Status.NEGATED])
def test_a_status_other_than_actual_stays_as_it_is_seen(see: Drawn, status: Status) -> None:
    glimpse = Glimpse("attack", EventType.ASSAULT, ("Russia",), ("Greece",), status=status)
    assert [draft.status for draft in see("Russia could attack Greece.", glimpse)] == [status]


def test_each_thing_asked_is_a_row_of_its_own(see: Drawn) -> None:
    glimpse = Glimpse("asked", EventType.REQUEST, ("Russia",), ("NATO",))
    found = see("Russia asked NATO to withdraw its troops and to sign a treaty.", glimpse)
    assert rows(found) == [("REQUEST", ("RUS",), ("NATO",))] * 2
    assert [words_of(draft) for draft in found] == ["to withdraw its troops", "to sign a treaty"]


def test_a_noun_of_asking_is_a_row_only_with_the_thing_asked(see: Drawn) -> None:
    for text in ("Russia's demands were discussed.", "The demands of Russia were discussed."):
        assert see(text, Glimpse("demands", EventType.REQUEST, ("Russia",))) == []
    glimpse = Glimpse("demand", EventType.REQUEST, ("Russia",), ("NATO",))
    [draft] = see("Russia repeated its demand that NATO withdraw.", glimpse)
    assert (rows([draft]), words_of(draft)) == ([("REQUEST", ("RUS",), ("NATO",))], "NATO withdraw")


def test_to_whom_a_thing_asked_is_done_is_not_who_is_asked(see: Drawn) -> None:
    glimpse = Glimpse("called", EventType.REQUEST, ("Russia",), ("Iran",))
    assert [codes(draft.recipients) for draft in see("Russia called for pressure on Iran.", glimpse)] == [()]
    asked = Glimpse("asked", EventType.REQUEST, ("Russia",), ("Iran",))
    assert [codes(draft.recipients) for draft in see("Russia asked Iran to leave.", asked)] == [("IRN",)]


def test_a_threat_has_its_condition_and_consequence_and_stays_where_it_has_neither(see: Drawn) -> None:
    text = "Russia threatened to attack Greece if Greece arms the islands."
    [draft] = see(text, Glimpse("threatened", EventType.THREATEN, ("Russia",), ("Greece",)))
    assert draft.condition is not None
    assert draft.consequence is not None
    doc = draft.cue.doc
    assert doc[slice(*draft.condition)].text == "Greece arms the islands"
    assert doc[slice(*draft.consequence)].text == "to attack Greece"
    bare = see("Russia threatened.", Glimpse("threatened", EventType.THREATEN, ("Russia",)))
    assert rows(bare) == [("THREATEN", ("RUS",), ())]


@pytest.mark.parametrize(
    ("text", "cue", "row"),
    [
        ("Turkey met Greece in Tehran.", "met", ("CONSULT", ("TUR", "GRC"), ())),
        ("The Turkish president met the Greek president in Greece.", "met", ("CONSULT", ("TUR",), ("GRC",))),
        ("The Turkish president visited the Greek president.", "visited", ("CONSULT", ("TUR",), ("GRC",))),
    ],
)
def test_those_who_meet_are_actors_but_for_a_host(
    see: Drawn, text: str, cue: str, row: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> None:
    first, second = ("Turkey", "Greece") if text.startswith("Turkey") else ("Turkish", "Greek")
    assert rows(see(text, Glimpse(cue, EventType.CONSULT, (first,), (second,)))) == [row]


def test_a_meeting_of_one_is_no_row(see: Drawn) -> None:
    assert see("The Turkish president convened.", Glimpse("convened", EventType.CONSULT, ("Turkish",))) == []


def test_a_meeting_ahead_is_agreed_and_one_that_was_not_held_is_no_row(see: Drawn) -> None:
    def met(text: str, status: Status) -> list[Draft]:
        return see(text, Glimpse("meet", EventType.CONSULT, ("Turkey",), ("Greece",), status=status))

    for status in (Status.ACTUAL, Status.FUTURE):
        [draft] = met("Turkey will meet Greece.", status)
        assert (draft.type, draft.status) == (EventType.AGREE, Status.FUTURE)
    for status in (Status.ACTUAL, Status.NEGATED):
        assert met("Turkey did not meet Greece.", status) == []
