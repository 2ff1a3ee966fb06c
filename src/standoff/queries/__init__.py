"""The questions that a reader asks, each a function of a store. How the answers look is for the command line to say."""

from standoff.queries.asking import check, demands, show, statements, timeline
from standoff.queries.briefing import TOP, brief
from standoff.queries.differences import Change, Passage, Piece
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
from standoff.queries.telling import StoryLine, Telling, stories, story

__all__ = [
    "TOP",
    "Brief",
    "Change",
    "Checked",
    "DemandLine",
    "EventLine",
    "Evidence",
    "PartyLine",
    "PartyWords",
    "Passage",
    "Piece",
    "Shown",
    "StatementLine",
    "StepLine",
    "StoryLine",
    "Telling",
    "brief",
    "check",
    "demands",
    "show",
    "statements",
    "stories",
    "story",
    "timeline",
]
