"""What the encoder sees of events, with encoders that were told what to see or that guess."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.language.attribution.decoding import softmax
from standoff.language.encoder import WINDOW
from standoff.language.events.sights import ASKED, NAMED, PERHAPS, ModelObserver, Sight
from standoff.language.pieces import WordPiece
from standoff.language.syntax import Parse
from standoff.plover import EventType, Status
from tests.language.encoders import MANIFEST, Deed, Guessing, Scripted, seen_by

Parsed = Callable[..., Parse]
TEXT = "Turkey met Greece and Iran in remilitarizing Basel."


def see(splitter: WordPiece, parse: Parse, *deeds: Deed) -> list[Sight]:
    encoder = Scripted(splitter, parse.article.text, deeds=deeds)
    return list(ModelObserver(encoder).see(seen_by(encoder, parse)).values())


def parties(splitter: WordPiece, parse: Parse, chances: dict[str, tuple[float, float]]) -> tuple[list[str], list[str]]:
    [sight] = see(splitter, parse, Deed("met", {"CONSULT": 1}, parties=chances))
    return [token.text for token in sight.actors], [token.text for token in sight.recipients]


def test_the_digest_is_that_of_the_weights(splitter: WordPiece) -> None:
    assert ModelObserver(Scripted(splitter, TEXT)).digest == MANIFEST.digest


def test_a_text_of_which_nothing_was_told_shows_nothing(splitter: WordPiece, parse: Parsed) -> None:
    assert see(splitter, parse(TEXT)) == []
    assert see(splitter, parse("")) == []


@pytest.mark.parametrize(("chance", "is_seen"), [(ASKED + 0.01, True), (ASKED - 0.01, False)])
def test_a_word_is_an_event_from_a_chance_on(splitter: WordPiece, parse: Parsed, chance: float, is_seen: bool) -> None:
    found = see(splitter, parse(TEXT), Deed("met", {"CONSULT": chance}))
    assert [sight.cue.text for sight in found] == ["met"] * is_seen


def test_the_chances_of_all_types_together_make_a_word_an_event_of_the_likeliest(
    splitter: WordPiece, parse: Parsed
) -> None:
    [sight] = see(splitter, parse(TEXT), Deed("met", {"ACCUSE": 0.05, "CONSULT": 0.09}))
    assert sight.type is EventType.CONSULT
    assert sight.chance == pytest.approx(0.09, abs=1e-4)
    assert sight.any_chance == pytest.approx(0.14, abs=1e-4)


@pytest.mark.parametrize("status", Status)
def test_the_status_is_the_likeliest(splitter: WordPiece, parse: Parsed, status: Status) -> None:
    [sight] = see(splitter, parse(TEXT), Deed("met", {"CONSULT": 1}, status.value))
    assert sight.status is status


def test_a_piece_inside_a_word_names_no_event(splitter: WordPiece, parse: Parsed) -> None:
    found = parse(TEXT)
    inside = next(at for at, begins in enumerate(found.sheet.begins) if not begins)
    words = TEXT[found.sheet.pieces.starts[inside] : found.sheet.pieces.ends[inside]]
    assert TEXT.index(words) == found.sheet.pieces.starts[inside]
    assert see(splitter, found, Deed(words, {"CONSULT": 1})) == []
    assert [sight.cue.text for sight in see(splitter, found, Deed("remilitarizing", {"CONSULT": 1}))] == [
        "remilitarizing"
    ]


def test_what_a_window_reads_only_for_its_meaning_is_seen_in_the_one_where_it_counts(
    splitter: WordPiece, parse: Parsed
) -> None:
    encoder = Scripted(splitter, TEXT, deeds=[Deed("met", {"CONSULT": 1})])
    found = seen_by(encoder, parse(TEXT))
    [window] = found.windows
    at = list(found.sheet.pieces.starts).index(TEXT.index("met"))
    observer = ModelObserver(encoder)
    for first, last, number in ((0, at, 0), (at, at + 1, 1), (at + 1, window.last, 0)):
        narrowed = replace(found, windows=(replace(window, first=first, last=last),))
        assert len(observer.see(narrowed)) == number


def test_every_word_that_is_likely_enough_names_a_party(splitter: WordPiece, parse: Parsed) -> None:
    chances = {"Turkey": (NAMED + 0.01, 0), "Iran": (0.9, 0.05), "Basel": (NAMED - 0.01, 0), "Greece": (0.1, 0.8)}
    assert parties(splitter, parse(TEXT), chances) == (["Turkey", "Iran"], ["Greece"])


def test_where_no_word_is_likely_enough_the_best_names_the_party_alone(splitter: WordPiece, parse: Parsed) -> None:
    chances = {"Turkey": (0.3, 0.1), "Iran": (0.4, 0.1), "Greece": (0, PERHAPS + 0.01)}
    assert parties(splitter, parse(TEXT), chances) == (["Iran"], ["Greece"])


def test_an_unlikely_party_is_none(splitter: WordPiece, parse: Parsed) -> None:
    assert parties(splitter, parse(TEXT), {"Turkey": (PERHAPS - 0.01, 0), "Greece": (0, 0.1)}) == ([], [])


def test_no_word_is_on_both_sides(splitter: WordPiece, parse: Parsed) -> None:
    assert parties(splitter, parse(TEXT), {"Turkey": (0.4, 0.45)}) == ([], ["Turkey"])


def test_a_piece_inside_a_word_names_no_party(splitter: WordPiece, parse: Parsed) -> None:
    found = parse(TEXT)
    inside = next(at for at, begins in enumerate(found.sheet.begins) if not begins)
    words = TEXT[found.sheet.pieces.starts[inside] : found.sheet.pieces.ends[inside]]
    assert parties(splitter, found, {words: (1, 0)}) == ([], [])
    assert parties(splitter, found, {"remilitarizing": (1, 0)}) == (["remilitarizing"], [])


_WORDS = st.sampled_from(
    ["Turkey", "remilitarized", "Zhytomyr", "the", "accused", ",", ".", "“", "\n\n", "ﬁ", "\u200b"]
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(_WORDS, max_size=60), times=st.sampled_from([1, 9]), seed=st.integers(0, 1_000))
def test_each_word_is_judged_by_its_first_piece_in_the_window_where_that_counts(
    splitter: WordPiece, parse: Parsed, words: list[str], times: int, seed: int
) -> None:
    encoder = Guessing(splitter, seed)
    found = seen_by(encoder, parse(" ".join(words * times)))
    pieces, seen = found.sheet.pieces, ModelObserver(encoder).see(found)
    wanted = {}
    for window in found.windows:
        chances = softmax(window.kinds)
        for at in range(window.first, window.last):
            if found.sheet.begins[at] and 1 - chances[at - window.start, 0] >= ASKED:
                wanted[pieces.words[at]] = float(chances[at - window.start, 1:].max())
    assert {at: sight.chance for at, sight in seen.items()} == wanted
    assert len(found.windows) > 1 or len(pieces) <= WINDOW
    for sight in seen.values():
        assert 0 < sight.chance <= sight.any_chance + 1e-6 <= 1 + 2e-6
        assert not set(sight.actors) & set(sight.recipients)
        window = next(each for each in found.windows if each.first <= _piece(found, sight) < each.last)
        read = {pieces.words[at] for at in np.flatnonzero(found.sheet.begins) if window.start <= at < window.end}
        assert {token.i for token in (*sight.actors, *sight.recipients)} <= read


def _piece(parse: Parse, sight: Sight) -> int:
    return parse.sheet.pieces.words.index(sight.cue.i)
