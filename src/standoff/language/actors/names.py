"""Where an article uses names of the gazetteer: longest match over its words, case and all."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from standoff.language.actors.gazetteer import WORD, Gazetteer, Name, Sense
from standoff.language.actors.vocabulary import Role
from standoff.language.syntax import Doc, ParagraphKind, Parse, places, span_of

_SAME_LENGTH = str.maketrans({"’": "'", "‘": "'", "\n": " ", "\t": " ", "\xa0": " ", "\r": " "})
_JOINERS = frozenset({"-", "‐", "‑", "–"})
_OPPOSED = frozenset({"pro", "anti", "non", "ex", "neo", "sino", "russo", "trans", "un", "cross"})
_CONTINENTS = frozenset({"north", "south", "latin", "central", "native", "african", "asian", "pan"})
_LANGUAGE = frozenset({"speaking", "language", "born", "style", "made", "built", "designed", "era"})


@dataclass(frozen=True, slots=True)
class Words:
    """An article's tokens as plain strings: reading them one by one off spaCy's tokens costs five times as much."""

    doc: Doc
    text: str
    starts: tuple[int, ...]
    texts: tuple[str, ...]
    lowers: tuple[str, ...]
    tags: tuple[str, ...]

    @classmethod
    def of(cls, doc: Doc) -> "Words":
        texts = tuple(token.text for token in doc)
        starts, tags = tuple(places(doc)), tuple(token.tag_ for token in doc)
        return cls(doc, doc.text.translate(_SAME_LENGTH), starts, texts, tuple(text.lower() for text in texts), tags)

    def lower(self, at: int) -> str:
        """Return a word in small letters, nothing if there is none at `at`."""
        return self.lowers[at] if 0 <= at < len(self.lowers) else ""

    def tag(self, at: int) -> str:
        return self.tags[at] if 0 <= at < len(self.tags) else ""

    def is_capital(self, at: int) -> bool:
        return 0 <= at < len(self.texts) and self.texts[at][0].isupper()

    def joined(self, start: int, end: int) -> str:
        """Return the words of a range as they stand, with single spaces between them."""
        end = min(end, len(self.texts))
        if start >= end:
            return ""
        return " ".join(self.text[self.starts[start] : self.starts[end - 1] + len(self.texts[end - 1])].split())


@dataclass(frozen=True, slots=True)
class Sighting:
    """A range of tokens that is a name, and the names that it may be."""

    start: int
    end: int
    names: tuple[Name, ...]

    def sense(self, sense: Sense) -> Name | None:
        """Return the name that has this sense."""
        return next((name for name in self.names if name.sense is sense), None)


@dataclass(frozen=True, slots=True)
class Stage:
    """An article while its actors are found: its words, the names in it by each of their tokens, and its day.

    `persons` are the token ranges that the model takes for names of persons.
    """

    words: Words
    gazetteer: Gazetteer
    at: Mapping[int, Sighting]
    persons: tuple[tuple[int, int], ...]
    on: date | None

    @classmethod
    def of(cls, parse: Parse, gazetteer: Gazetteer) -> "Stage":
        words = Words.of(parse.doc)
        found = _unambiguous(parse.doc, gazetteer, sightings(parse, words, gazetteer))
        at = {token: sighting for sighting in found for token in range(sighting.start, sighting.end)}
        persons = tuple((named.start, named.end) for named in parse.doc.ents if named.label_ == "PERSON")
        return cls(words, gazetteer, at, persons, parse.article.published_on)

    def sightings(self) -> Iterator[Sighting]:
        """Yield the names in text order."""
        return (sighting for token, sighting in self.at.items() if token == sighting.start)

    def party(self, token: int) -> str | None:
        """Return the code of the state or organization that a token names."""
        sighting = self.at.get(token)
        names = sighting.names if sighting else ()
        return next((name.code for name in names if name.sense is not Sense.PERSON), None)

    def head(self, token: int) -> Role | None:
        """Return the role that a single word names."""
        return self.gazetteer.vocabulary.roles.get(self.words.lower(token))


def readable(parse: Parse) -> Iterator[range]:
    """Yield the token ranges of the paragraphs in which names count: body, summary and headings not set in capitals."""
    for paragraph in parse.paragraphs:
        if (
            paragraph.kind is not ParagraphKind.FURNITURE
            and not parse.doc[paragraph.start : paragraph.end].text.isupper()
        ):
            yield range(paragraph.start, paragraph.end)


def sightings(parse: Parse, words: Words, gazetteer: Gazetteer) -> list[Sighting]:
    """Return the names of the gazetteer in an article, in text order; they do not overlap."""
    starts = {start: at for at, start in enumerate(words.starts)}
    ends = {start + len(text): at + 1 for at, (start, text) in enumerate(zip(words.starts, words.texts, strict=True))}
    text = words.text
    found: list[Sighting] = []
    for paragraph in readable(parse):
        reach = 0
        for match in WORD.finditer(text, *span_of(parse.doc, paragraph.start, paragraph.stop)):
            known = gazetteer.names.get(match.group())
            at = match.start()
            if known is None or at < reach or at not in starts:
                continue
            sighting = _sighting(text, words, starts[at], at, ends, known)
            if sighting is not None:
                found.append(sighting)
                reach = parse.doc[sighting.end - 1].idx + 1
    return found


def _sighting(
    text: str, words: Words, start: int, at: int, ends: dict[int, int], known: Iterable[Name]
) -> Sighting | None:
    """Return the longest of the known names that stands at a place."""
    after_the = words.lower(start - 1) == "the"
    names: list[Name] = []
    end = 0
    for name in known:
        stop = at + len(name.words)
        if names and len(name.words) < len(names[0].words):
            break
        if stop not in ends or not text.startswith(name.words, at):
            continue
        if not name.article or (after_the and not _goes_on(words, ends[stop])):
            names.append(name)
            end = ends[stop]
    if not names or _is_part(words, start, end):
        return None
    return Sighting(start, end, tuple(names))


def _goes_on(words: Words, end: int) -> bool:
    """Tell "the West Bank" from "the West"."""
    return words.is_capital(end) and words.tag(end) in ("NNP", "NNPS")


def _is_part(words: Words, start: int, end: int) -> bool:
    """Tell a name that is part of another word: "pro-Russian", "Russian-speaking"."""
    before = words.lower(start - 1) in _JOINERS and words.lower(start - 2) in _OPPOSED
    after = words.lower(end) in _JOINERS and words.lower(end + 1) in _LANGUAGE
    return before or after or (words.lowers[start].startswith("america") and _is_continent(words, start))


def _is_continent(words: Words, start: int) -> bool:
    """Tell "North American" and "African-Americans" from the name of the state."""
    at = start - 2 if words.lower(start - 1) in _JOINERS else start - 1
    return words.lower(at).rstrip("-") in _CONTINENTS


def _unambiguous(doc: Doc, gazetteer: Gazetteer, found: list[Sighting]) -> list[Sighting]:
    """Leave out names that are here rather a person's, and decide those of several parties by what else is named."""
    kinds = gazetteer.vocabulary.kinds
    counts = Counter(
        name.code for sighting in found for name in sighting.names[:1] if name.words.lower() not in kinds["shared"]
    )
    kept: list[Sighting] = []
    for sighting in found:
        lower = sighting.names[0].words.lower()
        if (
            sighting.end - sighting.start == 1
            and lower in kinds["ambiguous"]
            and doc[sighting.start].ent_type_ == "PERSON"
        ):
            continue
        if lower in kinds["single"] and not _is_before_noun(doc, sighting.end):
            continue
        if lower in kinds["shared"] and not _is_supported(gazetteer, sighting, counts):
            continue
        code = _code(sighting, counts)
        if code is not None:
            kept.append(Sighting(sighting.start, sighting.end, tuple(n for n in sighting.names if n.code == code)))
    return kept


def _is_before_noun(doc: Doc, at: int) -> bool:
    return at < len(doc) and doc[at].tag_ in ("NN", "NNS", "NNP", "NNPS", "JJ")


def _is_supported(gazetteer: Gazetteer, sighting: Sighting, counts: Counter[str]) -> bool:
    """Tell whether the article names a body, or whose organ it is, in another way too."""
    actors = (gazetteer.actors[name.code] for name in sighting.names if name.code in gazetteer.actors)
    return any(counts[code] for actor in actors for code in (actor.id, actor.acts_for) if code)


def _code(sighting: Sighting, counts: Counter[str]) -> str | None:
    """Return whose name it is; of several, the only one that the article names otherwise too."""
    codes = {name.code for name in sighting.names}
    if len(codes) == 1:
        return codes.pop()
    if sighting.names[0].words == "Brussels":
        return "EU" if counts["EU"] > counts["NATO"] or not counts["NATO"] else None
    named = [code for code in codes if counts[code] > 1]
    return named[0] if len(named) == 1 else None
