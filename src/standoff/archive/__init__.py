"""Bytes, and where they came from."""

from standoff.archive.files import captures, count

__all__ = ["captures", "count"]
