"""What a person does to a record, named as the record shows it: for the command line, the page, and programs."""

from standoff.correcting.adding import NewEvent, NewStatement, add
from standoff.correcting.making import change, confirm, link, reject, undo, unlink
from standoff.correcting.naming import Named, cited, parties, speaker
from standoff.correcting.steering import founder, join, merge, move, part, split

__all__ = [
    "Named",
    "NewEvent",
    "NewStatement",
    "add",
    "change",
    "cited",
    "confirm",
    "founder",
    "join",
    "link",
    "merge",
    "move",
    "part",
    "parties",
    "reject",
    "speaker",
    "split",
    "undo",
    "unlink",
]
