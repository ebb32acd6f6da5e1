"""Economic observations: one figure of one series for one period, as one article gives it."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field

from schemas.base import Model
from schemas.event import Attribution, BaseEvent, Span

Indicator = Literal[
    "exports.total",
    "exports.goods",
    "exports.services",
    "exports.it",
    "exports.textiles",
    "exports.food",
    "imports.total",
    "imports.goods",
    "trade.balance",
    "current_account.balance",
    "remittances",
    "reserves.central_bank",
    "reserves.total",
    "fdi.net",
    "prices.cpi",
    "prices.spi",
    "policy_rate",
    "gdp.growth",
    "tax.revenue",
    "debt.external",
    "debt.total",
    "fx.rate",
    "financing.imf",
    "financing.other",
    "output.lsm",
]
INDICATORS: tuple[str, ...] = get_args(Indicator)

Status = Literal["actual", "provisional", "estimate", "forecast", "target"]
Transformation = Literal["level", "change"]
Qualifier = Literal["exact", "about", "over", "under"]
Basis = Literal[
    "month",
    "quarter",
    "half",
    "fiscal_ytd",
    "fiscal_year",
    "calendar_year",
    "calendar_ytd",
    "week",
    "rolling_12m",
    "stock",
    "one_off",
]
ChangeBasis = Literal["yoy", "mom", "qoq", "wow"]
Stage = Literal["requested", "agreed", "approved", "disbursed", "repaid"]

Geo = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Unit = Annotated[str, Field(pattern=r"^([A-Z]{3}|percent)$")]


class Period(Span):
    """The interval that a figure covers, with its label (`2025-12`, `FY2026-H1`) and its SDMX form (`2025-S1`)."""

    label: str
    sdmx: str


class Change(Model):
    """A growth rate given beside a level, in percent; a fall is negative."""

    basis: ChangeBasis
    percent: float
    rounding: float = Field(ge=0)


class Observation(BaseEvent):
    """A figure of an indicator for a country and a period."""

    type: Literal["economy.observation"] = "economy.observation"
    indicator: Indicator
    geo: Geo
    """ISO 3166-1 alpha-2."""
    counterpart: str | None = None
    """The partner, where the figure is with one: alpha-2, or `EU`, `GCC`."""
    status: Status
    transformation: Transformation = "level"
    value: float
    """In base units of `unit`; a deficit is a negative balance; the middle of a range."""
    unit: Unit
    low: float | None = None
    """Lower end, where the text gives a range."""
    high: float | None = None
    rounding: float = Field(ge=0)
    """Half a unit of the last digit given."""
    qualifier: Qualifier = "exact"
    basis: Basis
    period: Period
    changes: tuple[Change, ...] = ()
    stage: Stage | None = None
    pair: str | None = None
    market: Literal["interbank", "open"] | None = None
    record: Literal["high", "low"] | None = None
    attribution: Attribution | None = None

    @property
    def series(self) -> str:
        """The series it belongs to, which is also its Kafka key: `PK/exports.it`."""
        return f"{self.geo}/{self.indicator}"
