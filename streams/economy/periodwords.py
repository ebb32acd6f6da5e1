"""The words for periods, from the data file, in the forms that the readers ask for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from streams.text.lexicon import Phrases, load

#: Counts of months and quarters in words.
COUNTS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
}  # fmt: skip

#: Counts of days.
DAYS = {**COUNTS, "one": 1, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "twenty": 20}

_KEYS = frozenset(
    [
        "fy",
        "fiscal",
        "financial",
        "quarter",
        "quarters",
        "half",
        "month",
        "months",
        "months'",
        "week",
        "year",
        "years",
        "period",
        "today",
        "yesterday",
        "day",
        "ago",
        "hfy",
        "qfy",
        "mfy",
        "h",
        "q",
        "cy",
        "calendar",
        "close",
        "closing",
        "session",
        "duration",
        "time",
        "night",
        "morning",
        "days",
        "weeks",
        "term",
        "span",
    ]
)


@dataclass(frozen=True, slots=True)
class Words:
    """What periods.toml lists."""

    months: dict[str, int]
    shifts: Phrases[str]
    anaphors: Phrases[str]
    same: frozenset[str]
    same_units: frozenset[str]
    same_joins: frozenset[str]
    last_year: Phrases[str]
    fiscal: dict[str, Any]
    parts: Phrases[tuple[int, int]]
    joins: frozenset[str]
    longest_join: int
    starts: frozenset[str]
    """Words that may begin a period."""
    keys: frozenset[str]
    """Words of which each period has one (or a year)."""


@cache
def words() -> Words:
    """The words, read once."""
    data = load("streams.economy", "periods.toml")
    months: dict[str, int] = load("streams.text", "dates.toml")["months"]
    part = data["part"]
    parts = [(name, (6 * n, 6)) for name, n in part["halves"].items()]
    parts += [(name, (3 * n, 3)) for name, n in part["quarters"].items()]
    starts = {
        "fy",
        "q",
        "h",
        "first",
        "initial",
        "opening",
        "last",
        "second",
        "third",
        "fourth",
        "final",
        "latter",
        "same",
        "week",
        "year",
        "the",
        "end",
        "twelve",
        "next",
        "past",
        "financial",
        "fiscal",
        "half",
    }
    starts |= {
        "a",
        "one",
        "previous",
        "preceding",
        "prior",
        "yesterday",
        "that",
        "this",
        "those",
        "these",
        "current",
        "ongoing",
        "outgoing",
        "cy",
        "calendar",
        "trailing",
        "its",
    }
    shifts = [(name, row["id"]) for row in data["shift"] for name in row["names"]]
    anaphors = [(name, row["id"]) for row in data["anaphor"] for name in row["names"]]
    starts |= (
        {name.split()[0].split("-")[0].lower() for name, _ in (*shifts, *anaphors)}
        | set(months)
        | set(data["same"]["words"])
    )
    # "the month before" begins with an article: its second word tells that it is worth a look.
    starts |= {
        name.split()[1].lower().split("-")[0]
        for name, _ in (*shifts, *anaphors)
        if name.startswith(("the ", "a "))
    }
    starts |= set(load("streams.text", "numbers.toml")["units"])
    starts |= {
        "today",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "end",
        "mid",
    }
    fiscal = data["fiscal"]
    starts |= {word for key in ("current", "previous", "next", "outgoing", "kinds") for word in fiscal[key]}
    return Words(
        months,
        Phrases(shifts),
        Phrases(anaphors),
        frozenset(data["same"]["words"]),
        frozenset(data["same"]["units"]),
        frozenset(data["same"]["joins"]),
        Phrases((name, "last") for name in data["same"]["last_year"]),
        fiscal,
        Phrases(parts),
        frozenset(data["joins"]["words"]),
        data["joins"]["longest"],
        frozenset(starts),
        frozenset({*months, *_KEYS, *load("streams.text", "dates.toml")["weekdays"]}),
    )
