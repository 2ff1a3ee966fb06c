"""Where a list goes on: the key of the last row of a page, as it stands in an address."""

from typing import NamedTuple

import numpy as np
from fastapi import HTTPException

from standoff.web.overview.columns import Mask, Numbers, before


def part(keys: Numbers, mask: Mask | None, after: str | None, limit: int) -> tuple[Numbers, str | None]:
    """Return the places of the rows of a page, the newest first, and where the next page goes on."""
    found = before(keys, mask, _number(after), limit + 1)
    more = len(found) > limit
    found = found[:limit]
    return found, f"{int(keys[found[-1]]):x}" if more else None


class Part(NamedTuple):
    """The places of the rows of a page, the newest first, in each of two tables; `next` is where the next goes on."""

    one: Numbers
    other: Numbers
    next: str | None


def part_of_two(
    one: tuple[Numbers, Mask | None], other: tuple[Numbers, Mask | None], after: str | None, limit: int
) -> Part:
    """Return the page of two tables together, each given as its keys and a mask.

    Of rows with the same key that of `one` is newer: the keys are doubled, and those of `one` are odd. Neither table is
    read beyond the page.
    """
    last = _doubled(after)
    ones = before(*one, None if last is None else last // 2, limit + 1)
    others = before(*other, None if last is None else (last + 1) // 2, limit + 1)
    keys = np.concatenate([2 * one[0][ones] + 1, 2 * other[0][others]])
    order = np.argsort(-keys, kind="stable")
    shown = order[:limit]
    of_one = int(np.count_nonzero(shown < len(ones)))
    following = _sign(int(keys[shown[-1]])) if len(order) > limit else None
    return Part(ones[:of_one], others[: len(shown) - of_one], following)


_OTHER = "-s"
"""What the end of a page is marked with where it is a row of the other table; without it as lists of one table have."""


def _sign(doubled: int) -> str:
    return f"{doubled // 2:x}{'' if doubled % 2 else _OTHER}"


def _doubled(after: str | None) -> int | None:
    if after is None:
        return None
    number = _number(after.removesuffix(_OTHER)) or 0
    return 2 * number + (not after.endswith(_OTHER))


def _number(after: str | None) -> int | None:
    if after is None:
        return None
    try:
        return int(after, 16)
    except ValueError as error:
        raise HTTPException(422, f"after: {after!r} is no end of a page; take `next` as it was given") from error
