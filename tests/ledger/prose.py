"""Reports of any length, made of words of our own, for tests of what copies what."""

import random

_PARTS = [
    "talks",
    "troops",
    "border",
    "weapons",
    "missiles",
    "alliance",
    "expansion",
    "treaty",
    "guarantees",
    "sanctions",
    "security",
    "withdrawal",
    "refusal",
    "study",
    "answer",
    "proposal",
    "minister",
    "president",
    "region",
    "exercise",
    "ceasefire",
    "prisoners",
    "energy",
    "grain",
    "corridor",
    "support",
    "defence",
    "partners",
    "parliament",
    "agreement",
    "meeting",
    "visit",
    "council",
    "observers",
    "inspection",
    "harbour",
    "railway",
    "winter",
    "market",
    "budget",
    "court",
    "election",
    "strike",
    "school",
    "hospital",
    "bridge",
    "factory",
    "pipeline",
    "currency",
    "loan",
    "embassy",
    "consul",
    "envoy",
    "marshal",
    "general",
]
_JOINTS = [
    "of",
    "the",
    "and",
    "for",
    "in",
    "with",
    "against",
    "before",
    "after",
    "under",
    "near",
    "about",
    "from",
    "over",
    "without",
    "despite",
    "on",
    "by",
]


def sentences(seed: int, count: int) -> list[str]:
    """Return sentences that no other seed has."""
    dice = random.Random(seed)
    return [_sentence(dice) for _ in range(count)]


def prose(seed: int, count: int = 12) -> str:
    return " ".join(sentences(seed, count))


def _sentence(dice: random.Random) -> str:
    words = [dice.choice(part) for _ in range(dice.randint(5, 9)) for part in (_JOINTS, _PARTS)]
    return " ".join(words).capitalize() + "."
