"""What a page says about its article: schema.org before OpenGraph before the rest."""

import json
from datetime import date

import pytest

from standoff.extract import extract
from standoff.settings import Settings
from standoff.types import Article, Capture
from tests.extract.blocks import SENTENCES

BODY = "".join(f"<p>{words}</p>" for words in SENTENCES)


def read(head: str = "", body: str = BODY, title: str = "") -> Article:
    markup = f"<html><head>{head}</head><body>{title}<article>{body}</article></body></html>"
    return extract(Capture("page.html", "text/html", markup.encode()), Settings())


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
    assert read(linked(ARTICLE)).published_on == date(2022, 2, 1)


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
