"""Where the captures of a record are: beside its database, or in the folder that was named."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click

from standoff.archive import Archive, folder_beside
from standoff.errors import SettingsError
from standoff.store import shown


def folder_of(db: str, named: Path | None) -> Path | None:
    """Return the folder of the captures; None where the database is no file and none was named."""
    return named or folder_beside(db)


def kept_in(db: str, named: Path | None) -> Path | None:
    """Return the folder of the captures if there are any; one that was named must be there."""
    folder = folder_of(db, named)
    if folder is None or folder.is_dir():
        return folder
    if named:
        raise SettingsError(
            f"{named}: there are no captures, this folder does not exist; check --captures-in or STANDOFF_CAPTURES"
        )
    return None


def archive(db: str, named: Path | None, *, wanted: bool) -> AbstractContextManager[Archive | None]:
    """Open the archive into which a command keeps captures; say so where it keeps none that are wanted."""
    folder = folder_of(db, named) if wanted else None
    if wanted and folder is None:
        click.echo(
            f"standoff: captures are not kept, since {shown(db)} is no file beside which they could lie; name a folder "
            "for them with --captures-in DIR, or leave them out with --no-captures",
            err=True,
        )
    return Archive(folder) if folder else nullcontext()
