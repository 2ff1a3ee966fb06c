"""The encoder with its heads: attribution, syntax and names, events, and what each piece is to one cue."""

import math
from dataclasses import dataclass

import torch
from labels import ENTITIES, KINDS_OF_EVENTS, PARTIES, RELATIONS, STATUSES, TAGS
from texts import ROLES
from torch import Tensor, nn
from torch.nn import functional

SHAPES = 48
MARKS = 3
"""What a piece is to the pair that is asked about: nothing, of the one who acts, of the other. Part of its shape."""

PARTS = 5
"""What a piece may be to one cue."""

BUCKETS = 32
_NEAR = 6


def bucket(distance: Tensor) -> Tensor:
    """Return 0 to 31: the side, and the distance exactly up to five pieces, then by its logarithm."""
    size = distance.abs()
    far = (_NEAR + torch.log2(size.clamp(min=_NEAR).float() / _NEAR) * 2).long()
    return (distance > 0).long() * (BUCKETS // 2) + torch.where(size < _NEAR, size, far).clamp(max=BUCKETS // 2 - 1)


class Beside(nn.Module):
    """A convolution over five pieces through a narrow middle, written as products of matrices.

    So int8 makes it faster; as a convolution int8 makes it slower.
    """

    def __init__(self, width: int, middle: int = 48, size: int = 5) -> None:
        super().__init__()
        self.size = size
        self.inward = nn.Linear(width, middle, bias=False)
        self.outward = nn.Linear(middle * size, width)

    def forward(self, along: Tensor) -> Tensor:
        """Take and return (cues, pieces, width)."""
        half = self.size // 2
        narrow = functional.pad(self.inward(along), (0, 0, half, half))
        return self.outward(torch.cat([narrow[:, at : at + along.shape[1]] for at in range(self.size)], -1))


@dataclass
class Structure:
    """Log odds: tags, relations, starts and entities (windows, pieces, classes), arcs (windows, pieces, heads).

    The head of a root is the mark before the first piece.
    """

    tags: Tensor
    arcs: Tensor
    relations: Tensor
    starts: Tensor
    entities: Tensor


class Syntax(nn.Module):
    """Heads for tags, trees (biaffine arcs: Dozat and Manning 2017), sentence starts and names.

    A relation is told from the dependent and its head. In training that is the mean of all, weighted by how likely each
    is; in use, the one of the tree.
    """

    def __init__(self, size: int, width: int = 256) -> None:
        super().__init__()
        self.tag, self.start = nn.Linear(size, len(TAGS)), nn.Linear(size, 2)
        self.entity = nn.Sequential(nn.Linear(size, width), nn.GELU(), nn.Linear(width, len(ENTITIES)))
        self.dependent = nn.Sequential(nn.Linear(size, width), nn.GELU(), nn.Linear(width, width))
        self.governor = nn.Sequential(nn.Linear(size, width), nn.GELU())
        self.weight = nn.Linear(width, 1)
        self.lower, self.upper = nn.Linear(size, width), nn.Linear(size, width, bias=False)
        self.relation = nn.Linear(width, len(RELATIONS))
        self.drop = nn.Dropout(0.15)

    def forward(self, states: Tensor, mask: Tensor | None = None) -> Structure:
        """Take states (..., pieces, size); `mask` is 0 for pieces that only fill up a row."""
        governor, dependent = self.drop(self.governor(states)), self.drop(self.dependent(states))
        arcs = dependent @ governor.transpose(-1, -2) / math.sqrt(self.weight.in_features)
        arcs = arcs + self.weight(governor).transpose(-1, -2)
        if mask is not None:
            arcs = arcs + (1 - mask[:, None].to(arcs.dtype)) * -1e4
        relations = self.related(states, arcs.softmax(-1) @ self.upper(states))
        return Structure(self.tag(states), arcs, relations, self.start(states), self.entity(states))

    def related(self, states: Tensor, above: Tensor) -> Tensor:
        """Return log odds of relations, from each piece and from what is above it: `upper` of its head."""
        return self.relation(self.drop(functional.gelu(self.lower(states) + above)))


class Asked(nn.Module):
    """Tells what each piece is to a cue, which is given by its first and its last piece."""

    def __init__(self, size: int, width: int, parts: int) -> None:
        super().__init__()
        self.word, self.word_gate = nn.Linear(size, width), nn.Linear(size, width)
        self.cue, self.cue_gate = nn.Linear(2 * size, width), nn.Linear(2 * size, width)
        self.distance = nn.Embedding(BUCKETS, width)
        nn.init.normal_(self.distance.weight, std=0.1)
        self.near, self.wide = Beside(width), Beside(width)
        self.role = nn.Linear(width, parts)
        self.drop = nn.Dropout(0.1)

    def forward(self, states: Tensor, window: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Return log odds (cues, pieces, parts); a cue is its window and its first and last piece there."""
        cue = torch.cat([states[window, first], states[window, last]], -1)
        place = torch.arange(states.shape[1], device=states.device)[None]
        zero = torch.zeros_like(place)
        before, after = place - first[:, None], place - last[:, None]
        distance = torch.where(before < 0, before, torch.where(after > 0, after, zero))
        words = self.word(states)[window] + self.cue(cue)[:, None] + self.distance(bucket(distance))
        mixed = functional.gelu(words) + self.word_gate(states)[window] * torch.tanh(self.cue_gate(cue))[:, None]
        along = self.drop(mixed)
        along = along + functional.gelu(self.near(along))
        along = along + functional.gelu(self.wide(along))
        return self.role(along)


class Network(nn.Module):
    """`width` is that of the head for cues, `middle` that of the heads for events; the encoder has its own."""

    def __init__(self, encoder: nn.Module, width: int = 192, middle: int = 128) -> None:
        super().__init__()
        self.encoder = encoder
        size = self.encoder.config.hidden_size
        self.shape = nn.Embedding(SHAPES * MARKS, size)
        nn.init.zeros_(self.shape.weight)
        self.tag = nn.Linear(size, len(ROLES))
        self.roles = Asked(size, width, PARTS)
        self.drop = nn.Dropout(0.1)
        self.syntax = Syntax(size)
        self.kind = nn.Sequential(
            nn.Linear(size, 256), nn.GELU(), nn.Dropout(0.15), nn.Linear(256, len(KINDS_OF_EVENTS))
        )
        self.status = nn.Linear(size, len(STATUSES))
        self.parties = Asked(size, middle, len(PARTIES))
        self.pair = nn.Sequential(
            nn.Linear(3 * size, 256), nn.Tanh(), nn.Dropout(0.1), nn.Linear(256, len(KINDS_OF_EVENTS))
        )

    def freeze(self, layers: int) -> None:
        """Leave the embeddings and the lowest `layers` as they are."""
        if layers:
            lowest = [self.encoder.embeddings, *self.encoder.encoder.layer[:layers]]
            for value in (value for module in lowest for value in module.parameters()):
                value.requires_grad = False

    def encode(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Return states (windows, pieces, size)."""
        embedded = self.encoder.get_input_embeddings()(ids) + self.shape(features)
        return self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state

    def between(self, ids: Tensor, features: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """Return log odds (windows, kinds of events) of what the first marked does to the second."""
        states = self.drop(self.encode(ids, features + SHAPES * marks, mask))
        ends = []
        for mark in range(1, MARKS):
            marked = (marks == mark).to(states.dtype)[..., None]
            ends.append((states * marked).sum(1) / marked.sum(1).clamp(min=1))
        return self.pair(torch.cat([states[:, 0], *ends], -1))
