"""Where a list goes on: the key of the last row of a page, as it stands in an address."""

from fastapi import HTTPException

from standoff.web.overview.columns import Mask, Numbers, before


def part(keys: Numbers, mask: Mask | None, after: str | None, limit: int) -> tuple[Numbers, str | None]:
    """Return the places of the rows of a page, the newest first, and where the next page goes on."""
    found = before(keys, mask, _number(after), limit + 1)
    more = len(found) > limit
    found = found[:limit]
    return found, f"{int(keys[found[-1]]):x}" if more else None


def _number(after: str | None) -> int | None:
    if after is None:
        return None
    try:
        return int(after, 16)
    except ValueError as error:
        raise HTTPException(422, f"after: {after!r} is no end of a page; take `next` as it was given") from error
