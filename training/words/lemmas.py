"""Write the tables of the lemmatizer, out of the package spacy-lookups-data, as one file that the package carries.

    python lemmas.py ../../src/standoff/language/data/lemmas.bin

The tables are a part of WordNet 3.1; the whole package has those of 25 languages and 98 MB.
"""

import sys
from pathlib import Path

from spacy.lookups import Lookups, load_lookups

TABLES = ("lemma_rules", "lemma_exc", "lemma_index")


def main() -> None:
    found, kept = load_lookups("en", TABLES), Lookups()
    for name in TABLES:
        kept.add_table(name, found.get_table(name))
    Path(sys.argv[1]).write_bytes(kept.to_bytes())


if __name__ == "__main__":
    main()
