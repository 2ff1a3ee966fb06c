"""Who is said to have said what: the seam, and the rules that are its first coder."""

from standoff.language.attribution.attributor import Attribution, Attributor, RuleAttributor

__all__ = ["Attribution", "Attributor", "RuleAttributor"]
