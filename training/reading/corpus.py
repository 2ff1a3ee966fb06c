"""Texts as word pieces with what is known of each: attributions by annotators, syntax and names by a teacher."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import spacy
from labels import ENTITIES, IGNORED, RELATIONS, TAGS
from spacy.tokens import Doc, DocBin, Span, Token
from texts import ROLES, Attribution, Structure, Text

from standoff.language.pieces import Pieces, WordPiece, features

_ROLE = re.compile(r"(Source|Cue|Content)\d*")
RELEASES = ("kremlin", "president-gov-ua")
HELD_OUT = 50
"""Of releases, one in so many is kept for measuring."""


def docs(silver: Path) -> Iterator[Doc]:
    """Yield the texts that a teacher parsed (silver.py)."""
    return DocBin(store_user_data=True).from_disk(silver).get_docs(spacy.blank("en").vocab)


def is_release(name: str) -> bool:
    """Tell the name of a release; sentences made out of one have another (`crowded`)."""
    source, _, number = name.rpartition("-")
    return source in RELEASES and number.isdigit()


def is_held_out(name: str) -> bool:
    return is_release(name) and int(name.rpartition("-")[2]) % HELD_OUT == HELD_OUT - 1


def texts(silver: Iterable[Path], polnear: Path, cutter: WordPiece) -> Iterator[Text]:
    """Yield the texts of parsed files that are not held out, with the annotations of those that a PolNeAR split has."""
    for path in silver:
        for doc in docs(path):
            name = str(doc.user_data["name"])
            if len(doc) and not is_held_out(name):
                yield text_of(doc, name, sorted((polnear / "attributions").glob(f"{name}_????.ann")), cutter)
                yield from (text_of(each, f"{name} {at}", (), cutter) for at, each in enumerate(crowded(doc)))


NAMES = (
    ("NATO", "ORG"), ("Russia", "GPE"), ("Moscow", "GPE"), ("Berlin", "GPE"), ("Putin", "PERSON"), ("Ukraine", "GPE"),
    ("Iran", "GPE"), ("Macron", "PERSON"), ("Hamas", "ORG"), ("Beijing", "GPE"), ("Washington", "GPE"),
    ("Biden", "PERSON"), ("Israel", "GPE"), ("Serbia", "GPE"), ("Scholz", "PERSON"), ("Hezbollah", "ORG"),
    ("Tehran", "GPE"), ("Taiwan", "GPE"), ("Poland", "GPE"), ("Zelensky", "PERSON"), ("Georgia", "GPE"),
    ("Turkey", "GPE"), ("Kyiv", "GPE"),
)  # fmt: skip
TURNS = 4
_OBJECTS, _SUBJECTS = ("dobj", "pobj", "dative"), ("nsubj", "nsubjpass")


def crowded(doc: Doc) -> Iterator[Doc]:
    """Yield sentences of `doc` made such that two names stand side by side across the border of a clause.

    "If it joins the club, they lose" becomes "If it joins NATO Russia lose": reports write so, and parsers take the two
    for one name. The object before a word that may be left out and the subject after it are replaced by names.
    """
    for token in doc:
        if _is_droppable(token) and 0 < token.i < len(doc) - 1:
            before, after = doc[token.i - 1], doc[token.i + 1]
            if _is_single(before, _OBJECTS) and _is_single(after, _SUBJECTS):
                for turn in range(TURNS):
                    at = token.i + 5 * turn
                    names = {before.i: NAMES[at % len(NAMES)], after.i: NAMES[(at + 7) % len(NAMES)]}
                    yield _renamed(token.sent, names, token.i)


def _is_single(token: Token, relations: tuple[str, ...]) -> bool:
    alone = token.n_lefts + token.n_rights == 0 and token.pos_ in ("NOUN", "PROPN", "PRON")
    return alone and token.dep_ in relations and (not token.ent_type_ or token.ent_iob_ == "B")


def _renamed(sentence: Span, names: Mapping[int, tuple[str, str]], dropped: int) -> Doc:
    kept = [token for token in sentence if token.i != dropped]
    where = {token.i: at for at, token in enumerate(kept)}
    kinds = {token.i: f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in kept}
    kinds.update({at: f"B-{kind}" for at, (_, kind) in names.items()})
    return Doc(
        sentence.doc.vocab,
        words=[names[token.i][0] if token.i in names else token.text for token in kept],
        spaces=[bool(token.whitespace_) or token.i in names for token in kept],
        tags=["NNP" if token.i in names else token.tag_ for token in kept],
        heads=[where[token.head.i] for token in kept],
        deps=[token.dep_ for token in kept],
        ents=[kinds[token.i] for token in kept],
    )


def text_of(doc: Doc, name: str, annotations: Sequence[Path], cutter: WordPiece) -> Text:
    """Cut a parsed text; attributions are those of the first annotator."""
    pieces = cutter.split((token.idx, token.text) for token in doc)
    ids, shapes = np.array(pieces.ids, np.int32), np.array(features(doc.text, pieces), np.int16)
    text = Text(name, ids, shapes, _structure(doc, pieces))
    if not annotations:
        return text
    found = tuple(_attributions(annotations[0].read_text(encoding="utf-8"), pieces))
    return replace(text, attributions=found, roles=np.array(_roles(len(pieces), found), np.int16))


def _structure(doc: Doc, pieces: Pieces) -> Structure:
    words = np.array(pieces.words)
    first = np.full(len(doc), -1)
    first[words[::-1]] = np.arange(len(words))[::-1]
    begins = first[words] == np.arange(len(words)) if len(words) else np.zeros(0, bool)
    tokens = words[begins]
    heads = np.array([token.head.i for token in doc])
    made = Structure(
        *(np.full(len(words), IGNORED, dtype) for dtype in (np.int16, np.int32, np.int16, np.int16, np.int16)),
        np.zeros(len(words), bool),
    )
    made.tags[begins] = [TAGS.index(doc[int(at)].tag_) for at in tokens]
    made.heads[begins] = [first[heads[at]] if first[heads[at]] >= 0 else IGNORED for at in tokens]
    made.relations[begins] = [RELATIONS.index(doc[int(at)].dep_) for at in tokens]
    made.starts[begins] = [bool(doc[int(at)].is_sent_start) for at in tokens]
    made.entities[begins] = [_entity(doc[int(at)]) for at in tokens]
    made.droppable[begins] = [_is_droppable(doc[int(at)]) for at in tokens]
    return made


def _entity(token: Token) -> int:
    return ENTITIES.index(f"{token.ent_iob_}-{token.ent_type_}") if token.ent_type_ else 0


def _is_droppable(token: Token) -> bool:
    """Tell the "that" of `told NATO that Russia would …` and the comma of `if it joined NATO, Russia would …`.

    Reports leave them out, and then two names stand side by side.
    """
    if token.n_lefts + token.n_rights or token.is_sent_start or token.ent_type_:
        return False
    if token.lower_ == "that":
        return token.dep_ == "mark" and token.head.dep_ == "ccomp"
    return token.text == "," and any(
        clause.dep_ == "advcl" and clause.right_edge.i == token.i - 1 for clause in token.head.lefts
    )


def _attributions(annotation: str, pieces: Pieces) -> Iterator[Attribution]:
    spans: dict[str, list[tuple[int, int]]] = {}
    for line in annotation.split("\n"):
        if line.startswith("T") and "\t" in line:
            name, body = line.split("\t")[:2]
            spans[name] = [tuple(map(int, piece.split())) for piece in body.split(" ", 1)[1].split(";")]
    for line in annotation.split("\n"):
        if line.startswith("E") and "\t" in line:
            roles = {"Source": [], "Cue": [], "Content": []}
            for part in line.split("\t")[1].split():
                role, name = part.split(":")
                if (match := _ROLE.fullmatch(role)) and name in spans:
                    roles[match[1]] += spans[name]
            cue, source, content = (_covered(roles[role], pieces) for role in ("Cue", "Source", "Content"))
            if cue and content:
                yield Attribution(cue, source, content)


def _covered(spans: list[tuple[int, int]], pieces: Pieces) -> tuple[int, ...]:
    found = set()
    for start, end in spans:
        at = max(bisect_right(pieces.starts, start) - 1, 0)
        while at < len(pieces) and pieces.starts[at] < end:
            if pieces.ends[at] > start:
                found.add(at)
            at += 1
    return tuple(sorted(found))


def _roles(length: int, attributions: tuple[Attribution, ...]) -> tuple[int, ...]:
    best: list[tuple[tuple[int, int], int] | None] = [None] * length
    for attribution in attributions:
        for order, role in enumerate(("cue", "source", "content")):
            chosen = getattr(attribution, role)
            for place, at in enumerate(chosen):
                goes_on = place > 0 and chosen[place - 1] == at - 1
                key = ((len(chosen), order), ROLES.index(f"{'I' if goes_on else 'B'}-{role}"))
                if best[at] is None or key < best[at]:
                    best[at] = key
    return tuple(tag[1] if tag else 0 for tag in best)
