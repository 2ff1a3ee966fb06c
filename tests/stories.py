"""A record with copies, for the tests of what is done with them."""

from datetime import date

from standoff.ledger.stories import tell
from standoff.plover import EventType
from standoff.store import Store
from standoff.types import Article, Reading
from tests.ledger.prose import prose
from tests.readings import PUTIN, RUSSIA, article, event, statement

REST = prose(1, 12)
SAID = "the demands were ignored"
TEXT = f"Moscow asked that NATO will not expand to Ukraine. Vladimir Putin said {SAID}. {REST}"


def first() -> Article:
    return article(TEXT, uri="wire/first.txt", published_on=date(2022, 2, 1), publisher="Wire", headline="Asked")


def copy() -> Article:
    """Return a copy of the next day, with a sentence more and a denial of its own."""
    text = f"{TEXT.replace('Moscow asked', 'Moscow has asked')} Kyiv denied it."
    return article(text, uri="daily/copy.txt", published_on=date(2022, 2, 2), publisher="Daily", headline="Moscow asks")


def reading(at: Article) -> Reading:
    said = statement(at, SAID, "Vladimir Putin", "said", speaker=PUTIN.id)
    asked = event(at, EventType.REQUEST, "NATO will not expand to Ukraine", ("RUS",), ("NATO",))
    refused = event(
        at, EventType.REJECT, SAID, ("NATO",), ("RUS",), answers=(asked.id,), according_to=said.id, date="2022-02-01"
    )
    own = (event(at, EventType.DENY, "Kyiv denied it", ("UKR",)),) if "denied" in at.text else ()
    return Reading(at, actors=(PUTIN, RUSSIA), statements=(said,), events=(asked, refused, *own))


def fill(store: Store, *, work_out: bool = True) -> None:
    """Keep the copy, the first report, and an article that is alone, and work out their stories."""
    other = article(prose(2), uri="other.txt", published_on=date(2022, 2, 3))
    for each in (reading(copy()), reading(first()), Reading(other)):
        store.add(each)
    if work_out:
        tell_all(store)


def tell_all(store: Store) -> None:
    for _ in tell(store.shelf):
        pass
