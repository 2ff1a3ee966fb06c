"""Words as every reader of an answer sees them, on a terminal and on a page."""

import re

_SPACE = re.compile(r"\s+")


def counted(number: int, noun: str) -> str:
    """Return "1 article" or "2,000 stories"."""
    if number != 1:
        noun = f"{noun[:-1]}ies" if noun.endswith("ry") else f"{noun}s"
    return f"{number:,} {noun}"


def flat(exact: str) -> str:
    """Return words on one line."""
    return _SPACE.sub(" ", exact)


def cut(exact: str, room: int) -> str:
    """Return words on one line, cut in the middle, between words, where they are long."""
    line = flat(exact).strip()
    if len(line) <= room:
        return line
    head, tail = line[: room * 2 // 3], line[-room // 3 :]
    return f"{head[: head.rfind(' ')] if ' ' in head else head} […] {tail[tail.find(' ') + 1 :]}"
