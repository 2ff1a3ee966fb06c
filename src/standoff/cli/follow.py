"""`standoff follow`: from news feeds to a record, again and again."""

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click

from standoff.archive import Archive
from standoff.archive.manners import Manners
from standoff.cli import options
from standoff.cli.capturing import folder_of
from standoff.cli.extras import check_installed
from standoff.cli.progress import progress
from standoff.cli.stories import work_out
from standoff.cli.tally import Tally, counted, summarize
from standoff.errors import CaptureError, SettingsError
from standoff.language.reader import Reader
from standoff.pipeline import read_captures
from standoff.settings import Settings
from standoff.store import Store, open_store, shown
from standoff.types import Capture

_SECONDS = MappingProxyType({"s": 1, "m": 60, "h": 3600})
_INTERVAL = re.compile(r"(\d{1,6})([smh])")
_LEAST = 60


class Interval(click.ParamType[int]):
    """A time written 90s, 15m or 2h, at least a minute; in seconds."""

    name = "interval"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        found = _INTERVAL.fullmatch(str(value))
        seconds = int(found[1]) * _SECONDS[found[2]] if found else 0
        if seconds < _LEAST:
            self.fail(f"{value!r} is no time of a minute or more; write it as 15m or 2h", param, ctx)
        return seconds


@click.command(short_help="Follow news feeds and read what is new in them.")
@click.argument("feeds", nargs=-1, metavar="FEEDS...")
@options.db
@click.option("--opml", multiple=True, metavar="FILE", help="Follow the feeds that an OPML list names. Repeatable.")
@click.option("--once", is_flag=True, help="One round, then end: for cron.")
@click.option(
    "--every", type=Interval(), default="15m", show_default=True, metavar="TIME", help="From round to round: 15m, 2h."
)
@click.option(
    "--delay",
    type=click.FloatRange(min=0.0),
    default=Manners().delay,
    show_default=True,
    metavar="SECONDS",
    help="From one request to the next of one server; more if its robots.txt asks for it.",
)
@click.option("--contact", metavar="ADDRESS", help="A page or mail address that servers are told, to reach you.")
@options.captures_in
@click.option("--allow-private", is_flag=True, help="Fetch also from this machine and private networks.")
@options.as_json
def command(
    feeds: tuple[str, ...],
    db: str,
    opml: tuple[str, ...],
    once: bool,
    every: int,
    delay: float,
    contact: str | None,
    captures_in: Path | None,
    allow_private: bool,
    as_json: bool,
) -> None:
    """Follow news feeds and read what is new in them.

    FEEDS are addresses of RSS or Atom feeds. Each page that they link to is fetched once, kept as WARC beside the
    database or where --captures-in says, and read. robots.txt is obeyed; a server gets one request at a time, and is
    asked for a feed only if it has changed. What fails in passing is tried again in later rounds. Stop it with Ctrl-C
    at any moment: the next start goes on from there. With --once the exit status is 1 if something could not be
    fetched or read.

    \b
    Examples:
      standoff follow https://news.example/world.rss --db crisis.db
      standoff follow --opml feeds.opml --once --contact desk@news.example
      standoff follow --opml feeds.opml --db postgresql://jane@db.example/crisis --captures-in crisis.captures
    """
    check_installed("feeds", "feedparser", "httpcore", "protego")
    manners = Manners(contact=contact, delay=delay, allow_private=allow_private)
    with open_store(db) as store, Archive(_folder(db, captures_in)) as archive:
        addresses = _addresses(feeds, opml)
        work_out(store)
        reader = Reader()
        while True:
            tally = _round(addresses, archive, manners, reader, store)
            summarize(tally, db, as_json)
            if once:
                sys.exit(1 if tally.failed else 0)
            time.sleep(every)


def _folder(db: str, captures_in: Path | None) -> Path:
    folder = folder_of(db, captures_in)
    if folder is None:
        raise SettingsError(
            f"{shown(db)}: what is fetched is kept, and this is no file beside which it could lie; name a folder for "
            "it with --captures-in DIR"
        )
    return folder


def _addresses(feeds: tuple[str, ...], opml: tuple[str, ...]) -> list[str]:
    from standoff.archive.feeds import listed

    found = list(dict.fromkeys([*feeds, *(feed for path in opml for feed in listed(path))]))
    if not found:
        raise click.UsageError("no feed; name the address of one, or --opml FILE")
    return found


def _round(feeds: list[str], archive: Archive, manners: Manners, reader: Reader, store: Store) -> Tally:
    tally = Tally()
    with progress(lambda: None) as advance:
        found = _followed(feeds, archive, manners)
        for _ in counted(read_captures(found, reader, Settings(), store, archive), tally, advance):
            pass
    return tally


def _followed(feeds: list[str], archive: Archive, manners: Manners) -> Iterator[Capture | CaptureError]:
    from standoff.archive.following import follow

    return follow(feeds, archive, manners)
