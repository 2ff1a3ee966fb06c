"""Whether a text is an official release, and whose."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from standoff.language.cast import Cast
from standoff.language.events.lexicon import Lexicon
from standoff.language.events.turns import is_transcript
from standoff.language.headings import spoken_by, title_of
from standoff.language.quotation import quotations
from standoff.language.syntax import Parse, Token
from standoff.types import ActorKind, Statement

_OFFICES = frozenset({"president", "head", "premier", "chancellor", "minister", "secretary"})
_TITLES = (
    "Telephone conversation", "Meeting with", "Working meeting", "Conversation with", "Talks with", "Greetings",
    "Congratulations", "Condolences", "Message to", "Joint statement", "Press statement",
)  # fmt: skip
_SIGNS = 2


def issuer(
    parse: Parse, statements: Sequence[Statement], cast: Cast, lexicon: Lexicon
) -> tuple[str | None, tuple[str, ...]]:
    """Return whose release this is, if it reads like one, and whose words all of it is: a speech, a joint statement."""
    title = title_of(parse)
    if joint := _joint_authors(title, cast):
        return joint[0], joint
    own = sum(token.lower_ in _OWN for token in _unquoted(parse))
    titles = _titled(parse, cast)
    if own >= _SPEECH and own > 2 * titles.total() and not is_transcript(parse, statements):
        speaker = _speaker(title, cast)
        return speaker, (speaker,) if speaker is not None else ()
    signs = own + _SIGNS * title.startswith(_TITLES)
    signs += sum(_is_sign(token, lexicon) for sent in parse.body_sentences() for token in sent)
    counts = _speakers(statements, cast) + _subjects(parse, cast) + titles
    for guest in titled_with(title, cast):
        del counts[guest]
    return (max(counts, key=lambda party: counts[party]) if counts and signs >= _SIGNS else None), ()


def titled_with(title: str, cast: Cast) -> tuple[str, ...]:
    """Return the parties that a title names as met: "Telephone conversation with President of France"."""
    meeting = _MEETING.search(title)
    after = title[meeting.end() :] if meeting is not None else ""
    met = (actor for actor in cast.actors.values() if after and actor.kind in _MET and _names(after, actor.name))
    return tuple(dict.fromkeys(actor.party for actor in met))


_MEETING = re.compile(
    r"\b(?:conversations?|talks?|talked|meetings?|met|meets|spoke|conference|call) with ", re.IGNORECASE
)
_MET = frozenset({ActorKind.STATE, ActorKind.ORGANIZATION, ActorKind.PERSON})


def _names(title: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title) is not None


def _speaker(title: str, cast: Cast) -> str | None:
    """Return the party of whoever a title names as the speaker: "address by President …"."""
    if cast.author is not None:
        return cast.actors[cast.author].party
    after = spoken_by(title)
    people = (actor for actor in cast.actors.values() if actor.kind is ActorKind.PERSON and actor.acts_for)
    return next((actor.acts_for for actor in people if _names(after, actor.name)), None)


def _joint_authors(title: str, cast: Cast) -> tuple[str, ...]:
    """Return the parties that a title names as the authors of a joint statement, before the talks that it follows."""
    after = _ABOUT.sub("", title) if title.lower().startswith("joint statement") else ""
    joining = [actor for actor in cast.actors.values() if after and actor.kind in _JOINING]
    for words in (after.partition(" following ")[0], after):
        found = tuple(dict.fromkeys(actor.party for actor in joining if _names(words, actor.name)))
        if len(found) > 1:
            return found
    return ()


_JOINING = frozenset({ActorKind.STATE, ActorKind.ORGANIZATION})
_ABOUT = re.compile(r"\b(?:on|regarding|concerning|about)\b.*")


def _titled(parse: Parse, cast: Cast) -> Counter[str]:
    """Count the parties for which a bare title stands: "the President"."""
    found: Counter[str] = Counter()
    for token in parse.doc:
        if _is_bare_title(token):
            found.update({party.code for party in cast.parties(token)})
    return found


def _speakers(statements: Sequence[Statement], cast: Cast) -> Counter[str]:
    """Count for whom people speak, each of those who speak together."""
    ids = (actor for statement in statements for actor in (statement.speaker or "").split("+"))
    speakers = (cast.actors.get(each) for each in ids)
    return Counter(a.acts_for for a in speakers if a is not None and a.kind is ActorKind.PERSON and a.acts_for)


def _subjects(parse: Parse, cast: Cast) -> Counter[str]:
    """Count for whom people act who are named as subjects."""
    subjects = (token for sent in parse.body_sentences() for token in sent if token.dep_ == "nsubj")
    acting = (cast.actors[mention.actor] for token in subjects for mention in cast.naming(token))
    return Counter(actor.acts_for for actor in acting if actor.kind is ActorKind.PERSON and actor.acts_for)


_OWN = frozenset({"our", "we", "us", "i", "my"})
_SPEECH = 12
"""So many make a speech printed without its speaker; the party that it names most is often the foe."""


def _unquoted(parse: Parse) -> Iterator[Token]:
    """Yield the tokens of the body that stand between no quotation marks: there only an issuer says "our country"."""
    quoted = {at for quote in quotations(parse) for at in quote.words}
    for paragraph in parse.body():
        yield from (token for token in parse.doc[paragraph.start : paragraph.end] if token.i not in quoted)


def _is_sign(token: Token, lexicon: Lexicon) -> bool:
    """Tell the marks of an official release: a bare title with a capital, or a passive that leaves out who speaks."""
    return _is_bare_title(token) or _is_official_passive(token, lexicon)


def _is_bare_title(token: Token) -> bool:
    """Tell "the President" and "the Head of State", which newspapers write small or with a name."""
    if token.i == 0 or token.lower_ not in _OFFICES or not token.text[0].isupper() or token.nbor(-1).lower_ != "the":
        return False
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if following is None:
        return False
    if following.lower_ == "of":
        return token.lower_ == "head" and token.i + 2 < len(token.doc) and token.nbor(2).text == "State"
    return not following.text[:1].isupper() and following.text not in ("'s", "’s", "-")


def _is_official_passive(token: Token, lexicon: Lexicon) -> bool:
    if token.tag_ != "VBN" or not lexicon.is_kind(token.lemma_, "OFFICIAL_PASSIVES"):
        return False
    deps = {child.dep_ for child in token.children}
    return "auxpass" in deps and "agent" not in deps
