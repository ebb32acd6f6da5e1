"""One claim told several times becomes one figure: headline, lead and quotation agree, and the most precise value stands."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from streams.economy.figures import Figure


def merge(figures: Sequence[Figure]) -> list[Figure]:
    """Figures with periods, each claim once; those without a period only lend evidence, and changes find their levels."""
    levels = [figure for figure in figures if figure.change is None]
    changes = [figure for figure in figures if figure.change is not None]
    merged: list[Figure] = []
    for figure in sorted((f for f in levels if f.interval is not None), key=_order):
        same = next((m for m in merged if _key(m) == _key(figure) and agree(m, figure)), None)
        if same is None:
            merged.append(figure)
        else:
            _absorb(same, figure)
    for figure in (f for f in levels if f.interval is None):
        same = next((m for m in merged if _loose(m) == _loose(figure) and agree(m, figure)), None)
        if same is not None:
            _absorb(same, figure)
    alone: list[Figure] = []
    for change in changes:
        owner = _owner(merged, change)
        if owner is not None:
            if "" in change.assumed and any(value[0] == change.value for value in owner.changes.values()):
                continue
            for basis in [
                b for b in owner.assumed if b != change.change and owner.changes[b][0] == change.value
            ]:
                # "shrank by 44.6% in July" here, "44.6% month-on-month" there: one change, and its basis is said.
                owner.assumed.discard(basis)
                del owner.changes[basis]
            known = owner.changes.get(str(change.change))
            if known is None or (
                change.rounding < known[1] and abs(known[0] - change.value) <= known[1] + change.rounding
            ):
                owner.changes[str(change.change)] = (change.value, change.rounding)
            continue
        same = next((a for a in alone if _key(a) == _key(change) and agree(a, change)), None)
        if same is None:
            alone.append(change)
        else:
            _absorb(same, change)
    return sorted([*merged, *alone], key=lambda figure: (figure.sentence, figure.position))


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures may be the same number, given their roundings."""
    if one.unit != other.unit:
        return False
    low, high = one.bounds
    other_low, other_high = other.bounds
    # Headlines cut digits off as often as they round: $17.53bn for 17.536.
    slack = max(one.rounding if one.titled else 0.0, other.rounding if other.titled else 0.0)
    return low <= other_high + slack and other_low <= high + slack


def _order(figure: Figure) -> tuple[int, int]:
    return figure.sentence, figure.position


def _key(figure: Figure) -> Hashable:
    return (*_loose(figure), figure.interval, figure.change)


def _loose(figure: Figure) -> tuple[Hashable, ...]:
    status = figure.status if figure.status in ("target", "forecast") else "actual"
    return figure.indicator, figure.geo, figure.counterpart, status, figure.stage, figure.market, figure.unit


def _owner(levels: Sequence[Figure], change: Figure) -> Figure | None:
    for level in levels:
        if level.status not in ("target", "forecast") and (
            level.indicator,
            level.geo,
            level.counterpart,
            level.interval,
        ) == (change.indicator, change.geo, change.counterpart, change.interval):
            return level
    return None


def _absorb(into: Figure, figure: Figure) -> None:
    """Take over what the other telling adds."""
    for piece in figure.evidence:
        if piece not in into.evidence:
            into.evidence.append(piece)
    sharper = figure.rounding < into.rounding and not (
        figure.qualifier != "exact" and into.qualifier == "exact"
    )
    exact = into.qualifier != "exact" and figure.qualifier == "exact" and figure.rounding <= into.rounding
    if sharper or exact:
        into.value, into.rounding, into.qualifier = figure.value, figure.rounding, figure.qualifier
        into.low, into.high = figure.low, figure.high
    for basis, value in figure.changes.items():
        known = into.changes.get(basis)
        if known is None or (value[1] < known[1] and abs(known[0] - value[0]) <= known[1] + value[1]):
            into.changes[basis] = value
    into.record = into.record or figure.record
    into.attribution = into.attribution or figure.attribution
    into.headline = into.headline or figure.headline
    into.compared = into.compared and figure.compared
    if into.status == "actual" and figure.status in ("provisional", "estimate"):
        into.status = figure.status
