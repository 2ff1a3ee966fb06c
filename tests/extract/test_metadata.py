"""What a page says about its article: schema.org before OpenGraph before the rest."""

import json
from datetime import UTC, date, datetime
from html import escape
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.extract import extract
from standoff.settings import Settings
from standoff.types import Article, Capture
from tests.extract.blocks import SENTENCES

BODY = "".join(f"<p>{words}</p>" for words in SENTENCES)


def read(
    head: str = "",
    body: str = BODY,
    title: str = "",
    uri: str = "page.html",
    told: str | None = None,
    published_on: date | None = None,
) -> Article:
    markup = f"<html><head>{head}</head><body>{title}<article>{body}</article></body></html>"
    fields = (("published_on", told),) if told else ()
    capture = Capture(uri, "text/html", markup.encode(), fields=fields)
    return extract(capture, Settings(published_on=published_on))


def linked(*items: object, kind: str = "application/ld+json") -> str:
    return f'<script type="{kind}">{json.dumps(items[0] if len(items) == 1 else items)}</script>'


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "No treaty before the autumn",
    "datePublished": "2022-02-01T23:30:00+03:00",
}


def test_linked_data_come_before_opengraph_and_opengraph_before_the_title() -> None:
    graph = "<meta property=og:title content='Zenda angry'>"
    assert read(linked(ARTICLE) + graph + "<title>Home</title>").headline == "No treaty before the autumn"
    assert read(f"{graph}<title>Home</title>").headline == "Zenda angry"
    assert read("<title>Home of the brave</title>").headline == "Home of the brave"


def test_the_heading_with_which_the_text_begins_is_the_headline() -> None:
    article = read(linked(ARTICLE), f"<h1>Ruritania <i>will</i> not sign</h1>{BODY}")
    assert article.headline == "Ruritania will not sign"
    assert article.headline_span == (0, 23)


def test_the_publisher_is_cut_from_the_end_of_a_headline() -> None:
    publisher = "<meta property=og:site_name content=Herald>"
    assert read(f"{publisher}<title>No treaty - yet | Herald</title>").headline == "No treaty - yet"
    assert read(f"{publisher}<title>No treaty - Courier</title>").headline == "No treaty - Courier"


@pytest.mark.parametrize(
    "author",
    [
        "Anthony Hope",
        {"@type": "Person", "name": "By Anthony Hope"},
        [{"name": ["Anthony Hope"]}, {"name": "Anthony Hope"}, {"url": "/hope"}, None, 7],
        ["https://herald.example/hope", "Anthony&nbsp;Hope"],
        {"@id": "#hope"},
    ],
)
def test_authors_are_names_items_or_references(author: object) -> None:
    head = linked(
        {"@graph": [ARTICLE | {"author": author}, {"@id": "#hope", "@type": "Person", "name": "Anthony Hope"}]}
    )
    assert read(head).byline == "Anthony Hope"


@pytest.mark.parametrize(
    "author",
    [
        {"@id": json.loads("[" * 900 + "]" * 900), "name": "\t"},
        {"@id": "#loop"},
        {"name": [{"@id": "#loop"}]},
        json.loads("[" * 900 + "]" * 900),
        {"name": {"name": "no"}},
    ],
)
def test_references_in_a_circle_and_lists_in_lists_name_nobody(author: object) -> None:
    circle = {"@id": "#loop", "@type": "Person", "name": [{"@id": "#loop"}]}
    assert read(linked({"@graph": [ARTICLE | {"author": author}, circle]})).byline is None


def test_several_authors_are_joined() -> None:
    assert read(linked(ARTICLE | {"author": [{"name": "Anthony Hope"}, {"name": "Rose Bertram"}]})).byline == (
        "Anthony Hope, Rose Bertram"
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<meta name=author content='Anthony Hope'>",
        "<meta property=article:author content='https://herald.example/hope'><meta name=byl content='By Anthony Hope'>",
        "<span itemprop=author itemscope><a itemprop=name>Anthony Hope</a> our correspondent</span>",
        "<a rel=author href=/hope>Anthony Hope</a>",
    ],
)
def test_without_linked_data_the_byline_is_in_the_markup(markup: str) -> None:
    assert read(title=markup).byline == "Anthony Hope"


def test_the_publisher_is_an_organization_or_the_name_of_the_site() -> None:
    site = "<meta property=og:site_name content='Herald online'>"
    assert read(linked(ARTICLE | {"publisher": {"name": "Herald"}}) + site).publisher == "Herald"
    assert read(linked(ARTICLE | {"publisher": {"@id": "#nobody"}}) + site).publisher == "Herald online"
    assert read().publisher is None


def test_the_day_is_that_of_the_zone_in_which_the_page_gives_the_time() -> None:
    article = read(linked(ARTICLE))
    assert article.published_on == date(2022, 2, 1)
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2022-02-01T23:30:00+03:00"


@pytest.mark.parametrize(
    "head",
    [
        linked(ARTICLE | {"datePublished": "2022-02-01T10:00Z"}),
        "<meta property=article:published_time content=2022-02-01T10:00:00Z>",
        "<meta itemprop=datePublished content='2022-02-01 10:00:00 +0000'>",
        "<meta name=pubdate content='Tue, 1 Feb 2022 10:00:00 GMT'>",
    ],
)
def test_the_instant_is_where_the_day_is(head: str) -> None:
    assert read(head).published_at == datetime(2022, 2, 1, 10, tzinfo=UTC)


