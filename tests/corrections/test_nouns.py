from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest

from standoff.corrections import NOTHING, By, Change, Correction, Kind, Target
from standoff.errors import CorrectionError
from standoff.plover import EventType
from standoff.types import Span
from tests.readings import reading

AT = datetime(2022, 2, 3, 9, 30, tzinfo=UTC)
BY = By("Jane Doe", AT, "a question")
SAID, ASKED = reading().statements[0], reading().events[0]
OF_EVENT, OF_STATEMENT = Target(ASKED.id, event=ASKED), Target(SAID.id, statement=SAID)


def test_a_correction_is_written_as_json_and_back_and_what_is_not_set_stays_unset() -> None:
    made = Correction.of(
        Kind.CHANGE, BY, target=OF_EVENT, sets=Change(date=None, type=EventType.REJECT, spans=(Span(0, 6),))
    )
    json = msgspec.json.encode(made)
    assert msgspec.json.decode(json, type=Correction) == made
    assert msgspec.json.decode(json)["sets"] == {"spans": [[0, 6]], "date": None, "type": "REJECT"}


def test_the_same_correction_has_the_same_id_and_another_has_another() -> None:
    first = Correction.of(Kind.REJECT, BY, target=OF_EVENT)
    assert first == Correction.of(Kind.REJECT, BY, target=OF_EVENT)
    assert first.id != Correction.of(Kind.REJECT, By("Jane Doe", AT + timedelta(seconds=1)), target=OF_EVENT).id
    assert first.id != Correction.of(Kind.CONFIRM, BY, target=OF_EVENT).id


@pytest.mark.parametrize(
    ("kind", "by", "parts", "complaint"),
    [
        (Kind.REJECT, By(" ", AT), {"target": OF_EVENT}, "without an author"),
        (Kind.REJECT, By("J", AT.replace(tzinfo=None)), {"target": OF_EVENT}, "an instant in UTC"),
        (Kind.REJECT, By("J", AT.astimezone(timezone(timedelta(hours=2)))), {"target": OF_EVENT}, "an instant in UTC"),
        (Kind.REJECT, BY, {}, "to reject has nothing, expected target"),
        (Kind.CHANGE, BY, {"target": OF_EVENT, "sets": NOTHING}, "has target, expected sets, target"),
        (Kind.LINK, BY, {"target": OF_EVENT}, "expected other, target"),
        (Kind.UNDO, BY, {"undoes": "c:1", "target": OF_EVENT}, "expected undoes"),
        (Kind.CHANGE, BY, {"target": OF_EVENT, "sets": Change(speaker="x")}, "an event has no speaker; it has acc"),
        (Kind.CHANGE, BY, {"target": OF_STATEMENT, "sets": Change(what="x")}, "a statement has no what; it has addre"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(kind: Kind, by: By, parts: dict[str, Any], complaint: str) -> None:
    with pytest.raises(CorrectionError, match=complaint):
        Correction.of(kind, by, **parts)


def test_a_target_is_one_row() -> None:
    with pytest.raises(CorrectionError, match="expected one of the two"):
        Target("e:1", statement=SAID, event=ASKED)
    with pytest.raises(CorrectionError, match="expected one of the two"):
        Target("e:1")
