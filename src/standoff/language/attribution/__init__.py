"""Who is said to have said what: the seam, and the rules that are its first coder."""

from standoff.language.attribution.attributor import Attribution, Attributor
from standoff.language.attribution.rules import RuleAttributor

__all__ = ["Attribution", "Attributor", "RuleAttributor"]
