import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.ledger import stories
from standoff.ledger.stories import copies, likeness, tell
from standoff.store import Store, open_store
from standoff.types import Article, Reading, Span
from tests.ledger.prose import prose, sentences
from tests.readings import article

DAY = date(2022, 2, 1)
WHOLE = sentences(0, 15)
OTHER = sentences(1, 15)

CALL = (
    "Vladimir Putin had a telephone conversation with President of {0} {1}. The presidents discussed key topics on the "
    "bilateral agenda, in particular {2}. They also touched upon topical international issues. "
    "The leaders agreed to maintain contacts at various levels."
)
CALLS = (
    CALL.format("Ruritania", "Rudolf Elphberg", "supplies of fertilizer and the railway across the northern passes"),
    CALL.format("Freedonia", "Rufus Firefly", "the festival of culture that opens in the capital next month"),
)
ADDRESS = (
    "Dear people! All our defenders! I wish you health. {} Eternal glory to all who stand for us! Glory to us all!"
)


def report(text: str, uri: str = "one.txt", days: int = 0, **more: object) -> Article:
    return article(text, uri=uri, published_on=DAY + timedelta(days=days), **more)


def joined(said: Iterable[str]) -> str:
    return " ".join(said)


def reworded() -> list[str]:
    """Return the report with three other words in every fifth of its sentences."""
    dice, changed = random.Random(5), list(WHOLE)
    for at in range(0, len(changed), 5):
        words = changed[at].split()
        for place in dice.sample(range(len(words)), 3):
            words[place] = "otherwise"
        changed[at] = " ".join(words)
    return changed


@pytest.mark.parametrize(
    "rewrite",
    [
        ["An altogether different headline for the very same report.", *WHOLE],
        [*WHOLE[:5], *WHOLE[9:]],
        [*WHOLE, *sentences(2, 4)],
        random.Random(3).sample(WHOLE, len(WHOLE)),
        reworded(),
        ["Another headline.", *random.Random(4).sample(reworded()[:12], 12), *sentences(3, 2)],
        [*WHOLE, *OTHER[:6]],
    ],
    ids=["headline", "cut", "longer", "shuffled", "reworded", "all at once", "merged with half of another"],
)
def test_a_rewrite_copies_its_report(rewrite: list[str]) -> None:
    assert copies(report(joined(WHOLE)), report(joined(rewrite), days=1))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (CALLS[0], CALLS[1]),
        (ADDRESS.format(prose(7, 9)), ADDRESS.format(prose(8, 9))),
        (joined(WHOLE), joined(OTHER)),
        (joined(WHOLE), joined(WHOLE[:5])),
        (joined(WHOLE), joined([*WHOLE[:6], *OTHER[:9]])),
    ],
    ids=["two calls", "two addresses", "two reports", "a third of it", "less of it than of another"],
)
def test_set_phrases_and_short_passages_make_no_copy(one: str, other: str) -> None:
    assert not copies(report(one), report(other))


def test_what_is_said_week_after_week_is_no_copy_and_a_reprint_is_one() -> None:
    council = joined([*WHOLE[:10], *OTHER[:4]]), joined([*WHOLE[:10], *sentences(6, 4)])
    assert copies(report(council[0]), report(council[1], days=stories.DAYS))
    assert not copies(report(council[0]), report(council[1], days=stories.DAYS + 1))
    assert copies(report(council[0]), report(f"Reprinted. {council[0]}", days=300))
    assert copies(report(council[0]), article(council[1]))


def test_bulletins_that_differ_in_their_figures_are_no_copies() -> None:
    pattern = joined(f"{each[:-1]} {{}}." for each in WHOLE)
    figures = range(100, 115), range(200, 215)
    one, other = (report(pattern.format(*each)) for each in figures)
    assert likeness(one, other) > stories.LIKENESS
    assert not copies(one, other)
    assert copies(one, report(pattern.format(*range(100, 110), *range(300, 305))))


def test_a_short_text_is_copied_only_by_one_that_says_nearly_all_of_it() -> None:
    text = "Ruritania recalled its envoy on Tuesday after the shots at the border near Zenda, the ministry said there."
    assert copies(report(text), report(f"{text} More soon."))
    assert not copies(
        report(text), report(text.replace("on Tuesday after the shots", "and a consul because of the fire"))
    )
    assert not copies(report(f"{text} It has 3."), report(f"{text} It has 4."))


def test_furniture_and_headline_are_not_compared() -> None:
    menu = prose(9, 30)
    one, other = (report(f"{menu} {prose(seed)}", furniture=(Span(0, len(menu)),)) for seed in (10, 11))
    assert likeness(one, other) < 0.1
    assert likeness(replace(one, furniture=()), replace(other, furniture=())) > 0.5
    headed = report(f"Talks fail {CALLS[0]}", headline="Talks fail", headline_span=Span(0, 10))
    assert likeness(headed, report(CALLS[0])) == 1.0


