"""The drawings of the pages, as pure functions that return SVG text."""
