"""Who is said to have said what: the seam, the model and the rules that are its coders, and both together."""

from standoff.language.attribution.attributor import Attribution, Attributor
from standoff.language.attribution.combined import CombinedAttributor
from standoff.language.attribution.model import ModelAttributor
from standoff.language.attribution.rules import RuleAttributor

__all__ = ["Attribution", "Attributor", "CombinedAttributor", "ModelAttributor", "RuleAttributor"]
