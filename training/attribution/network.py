"""The encoder with two heads: tags for each piece, and what each piece is to one cue."""

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

SHAPES = 48
ROLES = 5
BUCKETS = 32
_NEAR = 6


def bucket(distance: Tensor) -> Tensor:
    """Return 0 to 31: the side, and the distance exactly up to five pieces, then by its logarithm."""
    size = distance.abs()
    far = (_NEAR + torch.log2(size.clamp(min=_NEAR).float() / _NEAR) * 2).long()
    return (distance > 0).long() * (BUCKETS // 2) + torch.where(size < _NEAR, size, far).clamp(max=BUCKETS // 2 - 1)


class Network(nn.Module):
    """`width` is that of the head; the encoder has its own."""

    def __init__(self, encoder: Path, tags: int, width: int = 192) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(encoder, add_pooling_layer=False)
        size = self.encoder.config.hidden_size
        self.shape = nn.Embedding(SHAPES, size)
        nn.init.zeros_(self.shape.weight)
        self.tag = nn.Linear(size, tags)
        self.word, self.word_gate = nn.Linear(size, width), nn.Linear(size, width)
        self.cue, self.cue_gate = nn.Linear(2 * size, width), nn.Linear(2 * size, width)
        self.distance = nn.Embedding(BUCKETS, width)
        nn.init.normal_(self.distance.weight, std=0.1)
        self.near = nn.Conv1d(width, width, 5, padding=2)
        self.wide = nn.Conv1d(width, width, 5, padding=2)
        self.role = nn.Linear(width, ROLES)
        self.drop = nn.Dropout(0.1)

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

    def roles(self, states: Tensor, window: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Return log odds (cues, pieces, roles); a cue is its window and its first and last piece there."""
        cue = torch.cat([states[window, first], states[window, last]], -1)
        place = torch.arange(states.shape[1])[None]
        zero = torch.zeros_like(place)
        before, after = place - first[:, None], place - last[:, None]
        distance = torch.where(before < 0, before, torch.where(after > 0, after, zero))
        words = self.word(states)[window] + self.cue(cue)[:, None] + self.distance(bucket(distance))
        mixed = functional.gelu(words) + self.word_gate(states)[window] * torch.tanh(self.cue_gate(cue))[:, None]
        along = self.drop(mixed).transpose(1, 2)
        along = along + functional.gelu(self.near(along))
        along = along + functional.gelu(self.wide(along))
        return self.role(along.transpose(1, 2))