def test_the_instant_is_never_that_of_another_date_than_the_first() -> None:
    day = linked(ARTICLE | {"datePublished": "2022-02-01"})
    graph = "<meta property=article:published_time content=2022-02-01T10:00:00Z>"
    assert read(f"{day}{graph}").published_at is None
    times = "<time datetime=2022-02-01T10:00:00Z>10:00</time>"
    assert read(day, f"<h1>Ruritania will not sign</h1>{times}{BODY}").published_at is None


def test_what_is_told_beside_the_page_wins_and_the_page_gives_the_instant_if_it_is_of_that_day() -> None:
    page = linked(ARTICLE)
    assert read(page, published_on=date(2022, 2, 1)).published_at == datetime(2022, 2, 1, 20, 30, tzinfo=UTC)
    other = read(page, published_on=date(2022, 2, 2))
    assert (other.published_on, other.published_at) == (date(2022, 2, 2), None)
    told = read(page, told="Wed, 02 Feb 2022 00:30:00 +0400")
    assert told.published_on == date(2022, 2, 2)
    assert told.published_at is not None
    assert told.published_at.isoformat() == "2022-02-02T00:30:00+04:00"


CANONICAL = "<link rel='nofollow Canonical' href='https://herald.example/story'>"
GRAPH = "<meta property=og:url content='https://herald.example/other'>"


def test_the_canonical_link_comes_before_the_address_of_opengraph() -> None:
    assert read(GRAPH + CANONICAL).canonical == "https://herald.example/story"
    assert read(GRAPH).canonical == "https://herald.example/other"
    assert read(CANONICAL.replace("https://herald.example/story", "javascript:alert(1)") + GRAPH).canonical == (
        "https://herald.example/other"
    )
    assert read("<link rel=alternate href='https://herald.example/amp'>").canonical is None


def test_the_address_of_the_page_itself_is_left_as_it_came() -> None:
    article = read("<link rel=canonical href=/story>", uri="https://herald.example/news?id=7")
    assert (article.uri, article.canonical) == ("https://herald.example/news?id=7", "https://herald.example/story")
    based = read("<base href=/archive/><link rel=canonical href=story>", uri="https://herald.example/news")
    assert based.canonical == "https://herald.example/archive/story"


_VALUES = (
    "0000-01-01T00:00:01Z", "0001-01-01T01:00:00+14:00", "9999-12-31T23:59:59-14:00", "2022-02-31T10:00:00Z",
    "2022-02-01T10:00:00+24:00", "2022-02-01T10:00:00-99:99", "2022-02-01T25:61:61Z", "2022-02-01T10:00:00",
    f"2022-02-01T10:00:00.{'9' * 5000}Z", f"2022-02-01{'T' * 5000}", "2" * 5000, "-2022-02-01T10:00:00Z",
    "javascript:alert(1)", "https://[", "https://a.example@b.example/c", "//x.example/\x01\u202e", "https://a.",
    f"https://a.example/{'a' * 5000}", "http://127.0.0.1/a", "data:text/html,<script>", "\x00", " ", "\u202e",
    "2022-02-01T10:00:00Z", "2022-02-01T10:00:00+03:00", "https://a.example/b", "b",
)  # fmt: skip
_HOSTILE = st.sampled_from(_VALUES) | st.text(st.characters(exclude_categories=["Cs"]))


@given(
    values=st.tuples(_HOSTILE, _HOSTILE, _HOSTILE, _HOSTILE, _HOSTILE),
    uri=st.sampled_from(["page.html", "https://herald.example/news", "https://[", "javascript:alert(1)"]),
)
@settings(deadline=None)
def test_whatever_a_page_says_of_itself_nothing_that_cannot_be_is_kept(values: tuple[str, ...], uri: str) -> None:
    day, time, base, link, graph = map(escape, values)
    head = (
        f'{linked(ARTICLE | {"datePublished": values[0]})}<meta property="article:published_time" content="{time}">'
        f'<meta name="date" content="{day}"><base href="{base}"><link rel="canonical" href="{link}">'
        f'<meta property="og:url" content="{graph}">'
    )
    article = read(head, uri=uri, told=values[1])
    if article.published_at is not None:
        assert article.published_at.date() == article.published_on
        assert article.published_at.astimezone(UTC).year >= 1
    if article.canonical is not None:
        parts = urlsplit(article.canonical)
        assert (parts.scheme in {"http", "https"}, parts.username) == (True, None)
        assert "." in (parts.hostname or "")
        assert len(article.canonical) <= 2000
        assert article.canonical.isprintable()


def test_an_article_is_asked_before_the_page_around_it() -> None:
    page = {"@type": "WebPage", "datePublished": "2020-01-01", "headline": "Home"}
    assert read(linked(page, ARTICLE)).published_on == date(2022, 2, 1)
    assert read(linked(page)).published_on == date(2020, 1, 1)


@pytest.mark.parametrize(
    "script",
    [
        f"<script type='application/ld+json'><!-- {json.dumps(ARTICLE)} --></script>",
        f"<script type='application/ld+json'>\n//<![CDATA[\n{json.dumps(ARTICLE)}\n//]]></script>",
        f"<SCRIPT data-n=1 TYPE=application/ld+json>{json.dumps(ARTICLE)}</SCRIPT>",
        f"<script type='application/ld+json'>{{broken</script>{linked(ARTICLE)}",
        linked({"@type": "Article", "headline": "No treaty before the-autumn"}).replace("-", "\n", 1),
    ],
)
def test_linked_data_are_read_as_pages_have_them(script: str) -> None:
    assert read(script).headline == "No treaty before the autumn"


@pytest.mark.parametrize("value", [7, "", " ", {"a": 1}, [], "x" * 301])
def test_what_is_no_headline_is_passed_over(value: object) -> None:
    assert read(linked(ARTICLE | {"headline": value}) + "<title>Home</title>").headline == "Home"
