"""One claim told several times becomes one figure: headline, lead and quotation agree, and the most precise value stands."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence

from streams.economy.figures import Figure
from streams.economy.steps import digits

#: So many different values of one claim an article is read for; more are a table, or mischief.
_MOST = 24
#: So many places of the text a claim cites at most.
_PIECES = 16


def merge(figures: Sequence[Figure]) -> list[Figure]:
    """Figures with periods, each claim once; those without a period only lend evidence, and changes find their levels."""
    levels = [figure for figure in figures if figure.change is None]
    merged, by_series, by_claim = _Known(), _Known(), _Known()
    for figure in sorted((f for f in levels if f.interval is not None), key=_order):
        same = merged.find(_key(figure), figure)
        if same is not None:
            _absorb(same, figure)
        elif merged.add(_key(figure), figure):
            by_series.add(_loose(figure), figure)
            by_claim.add(_claim(figure), figure)
    for figure in (f for f in levels if f.interval is None):
        same = by_series.find(_loose(figure), figure)
        if same is not None:
            _absorb(same, figure)
    alone = _Known()
    loose: list[Figure] = []
    for change in (figure for figure in figures if figure.change is not None):
        if change.interval is None:
            loose.append(change)
            continue
        owner = next((f for f in by_claim.of(_claim(change)) if f.status not in ("target", "forecast")), None)
        owner = None if change.status == "forecast" else owner  # what was expected is no growth of what came
        if owner is not None:
            _take_change(owner, change)
            continue
        same = alone.find(_key(change), change)
        if same is not None:
            _absorb(same, change)
        else:
            alone.add(_key(change), change)
    # A change without a period is nothing by itself; the audit may find its level.
    return sorted([*merged.all, *alone.all, *loose[:_MOST]], key=_order)


class _Known:
    """Figures by a key, a bounded number to each, so that merging takes linear time."""

    def __init__(self) -> None:
        self.all: list[Figure] = []
        self._by_key: dict[Hashable, list[Figure]] = {}

    def of(self, key: Hashable) -> list[Figure]:
        return self._by_key.get(key, [])

    def find(self, key: Hashable, figure: Figure) -> Figure | None:
        return next((known for known in self.of(key) if agree(known, figure)), None)

    def add(self, key: Hashable, figure: Figure) -> bool:
        """False where the key has as many figures as it may."""
        known = self._by_key.setdefault(key, [])
        if len(known) == _MOST:
            return False
        known.append(figure)
        self.all.append(figure)
        return True


def _take_change(owner: Figure, change: Figure) -> None:
    """Give a level a change that stands elsewhere."""
    if "" in change.assumed and any(value[0] == change.value for value in owner.changes.values()):
        return
    for basis in [b for b in owner.assumed if b != change.change and owner.changes[b][0] == change.value]:
        # "shrank by 44.6% in July" here, "44.6% month-on-month" there: one change, and its basis is said.
        owner.assumed.discard(basis)
        del owner.changes[basis]
    known = owner.changes.get(str(change.change))
    sharper = known is not None and change.rounding < known[1]
    if known is None or (sharper and abs(known[0] - change.value) <= known[1] + change.rounding):
        owner.changes[str(change.change)] = (change.value, change.rounding)
        if "" in change.assumed:
            owner.assumed.add(str(change.change))


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures may be the same number, given their roundings."""
    if one.unit != other.unit or _apart(one, other):
        return False
    low, high = _bounds(one)
    other_low, other_high = _bounds(other)
    # Headlines cut digits off as often as they round: $17.53bn for 17.536.
    slack = max(one.rounding if one.titled else 0.0, other.rounding if other.titled else 0.0)
    if _cut(one, other) or _cut(other, one) or _round(one, other) or _round(other, one):
        return True
    shared = min(high, other_high) + slack - max(low, other_low)
    # "$13 billion" and "$14 billion" touch and are two numbers.
    least = min(1e-6 * max(abs(one.value), abs(other.value)), 0.4 * min(high - low, other_high - other_low))
    return one.value == other.value or shared > least


def _cut(coarse: Figure, fine: Figure) -> bool:
    """Whether digits were cut off, not rounded: "$2.44bn" of $2.448bn; only where little is cut."""
    if coarse.span == "one_off" or coarse.unit == "percent" or not coarse.rounding > fine.rounding:
        return False
    cut = abs(fine.value) - abs(coarse.value)
    return 0 <= cut < 1.999 * coarse.rounding <= 0.006 * abs(coarse.value)


