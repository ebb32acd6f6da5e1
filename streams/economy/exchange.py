"""Exchange rates: local currency for a dollar, in the interbank or the open market."""

from __future__ import annotations

from datetime import timedelta

from streams.economy.calendars import Interval, country
from streams.economy.figures import Figure
from streams.economy.money import Quantity
from streams.economy.sentences import Reading
from streams.economy.thread import Thread

#: The currencies of Khabar's countries trade within this many units for a dollar.
_LOW, _HIGH = 1.2, 30_000.0
_TALK = frozenset(
    [
        "rupee",
        "taka",
        "shilling",
        "naira",
        "pound",
        "currency",
        "lira",
        "unit",
        "greenback",
        "dollar",
        "exchange",
    ]
)
_CLOSE = frozenset(
    [
        "closed",
        "settled",
        "traded",
        "at",
        "closing",
        "against",
        "stood",
        "ended",
        "quoted",
        "to",
        "close",
        "compared",
        "from",
    ]
)


class Exchange:
    """Reads the exchange rates of an article, sentence by sentence."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self._at = -9
        self._market: str | None = None

    def read(self, reading: Reading) -> list[Figure]:
        """The rates that a sentence gives."""
        words = set(reading.lowers)
        home = self.thread.home
        if home is None or (currency := country(home).currency) in (None, "USD"):
            return []
        if "open" in words and "market" in words:
            self._market = "open"
        if words & {"interbank", "inter"}:
            self._market = "interbank"
        if not reading.quantities:
            return []
        local = [m for m in reading.mentions if m.entry.kind == "fx"]
        if not local or not (
            {"dollar", "greenback", "usd", "$"} & words or reading.sentence.index - self._at <= 1
        ):
            return []
        if not words & _CLOSE or words & {"buying", "selling"}:
            return []
        figures: list[Figure] = []
        main: Interval | None = None
        for quantity in reading.quantities:
            if quantity.kind != "money" or not self._rate(reading, quantity, currency):
                continue
            interval = self._day(reading, quantity, main)
            main = main or interval
            figures.append(self._figure(reading, quantity, home, str(currency), interval))
        if figures:
            self._at = reading.sentence.index
        return figures

    def _rate(self, reading: Reading, quantity: Quantity, currency: str | None) -> bool:
        if (
            quantity.unit not in ("RUPEE", currency)
            or not _LOW <= quantity.value <= _HIGH
            or quantity.low is not None
        ):
            return False
        if quantity.last < len(reading.lowers) and reading.lowers[quantity.last] in (
            "per",
            "billion",
            "million",
            "more",
            "higher",
            "lower",
        ):
            return reading.lowers[quantity.last : quantity.last + 2] == ["per", "dollar"]
        before = reading.lowers[max(0, quantity.first - 4) : quantity.first]
        if before[-1:] == ["by"] or any(
            word in ("gained", "lost", "shed", "depreciated", "appreciated", "tola", "gold")
            for word in before[-2:]
        ):
            return False
        # A rate is given to the paisa, or stands beside a word of trading.
        return quantity.rounding < 0.5 or bool(set(before) & _CLOSE)

    def _day(self, reading: Reading, quantity: Quantity, main: Interval | None) -> Interval:
        stop = min(
            (q.first for q in reading.quantities if q.first > quantity.first), default=len(reading.lowers)
        )
        after = [p for p in reading.periods if 0 <= p.first - quantity.last <= 7 and p.first < stop]
        led = [
            p
            for p in reading.periods
            if (p.shift == "dod" or p.kind == "shift") and 0 <= quantity.first - p.last <= 5
        ]
        if led and main is not None:
            day = main.start - timedelta(days=1)
            return Interval(day, day)
        published = reading.document.published_on
        base = reading.lead(quantity.lead, "base") is not None
        for period in after:
            if period.shift == "dod" or period.kind == "shift":
                day = (main.start if main else published) - timedelta(days=1)
                return Interval(day, day)
            if period.kind == "day" and period.interval is not None:
                return period.interval
        named = [
            p
            for p in reading.periods
            if p.kind == "day"
            and p.shift is None
            and p.interval is not None
            and p.first < quantity.first
            and reading.lead(p.first, "base") is None
        ]
        if base and main is not None:
            day = main.start - timedelta(days=1)
            return Interval(day, day)
        if named and named[-1].interval is not None:
            return named[-1].interval
        return main or Interval(published, published)

    def _figure(
        self, reading: Reading, quantity: Quantity, home: str, currency: str, interval: Interval
    ) -> Figure:
        sentence = reading.sentence
        return Figure(
            "fx.rate", home, interval, "day", quantity.value, currency, quantity.rounding,
            [reading.document.evidence(sentence, quantity.start, quantity.end)],
            pair=f"USD/{currency}", market=self._market or "interbank", rule="exchange-rate", sentence=sentence.index,
            position=quantity.first, headline=sentence.kind in ("headline", "bullet", "lead"), qualifier=quantity.qualifier,
        )  # fmt: skip
