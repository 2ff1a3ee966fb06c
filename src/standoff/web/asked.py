"""What a reader may ask for: the parameters that pages share."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

ROWS = 50
"""Rows of a page, unless told otherwise."""

MOST_ROWS = 200
MOST_WORDS = 300


class Asked(BaseModel):
    """Parameters of an address. An empty one, as a form sends it, is none."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, values: Any) -> Any:
        if not isinstance(values, Mapping):
            return values
        return {name: value for name, value in values.items() if value not in ("", [], [""])}

    def query(self) -> dict[str, object]:
        """Return what was asked, as it stands in an address."""
        return self.model_dump(exclude_none=True, exclude_defaults=True, mode="json")


class Ranged(Asked):
    """With a range of days."""

    since: date | None = Field(default=None, description="Only from this day on.", examples=["2022-01-26"])
    until: date | None = Field(default=None, description="Only up to this day, included.", examples=["2022-02-01"])

    @property
    def past(self) -> date | None:
        """Return the end of the half-open range of days."""
        return self.until + timedelta(days=1) if self.until and self.until < date.max else None


class Paged(Asked):
    """With a part of a longer list."""

    limit: int = Field(default=ROWS, ge=1, le=MOST_ROWS, description="At most this many rows.")
    after: str | None = Field(default=None, max_length=64, description="What `next` of the answer before says.")
