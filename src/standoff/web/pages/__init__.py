"""A module a page: what it answers, its page, and its JSON."""

from standoff.web.pages import (
    actors,
    adding,
    articles,
    brief,
    correct,
    corrections,
    demands,
    manual,
    parties,
    review,
    rows,
    signing,
    statements,
    steering,
    stories,
    timeline,
)

ROUTES = (
    brief.routes,
    demands.routes,
    timeline.routes,
    parties.routes,
    statements.routes,
    articles.routes,
    rows.routes,
    actors.routes,
    stories.routes,
    review.routes,
    correct.routes,
    steering.routes,
    adding.routes,
    corrections.routes,
    manual.routes,
    signing.routes,
)
"""What gives the addresses of each module."""
