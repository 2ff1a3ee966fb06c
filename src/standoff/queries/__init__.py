"""The questions that a reader asks, each a function of a store. How the answers look is for the command line to say."""

from standoff.queries.asking import check, demands, show, statements, timeline
from standoff.queries.briefing import TOP, brief
from standoff.queries.lines import (
    Brief,
    Checked,
    DemandLine,
    EventLine,
    Evidence,
    PartyLine,
    PartyWords,
    Shown,
    StatementLine,
    StepLine,
)

__all__ = [
    "TOP",
    "Brief",
    "Checked",
    "DemandLine",
    "EventLine",
    "Evidence",
    "PartyLine",
    "PartyWords",
    "Shown",
    "StatementLine",
    "StepLine",
    "brief",
    "check",
    "demands",
    "show",
    "statements",
    "timeline",
]
