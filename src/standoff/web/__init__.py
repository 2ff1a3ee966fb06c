"""The record as pages and JSON, served to a browser. Needs the extra `standoff[web]`."""
