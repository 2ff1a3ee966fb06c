"""Who is named in an article, and where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from standoff.language.syntax import Doc, Token
from standoff.types import Actor, Mention, Span


@dataclass(frozen=True, slots=True)
class Party:
    """A party to an event: its code, and the words that name it there."""

    code: str
    span: Span


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of an article and their mentions, in text order.

    Mentions of several actors by the same words ("the two presidents") share a span; otherwise mentions do not overlap.
    `author` is the actor whom the title names as the speaker of the text, which need not name him again,
    `audience` the one to whom it is spoken.
    """

    actors: Mapping[str, Actor]
    mentions: tuple[Mention, ...]
    _at: Mapping[int, tuple[Mention, ...]] = field(repr=False)
    author: str | None = None
    audience: str | None = None

    @classmethod
    def of(
        cls,
        doc: Doc,
        actors: Iterable[Actor],
        mentions: Iterable[Mention],
        author: str | None = None,
        audience: str | None = None,
    ) -> "Cast":
        """Index `mentions`, which may come in any order, by the tokens they cover."""
        ordered = tuple(sorted(set(mentions), key=lambda mention: (mention.span, mention.actor)))
        at: dict[int, tuple[Mention, ...]] = {}
        for mention in ordered:
            covered = doc.char_span(*mention.span, alignment_mode="expand")
            for token in covered or ():
                at[token.i] = (*at.get(token.i, ()), mention)
        return cls({actor.id: actor for actor in actors}, ordered, at, author, audience)

    def naming(self, token: Token) -> tuple[Mention, ...]:
        """Return the mentions that cover `token`: none, one, or several with the same span."""
        return self._at.get(token.i, ())

    def parties(self, head: Token) -> tuple[Party, ...]:
        """Return the parties that the noun phrase headed by `head` names, its conjuncts included, without repeats."""
        found: dict[str, Party] = {}
        for token in (head, *head.conjuncts):
            if token.i < head.i:
                continue
            for mention in self.naming(token):
                code = self.actors[mention.actor].party
                found.setdefault(code, Party(code, mention.span))
        return tuple(found.values())
