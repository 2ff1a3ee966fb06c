"""For which parties the words of an event stand."""

from collections.abc import Iterable, Iterator

from standoff.language.cast import Party
from standoff.language.events.grammar import antecedent, lemma, prepositional
from standoff.language.events.scene import NOWHERE, Scene
from standoff.language.syntax import Token, word_span
from standoff.types import UNKNOWN, ActorKind, Form

_WE = frozenset({"we", "us", "our", "ours", "i", "me", "my", "mine", "ourselves"})
_ONE = frozenset({"i", "me", "my", "mine"})
_YOU = frozenset({"you", "your", "yours"})
_MODIFIERS = frozenset({"poss", "amod", "compound", "nmod", "nummod", "appos"})
_ALLIES = frozenset({"ally", "partner", "friend"})
_LED = frozenset({"USA", "UKR", "NATO", "WEST", "EU"})
_DEPTH, _CONJUNCTS = 3, 12


Parties = tuple[Party, ...]


def voices(token: Token, scene: Scene) -> Parties:
    """Return the parties whose words hold `token`; no words name them there."""
    return tuple(Party(code, NOWHERE) for code in scene.speakers_at(token))


def sides(head: Token, scene: Scene) -> tuple[Party, ...]:
    """Return the parties that act when the phrase of `head` acts: those named, and whose people or forces are."""
    return _unique(_coordinated(head, scene, _DEPTH))


def named_in(head: Token, scene: Scene) -> tuple[Party, ...]:
    """Return the parties of `head`, or else those that own what it names: "Russia's demands"."""
    return sides(head, scene) or _unique(_owners(head, scene, _DEPTH)) or _unique(_lands(head, scene))


def _lands(head: Token, scene: Scene) -> Iterator[Party]:
    """Yield whose land the noun phrase names: "shelled Kharkiv", "Crimea", "the Donetsk region"."""
    for token in coordinated(head):
        is_land = scene.lexicon.is_kind(lemma(token), "LAND") or scene.lexicon.is_kind(lemma(token), "TARGET")
        before = (c for c in token.children if c.dep_ in ("compound", "amod") and c.i < token.i)
        for part in (token, *(before if is_land else ())):
            name = part.text if part.i == 0 or part.nbor(-1).dep_ != "compound" else f"{part.nbor(-1).text} {part.text}"
            state = scene.lexicon.lands.get(name) or scene.lexicon.lands.get(part.text)
            if state:
                yield Party(state, word_span(part))


def codes(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party.code for party in parties))


def _unique(parties: Iterable[Party]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.code, party)
    return tuple(found.values())


def coordinated(head: Token) -> Iterator[Token]:
    """Yield `head` and the nouns joined to it on its right."""
    todo, left = [head], _CONJUNCTS
    while todo and left:
        token = todo.pop()
        left -= 1
        yield token
        todo.extend(
            c for c in token.children if c.dep_ in ("conj", "appos") and c.i > token.i and c.pos_ not in ("VERB", "AUX")
        )


def _coordinated(head: Token, scene: Scene, depth: int) -> Iterator[Party]:
    for token in coordinated(antecedent(head)):
        yield from _of_one(token, scene, depth)


def _of_one(token: Token, scene: Scene, depth: int) -> Iterator[Party]:
    direct = tuple(_direct(token, scene))
    if direct:
        yield from direct
    elif token.lower_ in _WE:
        yield from _speakers(token, scene)
    elif token.lower_ in _YOU:
        yield from _guests(token, scene)
    elif _is_world(token):
        yield Party(UNKNOWN, word_span(token))
    elif _is_pair(token, scene):
        yield from scene.pair if len(codes(scene.pair)) > 1 else scene.foes()
    elif depth and (
        scene.lexicon.is_kind(lemma(token), "AGENT") or lemma(token) in scene.lexicon.kinds["QUANTITIES"] | _ALLIES
    ):
        owners = tuple(_allies(token, tuple(_owners(token, scene, depth))))
        yield from owners or (scene.pair if _is_table(token, scene) else ())
    elif depth and (scene.lexicon.is_kind(lemma(token), "FORCES") or _is_titled(token, scene)):
        yield from _owners(token, scene, depth)


def _is_table(token: Token, scene: Scene) -> bool:
    """Tell "the parties", "the sides", "the heads of state": those of the talks told last."""
    if not scene.lexicon.is_kind(token.lower_, "TABLE") or not any(
        c.dep_ == "det" and c.lower_ in ("the", "both") for c in token.children
    ):
        return False
    return all(
        c.dep_ in ("det", "nummod") or (c.lower_ == "of" and token.lower_ == "heads")
        for c in token.children
        if c.i != token.i
    )


