"""The brief as a document that a reporter takes along and edits."""

from standoff.web.documents.markdown import markdown
from standoff.web.documents.report import Report, report
from standoff.web.documents.word import word

__all__ = ["Report", "markdown", "report", "word"]
