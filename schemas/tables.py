"""The tables: views that follow from the set of claims alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from schemas.base import Model
from schemas.economy import Indicator
from schemas.event import Span, When
from schemas.security import Act, AttackKind, OperationKind, PerpetratorStatus, Place, Target

Method = Literal["reported", "derived", "summed", "combined"]


class Figure(Model):
    """A figure with the interval that its rounding, or the arithmetic behind it, leaves open."""

    value: float
    rounding: float
    low: float
    high: float


class Total(Figure):
    """A total: `reported`, the sum of reported parts (`summed`), or what follows from several reports (`combined`)."""

    method: Literal["reported", "summed", "combined"] | None = None
    """Always told; None only in rows of version 1, which did not."""
    derived_from: tuple[str, ...] = ()
    """The labels of the reports that it follows from; empty where it is reported itself."""
    articles: tuple[str, ...] = ()
    """Those that report it, or the reports that it follows from."""


class Cumulative(Figure):
    """The total from the start of the fiscal year through a day."""

    through: date
    method: Literal["reported", "summed", "combined"]
    yoy_percent: float | None = None
    derived_from: tuple[str, ...] = ()
    """The labels of the reports that it follows from; empty where it is reported itself."""
    articles: tuple[str, ...] = ()
    """Those that report it, or the reports that it follows from."""


class Month(Figure):
    """One month: reported, or derived by interval arithmetic; `derived_from` names the labels it follows from."""

    month: str
    method: Literal["reported", "derived"]
    yoy_percent: float | None = None
    mom_percent: float | None = None
    derived_from: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    """Those that report it, or the reports that it follows from."""


class Reported(Figure):
    """A total that articles report for a span, as the table takes it."""

    label: str
    start: date
    end: date
    yoy_percent: float | None = None
    articles: tuple[str, ...] = ()


class Through(Total):
    """A total that ends on a day, such as the rolling twelve months."""

    through: date


class Movement(Model):
    """The change of a level since an earlier one; a fall is negative. `percent` is of the earlier level's size."""

    label: str
    """The period or day of the earlier level."""
    value: float
    """The earlier level."""
    change: float
    """In the unit of the series: percentage points where that is percent."""
    percent: float | None = None
    """None for rates in percent, and where a balance changed its sign."""
    articles: tuple[str, ...] = ()


class Latest(Figure):
    """The latest level of a stock or a rate, and how it moved."""

    label: str
    start: date
    end: date
    previous: Movement | None = None
    """Since the level before it, of a period of the same length."""
    year_before: Movement | None = None
    """Since a year before: of the same period, or of the nearest day within a fortnight."""
    articles: tuple[str, ...] = ()


class Extreme(Figure):
    """A highest or lowest level."""

    label: str
    start: date
    end: date
    claimed: bool = False
    """True where an article calls it a record; else it is one among the levels that the row knows of."""
    articles: tuple[str, ...] = ()


class Records(Model):
    """The highest and the lowest level from `since` to the end of the year."""

    since: date
    high: Extreme
    low: Extreme


class Goal(Figure):
    """A target beside the actuals."""

    status: Literal["target", "forecast"]
    label: str
    articles: tuple[str, ...] = ()


class Check(Model):
    """An equation between reported figures; it holds where the residual is within the tolerance of the roundings."""

    check: str
    left: float
    right: float
    residual: float
    tolerance: float
    ok: bool
    articles: tuple[str, ...] = ()


class Disputed(Model):
    """A claim that arithmetic or better sources reject, and why."""

    event_id: str
    article: str
    source: str | None = None
    label: str
    value: float
    reason: str
    """A code: `arithmetic`, `outvoted`, `magnitude`, `growth`, `superseded`."""
    explanation: str


class Belief(Model):
    """What the cumulative figure was believed to be from a moment on."""

    as_of: datetime
    through: date
    value: float
    unit: str | None = None
    """What the figure was given in at the time."""


class Reprint(Model):
    """An article that prints the text of an earlier one, whole or cut: both are listed, and speak with one voice."""

    article: str
    of: str
    """The earliest article of the row whose text it is."""


