"""Feeds are followed, whatever servers do: what is theirs to spoil is one page, never the round."""

import gzip
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from standoff.archive import Archive, network
from standoff.archive.following import follow
from standoff.archive.manners import Manners
from standoff.errors import CaptureError, FetchError
from standoff.types import Capture
from tests.misbehaving import QUICK, Site, first, moved, raw, rss, says, serving
from tests.warcs import PAGE

OTHER = PAGE.replace(b"Talks", b"Other talks")
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "crisis.captures") as made:
        yield made


def round_of(archive: Archive, *feeds: str, manners: Manners = QUICK) -> tuple[list[str], list[str]]:
    """Follow feeds for one round; return the paths of the pages that came, and what was said of the others."""
    found = list(follow(feeds, archive, manners))
    pages = ["/" + item.uri.split("/", 3)[3] for item in found if isinstance(item, Capture)]
    return pages, [str(item) for item in found if isinstance(item, CaptureError)]


def test_new_pages_of_a_feed_are_given_once(site: Site, archive: Archive) -> None:
    site.answers |= {"/1": says(), "/2": says(OTHER)}
    feed = site.feed("/1", site.uri("/2"))
    assert round_of(archive, feed) == (["/1", "/2"], [])
    assert round_of(archive, feed) == ([], [])
    site.feed("/1", "/3")
    site.answers["/3"] = says(PAGE + b"<p>3</p>")
    assert round_of(archive, feed) == (["/3"], [])
    assert site.asked("/1") == 1


def test_a_page_has_the_bytes_the_address_the_time_and_a_record(site: Site, archive: Archive) -> None:
    site.answers["/1"] = says(gzip.compress(PAGE), headers={"Content-Encoding": "gzip"})
    (page,) = follow([site.feed("/1")], archive, QUICK)
    assert isinstance(page, Capture)
    assert (page.uri, page.payload, page.media_type) == (site.uri("/1"), PAGE, "text/html")
    assert page.captured_at is not None
    assert (page.record or "").startswith("urn:uuid:")
    assert archive.find(page.digest) == page


def test_atom_and_rdf_are_feeds_too(site: Site, archive: Archive) -> None:
    site.answers |= {
        "/atom": says(
            b'<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title>'
            b'<entry><title>T</title><link href="/1"/></entry></feed>',
            media="application/atom+xml",
        ),
        "/rdf": says(
            b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
            b"<item><title>T</title><link>/2</link></item></rdf:RDF>",
            media="text/xml",
        ),
        "/1": says(),
        "/2": says(OTHER),
    }
    assert round_of(archive, site.uri("/atom"), site.uri("/rdf")) == (["/1", "/2"], [])


def test_a_visitor_says_who_it_is(site: Site, archive: Archive) -> None:
    round_of(archive, site.feed(), manners=replace(QUICK, contact="desk@news.example"))
    assert all("standoff/" in request.headers["User-Agent"] for request in site.requests)
    assert "desk@news.example" in site.requests[-1].headers["User-Agent"]


def test_an_unchanged_feed_is_not_sent_again(site: Site, archive: Archive) -> None:
    site.answers["/1"] = says()
    told = {"ETag": '"7"', "Last-Modified": "Tue, 01 Feb 2022 10:00:00 GMT"}
    site.answers["/feed"] = first(
        says(rss("/1"), media="application/rss+xml", headers=told), says(b"", "304 Not Modified", None)
    )
    feed = site.uri("/feed")
    assert round_of(archive, feed) == (["/1"], [])
    assert round_of(archive, feed) == ([], [])
    asked = site.requests[-1].headers
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == (told["ETag"], told["Last-Modified"])


def test_a_feed_that_is_the_same_again_is_kept_once(site: Site, archive: Archive, tmp_path: Path) -> None:
    feed = site.feed("/1")
    site.answers["/1"] = says()
    round_of(archive, feed)
    before = archive.count()
    round_of(archive, feed)
    assert archive.count() == before == 2


