"""Bytes, and where they came from."""

from standoff.archive.files import captures, count
from standoff.archive.keeping import Archive, folder_beside

__all__ = ["Archive", "captures", "count", "folder_beside"]
