"""A module a page: what it answers, its page, and its JSON."""

from standoff.web.pages import articles, brief, signing

ROUTES = (brief.routes, articles.routes, signing.routes)
"""What gives the addresses of each module."""