# What servers do. Each page stands beside a good one, which must come.
PAGES: dict[str, tuple[Any, str]] = {
    "the header comes byte by byte": (raw(b"H", pause=0.05, times=400), "in time"),
    "the body comes byte by byte": (raw(OK + b"\r\n", *[b"x"] * 400, pause=0.05), "in time"),
    "nothing comes": (raw(b"", pause=2.0), "in time"),
    "the body has no end": (raw(OK + b"\r\n", *[b"x" * 10_000] * 10_000), "more than 200,000 bytes"),
    "the chunks have no end": (
        raw(OK + b"Transfer-Encoding: chunked\r\n\r\n", *[b"2710\r\n" + b"x" * 10_000 + b"\r\n"] * 10_000),
        "more than 200,000 bytes",
    ),
    "it redirects in a circle": (moved("/bad"), "in a circle"),
    "it redirects to no address": (moved("http://[::1"), "no address"),
    "it redirects to a file": (moved("file:///etc/passwd"), "http://"),
    "it redirects to a script": (moved("javascript:alert(1)"), "http://"),
    "it redirects to nowhere": (says(b"", "302 Found"), "status 302"),
    "it announces more than it sends": (raw(OK + b"Content-Length: 9999\r\n\r\n", PAGE), "no whole response"),
    "its chunks are cut": (raw(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"ff\r\nabc"), "no whole response"),
    "its chunks are none": (raw(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"zz\r\nabc\r\n"), "no whole response"),
    "its length is none": (raw(OK + b"Content-Length: many\r\n\r\n", PAGE), "no whole response"),
    "it has two lengths": (raw(OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n", PAGE), "no whole response"),
    "it sends a gzip bomb": (
        says(gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"}),
        "more than 200,000 bytes",
    ),
    "it sends broken gzip": (
        says(b"\x1f\x8b\x08\x00\xff\xff\xff\xff" * 4, headers={"Content-Encoding": "gzip"}),
        "broken gzip",
    ),
    "it sends ten thousand headers": (
        raw(OK + b"".join(b"X-%d: y\r\n" % number for number in range(20_000)) + b"\r\n" + PAGE),
        "no whole response",
    ),
    "a header has no end": (raw(OK + b"X-Long: ", *[b"x" * 10_000] * 1_000), "no whole response"),
    "it speaks no HTTP": (raw(b"220 mail.example ESMTP\r\n"), "no whole response"),
    "it hangs up": (raw(), "no whole response"),
    "it is always broken": (says(b"", "500 Internal Server Error"), "status 500"),
    "it is not there": (says(b"", "404 Not Found"), "status 404"),
    "it forbids": (says(b"", "403 Forbidden"), "status 403"),
    "it is a picture": (says(b"\x89PNG", media="image/png"), "image/png"),
    "it does not say what it is": (says(b"\x00\x01", media=None), "no page"),
}


@pytest.mark.parametrize("what", PAGES)
def test_a_page_that_is_spoilt_is_named_and_the_others_come(site: Site, archive: Archive, what: str) -> None:
    answer, expected = PAGES[what]
    site.answers |= {"/bad": answer, "/good": says()}
    begun = time.perf_counter()
    pages, said = round_of(archive, site.feed("/bad", "/good"), manners=replace(QUICK, tries=2))
    assert pages == ["/good"]
    assert [expected in message for message in said] == [True], said
    assert site.uri("/bad") in said[0]
    assert time.perf_counter() - begun < 10


def test_what_is_longer_than_announced_is_taken_as_announced(site: Site, archive: Archive) -> None:
    site.answers["/1"] = raw(OK + b"Content-Length: %d\r\n\r\n" % len(PAGE), PAGE + b"and more")
    (page,) = follow([site.feed("/1")], archive, QUICK)
    assert isinstance(page, Capture)
    assert page.payload == PAGE


def test_a_wrong_charset_is_for_the_extractor_to_see(site: Site, archive: Archive) -> None:
    site.answers["/1"] = says(PAGE, media="text/html; charset=utf-16")
    assert round_of(archive, site.feed("/1")) == (["/1"], [])


def test_a_redirected_page_has_the_address_where_it_was_found_and_is_not_asked_for_again(
    site: Site, archive: Archive
) -> None:
    site.answers |= {"/old": moved("/new#top", "301 Moved Permanently"), "/new": says()}
    feed = site.feed("/old")
    assert round_of(archive, feed) == (["/new"], [])
    assert round_of(archive, feed) == ([], [])
    assert site.asked("/old") == 1


def test_too_many_redirections_are_too_many(site: Site, archive: Archive) -> None:
    site.answers |= {f"/{number}": moved(f"/{number + 1}") for number in range(20)}
    _, said = round_of(archive, site.feed("/0"))
    assert "more than 5 times" in said[0]
    assert site.asked("/6") == 0


@pytest.mark.parametrize("there", ["http://10.0.0.1/", "http://169.254.169.254/latest", "http://[::ffff:10.0.0.1]/"])
def test_a_redirection_into_a_private_network_is_refused(
    site: Site, archive: Archive, monkeypatch: pytest.MonkeyPatch, there: str
) -> None:
    real = network.is_public
    monkeypatch.setattr(network, "is_public", lambda address: address == "127.0.0.1" or real(address))
    site.answers |= {"/bad": moved(there), "/good": says()}
    pages, said = round_of(archive, site.feed("/bad", "/good"), manners=replace(QUICK, allow_private=False))
    assert pages == ["/good"]
    assert "private network" in said[0]


def test_loopback_is_refused_unless_it_is_allowed(site: Site, archive: Archive) -> None:
    for feed in (site.feed("/1"), f"http://localhost:{site.port}/feed", f"http://2130706433:{site.port}/feed"):
        pages, said = round_of(archive, feed, manners=replace(QUICK, allow_private=False))
        assert not pages
        assert "--allow-private" in said[0]
    assert not site.requests


def test_the_address_that_is_checked_is_the_one_that_is_visited(
    site: Site, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is public when it is looked up first and private afterwards leads to the first only."""
    real = socket.getaddrinfo
    looked_up: list[str] = []

    def lookup(host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        if host != "rebound.example":
            return real(host, port, *args, **kwargs)
        looked_up.append(host)
        address = "127.0.0.1" if len(looked_up) % 2 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(network, "is_public", lambda address: address == "127.0.0.1")
    site.feed("/1")
    feed = f"http://rebound.example:{site.port}/feed"
    _, said = round_of(archive, feed, manners=replace(QUICK, allow_private=False))
    assert site.asked("/robots.txt") == 1
    assert len(looked_up) == 2
    assert "10.0.0.1" in said[0]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
    ],
)
def test_an_address_is_public_only_if_what_it_wraps_is(address: str, public: bool) -> None:
    assert network.is_public(address) is public


def test_what_fails_in_passing_is_tried_again_in_the_same_round(site: Site, archive: Archive) -> None:
    site.answers["/1"] = first(says(b"", "500 Oh"), raw(), says())
    assert round_of(archive, site.feed("/1")) == (["/1"], [])
    assert site.asked("/1") == 3


def test_a_busy_server_is_asked_again_when_it_wants_to_be(site: Site, archive: Archive) -> None:
    site.answers["/1"] = first(says(b"", "429 Too Many", headers={"Retry-After": "1"}), says())
    pauses: list[float] = []
    found = list(follow([site.feed("/1")], archive, replace(QUICK, longest_wait=5.0), pauses.append))
    assert len(found) == 1
    assert len(pauses) == 1
    assert 0.5 < pauses[0] <= 1


def test_a_server_that_asks_for_a_long_time_is_left_alone_in_later_rounds_too(site: Site, archive: Archive) -> None:
    site.answers |= {"/1": says(b"", "503 Oh", headers={"Retry-After": "3600"}), "/2": says()}
    feed = site.feed("/1", "/2")
    assert len(round_of(archive, feed)[1]) == 1
    before = len(site.requests)
    pages, said = round_of(archive, feed)
    assert not pages
    assert "in peace" in said[0]
    assert len(site.requests) == before


@pytest.mark.parametrize("told", ["Tue, 01 Feb 2022 10:00:00 GMT", "soon", "-5", "9" * 30, ""])
def test_a_retry_after_that_makes_no_sense_stops_nothing(site: Site, archive: Archive, told: str) -> None:
    site.answers |= {"/1": first(says(b"", "503 Oh", headers={"Retry-After": told}), says())}
    pages, said = round_of(archive, site.feed("/1"))
    assert pages == ["/1"] or "status 503" in said[0]


def test_a_page_that_failed_comes_in_a_later_round_though_the_feed_has_forgotten_it(
    site: Site, archive: Archive
) -> None:
    site.answers["/1"] = says(b"", "500 Oh")
    feed = site.feed("/1")
    assert "status 500" in round_of(archive, feed)[1][0]
    site.feed()
    site.answers["/1"] = says()
    assert round_of(archive, feed) == (["/1"], [])


def test_a_page_that_is_gone_is_asked_for_once(site: Site, archive: Archive) -> None:
    feed = site.feed("/1")
    assert "status 404" in round_of(archive, feed)[1][0]
    assert round_of(archive, feed) == ([], [])
    assert site.asked("/1") == 1


def test_a_dead_server_costs_a_few_requests_and_not_one_for_each_page(site: Site, archive: Archive) -> None:
    with serving() as dead:
        links = [dead.uri(f"/{number}") for number in range(15)]
    site.answers["/good"] = says()
    pages, said = round_of(archive, site.feed(*links, "/good"))
    assert pages == ["/good"]
    assert len(said) == 1


def test_a_page_that_robots_txt_forbids_is_not_asked_for(site: Site, archive: Archive) -> None:
    rules = b"User-agent: *\nDisallow: /*/private\n\nUser-agent: standoff\nDisallow: /secret\n"
    site.answers |= {"/robots.txt": says(rules, media="text/plain"), "/secret/1": says(), "/open": says()}
    pages, said = round_of(archive, site.feed("/secret/1", "/open"))
    assert pages == ["/open"]
    assert "robots.txt forbids it" in said[0]
    assert (site.asked("/secret/1"), site.asked("/robots.txt")) == (0, 1)


def test_a_redirection_to_what_robots_txt_forbids_is_not_followed(site: Site, archive: Archive) -> None:
    rules = b"User-agent: *\nDisallow: /secret\n"
    site.answers |= {"/robots.txt": says(rules, media="text/plain"), "/1": moved("/secret"), "/secret": says()}
    assert "robots.txt forbids it" in round_of(archive, site.feed("/1"))[1][0]
    assert site.asked("/secret") == 0


@pytest.mark.parametrize("status", ["500 Oh", "429 Too Many"])
def test_without_the_rules_of_a_server_nothing_is_fetched_from_it(site: Site, archive: Archive, status: str) -> None:
    site.answers["/robots.txt"] = says(b"", status)
    pages, said = round_of(archive, site.feed("/1"))
    assert not pages
    assert "robots.txt" in said[0]
    assert site.asked("/feed") == 0


def test_robots_txt_may_be_anything(site: Site, archive: Archive) -> None:
    for rules in (b"\xff\xfe\x00", b"<html>", b"Disallow: /" * 10_000, b"User-agent: *\nCrawl-delay: many\n", b""):
        site.answers |= {"/robots.txt": says(rules, media="text/plain"), "/feed": says(rss())}
        assert round_of(archive, site.uri("/feed")) == ([], [])


def test_requests_to_one_server_are_apart_as_its_rules_ask(site: Site, archive: Archive) -> None:
    site.answers["/robots.txt"] = says(b"User-agent: *\nCrawl-delay: 7\n", media="text/plain")
    site.answers |= {"/1": says(), "/2": says(OTHER)}
    pauses: list[float] = []
    list(follow([site.feed("/1", "/2")], archive, QUICK, pauses.append))
    assert [round(pause) for pause in pauses] == [7, 7]


def test_servers_are_visited_in_turn(site: Site, archive: Archive) -> None:
    with serving() as other:
        site.answers |= {f"/{number}": says(PAGE + b"%d" % number) for number in range(3)}
        other.answers |= {f"/{number}": says(PAGE + b"0%d" % number) for number in range(3)}
        here, there = (name for name in (site.uri, other.uri))
        feed = site.feed(*(here(f"/{number}") for number in range(3)), *(there(f"/{number}") for number in range(3)))
        pages = [item.uri for item in follow([feed], archive, QUICK) if isinstance(item, Capture)]
    assert pages == [uri for number in range(3) for uri in (here(f"/{number}"), there(f"/{number}"))]


BOMB = b"<!DOCTYPE rss [" + b"".join(
    b'<!ENTITY a%d "%s">' % (at, b"&a%d;" % (at - 1) * 10 if at else b"ha") for at in range(12)
) + b"]><rss version='2.0'><channel><item><title>&a11;</title><link>/1</link></item></channel></rss>"  # fmt: skip

OF_A_FILE = (
    b'<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>'
    b"<item><title>&f;</title><link>/1</link></item></channel></rss>"
)
SCRIPT = (
    b"<rss version='2.0'><channel><item><title><![CDATA[<script>alert(1)</script>]]></title><link>/1</link>"
    b"<description>&lt;script&gt;fetch('/x')&lt;/script&gt;</description></item></channel></rss>"
)
FEEDS: dict[str, tuple[bytes, list[str]]] = {
    "an XML bomb": (BOMB, ["/1"]),
    "an entity of a file": (OF_A_FILE, ["/1"]),
    "twice the same": (rss("/1", "/1", "/1#part", " /1 "), ["/1"]),
    "links that lead to no page": (rss("javascript:alert(1)", "mailto:a@b.example", "http://[::1", "", "/1"), ["/1"]),
    "a script": (SCRIPT, ["/1"]),
    "XML that is not well-formed": (b"<rss version='2.0'><channel><item><link>/1</link><b></channel>", ["/1"]),
    "no entries": (rss(), []),
    "a thousand entries": (rss("/1", *(f"/none-{number}" for number in range(1000))), ["/1"]),
    "bytes that are no UTF-8": (rss("/1").replace(b"Talks", b"\xff\xfe"), ["/1"]),
}


@pytest.mark.parametrize("what", FEEDS)
def test_a_feed_may_hold_anything(site: Site, archive: Archive, what: str) -> None:
    payload, expected = FEEDS[what]
    site.answers |= {"/feed": says(payload, media="application/rss+xml"), "/1": says()}
    begun = time.perf_counter()
    pages, _ = round_of(archive, site.uri("/feed"))
    assert pages == expected
    assert len(site.requests) <= 2 + QUICK.max_links
    assert time.perf_counter() - begun < 10


def broken_feeds() -> list[bytes]:
    """Return feeds that feedparser does not parse and lets out an error of its own."""
    return [
        rss("/1").replace(b'"1.0"', b'"1.0" encoding="koi8-\xe1"'),
        rss("/1").replace(b"<channel>", b"<channel><pubDate>Mon, 99" + b"9" * 400 + b"</pubDate>"),
        rss("/1").replace(b"<channel>", b"<channel><georss:polygon>").replace(b"2.0", b"2.0' xmlns:gml='x"),
    ]


@pytest.mark.parametrize("payload", broken_feeds())
def test_a_feed_that_cannot_be_parsed_stops_nothing(site: Site, archive: Archive, payload: bytes) -> None:
    site.answers |= {"/broken": says(payload), "/1": says(), "/2": says(OTHER)}
    pages, _ = round_of(archive, site.uri("/broken"), site.feed("/2"))
    assert "/2" in pages


@pytest.mark.parametrize("payload", [PAGE, b"", b"\x00\xff", b"{}", b"<rss", b"<?xml version='1.0'?><note/>"])
def test_what_is_no_feed_is_named_and_the_others_are_followed(site: Site, archive: Archive, payload: bytes) -> None:
    site.answers |= {"/none": says(payload), "/1": says()}
    pages, said = round_of(archive, site.uri("/none"), site.feed("/1"))
    assert pages == ["/1"]
    assert len(said) == 1
    assert "a feed was expected" in said[0]


@pytest.mark.parametrize(
    "uri", ["news.example/feed", "ftp://news.example/feed", "http://", "http://[::1", "http://a:b/"]
)
def test_an_address_that_is_none_is_named(archive: Archive, uri: str) -> None:
    (error,) = follow([uri], archive, QUICK)
    assert isinstance(error, FetchError)
    assert uri in str(error)


def test_what_was_fetched_and_not_read_is_given_first_in_the_next_round(site: Site, archive: Archive) -> None:
    site.answers |= {"/1": says(), "/2": says(OTHER)}
    feed = site.feed("/1", "/2")
    stopped = follow([feed], archive, QUICK)
    next(stopped)
    stopped.close()  # type: ignore[attr-defined]
    assert round_of(archive, feed) == (["/1", "/2"], [])
    assert site.asked("/1") == 1


def test_links_of_a_feed_outlast_a_stop_before_the_first_page(site: Site, archive: Archive) -> None:
    site.answers |= {"/1": says(b"", "500 Oh"), "/2": says(OTHER)}
    feed = site.feed("/1", "/2")
    stopped = follow([feed], archive, replace(QUICK, tries=1))
    assert isinstance(next(stopped), FetchError)
    stopped.close()  # type: ignore[attr-defined]
    site.feed()
    site.answers["/1"] = says()
    assert sorted(round_of(archive, feed)[0]) == ["/1", "/2"]
