"""Attributions made by hand, an attributor that finds what it was given, and what holds for every attribution."""

from collections.abc import Sequence

from standoff.language.attribution.attributor import Attribution
from standoff.language.syntax import Parse
from standoff.types import Article, Coder, Form, Span, Spans, check_spans

MODEL, RULES = Coder("model", "1"), Coder("rules", "1")


class Given:
    """Finds the attributions that it was given, in any text."""

    def __init__(self, *attributions: Attribution) -> None:
        self._attributions = attributions

    @property
    def coders(self) -> frozenset[Coder]:
        return frozenset(each.coder for each in self._attributions)

    def attribute(self, parse: Parse) -> list[Attribution]:
        return list(self._attributions)


def said(
    text: str,
    source: str,
    cue: str,
    content: str | Sequence[str],
    form: Form = Form.INDIRECT,
    addressee: str = "",
    coder: Coder = MODEL,
    score: float = 0.9,
) -> Attribution:
    """Return an attribution of words that `text` holds; an empty string stands for none."""
    contents = [content] if isinstance(content, str) else content
    found = (spans(text, source), spans(text, cue), spans(text, *contents))
    return Attribution(*found, form, coder, spans(text, addressee), score)


def spans(text: str, *words: str) -> Spans:
    return tuple(Span(text.index(each), text.index(each) + len(each)) for each in words if each)


def check(article: Article, each: Attribution) -> None:
    """Fail if the words of an attribution cannot be cited."""
    check_spans(article, each.content)
    for spans in (each.source, each.cue, each.addressee):
        if spans:
            check_spans(article, spans)
    assert 0 <= each.score <= 1
