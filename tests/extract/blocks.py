"""Pages, texts and lines of JSON made of small blocks of our own, for properties and for fuzzing."""

import json
from html import unescape
from typing import Any
from unicodedata import category, normalize

from hypothesis import strategies as st

from standoff.extract.html import places
from standoff.extract.pagemap import PageMap
from standoff.types import Article, Capture, Span

SENTENCES = (
    "The foreign minister of Ruritania said on Tuesday that his country would not sign the treaty of Zenda.",
    "Talks between the two sides will go on in Strelsau next week, he told reporters after the meeting.",
    "The ministry of Zenda called the refusal a grave mistake and asked for an answer by the end of the month.",
    "«Nobody», wrote Rudolf Rassendyll, “has asked for a ceasefire” – not even the King’s own envoys.",
)
_WORDS = st.sampled_from(
    [
        "treaty",
        "Hentzau's",
        "café",
        "cafe\u0301",
        "Strelsau\u00adburg",
        "naïve",
        "Зенда",
        "部長",
        "2 < 3",
        "R&D",
        "a\u0323\u0301b",
    ]
)
_ENTITIES = st.sampled_from(
    [
        "&amp;",
        "&nbsp;",
        "&#8217;",
        "&#x2019;",
        "&eacute;",
        "e&#769;",
        "&lt;p&gt;",
        "&notit;",
        "&copy2022",
        "&unknown;",
        "&#128;",
        "&#0;",
        "&shy;",
        "&#x200b;",
        "&",
        "&amp;amp;",
        "&NotEqualTilde;",
    ]
)
_NOISE = st.sampled_from(
    [
        "<!-- a comment -->",
        "<!-->",
        "<!-- <p>not shown</p> -->",
        "<![CDATA[ not text ]]>",
        "<?php echo 1 ?>",
        "<script>if (a < b) {'<p>'}</script>",
        "<style>p > b {}</style>",
        "\r\n",
        "\u00a0",
        "  ",
        "<br>",
        "<br/>",
        "<wbr>",
        "<img src=a.jpg alt='a > b'>",
        "\u200b",
        "\ufeff",
        "\x07",
        "</p>",
        "</b>",
        '<a title="it\'s > that" href=/x>',
        "<",
        "< p",
        "</>",
        "<td>",
        "<li>",
        "<p>",
    ]
)
_SENTENCE = st.sampled_from(SENTENCES)
_TAGS = st.sampled_from(["b", "i", "em", "a", "span", "small", "q", "font", "x-own", "sup", "code"])
_BLOCKS = st.sampled_from(
    ["p", "div", "li", "h2", "blockquote", "section", "td", "pre", "p", "p", "dd", "figcaption", "aside"]
)


def _joined(parts: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    return st.builds(str.join, st.sampled_from(["", " ", "\n"]), st.lists(parts, min_size=1, max_size=most))


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds("<{0}>{1}</{0}>".format, _TAGS, inner)


_INLINE = st.recursive(
    st.one_of(_SENTENCE, _WORDS, _ENTITIES, _NOISE), lambda inner: _nested(_joined(inner, 3)), max_leaves=6
)


_BLOCK = st.builds(
    "<{0} class={2}>{1}</{0}>".format, _BLOCKS, _joined(_INLINE, 6), st.sampled_from(["a", "text", "'article-body'"])
)
_HEAD = st.sampled_from(
    [
        "",
        "<title>Ruritania will not sign | Herald</title>",
        "<meta property=og:title content='Ruritania will not sign'>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "Anthony Hope"}]}</script>',
        '<script type="application/ld+json">[{"@type": "Article", "author": {"@id": "#"}}, {"@id": "#"}]</script>',
        '<script type="application/ld+json">{"@type": ["Article", 1], "headline": 7, "datePublished": [1]}</script>',
    ]
)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Make a page; its blocks may stand on it twice, and some are no blocks at all."""
    blocks = draw(st.lists(st.one_of(_BLOCK, _BLOCK, _INLINE), min_size=1, max_size=8))
    again = draw(st.lists(st.sampled_from(blocks), max_size=3))
    body = "".join([f"<p>{SENTENCES[0]}</p>", *blocks, *again, f"<p>{SENTENCES[1]} {SENTENCES[2]}</p>"])
    around = draw(
        st.sampled_from(
            ["<article>{}</article>", "<main><h1>Ruritania will not sign</h1>{}</main>", "<div>{}", "{}", "<ul>{}</ul>"]
        )
    )
    return f"<html><head>{draw(_HEAD)}</head><body><nav>Home</nav>{around.format(body)}</body></html>"


_ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-32", "koi8-r", "gb18030"])
_CHARACTERS = st.one_of(
    _SENTENCE,
    _WORDS,
    _ENTITIES,
    _NOISE,
    st.text(max_size=20),
    st.sampled_from(["MOSCOW (Reuters) - ", "By Anthony Hope\n", "1 February 2022", "\n\n"]),
)


def encoded(texts: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    return st.builds(lambda text, encoding: text.encode(encoding, "replace"), texts, _ENCODINGS)


def texts() -> st.SearchStrategy[str]:
    return _joined(_CHARACTERS, 12)


_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        texts(),
        st.sampled_from(["2022-02-01", "02/03/2022", "1 Feb 2022"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts(), inner, max_size=3)),
    max_leaves=6,
)
_COLUMNS = st.sampled_from(
    ["text", "body", "uri", "id", "headline", "title", "date", "published_on", "source", "author", "other", "content"]
)


def lines() -> st.SearchStrategy[str]:
    return st.builds(
        lambda row, ascii_only: json.dumps(row, ensure_ascii=ascii_only),
        st.dictionaries(_COLUMNS, _VALUES, max_size=6),
        st.booleans(),
    )


def shown(page: PageMap, span: Span) -> str:
    """Read what the page shows at the places of a span, by Python's own reading of entities."""
    return seen("".join(unescape(page.page[slice(*place)]) for place in page.spans(span)))


def seen(text: str) -> str:
    return "".join(each for each in normalize("NFC", text) if each.isprintable() and not each.isspace())


def misread(capture: Capture, article: Article) -> list[str]:
    """Return the stretches of an article that its page does not show where the map says that it does."""
    page = places(capture, article)
    edges = [
        at for at in range(len(article.text) + 1) if not category(article.text[at : at + 1] or " ").startswith("M")
    ]
    spans = [Span(*pair) for step in (1, 7, 60) for pair in zip(edges, edges[step:], strict=False)]
    return [
        article.text[slice(*span)] for span in (*spans, Span(0, len(article.text))) if not _reads(page, article, span)
    ]


def _reads(page: PageMap, article: Article, span: Span) -> bool:
    return shown(page, span) == seen(article.text[slice(*span)])
