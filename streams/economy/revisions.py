"""Revisions: a later word of the official source on a period, which replaces the first print and the sums that held it.

It is told from a wrong label by what a wrong label makes: the figure of another month.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from streams.economy.cells import Group
from streams.economy.credence import Months, Place, is_another_period

#: A later word of the official source this long after the others is a revision, not another rounding of the same figure,
_AFTER = timedelta(days=20)
#: where it changes the figure by no more than this part,
_WITHIN = 0.05
#: and counts as so many publishers; an older total that contains it loses so many.
_REVISED, _STALE = 5.0, 4.0


def revisions(cells: Mapping[Months, Sequence[Group]]) -> dict[Place, str]:
    """The groups that are a later word of the official source on what others had said, and when it came.

    It is a revision where it is near the first print and not the figure of another month, which is what a wrong label makes.
    """
    found: dict[Place, str] = {}
    for where, groups in cells.items():
        for index, group in enumerate(groups):
            near = [other for other in groups if other is not group and _near(other, group)]
            if not near or group.official is None:
                continue
            first_print = print_before(group.official)
            if all(other.first <= first_print for other in near) and not is_another_period(
                cells, where, group
            ):
                found[where, index] = group.official
    return found


def _near(one: Group, other: Group) -> bool:
    return abs(one.best.value - other.best.value) <= _WITHIN * abs(one.best.value)


def holds(where: Months, inner: Months) -> bool:
    """Whether a period is a part of another."""
    return where != inner and where[0] <= inner[0] and inner[1] <= where[1]


def print_before(moment: str) -> str:
    """The time up to which what was told is of an earlier print than a revision."""
    return f"{date.fromisoformat(moment[:10]) - _AFTER}{moment[10:]}"


def favours(cells: Mapping[Months, Sequence[Group]], restated: Mapping[Place, str]) -> dict[Place, float]:
    """What speaks beforehand for revisions, and against older totals that hold them, in publishers."""
    found = dict.fromkeys(restated, _REVISED)
    for (inner, _), when in restated.items():
        for where, groups in cells.items():
            if holds(where, inner):
                for index, group in enumerate(groups):
                    if group.first <= print_before(when) and (where, index) not in restated:
                        found[where, index] = found.get((where, index), 0.0) - _STALE
    return found
