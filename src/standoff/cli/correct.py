"""`standoff correct`: a row confirmed, rejected, or changed by hand."""

from dataclasses import replace
from typing import Any

import click
from msgspec import UNSET

from standoff import correcting
from standoff.cli import options
from standoff.cli.corrections import report
from standoff.corrections import NOTHING, By, Change, Correction
from standoff.plover import EventType, Status
from standoff.store import Store, open_store
from standoff.types import Actor, Form

_VERDICTS = ("confirm", "reject")


@click.command(short_help="Confirm, reject or change a row.")
@click.argument("row", metavar="ROW")
@options.db
@click.option("--confirm", "verdict", flag_value="confirm", help="The row is right.")
@click.option("--reject", "verdict", flag_value="reject", help="There is no such row; it is not shown any longer.")
@click.option("--type", "type_", type=click.Choice([each.value for each in EventType]), help="The type of the event.")
@click.option("--mode", metavar="MODE", help="Its mode, as in PLOVER.")
@click.option("--status", type=click.Choice([each.value for each in Status]), help="Whether it happened.")
@click.option("--actors", metavar="A,B", help="Who acts: codes or names.")
@click.option("--recipients", metavar="A,B", help="Who is acted upon.")
@click.option("--date", metavar="DAY", help="The day, or 2022-01-24/2022-01-30; of a statement, of speaking.")
@click.option("--what", metavar="WORDS", help="What it is about, in plain words.")
@click.option("--according-to", metavar="ROW", help="The statement that tells it, or `reporter`.")
@click.option("--speaker", metavar="NAME", help="Who said it: an id, or a whole name.")
@click.option("--addressees", metavar="A,B", help="To whom: ids, or whole names.")
@click.option("--form", type=click.Choice([each.value for each in Form]), help="How the words are reported.")
@click.option("--words", metavar="WORDS", help="The words that state it, exactly as in the article.")
@options.occurrence
@click.option("--answers", metavar="ROW", multiple=True, help="A request that it answers. Repeatable.")
@click.option("--not-answers", metavar="ROW", multiple=True, help="A request that it does not answer. Repeatable.")
@options.correcting
@options.answer
def command(
    row: str,
    db: str,
    verdict: str | None,
    answers: tuple[str, ...],
    not_answers: tuple[str, ...],
    author: str | None,
    reason: str | None,
    as_json: bool,
    **fields: Any,
) -> None:
    """Confirm, reject or change a row.

    ROW is the id of a statement or an event, or the beginning of it: `standoff review` and `standoff show` list them.
    What is not named stays as it was read; `none` says that the report does not say. The correction wins over every
    model, also when the article is read again; `standoff corrections` lists it, `standoff undo` takes it back.

    \b
    Examples:
      standoff correct e:7f14 --reject --reason "a question, not a demand"
      standoff correct e:7f14 --type REJECT --actors RUS --date none
      standoff correct s:02bc --speaker "Jane Doe" --words "the talks had failed" --occurrence 2
      standoff correct e:7f14 --answers e:9a20
    """
    by = options.by(author, reason)
    with open_store(db, create=False) as store:
        sets, introduces = _sets(store, row, fields)
        if verdict and sets.set():
            raise click.UsageError(f"--{verdict} is of the whole row; write it without what is to change")
        made = list(_made(store, row, by, verdict, sets, introduces))
        made += [correcting.link(store, row, each, by) for each in answers]
        made += [correcting.unlink(store, row, each, by) for each in not_answers]
        if not made:
            raise click.UsageError("nothing to correct; write --confirm, --reject, or what is to change")
        report(store, made, as_json=as_json)


def _made(
    store: Store, row: str, by: By, verdict: str | None, sets: Change, introduces: tuple[Actor, ...]
) -> list[Correction]:
    match verdict:
        case "confirm":
            return [correcting.confirm(store, row, by)]
        case "reject":
            return [correcting.reject(store, row, by)]
        case _:
            return [correcting.change(store, row, by, sets, introduces)] if sets.set() else []


def _sets(store: Store, row: str, fields: dict[str, Any]) -> tuple[Change, tuple[Actor, ...]]:
    """Return what is to change, and who of it is new to the record."""
    given = {name: value for name, value in fields.items() if value is not None}
    people = [correcting.speaker(store, each) for each in _people(given)]
    introduces = tuple(dict.fromkeys(actor for each in people for actor in each.introduces))
    change = replace(
        NOTHING,
        type=EventType(given["type_"]) if "type_" in given else UNSET,
        mode=_or_none(given, "mode"),
        status=Status(given["status"]) if "status" in given else UNSET,
        date=_or_none(given, "date"),
        what=_or_none(given, "what"),
        form=Form(given["form"]) if "form" in given else UNSET,
        actors=correcting.parties(store, options.names(given["actors"])) if "actors" in given else UNSET,
        recipients=correcting.parties(store, options.names(given["recipients"])) if "recipients" in given else UNSET,
        speaker=_speaker(store, given),
        addressees=_addressees(store, given),
        spans=_spans(store, row, given),
        according_to=_holder(store, given),
    )
    return change, introduces


def _people(given: dict[str, Any]) -> list[str]:
    speaker = [given["speaker"]] if "speaker" in given and not options.is_none(given["speaker"]) else []
    return [*speaker, *options.names(given.get("addressees", ""))]


def _or_none(given: dict[str, Any], name: str) -> Any:
    if name not in given:
        return UNSET
    return None if options.is_none(given[name]) else given[name]


def _speaker(store: Store, given: dict[str, Any]) -> Any:
    name = _or_none(given, "speaker")
    return correcting.speaker(store, name).id if isinstance(name, str) else name


def _addressees(store: Store, given: dict[str, Any]) -> Any:
    if "addressees" not in given:
        return UNSET
    return tuple(correcting.speaker(store, each).id for each in options.names(given["addressees"]))


def _spans(store: Store, row: str, given: dict[str, Any]) -> Any:
    if "words" not in given:
        return UNSET
    article = store.article(store.target(row).citation.article_id)
    return correcting.cited(article, given["words"], given["occurrence"]).spans


def _holder(store: Store, given: dict[str, Any]) -> Any:
    if "according_to" not in given:
        return UNSET
    return None if given["according_to"] == "reporter" else store.row(given["according_to"]).id
