"""What the tests of drawings draw: rows made by hand, hostile and plain."""

from datetime import UTC, datetime, timedelta
from itertools import cycle, islice

from hypothesis import strategies as st

from standoff.plover import Quad, Status
from standoff.queries.lines import TieLine
from standoff.web.drawing.marks import Kind, Mark
from standoff.web.drawing.period import Period

START = datetime(2022, 1, 1, tzinfo=UTC)
YEAR = Period(START, datetime(2023, 1, 1, tzinfo=UTC))
PARTIES = ("Russia", "Ukraine", "United States", "NATO", "France", "Germany", "Poland", "Turkey", "China", "Belarus")
WORDS = ("the talks", "in Geneva", "ended", "without a word", "on what would follow", "and both sides", "said so")

# Whatever a report may hold, halves of surrogate pairs and marks of direction included.
hostile = st.text(max_size=40) | st.sampled_from(
    [
        "</text><script>alert(1)</script>",
        '"><a href="javascript:x">&amp;&#0;',
        "\x00\x0b\ud800\ufffe",
        "\u202eright to left",
        "e" + "\u0301" * 50,
        "Щ" * 30,
        "مرحبا بالعالم",
        "👩\u200d👩\u200d👧" * 9,
        "﷽" * 5,
        "W" * 400,
        "",
        " ",
    ]
)


def zoom(period: Period) -> str:
    return f"/timeline?from={period.since:%Y-%m-%dT%H:%M}&to={period.until:%Y-%m-%dT%H:%M}"


def many(number: int, period: Period = YEAR, days: int = 1) -> list[Mark]:
    """Return so many marks all over a period, a new day each time, as an irrational step scatters them."""
    length = (period.length - timedelta(days=days)).days
    kinds, statuses = cycle(Kind), cycle((*[Status.ACTUAL] * 5, *Status))
    return [
        Mark(
            period=Period(
                start := period.since + timedelta(days=int(at * 0.6180339887 % 1 * length)), start + length_of
            ),
            label=" ".join(islice(cycle(WORDS), at % 9, at % 9 + 3 + at % 11)),
            title=f"{start:%Y-%m-%d}, row {at}: {' '.join(WORDS)}",
            href=f"/rows/e:{at:020x}",
            lane=PARTIES[min(at * at % 17, at % 10)],
            kind=next(kinds),
            status=next(statuses),
            weight=1 + at % 3,
        )
        for at, length_of in zip(range(number), cycle([timedelta(days=days)] * 6 + [timedelta(days=9 * days)]))
    ]


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    since = START + timedelta(minutes=draw(st.integers(-400_000, 900_000)))
    minutes = draw(st.sampled_from([1, 60, 1440, 1440, 1440, 10_080, 525_600]))
    return Mark(
        period=Period(since, since + timedelta(minutes=minutes)),
        label=draw(hostile),
        title=draw(hostile),
        href=draw(st.sampled_from(["/rows/e:1", "/rows/e:2?a=1&b=2"])),
        lane=draw(st.sampled_from(PARTIES) | hostile),
        kind=draw(st.sampled_from(Kind)),
        status=draw(st.sampled_from(Status)),
        weight=draw(st.integers(1, 5)),
    )


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any period from an hour to a thousand years."""
    since = datetime(1, 1, 1, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 8_000 * 525_600)))
    return Period(since, since + timedelta(minutes=draw(st.integers(60, 1_000 * 525_600))))


@st.composite
def near_periods(draw: st.DrawFn) -> Period:
    """Any period from an hour to three years about 2022."""
    since = START + timedelta(minutes=draw(st.integers(-200_000, 500_000)))
    return Period(since, since + timedelta(minutes=draw(st.sampled_from([60, 600, 1440, 20_000, 500_000, 1_500_000]))))


ties = st.builds(
    TieLine,
    st.sampled_from([*PARTIES, "A", "B"]) | st.text(max_size=3),
    st.sampled_from([*PARTIES, "A", "B"]) | st.text(max_size=3),
    st.none() | st.sampled_from(Quad),
    st.integers(0, 3000),
)


def many_ties(parties: int) -> list[TieLine]:
    """Return ties between so many parties, of which the first have most to do with one another."""
    quads = cycle((*Quad, None))
    return [
        TieLine(f"party-{one}", f"party-{other}", next(quads), 1 + 4000 // ((one + 1) * (other + 1)))
        for one in range(parties)
        for other in range(parties)
        if one != other and (one * 7 + other * 3) % 5 < 2
    ]
