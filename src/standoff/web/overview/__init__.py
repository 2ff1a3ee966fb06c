"""What scans the record, kept in memory: of one moment of the record, made anew beside the requests."""

from standoff.web.overview.columns import EVERY, Names
from standoff.web.overview.events import EventColumns
from standoff.web.overview.making import Overview
from standoff.web.overview.refreshing import Refresher
from standoff.web.overview.standing import Standing
from standoff.web.overview.statements import StatementColumns

__all__ = ["EVERY", "EventColumns", "Names", "Overview", "Refresher", "Standing", "StatementColumns"]
