"""Which rows of another reading give way. What two versions of our reader say of 70 reports shows what must hold."""

from datetime import UTC, datetime

import pytest

from standoff.corrections import By, Change, Correction, Kind, Target
from standoff.corrections.giving import given
from standoff.corrections.judging import judged
from standoff.corrections.matching import Row, beside
from standoff.plover import EventType
from standoff.types import Event
from tests.readings import article, event, statement

BY = By("Jane Doe", datetime(2022, 2, 3, tzinfo=UTC))
TEXT = (
    "Ruritania complains that Sylvania ignored its lines, and insists on talks about them. Ruritania began drills with "
    "Freedonia. The president praised the readiness of Osterlich to rebuild the port. He said it was late and cold."
)
AT = article(TEXT)
DRILLS = "Ruritania began drills with Freedonia"
MOBILIZED = event(AT, EventType.MOBILIZE, DRILLS, ("RUR",))


def _given(
    kind: Kind, target: Row, read: list[Row], seen: tuple[Row, ...] = (), sets: Change | None = None
) -> set[str]:
    around = beside(TEXT, target, seen)
    if isinstance(target, Event):
        said = Target(target.id, event=target, beside=around)
    else:
        said = Target(target.id, statement=target, beside=around)
    made = Correction.of(kind, BY, target=said, **({"sets": sets} if sets else {}))  # type: ignore[arg-type]
    return set(given(TEXT, read, judged([made]), {target.id: target}))


@pytest.mark.parametrize("kind", [Kind.CONFIRM, Kind.REJECT])
def test_the_row_itself_gives_way_and_what_is_read_beside_it_at_the_same_words_stays(kind: Kind) -> None:
    together = event(AT, EventType.COOPERATE, DRILLS, ("RUR",))
    assert _given(kind, MOBILIZED, [MOBILIZED, together]) == {MOBILIZED.id}


def test_the_same_words_as_another_type_give_way_to_what_is_kept_and_not_to_what_is_rejected() -> None:
    together = event(AT, EventType.COOPERATE, DRILLS, ("RUR",))
    assert _given(Kind.CONFIRM, MOBILIZED, [together]) == {together.id}
    assert _given(Kind.REJECT, MOBILIZED, [together]) == set()
    assert _given(Kind.CONFIRM, MOBILIZED, [together], (MOBILIZED, together)) == set()


def test_another_type_stays_where_the_type_itself_is_read_in_a_few_words_less() -> None:
    shorter = event(AT, EventType.MOBILIZE, "Ruritania began drills", ("RUR",))
    together = event(AT, EventType.COOPERATE, DRILLS, ("RUR",))
    assert _given(Kind.CONFIRM, MOBILIZED, [together, shorter]) == {shorter.id}


def test_the_act_of_another_within_the_same_words_stays() -> None:
    praised = event(AT, EventType.SUPPORT, "praised the readiness of Osterlich to rebuild the port", ("UKR",))
    ready = event(AT, EventType.AGREE, "the readiness of Osterlich to rebuild the port", ("AUT",))
    assert _given(Kind.CONFIRM, praised, [ready]) == set()


def test_a_row_that_two_of_another_reading_cut_up_takes_the_place_of_both_if_it_is_kept() -> None:
    whole = event(AT, EventType.ACCUSE, TEXT.partition(".")[0], ("RUR",))
    parts: list[Row] = [
        event(AT, EventType.ACCUSE, "Ruritania complains that Sylvania ignored its lines", ("RUR",)),
        event(AT, EventType.ACCUSE, "insists on talks about them", ("RUR",)),
    ]
    assert _given(Kind.CONFIRM, whole, parts) == {each.id for each in parts}
    assert _given(Kind.REJECT, whole, parts) == {parts[0].id}


def test_a_statement_gives_way_in_other_quotation_marks_and_not_to_one_around_it() -> None:
    said = statement(AT, "it was late and cold", "He", "said")
    again = statement(AT, "it was late and cold.", "The president")
    outer = statement(AT, "He said it was late and cold", "The president")
    assert _given(Kind.CONFIRM, said, [again]) == {again.id}
    assert _given(Kind.CONFIRM, said, [said, outer]) == {said.id}


def test_a_row_that_two_persons_rows_claim_is_that_of_the_one_that_it_is_most_like() -> None:
    first = event(AT, EventType.ACCUSE, "Ruritania complains that Sylvania ignored its lines", ("RUR",))
    second = event(AT, EventType.ACCUSE, "ignored its lines, and insists on talks about them", ("RUR",))
    read = event(AT, EventType.ACCUSE, "ignored its lines, and insists on talks", ("RUR",))
    made = [Correction.of(Kind.CONFIRM, BY, target=Target(each.id, event=each)) for each in (first, second)]
    assert given(TEXT, [read], judged(made), {first.id: first, second.id: second}) == {read.id: second.id}
