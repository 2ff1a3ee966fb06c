"""The report as a Word file: headings, one paragraph a line, numbered sources at the end."""

import re
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt

from standoff.queries.words import cut
from standoff.web.documents.report import Item, Report, place
from standoff.web.rendering import WORDS, day

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold."""


def word(found: Report) -> bytes:
    """Return the report as the bytes of a .docx file."""
    made = Document()
    made.core_properties.title = found.title
    made.core_properties.author = "Standoff"
    made.core_properties.comments = ""
    made.styles["Normal"].font.name = "Georgia"
    made.styles["Normal"].font.size = Pt(10.5)
    made.add_heading(found.title, 0)
    made.add_paragraph(_clean(found.summary))
    for part in found.parts:
        made.add_heading(part.title, 1)
        for item in part.items:
            _add(made, item)
        if not part.items:
            made.add_paragraph("None found.")
    _add_sources(made, found)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _add(made: WordDocument, item: Item) -> None:
    paragraph = made.add_paragraph()
    if item.on:
        paragraph.add_run(f"{day(item.on)}, ")
    paragraph.add_run(_clean(item.who)).bold = True
    paragraph.add_run(f": {_clean(item.said)}")
    if item.sources:
        note = paragraph.add_run(f" [{', '.join(map(str, item.sources))}]")
        note.font.superscript = True


def _add_sources(made: WordDocument, found: Report) -> None:
    made.add_heading("Sources", 1)
    for number, source in enumerate(found.sources, 1):
        paragraph = made.add_paragraph(f"{number}. “{_clean(cut(source.exact, WORDS))}” ")
        paragraph.add_run(_clean(place(source))).italic = True


def _clean(words: str) -> str:
    return _UNWRITABLE.sub("\ufffd", words)
