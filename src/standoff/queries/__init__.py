"""The questions that a reader asks, each a function of a store. How the answers look is for the command line to say."""

from standoff.queries.asking import check, demand, demands, show, statements, timeline
from standoff.queries.briefing import TOP, brief
from standoff.queries.canonical import canonical
from standoff.queries.changing import changes
from standoff.queries.corrections import CorrectionLine, corrections
from standoff.queries.differences import Change, Passage, Piece
from standoff.queries.lines import (
    Brief,
    Captured,
    Changes,
    Checked,
    DemandChange,
    DemandLine,
    DemandOutline,
    EventLine,
    Evidence,
    PartyLine,
    PartyWords,
    PositionLine,
    Positions,
    Shown,
    StatementLine,
    StepLine,
    TieLine,
    ToldLine,
    WhoToWhom,
)
from standoff.queries.parties import ties, who_to_whom
from standoff.queries.positions import positions
from standoff.queries.review import ReviewLine, review
from standoff.queries.telling import StoryLine, Telling, stories, story

__all__ = [
    "TOP",
    "Brief",
    "Captured",
    "Change",
    "Changes",
    "Checked",
    "CorrectionLine",
    "DemandChange",
    "DemandLine",
    "DemandOutline",
    "EventLine",
    "Evidence",
    "PartyLine",
    "PartyWords",
    "Passage",
    "Piece",
    "PositionLine",
    "Positions",
    "ReviewLine",
    "Shown",
    "StatementLine",
    "StepLine",
    "StoryLine",
    "Telling",
    "TieLine",
    "ToldLine",
    "WhoToWhom",
    "brief",
    "canonical",
    "changes",
    "check",
    "corrections",
    "demand",
    "demands",
    "positions",
    "review",
    "show",
    "statements",
    "stories",
    "story",
    "ties",
    "timeline",
    "who_to_whom",
]
