"""What a person does to a record, named as the record shows it: for the command line, the page, and programs."""

from standoff.correcting.adding import NewEvent, NewStatement, add
from standoff.correcting.making import change, confirm, link, reject, undo, unlink
from standoff.correcting.naming import Named, cited, parties, speaker
from standoff.correcting.steering import merge, move, split

__all__ = [
    "Named",
    "NewEvent",
    "NewStatement",
    "add",
    "change",
    "cited",
    "confirm",
    "link",
    "merge",
    "move",
    "parties",
    "reject",
    "speaker",
    "split",
    "undo",
    "unlink",
]
