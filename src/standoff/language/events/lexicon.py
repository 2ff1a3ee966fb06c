"""Words that name acts: which verb, noun or adjective is which type of event, and in what company."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from standoff.plover import CONTEXTS, MODES, EventType
from standoff.tables import Row, packaged, rows
from standoff.types import digest

VERB, NOUN, ADJECTIVE, BLAME, REVERSE = "v", "n", "a", "b", "r"
DROP = "-"
_PARTS = frozenset({VERB, NOUN, ADJECTIVE, BLAME, REVERSE})
_ACTS = ("words", "part", "type", "mode", "needs", "recipient", "negated", "score", "contexts")


@dataclass(frozen=True, slots=True)
class Need:
    """What must stand in a slot of a word for it to name the act: one of `kinds`; or none of those marked with "!"."""

    slot: str
    kinds: frozenset[str]
    barred: frozenset[str]


@dataclass(frozen=True, slots=True)
class Act:
    """One reading of a word. `recipient` lists the slots that may name the recipient, the likeliest first."""

    word: str
    particle: str | None
    type: EventType
    mode: str | None
    needs: tuple[Need, ...]
    recipient: tuple[str, ...]
    negated: str
    score: float
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Acts by part of speech and lemma, as in the file but particles first: the particular before the general."""

    acts: Mapping[tuple[str, str], tuple[Act, ...]]
    kinds: Mapping[str, frozenset[str]]
    lands: Mapping[str, str]
    digest: str

    @classmethod
    def load(cls) -> "Lexicon":
        """Read the lexicon of this package; raise ModelError on a row that makes no sense."""
        acts, kinds, lands = (
            packaged("language", "acts.tsv"),
            packaged("language", "kinds.tsv"),
            packaged("language", "lands.tsv"),
        )
        nouns = {row["kind"]: frozenset(row.many("nouns")) for row in rows("kinds.tsv", kinds, ("kind", "nouns"))}
        return cls(
            _acts(rows("acts.tsv", acts, _ACTS)),
            MappingProxyType(nouns),
            MappingProxyType(_lands(rows("lands.tsv", lands, ("name", "state")))),
            digest(acts, kinds, lands),
        )

    def acts_of(self, part: str, lemma: str) -> tuple[Act, ...]:
        return self.acts.get((part, lemma), ())

    def is_kind(self, lemma: str, kind: str) -> bool:
        return lemma in self.kinds[kind]


def _lands(table: Iterable[Row]) -> dict[str, str]:
    """Return the state of each land; a capital counts as one, for armies attack it and guests meet in it."""
    states = rows("states.tsv", packaged("language", "states.tsv"), ("code", "capital"))
    capitals = {name: row["code"] for row in states for name in row.many("capital")}
    return capitals | {row["name"]: row["state"] for row in table}


def _acts(table: Iterable[Row]) -> Mapping[tuple[str, str], tuple[Act, ...]]:
    found: dict[tuple[str, str], tuple[Act, ...]] = {}
    for row in table:
        if row["part"] not in _PARTS:
            raise row.error(f"part of speech {row['part']!r}", f"one of {sorted(_PARTS)}")
        for word in row.many("words"):
            act = _act(row, word)
            key = (row["part"], act.word)
            found[key] = (*found.get(key, ()), act)
    return MappingProxyType({key: tuple(sorted(acts, key=_is_bare)) for key, acts in found.items()})


def _is_bare(act: Act) -> bool:
    """Tell a word without a particle, which may be any: "backed" must not hide "backed down"."""
    return act.particle is None


def _act(row: Row, word: str) -> Act:
    lemma, _, particle = word.partition(" ")
    kind, mode, contexts = _type(row), row["mode"] or None, row.many("contexts")
    if mode and mode not in MODES.get(kind, frozenset()):
        raise row.error(f"mode {mode!r} of {kind}", "a mode of that type in plover.py")
    if unknown := set(contexts) - CONTEXTS:
        raise row.error(f"contexts {sorted(unknown)}", "contexts of plover.py")
    needs = tuple(_need(need) for need in row["needs"].split(",") if need)
    slots = tuple(slot for slot in row["recipient"].split(",") if slot)
    return Act(lemma, particle or None, kind, mode, needs, slots, row["negated"], _score(row), contexts)


def _type(row: Row) -> EventType:
    try:
        return EventType(row["type"])
    except ValueError as error:
        raise row.error(f"type {row['type']!r}", "a type of plover.py") from error


def _score(row: Row) -> float:
    try:
        return float(row["score"])
    except ValueError as error:
        raise row.error(f"score {row['score']!r}", "a number") from error


def _need(text: str) -> Need:
    slot, _, kinds = text.partition("=")
    named = kinds.split("|")
    return Need(
        slot,
        frozenset(kind for kind in named if not kind.startswith("!")),
        frozenset(kind[1:] for kind in named if kind.startswith("!")),
    )
