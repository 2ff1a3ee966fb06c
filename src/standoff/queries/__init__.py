"""The questions that a reader asks, each a function of a store. How the answers look is for the command line to say."""

from standoff.queries.asking import check, demand, demands, show, statements, timeline
from standoff.queries.briefing import TOP, brief
from standoff.queries.changing import changes
from standoff.queries.differences import Change, Passage, Piece
from standoff.queries.lines import (
    Brief,
    Captured,
    Changes,
    Checked,
    DemandChange,
    DemandLine,
    EventLine,
    Evidence,
    PartyLine,
    PartyWords,
    PositionLine,
    Positions,
    Shown,
    StatementLine,
    StepLine,
    ToldLine,
)
from standoff.queries.positions import positions
from standoff.queries.telling import StoryLine, Telling, stories, story

__all__ = [
    "TOP",
    "Brief",
    "Captured",
    "Change",
    "Changes",
    "Checked",
    "DemandChange",
    "DemandLine",
    "EventLine",
    "Evidence",
    "PartyLine",
    "PartyWords",
    "Passage",
    "Piece",
    "PositionLine",
    "Positions",
    "Shown",
    "StatementLine",
    "StepLine",
    "StoryLine",
    "Telling",
    "ToldLine",
    "brief",
    "changes",
    "check",
    "demand",
    "demands",
    "positions",
    "show",
    "statements",
    "stories",
    "story",
    "timeline",
]
