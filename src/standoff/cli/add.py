"""`standoff add`: a row that no reader found."""

import click

from standoff import correcting
from standoff.cli import options
from standoff.cli.corrections import report
from standoff.correcting import Named, NewEvent, NewStatement
from standoff.plover import EventType, Status
from standoff.store import Store, open_store
from standoff.types import Article, Citation, Form


@click.command(short_help="Add a statement or an event by its words.")
@click.argument("article", metavar="ARTICLE")
@click.argument("words", metavar="WORDS")
@options.db
@click.option("--event", "kind", type=click.Choice([each.value for each in EventType]), help="An event of this type.")
@click.option("--statement", is_flag=True, help="A statement: WORDS are what was said.")
@options.occurrence
@click.option("--actors", metavar="A,B", default="none", help="Of an event: who acts, codes or names.")
@click.option("--recipients", metavar="A,B", default="none", help="Of an event: who is acted upon.")
@click.option("--status", type=click.Choice([each.value for each in Status]), default="actual", show_default=True)
@click.option("--mode", metavar="MODE", help="Of an event: its mode, as in PLOVER.")
@click.option("--what", metavar="WORDS", help="Of an event: what it is about, in plain words.")
@click.option("--by-the-report", is_flag=True, help="The report itself states the event, not who is quoted there.")
@click.option("--speaker", metavar="NAME", help="Of a statement: who said it, an id or a whole name.")
@click.option("--addressees", metavar="A,B", default="none", help="Of a statement: to whom.")
@click.option("--source", metavar="WORDS", help="Of a statement: the words that name who said it.")
@click.option("--form", type=click.Choice([each.value for each in Form]), default="indirect", show_default=True)
@click.option("--date", metavar="DAY", help="The day, or 2022-01-24/2022-01-30, if the report says it.")
@options.correcting
@options.answer
def command(
    article: str,
    words: str,
    db: str,
    kind: str | None,
    statement: bool,
    occurrence: int,
    author: str | None,
    reason: str | None,
    as_json: bool,
    **fields: str | bool | None,
) -> None:
    """Add a statement or an event by its words.

    ARTICLE is named as for `standoff show`; WORDS are copied from it to the letter.

    \b
    Examples:
      standoff add orban.txt "NATO must not expand" --event REQUEST --actors RUS --recipients NATO
      standoff add orban.txt "the talks had failed" --statement --speaker "Jane Doe" --source "The minister"
    """
    if statement == (kind is not None):
        raise click.UsageError("write --statement, or --event with its type")
    by, given = options.by(author, reason), {name: value for name, value in fields.items() if isinstance(value, str)}
    with open_store(db, create=False) as store:
        cited = correcting.cited(store.article(article), words, occurrence)
        people = [correcting.speaker(store, each) for each in _people(given)]
        introduces = tuple(actor for each in people for actor in each.introduces)
        new: NewStatement | NewEvent
        if kind:
            new = _event(store, EventType(kind), cited, given, by_the_report=bool(fields["by_the_report"]))
        else:
            new = _statement(store.article(article), cited, given, people)
        report(store, [correcting.add(store, new, by, introduces)], as_json=as_json)


def _event(store: Store, kind: EventType, cited: Citation, given: dict[str, str], *, by_the_report: bool) -> NewEvent:
    return NewEvent(
        kind,
        cited,
        correcting.parties(store, options.names(given["actors"])),
        correcting.parties(store, options.names(given["recipients"])),
        Status(given["status"]),
        given.get("mode"),
        given.get("date"),
        given.get("what"),
        by_the_report=by_the_report,
    )


def _people(given: dict[str, str]) -> list[str]:
    return [given.get("speaker", ""), *options.names(given["addressees"])] if "speaker" in given else []


def _statement(article: Article, cited: Citation, given: dict[str, str], people: list[Named]) -> NewStatement:
    return NewStatement(
        cited,
        source=correcting.cited(article, given["source"]) if "source" in given else None,
        form=Form(given["form"]),
        speaker=people[0].id if people else None,
        addressees=tuple(each.id for each in people[1:]),
        said_on=given.get("date"),
    )
