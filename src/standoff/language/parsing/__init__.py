"""From what the encoder says of pieces to a `Doc`: tags, trees, sentences, names, lemmas."""
