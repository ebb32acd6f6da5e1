"""Checks: the equations between what is believed, each with its residual and the tolerance of the roundings."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.tables import Check
from streams.economy.cells import Group
from streams.economy.credence import Months
from streams.economy.flows import Growth, Solution
from streams.economy.rows import Year, clean, make_up
from streams.economy.said import articles_of


def checks(solution: Solution, year: Year) -> tuple[Check, ...]:
    """Each reported total against the fewest reported parts that make it up, and each growth rate against both its levels."""
    found: list[Check] = []
    for where in sorted(solution.accepted, key=lambda w: (w[1], w[1] - w[0])):
        if not year.first < where[1] <= year.first + 12:
            continue
        parts = make_up(solution, where)
        if len(parts) > 1:
            found.append(_sum_check(solution, where, parts))
    same: dict[tuple[Months, str, float], list[Growth]] = {}
    for relation in sorted(solution.growth, key=lambda g: (g.later, g.basis, g.percent, g.rounding)):
        same.setdefault((relation.later, relation.basis, relation.percent), []).append(relation)
    for relations in same.values():
        relation = relations[0]
        earlier, later = solution.accepted.get(relation.earlier), solution.accepted.get(relation.later)
        if (
            earlier is None
            or later is None
            or not year.first < relation.later[1] <= year.first + 12
            or not earlier.best.value
        ):
            continue
        computed = (abs(later.best.value) / abs(earlier.best.value) - 1) * 100
        spread = 100 * (
            _half(later) / abs(earlier.best.value)
            + abs(later.best.value) * _half(earlier) / earlier.best.value**2
        )
        found.append(
            Check(
                check=f"{solution.labels[relation.later]} {relation.basis} percent",
                left=relation.percent,
                right=round(computed, 4),
                residual=round(relation.percent - computed, 4),
                tolerance=round(relation.rounding + spread, 4),
                ok=abs(relation.percent - computed) <= (relation.rounding + spread) * (1 + 1e-9),
                articles=articles_of(
                    [*(f for r in relations for f in r.figures), *later.figures, *earlier.figures]
                ),
            )
        )
    return tuple(found)


def _half(group: Group) -> float:
    return (group.high - group.low) / 2


def _sum_check(solution: Solution, where: Months, parts: Sequence[Months]) -> Check:
    whole, pieces = solution.accepted[where], [solution.accepted[part] for part in parts]
    left, right = whole.best.value, clean(sum(piece.best.value for piece in pieces))
    tolerance = sum(min(figure.width for figure in group.figures) / 2 for group in (whole, *pieces))
    residual = clean(left - right)
    return Check(
        check=f"{solution.labels[where]} = " + " + ".join(solution.labels[part] for part in parts),
        left=left,
        right=right,
        residual=residual,
        tolerance=clean(tolerance),
        ok=abs(residual) <= tolerance * (1 + 1e-9),
        articles=articles_of(figure for group in (whole, *pieces) for figure in group.figures),
    )
