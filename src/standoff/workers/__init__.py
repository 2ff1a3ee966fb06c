"""Many processes read, one keeps: the same line over all cores of a machine."""

from standoff.workers.crew import Crew
from standoff.workers.serving import Task

__all__ = ["Crew", "Task"]
