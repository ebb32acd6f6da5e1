"""History: what the headline of a fiscal year was believed to be, from each moment on at which it changed.

Theory: what was believed at a moment follows from what had been said by then, so that the history is a function of the set of
claims like everything else. It changes only where something is said for the first time, or by one of the first publishers;
repeats beyond those are no moments. A moment at which only publishers were added, of periods where their number is not asked,
changes nothing either. So a new claim that is the latest costs one solution, however long the history is; one that comes
late costs those after it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from schemas.tables import Belief
from streams.economy.cells import Figure
from streams.economy.flows import Solution, months_between, months_of
from streams.economy.said import Measure, Statements, Stretch

Headline = tuple[date, float]
"""The day that the headline figure runs through, and its value."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What follows from the figures known at a moment: the headline, and for a flow the solution behind it."""

    headline: Headline | None
    solution: Solution | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a fiscal year and its neighbours at a moment, and what follows."""

    measure: Measure
    figures: list[Figure]
    finding: Finding

    def still_holds(self, measure: Measure, figures: list[Figure]) -> bool:
        """Whether the same follows from later figures, seen without finding it again."""
        solution = self.finding.solution
        if solution is None or measure != self.measure or len(figures) != len(self.figures):
            return False
        for old, new in zip(self.figures, figures, strict=True):
            if old.said is not new.said or (old.first, old.official, old.changes) != (
                new.first, new.official, new.changes,
            ):  # fmt: skip
                return False
            if old.publishers != new.publishers and months_of(new.claim) in solution.weighed:
                return False
        return True

    def ignores(self, repeated: set[Stretch]) -> bool:
        """Whether it makes no difference that figures of these stretches have one more publisher."""
        solution = self.finding.solution
        return solution is not None and solution.weighed.isdisjoint(
            months_between(*days) for days in repeated
        )


@dataclass(slots=True)
class History:
    """The beliefs of one fiscal year along time, kept so that only what follows a change is found again."""

    find: Callable[[Measure, list[Figure]], Finding]
    beliefs: dict[str, tuple[Headline | None, str]] = field(default_factory=dict)
    """By moment: the headline and its unit."""
    order: list[str] = field(default_factory=list)
    latest: Known | None = None
    """What is known at the last moment, with all who say it, also later."""

    def forget(self, moment: str) -> None:
        """What was believed from a moment on may no longer follow."""
        place = bisect_left(self.order, moment)
        if place == len(self.order):
            return
        # The moment before is found again as well: its solution was not kept.
        place = max(0, place - 1)
        for known in self.order[place:]:
            del self.beliefs[known]
        del self.order[place:]
        self.latest = None

    def follow(self, said: Statements, year: int, until: str | None) -> Known | None:
        """Find what was believed at each moment up to `until`; what is known then, or None where nothing is."""
        turns = {m: repeated for m, repeated in said.moments(year).items() if until is None or m <= until}
        moments, known = list(turns), self.latest
        for moment in moments[len(self.order) :]:
            last = moment == moments[-1]
            horizon = until if last else moment
            repeated = turns[moment]
            silent = known is not None and not last and repeated is not None and known.ignores(repeated)
            measure = None if silent else said.measure(year, horizon)
            if measure is not None:
                figures = said.figures(year, measure, horizon)
                # The last solution is read for the row, with all who say its figures up to `until`.
                usable = known is not None and not (last and known.figures[0].until != until)
                if known is None or not usable or not known.still_holds(measure, figures):
                    known = Known(measure, figures, self.find(measure, figures))
            self.order.append(moment)
            self.beliefs[moment] = (known.finding.headline, known.measure[0]) if known else (None, "")
        self.latest = known
        return known

    def told(self) -> tuple[Belief, ...]:
        """The history as the table shows it."""
        found: list[Belief] = []
        for moment in self.order:
            headline, unit = self.beliefs[moment]
            if headline is None:
                continue
            if not found or (found[-1].through, found[-1].value, found[-1].unit) != (*headline, unit):
                as_of = datetime.fromisoformat(moment)
                found.append(Belief(as_of=as_of, through=headline[0], value=headline[1], unit=unit))
        return tuple(found)
