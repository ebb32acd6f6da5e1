"""A statement on its way: the series and the period that a stretch of a sentence is about, and the words around a figure."""

from __future__ import annotations

from dataclasses import dataclass, field

from streams.economy.calendars import Interval
from streams.economy.figures import Figure
from streams.economy.indicators import Entry, Mention
from streams.economy.money import Quantity
from streams.economy.period import Period
from streams.economy.sentences import Reading
from streams.economy.wordlists import words_of


@dataclass(slots=True)
class State:
    """What the statement that is being read has said so far."""

    entry: Entry | None = None
    geo: str | None = None
    explicit: bool = False
    """The sentence names the series itself."""
    clause: int = 0
    mention: Mention | None = None
    context: Period | None = None
    """The period that holds for what follows."""
    day: Period | None = None
    level: Figure | None = None
    last_interval: Interval | None = None
    last_span: str = "span"
    step: str | None = None
    """The basis of the last comparison that named its period."""
    aim: Interval | None = None
    """The period of the last target or forecast."""
    aimed: Figure | None = None
    """The last target: a rise told right behind it is the one aimed at."""
    all_year: bool = False
    """The statement has come to speak of the whole year before."""
    apart: int = -9
    """The last quantity that is of another series by the words behind it: what it is held against is so too."""
    several: bool = False
    """The last figure was of several partners together."""
    pending: list[tuple[int, str]] = field(default_factory=list)
    """Percentages that wait for their level, with the basis if it is said."""


#: A time that does so yields of what the article is on.
_YIELDED = (["brought"], ["yielded"], ["generated"], ["fetched"])
#: Behind a month: what the article is on, of that month.
_FIGURES = frozenset(["figure", "number", "tally", "total", "amount", "level"])


def points_back(reading: Reading, quantity: Quantity) -> bool:
    """Whether the clause of a quantity begins with a word that stands for the series before ("they", "the sector")."""
    start = max((b for b in reading.breaks if b <= quantity.first), default=0)
    known = covered(reading)
    free = 0
    if (
        reading.lowers[start : start + 2] in (["as", "per"], ["according", "to"])
        and "," in reading.lowers[start : quantity.first]
    ):
        start = (
            reading.lowers.index(",", start) + 1
        )  # "As per statistics released by the board, the earnings went up"
    start = _behind_remark(reading, start, quantity.first)
    for period in reading.periods:
        last = period.last + (
            reading.lowers[period.last : period.last + 1] in (["quarter"], ["period"], ["half"])
        )
        if start <= period.first <= start + 1 and reading.lowers[last : last + 1] in _YIELDED:
            return True  # "The July-September quarter brought in $11 billion"
    for place in range(start, quantity.first):
        if place and reading.lowers[place] == "that" and reading.lowers[place - 1] in words_of("reporting"):
            free = 0
            continue  # "the bulletin further reveals that the inflows"
        if reading.lowers[place : place + 3] == ["the", "number", "of"]:
            return False  # "the number of people living in poverty will rise to 37 percent"
        if any(cue.first == place for cue in reading.cues_of("pronoun")):
            return free <= 2 and not _of_another(reading, place)
        if reading.lowers[place] in _FIGURES and any(p.last == place for p in reading.periods) and not free:
            return True  # "The September figure compares with"
        if place not in known and reading.lowers[place] not in words_of("small"):
            free += 1
    return False


def _behind_remark(reading: Reading, start: int, stop: int) -> int:
    """The position of "the inflow" in "In July, when the internet was shut down for days, the inflow slipped to"; else `start`.

    A remark between commas names nothing of its own where no figure and no series stands in it.
    """
    if not any(p.first - start <= 2 and p.first >= start for p in reading.periods):
        return start
    commas = [place for place in range(start, stop) if reading.lowers[place] == ","]
    if len(commas) < 2:
        return start
    behind = commas[-1] + 1
    clear = not any(start <= m.first < behind for m in reading.mentions)
    clear = clear and not any(start <= q.first < behind for q in reading.quantities)
    stands = reading.lowers[behind] == "the" and any(c.first == behind for c in reading.cues_of("pronoun"))
    return behind if clear and stands else start


def _of_another(reading: Reading, place: int) -> bool:
    """ "Abu Dhabi's inflows": of somebody who is not the country."""
    tokens = reading.sentence.tokens
    if place < 2 or tokens[place - 1].lower != "'s" or not tokens[place - 2].text[0].isupper():
        return False
    return not any(c.first <= place - 2 < c.last for c in reading.countries)


def covered(reading: Reading) -> set[int]:
    """The token positions that periods, countries, cues and quantities take."""
    spans = [(p.first, p.last) for p in reading.periods]
    spans += [(c.first, c.last) for c in reading.countries]
    spans += [(c.first, c.last) for c in reading.cues if c.id not in ("pronoun", "break")]
    spans += [(q.first, q.last) for q in reading.quantities]
    return {place for first, last in spans for place in range(first, last)}


def bare(reading: Reading, quantity: Quantity) -> bool:
    """Whether nothing stands before a quantity but periods, cues and small words: "- September 2024: $292 million"."""
    start = max((b for b in reading.breaks if b <= quantity.first), default=0)
    start = max(start, _shown(reading, start, quantity.lead))
    known = covered(reading)
    spoken = words_of("forecasters") | words_of("expectation")
    thought = bool(spoken & set(reading.lowers[start : quantity.first]))
    return all(
        place in known
        or reading.lowers[place] in words_of("small")
        or reading.lowers[place] in (":", "'s")
        or (quantity.kind == "percent" and reading.lowers[place] in words_of("remarks"))
        or (thought and reading.lowers[place] in spoken)  # "analysts had forecast a gain of 0.1 percent"
        for place in range(start, quantity.first)
    )


def _shown(reading: Reading, start: int, stop: int) -> int:
    """The position behind "the data released by the central bank showed": who tells is not what is told; else `start`."""
    words = reading.lowers[start:stop]
    if not words_of("sources") & set(words[:6]):
        return start
    verbs = [place for place, word in enumerate(words[:14]) if word in words_of("shows")]
    if not verbs:
        return start
    known = covered(reading)
    telling = words_of("sources") | words_of("telling")
    if not all(word in telling or start + place in known for place, word in enumerate(words[: verbs[0]])):
        return start
    return start + verbs[0] + 1


def figure(
    reading: Reading,
    index: int,
    indicator: str,
    geo: str,
    interval: Interval | None,
    span: str,
    value: float,
    unit: str,
) -> Figure:
    """A figure at the quantity `index`, with its evidence."""
    quantity, sentence = reading.quantities[index], reading.sentence
    return Figure(
        indicator, geo, interval, span, value, unit, quantity.rounding,
        [reading.document.evidence(sentence, quantity.start, quantity.end)],
        sentence=sentence.index, position=quantity.first, headline=sentence.kind in ("headline", "bullet", "lead"), titled=sentence.kind == "headline",
    )  # fmt: skip
