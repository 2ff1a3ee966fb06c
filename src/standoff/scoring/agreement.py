"""In what a row of the gold and the row that was read for it agree."""

from collections.abc import Mapping

from standoff.scoring.rows import EventRow
from standoff.scoring.speakers import same_speaker


def same_parties(gold: EventRow, read: EventRow) -> bool:
    return same_actors(gold, read) and same_recipients(gold, read)


def same_actors(gold: EventRow, read: EventRow) -> bool:
    return not set(gold.actors).isdisjoint(read.actors)


def same_recipients(gold: EventRow, read: EventRow) -> bool:
    """Tell whether the two share a recipient, or have none both."""
    return not set(gold.recipients).isdisjoint(read.recipients) or not (gold.recipients or read.recipients)


def same_authority(gold: EventRow, read: EventRow) -> bool:
    """Tell whether both rest on the word of the report itself, or of one speaker."""
    return same_speaker(gold.according_to, read.according_to)


def same_answer(gold: EventRow, read: EventRow, found: Mapping[str, EventRow]) -> bool:
    """Tell whether `read` answers what `gold` does; `found` is what was read for each id of the gold."""
    asked = {found[answer].id for answer in gold.answers if answer in found}
    return not asked.isdisjoint(read.answers)