def _is_pair(token: Token, scene: Scene) -> bool:
    """Tell "both sides", "the two neighbours": those who talk or fight, else the two that the report is about."""
    if not scene.lexicon.is_kind(token.lower_, "PAIR") or any(c.dep_ == "prep" for c in token.children):
        return False
    before = {c.lower_ for c in token.children if c.i < token.i}
    return bool(before & {"both", "two", "warring"}) and before <= {"both", "two", "the", "warring", "these", "rival"}


def _is_titled(token: Token, scene: Scene) -> bool:
    """Tell a name with a title before it: "Chinese Vice Foreign Minister Wu Daiwei"."""
    if token.pos_ != "PROPN":
        return False
    return any(c.dep_ == "compound" and scene.lexicon.is_kind(lemma(c), "ENVOYS") for c in token.children)


def _is_world(token: Token) -> bool:
    """Tell "the international community", a party of which nobody can say who it is."""
    return token.lower_ == "community" and any(c.lower_ in ("international", "world", "global") for c in token.children)


def _direct(token: Token, scene: Scene) -> Iterator[Party]:
    for mention in scene.cast.naming(token):
        actor = scene.cast.actors[mention.actor]
        yield Party(actor.party, mention.span)


def _speakers(token: Token, scene: Scene) -> Iterator[Party]:
    """Return for whom "we" and "I" stand: the party of the speaker, in a release that of the issuer."""
    speaking = _first_persons(token, scene)
    if len(speaking) == 1 or token.lower_ not in _ONE:
        yield from (Party(code, word_span(token)) for code in speaking)


def _first_persons(token: Token, scene: Scene) -> tuple[str, ...]:
    statement, turn = scene.statement_at(token), scene.turn_at(token)
    if turn is not None:
        is_told = statement is not None and statement.form is Form.INDIRECT
        return turn.speakers if is_told else scene.speakers_at(token)
    is_paraphrase = _is_paraphrase(token, scene)
    speaking = () if is_paraphrase else scene.speakers_at(token)
    if not speaking and scene.issuer and (statement is None or is_paraphrase):
        return (scene.issuer,)
    return speaking


def _is_paraphrase(token: Token, scene: Scene) -> bool:
    """Tell indirect speech in a release: "our country" is there the country of whoever issued it."""
    statement = scene.statement_at(token)
    return scene.issuer is not None and statement is not None and statement.form is Form.INDIRECT


def _guests(token: Token, scene: Scene) -> Iterator[Party]:
    """Yield whom a speaker addresses as "you".

    In a transcript whoever spoke before, in a speech those whom its title names, else the others at the table.

    Talks that a speech tells of in passing are no table at which it is held.
    """
    turn = scene.turn_at(token)
    if turn is not None:
        yield from (Party(code, word_span(token)) for code in turn.addressed)
        return
    audience = scene.cast.audience
    if audience is not None and scene.authors and scene.speakers_at(token) == scene.authors:
        code = scene.cast.actors[audience].party
        if code not in scene.authors:
            yield Party(code, word_span(token))
        return
    speaking = scene.speakers_at(token) if scene.is_titled or not scene.authors else ()
    if speaking and any(party.code in speaking for party in scene.table):
        yield from (Party(party.code, word_span(token)) for party in scene.table if party.code not in speaking)


def _allies(token: Token, owners: tuple[Party, ...]) -> Iterator[Party]:
    """Yield the owners; but the allies of a Western state are not that state: they are the West."""
    if lemma(token) not in _ALLIES or not any(c.dep_ == "poss" or c.lower_ == "of" for c in token.children):
        yield from owners
        return
    for party in owners:
        if party.code in _LED:
            yield Party("WEST", word_span(token))
            return


def _owners(head: Token, scene: Scene, depth: int) -> Iterator[Party]:
    for child in head.children:
        if child.dep_ in _MODIFIERS and child.i != head.i:
            found = tuple(_direct(child, scene))
            yield from found
            if child.lower_ in _WE:
                yield from _speakers(child, scene)
            elif child.lower_ in _YOU:
                yield from _guests(child, scene)
            elif not found and depth and child.dep_ in ("poss", "appos", "compound"):
                yield from _of_one(child, scene, depth - 1)
    for name in ("of", "from", "by"):
        for noun in prepositional(head, name):
            yield from _coordinated(noun, scene, depth - 1) if depth else ()


def is_person(head: Token, scene: Scene) -> bool:
    """Tell a person, or people who come and go for a party: presidents, delegations."""
    if any(scene.cast.actors[m.actor].kind is ActorKind.PERSON for m in scene.cast.naming(head)):
        return True
    return scene.lexicon.is_kind(lemma(head), "ENVOYS") or head.lower_ in _WE