def told(articles: Sequence[Article], *, one_by_one: bool = False) -> set[frozenset[str]]:
    """Return the stories of `articles` as sets of their addresses."""
    with open_store(":memory:") as store:
        for each in articles:
            store.add(Reading(each))
            if one_by_one:
                work_out(store)
        work_out(store)
        return groups(store)


def work_out(store: Store) -> None:
    for _ in tell(store.shelf):
        pass


def groups(store: Store) -> set[frozenset[str]]:
    return {frozenset(store.article(each).uri for each in story.articles) for story in store.stories(least=1)}


def test_a_digest_of_two_reports_does_not_join_them() -> None:
    digest = joined([*WHOLE, *OTHER])
    for days in (-1, 0, 1):
        found = told([report(joined(WHOLE), "a"), report(joined(OTHER), "b"), report(digest, "both", days)])
        assert not any({"a", "b"} <= each for each in found)


def test_a_chain_of_small_changes_does_not_join_its_ends() -> None:
    steps = [joined([*WHOLE[at:], *OTHER[:at]]) for at in range(0, 16, 3)]
    articles = [report(text, str(at), days=at // 2) for at, text in enumerate(steps)]
    assert all(copies(one, other) for one, other in pairwise(articles))
    found = told(articles)
    assert len(found) > 1
    for each in found:
        texts = [articles[int(uri)] for uri in each]
        assert all(likeness(one, other) > 0 for one in texts for other in texts)


def family() -> list[Article]:
    """Return two reports with rewrites, something between them, and articles that are alone."""
    return [
        report(joined(WHOLE), "whole"),
        report(joined(WHOLE[2:]), "cut", 1),
        report(joined([*WHOLE[:9], *OTHER[:5]]), "mostly", 1),
        report(joined([*WHOLE[:5], *OTHER[:9]]), "between", 2),
        report(joined(OTHER), "other", 2),
        report(joined(OTHER[1:]), "other cut", 2),
        report(joined([*OTHER[3:], "The end."]), "other late", 6),
        report(joined([*WHOLE[4:], *OTHER[:4]]), "third", 0),
        article(joined(reworded()), uri="undated"),
        report(CALLS[0], "call"),
        report(CALLS[1], "other call"),
        report("…", "no words"),
    ]


def by_hand(articles: Iterable[Article]) -> set[frozenset[str]]:
    """Sort articles into stories by comparing each with all founders."""
    found: list[list[Article]] = []
    for each in sorted(articles, key=lambda each: (each.published_on or date.max, each.id)):
        alike = [story for story in found if copies(story[0], each)]
        best = max(alike, key=lambda story: likeness(story[0], each), default=None)
        if best is None:
            found.append([each])
        else:
            best.append(each)
    return {frozenset(each.uri for each in story) for story in found}


@settings(max_examples=40, deadline=None)
@given(st.permutations(family()), st.booleans())
def test_stories_are_the_same_in_whatever_order_articles_come(order: list[Article], one_by_one: bool) -> None:
    assert told(order, one_by_one=one_by_one) == by_hand(family())


def test_the_family_has_stories_to_tell_apart() -> None:
    assert sorted(len(each) for each in by_hand(family()))[-2:] == [3, 4]


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as made:
        yield made


def test_an_older_report_becomes_the_first_and_the_old_name_still_finds_the_story(store: Store) -> None:
    late, early = report(joined(WHOLE[1:]), "late", 1), report(joined(WHOLE), "early")
    store.add(Reading(late))
    work_out(store)
    before = store.story("late")
    store.add(Reading(early))
    work_out(store)
    assert store.story("late").articles == (early.id, late.id)
    assert store.story(before.id[:10]) == store.story("early") != before


def test_a_text_that_is_found_elsewhere_on_an_earlier_day_moves_there(store: Store) -> None:
    one, other = report(joined(WHOLE), "one", 1), report(joined(WHOLE[4:]), "other", 2)
    for each in (one, other):
        store.add(Reading(each))
    work_out(store)
    assert store.story("one").articles == (one.id, other.id)
    assert not store.add(Reading(replace(other, uri="elsewhere", published_on=DAY)))
    work_out(store)
    assert store.story("one").articles == (other.id, one.id)
    store.add(Reading(replace(other, uri="much earlier", published_on=DAY - timedelta(days=90))))
    store.add(Reading(report(joined([*WHOLE[:9], *OTHER[:3]]), "third", 2)))
    work_out(store)
    assert store.story("third").articles[0] == one.id


def test_nothing_is_told_twice(store: Store) -> None:
    for each in family():
        store.add(Reading(each))
    assert list(tell(store.shelf)) == [len(family())]
    assert list(tell(store.shelf)) == []


def test_sketches_are_forgotten_where_they_would_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "_REMEMBERED", 0)
    assert told(family()) == by_hand(family())
