"""A figure of an article on its way to an observation."""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas import Attribution, Evidence
from streams.economy.calendars import Interval


@dataclass(slots=True)
class Figure:
    """What one place of the article says: a level of a series, or a change of it."""

    indicator: str
    geo: str
    interval: Interval | None
    """None where the article does not say here which period it is."""
    span: str
    """`span`, `day`, `week` or `one_off`: what the interval is."""
    value: float
    unit: str
    rounding: float
    evidence: list[Evidence]
    qualifier: str = "exact"
    low: float | None = None
    high: float | None = None
    status: str = "actual"
    counterpart: str | None = None
    change: str | None = None
    """The basis of a change (`yoy`, ...); None for a level."""
    record: str | None = None
    stage: str | None = None
    pair: str | None = None
    market: str | None = None
    attribution: Attribution | None = None
    rule: str = "level"
    bare: bool = False
    """The words name only the family of its series ("reserves"), not which of them."""
    compared: bool = False
    """It is what another figure is compared with."""
    sentence: int = 0
    position: int = 0
    headline: bool = False
    titled: bool = False
    """It stands in the title or where the body repeats it."""
    confidence: float = 0.9
    assumed: set[str] = field(default_factory=set)
    """Bases of changes that the words do not say."""
    changes: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Basis to percent and rounding."""

    @property
    def bounds(self) -> tuple[float, float]:
        """The interval that the words leave open: the rounding, or more for a figure that is only about right."""
        slack = self.rounding
        if self.qualifier in ("over", "under") and self.low is None:
            # A tenth on that side, as the fold has it: "over $1,400m" tells of $1,482.85m.
            far = self.value * (1.1 if self.qualifier == "over" else 0.9)
            near = self.value - slack if self.qualifier == "over" else self.value + slack
            if self.value < 0:
                near = self.value + slack if self.qualifier == "over" else self.value - slack
            return min(far, near), max(far, near)
        if self.qualifier != "exact":
            slack = max(slack, abs(self.value) * 0.02)
        if self.low is not None and self.high is not None:
            return self.low - slack, self.high + slack
        return self.value - slack, self.value + slack
