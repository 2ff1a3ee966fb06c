"""Score the whole reader on labelled texts that its heads for events did not learn, through the rules.

A row is right if it has the type of a label and its anchor holds the label's cue. Parties are right if their words
overlap those of the label, or if both name none. PLOVER's sentences are also scored as `score/plover.py` does.
"""

import argparse
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import torch
from acts import Labelled, labelled, sources
from folds import ROOTS, SENTENCES

from standoff.extract import article_of_text
from standoff.language.encoder import Encoder, packaged
from standoff.language.events.rules import EventRules
from standoff.language.events.sights import ASKED, ModelObserver, Sight
from standoff.language.reader import Reader
from standoff.language.syntax import Parse
from standoff.types import Event, Spans


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seen", type=Path, nargs="+", help="what the networks saw (folds.py)")
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--source", help="only texts of this one: plv_train, kremlin, …")
    parser.add_argument("--rules", action="store_true", help="let the rules read alone")
    args = parser.parse_args()
    seen = {name: each for path in args.seen for name, each in torch.load(path, weights_only=False).items()}
    texts = [each for each in labelled(args.labels, sources(args.data)) if each.name in seen]
    if args.source:
        texts = [each for each in texts if each.name.startswith(args.source)]
    score(texts, {} if args.rules else seen)


class Recalled(ModelObserver):
    """Sees what was seen of the text at hand by a network that had not learned it."""

    def __init__(self, encoder: Encoder, seen: Mapping[str, Mapping[str, object]]) -> None:
        super().__init__(encoder)
        self._seen = seen

    def see(self, parse: Parse) -> Mapping[int, Sight]:
        seen = self._seen.get(parse.article.uri)
        if seen is None or not len(seen["cues"]):
            return {}
        begins = parse.sheet.begins
        parties = seen["parties"].numpy() / 255 * begins[:, None]
        rows = zip(seen["cues"].tolist(), seen["kinds"].float().numpy(), seen["status"].numpy(), parties, strict=True)
        found = (self.sight(parse, 0, *row) for row in rows if begins[row[0]] and 1 - row[1][0] >= ASKED)
        return {sight.cue.i: sight for sight in found}


def score(texts: list[Labelled], seen: Mapping[str, Mapping[str, object]]) -> None:
    reader = Reader(events=EventRules(Recalled(packaged(), seen) if seen else None))
    count: Counter[str] = Counter()
    for text in texts:
        events = reader.read(article_of_text(text.text, uri=text.name)).events
        count += _matched(text, events)
        if text.name.partition(" ")[0] == SENTENCES and text.events:
            count += _paired(text, events)
    wanted, found = count["labels"], count["rows"]
    for name in ("event", "event +parties"):
        right = count[name]
        print(f"{name:15} P {right / found:.3f}  R {right / wanted:.3f}  F1 {2 * right / (found + wanted):.3f}")
    if count["sentences"]:
        print("  ".join(f"{name} {count[name] / count['sentences']:.3f}" for name in ("pair", "type", "triple")))


def _matched(text: Labelled, events: tuple[Event, ...]) -> Counter[str]:
    count = Counter(labels=len(text.events), rows=len(events))
    left = list(events)
    for label in text.events:
        alike = [each for each in left if each.type == label["type"] and _overlap(each.anchor.spans, [label["cue"]])]
        best = max(alike, key=lambda each: _named(each, label), default=None)
        if best is not None:
            left.remove(best)
            count["event"] += 1
            count["event +parties"] += _named(best, label) == 2
    return count


def _named(event: Event, label: Mapping[str, object]) -> int:
    """Return how many sides are right, of two."""
    sides = ((event.actor_spans, label["actors"]), (event.recipient_spans, label["recipients"]))
    return sum(_overlap(ours, theirs) or (not ours and not theirs) for ours, theirs in sides)


def _paired(text: Labelled, events: tuple[Event, ...]) -> Counter[str]:
    """Count one of PLOVER's sentences, whose first label is the marked pair."""
    label = text.events[0]
    root = ROOTS.get(label["type"], label["type"])
    actor, recipient = label["actors"][:1], label["recipients"][:1]
    found = [e for e in events if _overlap(e.actor_spans, actor) and _overlap(e.recipient_spans, recipient)]
    of_pair, of_all = ({ROOTS.get(e.type, e.type.value) for e in some} for some in (found, events))
    return Counter(sentences=1, pair=bool(found), triple=root in of_pair, type=root in of_all)


def _overlap(ours: Spans, theirs: list[list[int]]) -> bool:
    return any(start < last and first < end for start, end in ours for first, last in theirs)


if __name__ == "__main__":
    main()