def _round(coarse: Figure, fine: Figure) -> bool:
    """Whether a number that ends in noughts is the other one, told roundly: "the total of $820m" of $821m."""
    if coarse.span == "one_off" or coarse.unit == "percent" or coarse.rounding > fine.rounding:
        return False
    if coarse.indicator == "fx.rate":
        return False  # "plunged to 68.85, and ended at 68.80": two rates of one day
    places = digits(coarse.value)
    if places >= digits(fine.value) or coarse.compared != fine.compared:
        return False
    unit = 10.0 ** (math.floor(math.log10(abs(coarse.value))) + 1 - places) if coarse.value else 0.0
    return abs(coarse.value - fine.value) <= min(unit / 2, 0.003 * abs(coarse.value))


def _bounds(figure: Figure) -> tuple[float, float]:
    """The bounds of a figure; of loans, "$2 billion" and "$2.3 billion" are two, however roughly the first is told."""
    low, high = figure.bounds
    if figure.span != "one_off":
        return low, high
    slack = 0.05 * abs(figure.value)
    return max(low, figure.value - slack), min(high, figure.value + slack)


def _apart(one: Figure, other: Figure) -> bool:
    """Whether two rates are two even where their roundings meet: "to 3pc, up from 2.8pc"; forecasts of several people."""
    if one.unit != "percent" or one.change or other.change or one.value == other.value:
        return False
    if one.indicator == "policy_rate":
        return True  # it moves by quarters of a percent: 6 and 6.25 are two
    if any(a.status == "estimate" != b.status and a.compared for a, b in ((one, other), (other, one))):
        return True  # "7 percent, compared to an initial estimate of 6.8 percent"
    if one.titled or other.titled or "exact" not in (one.qualifier, other.qualifier):
        return False
    return one.sentence == other.sentence or one.status in ("forecast", "target")


def _order(figure: Figure) -> tuple[int, int]:
    return figure.sentence, figure.position


def _key(figure: Figure) -> Hashable:
    return (*_loose(figure), figure.interval, figure.change)


def _loose(figure: Figure) -> tuple[Hashable, ...]:
    status = figure.status if figure.status in ("target", "forecast") else "actual"
    return figure.indicator, figure.geo, figure.counterpart, status, figure.stage, figure.market, figure.unit


def _claim(figure: Figure) -> Hashable:
    return figure.indicator, figure.geo, figure.counterpart, figure.interval


def _settle_assumed(one: Figure, other: Figure) -> None:
    """Drop a change whose basis was only assumed where the other telling gives the same percentage on another basis."""
    for basis in [b for b in one.assumed if b in one.changes]:
        value = one.changes[basis][0]
        if any(b != basis and b not in other.assumed and v[0] == value for b, v in other.changes.items()):
            one.assumed.discard(basis)
            del one.changes[basis]


def _absorb(into: Figure, figure: Figure) -> None:
    """Take over what the other telling adds."""
    for piece in figure.evidence:
        if len(into.evidence) < _PIECES and piece not in into.evidence:
            into.evidence.append(piece)
    sharper = figure.rounding < into.rounding and not (
        figure.qualifier != "exact" and into.qualifier == "exact"
    )
    exact = into.qualifier != "exact" and figure.qualifier == "exact" and figure.rounding <= into.rounding
    if sharper or exact:
        into.value, into.rounding, into.qualifier = figure.value, figure.rounding, figure.qualifier
        into.low, into.high = figure.low, figure.high
    _settle_assumed(into, figure)
    _settle_assumed(figure, into)
    into.assumed |= figure.assumed
    for basis, value in figure.changes.items():
        known = into.changes.get(basis)
        if known is not None and basis in into.assumed and basis not in figure.assumed:
            known = None
            into.assumed.discard(basis)
        if known is None or (value[1] < known[1] and abs(known[0] - value[0]) <= known[1] + value[1]):
            into.changes[basis] = value
    into.record = into.record or figure.record
    into.attribution = into.attribution or figure.attribution
    into.headline = into.headline or figure.headline
    into.compared = into.compared and figure.compared
    if into.status == "actual" and figure.status in ("provisional", "estimate"):
        into.status = figure.status