class FiscalYear(Model):
    """A series over one fiscal year: key `PK/exports.it/FY2026`."""

    key: str
    geo: str
    indicator: Indicator
    fiscal_year: str
    start: date
    end: date
    unit: str
    cumulative: Cumulative | None = None
    months: tuple[Month, ...] = ()
    spans: tuple[Reported, ...] = ()
    full_year: Total | None = None
    rolling_12m: Through | None = None
    target: Goal | None = None
    latest: Latest | None = None
    """For stocks and rates."""
    record: Records | None = None
    """For stocks and rates."""
    checks: tuple[Check, ...] = ()
    disputed: tuple[Disputed, ...] = ()
    history: tuple[Belief, ...] = ()
    articles: tuple[str, ...] = ()
    reprints: tuple[Reprint, ...] = ()
    """Those of the articles that print another's text: what they say counts once."""


class Toll(Model):
    """A toll as UCDP gives it: low, best, high. No high with a best: whoever gives the highest number says "at least"."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


class TollReport(Model):
    """What one article said of the toll, and when."""

    as_of: datetime
    killed: int | None = None
    injured: int | None = None
    source: str | None = None
    article: str


class PerpetratorHistory(Model):
    """A group, its present status, and since when each status was reported."""

    name: str
    code: str | None = None
    status: PerpetratorStatus
    since: datetime
    history: tuple[tuple[datetime, PerpetratorStatus], ...] = ()


class IncidentOperation(Model):
    """An operation that follows the incident."""

    event_id: str
    operation: OperationKind
    date: When
    places: tuple[Place, ...] = ()
    arrested: int | None = None
    killed: int | None = None
    by: str | None = None
    article: str


class IncidentStatement(Model):
    """A statement about the incident; one a speaker and act."""

    event_id: str
    act: Act
    speaker: str | None = None
    organisation: str | None = None
    country: str | None = None
    addressee: str | None = None
    articles: tuple[str, ...] = ()


class Incident(Model):
    """An attack as all its reports together tell it."""

    incident_id: str
    attack: AttackKind
    date: When
    place: Place
    target: Target | None = None
    killed: Toll
    injured: Toll
    toll_history: tuple[TollReport, ...] = ()
    perpetrators: tuple[PerpetratorHistory, ...] = ()
    operations: tuple[IncidentOperation, ...] = ()
    statements: tuple[IncidentStatement, ...] = ()
    condemned_by: tuple[str, ...] = ()
    """Countries (alpha-2) and bodies."""
    first_reported: datetime
    last_reported: datetime
    articles: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    """Articles in which it is only background."""
    reprints: tuple[Reprint, ...] = ()
    """Those of the articles that print another's text: what they say counts once."""

    @property
    def key(self) -> str:
        """The key that it has on its topic, as the rows of the other tables have."""
        return self.incident_id


class Tally(Model):
    """Incidents and their tolls under one heading."""

    incidents: int = Field(ge=0)
    killed: int = Field(ge=0)
    injured: int = Field(ge=0)


class SecurityMonth(Model):
    """A country's incidents of one month: key `PK/2026-02`; the sums are of the best tolls."""

    key: str
    country: str
    month: str
    incidents: int
    killed: int
    injured: int
    by_attack: dict[str, Tally] = Field(default_factory=dict)
    by_admin1: dict[str, Tally] = Field(default_factory=dict)
    by_perpetrator: dict[str, Tally] = Field(default_factory=dict)


__all__ = [
    "Belief",
    "Check",
    "Cumulative",
    "Disputed",
    "Extreme",
    "Figure",
    "FiscalYear",
    "Goal",
    "Incident",
    "IncidentOperation",
    "IncidentStatement",
    "Latest",
    "Month",
    "Movement",
    "PerpetratorHistory",
    "Records",
    "Reported",
    "Reprint",
    "SecurityMonth",
    "Span",
    "Tally",
    "Through",
    "Toll",
    "TollReport",
    "Total",
]
