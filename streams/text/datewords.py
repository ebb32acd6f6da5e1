"""The words of dates: months, days of the week, "a week earlier", and what makes of four digits no year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from streams.text.lexicon import Phrases, load
from streams.text.spans import Precision


@dataclass(frozen=True, slots=True)
class Relative:
    """A day, week, month or year counted from the one that holds the day of publication."""

    unit: Precision
    shift: int


@dataclass(frozen=True, slots=True)
class Words:
    """What `dates.toml` lists, in the forms that the reader asks for."""

    months: dict[str, int]
    weekdays: dict[str, int]
    relative: Phrases[Relative]
    ago: frozenset[str]
    units: dict[str, Precision]
    not_after: frozenset[str]
    not_before: frozenset[str]
    before_may: frozenset[str]
    starts: frozenset[str]
    """Words that may begin a date by themselves."""
    counts: frozenset[str]
    """Words that begin "three months ago"."""
    phrases: dict[str, frozenset[str]]
    """First word of a relative phrase to its second words."""
    begins: frozenset[str]
    """Words, digits aside, that a date may begin with."""
    begins_counted: frozenset[str]
    """The same where a word of `ago` stands in the sentence."""


@cache
def words() -> Words:
    """The words, read once."""
    data = load("streams.text", "dates.toml")
    relative = [(name, Relative(r["unit"], r["shift"])) for r in data["relative"] for name in r["names"]]
    ago = data["ago"]
    units: dict[str, Precision] = {}
    for unit in ("day", "week", "month", "year"):
        units |= dict.fromkeys(ago[unit], unit)
    numerals = load("streams.text", "numbers.toml")
    phrases: dict[str, set[str]] = {}
    for name, _ in relative:
        if " " in name:
            phrases.setdefault(name.split()[0], set()).add(name.split()[1])
    starts = frozenset(
        {*data["months"], *data["weekdays"], "last", *(name for name, _ in relative if " " not in name)}
    )
    counts = frozenset({*numerals["units"], "a"})
    begins = starts.union(phrases)
    return Words(
        months=data["months"],
        weekdays=data["weekdays"],
        relative=Phrases(relative),
        ago=frozenset(ago["words"]),
        units=units,
        not_after=frozenset(data["not_year"]["after"]),
        not_before=frozenset(data["not_year"]["before"]),
        before_may=frozenset(data["may"]["before"]),
        starts=starts,
        counts=counts,
        phrases={first: frozenset(seconds) for first, seconds in phrases.items()},
        begins=begins,
        begins_counted=begins | counts,
    )
