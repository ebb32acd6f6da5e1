"""The thread of an article: which series and period the words so far are about, for "they", "the figure" and bare names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from streams.economy.calendars import Interval

#: How many sentences a thread holds without being picked up.
_REACH = 3


@dataclass(slots=True)
class Thread:
    """What has been read so far."""

    home: str | None
    topic: str | None = None
    """The series that the title, or else the first sentence with one, is about."""
    topic_named: bool = False
    """The topic was named in full, not by a bare "exports"."""
    indicator: str | None = None
    """The series named last."""
    geo: str | None = None
    counterpart: str | None = None
    other_at: int = -99
    """The sentence that named a series last that is none of ours."""
    partner_at: int = -99
    """The sentence in which a figure with a partner country stood last."""
    bilateral: str | None = None
    """The partner of an article on the trade with one country."""
    services: bool | None = None
    """Whether the article's trade is that in services; None before it names any."""
    all_trade: bool = False
    """Whether a balance was named as that of goods and services together."""
    with_services: bool = False
    """Whether the article speaks of trade in services at all: then "total exports" are those of goods and services."""
    signs: dict[str, int] = field(default_factory=dict)
    """On which side each balance was told last."""
    sign: int = 0
    stepped: tuple[str, int] | None = None
    """On what basis a level was last compared with one whose period was said, and in which sentence."""
    named_at: int = -99
    """The sentence in which it was named."""
    period: Interval | None = None
    """The period spoken of last, as the words go."""
    span: str = "span"
    period_at: int = -99
    year: Interval | None = None
    """The fiscal or calendar year named last as such."""
    mains: dict[str, tuple[Interval, str]] = field(default_factory=dict)
    """Series to the last period that a level of it was given for, comparisons aside."""
    recent: list[Interval] = field(default_factory=list)
    """The periods spoken of, the last first."""
    spoken: set[Interval] = field(default_factory=set)
    """The periods named so far other than to compare."""
    largest: dict[tuple[str, str], float] = field(default_factory=dict)
    """The largest amount given for a series, by unit as written."""
    sizes: dict[tuple[str, str], tuple[float, Interval]] = field(default_factory=dict)
    """The last level of a series, by unit, and its period: partners and comparisons aside."""
    in_dollars: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    """Amounts in the country's money beside which dollars stand, by series and currency."""
    stock_day: Interval | None = None
    """The day for which the article gives the reserves."""
    aside: int = -9
    """The sentence that last gave a part, or another series, as the size of a figure."""
    stock_told: tuple[Interval, int] | None = None
    """The day that a sentence gave for a level, and which sentence."""
    explicit_export: str | None = None
    """The last series of exports named by its full name."""
    explicit_at: int = -99
    """The sentence in which that was."""
    foreseen: tuple[Interval, int] | None = None
    """The year that a rate was foreseen for last, and in which sentence."""
    opening: Interval | None = None
    """The first period that the article speaks of."""

    def turn_to_goods(self, index: int) -> None:
        """The words go on from trade in services to trade in goods: a bare "exports" means that from now on."""
        self.services = False
        if self.topic == "exports.services":
            self.topic = "exports.goods"
        self.explicit_export, self.explicit_at = "exports.goods", index

    def speak_of(self, interval: Interval, span: str, index: int) -> None:
        """The words are now about a period."""
        if self.opening is None and index <= 3 and span == "span":
            self.opening = interval
        self.period, self.span, self.period_at = interval, span, index
        self.recent.insert(0, interval)
        del self.recent[8:]

    @property
    def only(self) -> Interval | None:
        """The period of the article where it has named just one."""
        return next(iter(self.spoken)) if len(self.spoken) == 1 else None

    def counted(self, months: int) -> Interval | None:
        """The last period of so many months."""
        return next((interval for interval in self.recent if interval.whole_months == months), None)

    def near(self, index: int) -> bool:
        """Whether the series named last is still spoken of in a sentence."""
        return index - self.named_at <= _REACH

    def goes_on_by(self, index: int, main: Interval) -> str | None:
        """The basis on which the sentence before compared a month: "The fall in imports was sharper, to $55bn from $64bn"."""
        if (
            self.stepped is None
            or index - self.stepped[1] != 1
            or main != self.period
            or main.whole_months != 1
        ):
            return None
        return self.stepped[0]

    def recalls(self, words: Sequence[str], told: Interval | None) -> bool:
        """Whether a sentence only recalls a time before the one spoken of: "In FY25, imports had risen by 20.7 percent"."""
        now = self.period
        return "had" in words and now is not None and told is not None and told.end < now.start

    def hold(self, index: int) -> None:
        """A list goes on about the period that was named before it, however long it is."""
        if self.period_near(index):
            self.period_at = max(self.period_at, index - _REACH + 1)

    def period_near(self, index: int) -> bool:
        """Whether the period named last is still spoken of in a sentence."""
        return index - self.period_at <= _REACH
