"""Growth rates in words: which of them are told as if they were levels, which were only expected, and of what trade they are.

"Exports growth eased to 2.4 percent from 8.6 percent" gives two growth rates, the second of the month before. "Missing the
consensus of a 0.8 percent rise" gives none that came.
"""

from __future__ import annotations

from streams.economy.calendars import Interval
from streams.economy.period import Period
from streams.economy.resolving import step
from streams.economy.sentences import Reading
from streams.economy.wordlists import words_of

#: So many words may stand between the growth and its rate ("growth in exports eased sharply to").
_REACH = 9


def paced(reading: Reading, index: int) -> int:
    """1 for a rate of growth, -1 for one of decline, that is told as a level ("growth slowed to 9.5 percent"), else 0."""
    quantity, words = reading.quantities[index], reading.lowers
    if (
        words[quantity.lead - 1 : quantity.lead] not in (["to"], ["at"], ["from"])
        or quantity.kind != "percent"
    ):
        return 0
    if index and earlier_pace(reading, index):
        return paced(reading, index - 1)
    floor = reading.quantities[index - 1].last if index else 0
    heads = words_of("rising_nouns") | words_of("falling_nouns")
    for place in range(quantity.lead - 2, max(floor, quantity.lead - _REACH) - 1, -1):
        if words[place] in (",", ";", "while", "whereas", "but"):
            return 0
        if words[place] in heads:
            between = words[place + 1 : quantity.lead]
            named = any(m.last == place or place < m.first <= place + 4 for m in reading.mentions)
            alone = place == 0 or words[place - 1] in ("the", "this", "that", "its", "their", "annual", "of")
            if not (words_of("paces") & set(between)) or not (named or alone):
                return 0
            return 1 if words[place] in words_of("rising_nouns") else -1
    return 0


def earlier_pace(reading: Reading, index: int) -> bool:
    """Whether a percentage is what a rate of growth came from: the second of "eased to 2.4 percent from 8.6 percent"."""
    if not 0 < index < len(reading.quantities) or reading.quantities[index - 1].kind != "percent":
        return False
    before, quantity, words = reading.quantities[index - 1], reading.quantities[index], reading.lowers
    inside = {place for p in reading.periods for place in range(p.first, p.last)}
    gap = [w for p, w in enumerate(words[before.last : quantity.lead], before.last) if p not in inside]
    return gap in (
        ["from"],
        ["in", "from"],
        [",", "from"],
        ["compared", "to"],
        ["compared", "with"],
    ) and bool(paced(reading, index - 1))


def another_level(reading: Reading, index: int) -> bool:
    """Whether a percentage is the level of something else ("from 35pc to 50pc"); "the gain amounts to 18pc" is none."""
    if paced(reading, index) or rate_before(reading, index):
        return False
    place, behind = reading.quantities[index].lead, reading.quantities[index].last
    if set(reading.lowers[behind : behind + 1]) & (words_of("rising_nouns") | words_of("falling_nouns")):
        return False  # "up from 17.3 percent growth in February"
    before = reading.lowers[max(0, place - 2) : place]
    start = max((b for b in reading.breaks if b <= place), default=0)
    if before[-1:] == ["at"] and any(
        reading.lowers[cue.first]
        in ("growth", "increase", "decrease", "decline", "rise", "fall", "drop", "contraction")
        for cue in reading.within(start, place, "up", "down")
    ):
        return False  # "the growth in exports stood at around 9 percent"
    if (
        before == ["in", "at"]
        and place > 2
        and reading.lowers[place - 3] in ("came", "comes", "clocked", "coming")
    ):
        return False
    return before[-1:] in (["from"], ["to"], ["at"]) and before[0] not in words_of("no_step")


def before_of(interval: Interval | None) -> Interval | None:
    """The month or the quarter before one, of which "from 8.6 percent" is where no time is said; None for anything else."""
    if interval is None or interval.whole_months not in (1, 3):
        return None
    return step(interval, "mom")


def foreseen(reading: Reading, index: int, own: Period | None, since: int = 0) -> str:
    """`forecast` or `target` for a percentage that was expected or aimed at, by the words from `since` on; else empty."""
    quantity, words = reading.quantities[index], reading.lowers
    start = max([since, *(b for b in reading.breaks if b <= quantity.first)])
    floor = reading.quantities[index - 1].last if index else 0
    near = words[max(start, floor) : quantity.lead]
    if index and floor > start:
        days = own.interval if own is not None and own.kind == "span" else None
        over = days is not None and days.end < reading.document.published_on
        came = words_of("came_before") | (words_of("past") if over else set())
        if came & set(near) or _then(reading, floor, quantity.lead):
            start = floor  # "expected a rise of 35 percent, after an increase of 154.9 percent in February"
    beside = [
        (c.first, c.last)
        for c in reading.cues_of("not-forecast")
        if words[c.first] not in ("had", "was", "were")
        or {"than", "as"} & set(words[max(0, c.first - 5) : c.first])
    ]
    found = [
        cue.id
        for cue in reading.within(start, quantity.last + 3, "target", "forecast")
        if not any(first <= cue.first < last for first, last in beside)
        # "jumped 8.4 percent, beating forecasts of 4.8 percent": the first came
        and not (
            cue.first >= quantity.last and words_of("held_against") & set(words[quantity.last : cue.first])
        )
        # "The board beat its target with 29 percent growth": that came
        and (
            cue.id == "forecast"
            or words[quantity.lead - 1] == "by"
            or not _BEAT & set(words[max(start, cue.first - 6) : cue.first])
        )
    ]
    if found:
        return "target" if "target" in found else "forecast"
    thought = _opinion(near) or _estimated(words[start : quantity.lead]) or _tipped(reading, quantity.last)
    return "forecast" if thought else ""


#: Before a target that was met or missed: what is told behind it came.
_BEAT = frozenset(["beat", "beats", "beating", "exceeded", "exceeds", "exceeding", "surpassed", "surpassing", "surpasses", "achieved", "achieves", "met", "missed", "missing", "crossed"])  # fmt: skip


def expected_way(reading: Reading, index: int) -> int:
    """Which way a rate was expected to go, by the words beside it; with none, the way of a rise told before it."""
    quantity = reading.quantities[index]
    floor = reading.quantities[index - 1].last if index else 0
    behind = set(reading.lowers[quantity.last : quantity.last + 2])
    if behind & words_of("rising_nouns"):
        return 1
    if behind & words_of("falling_nouns"):
        return -1
    thought = [
        place
        for place in range(floor, quantity.lead)
        if reading.lowers[place] in words_of("opinion") | words_of("expectation") | {"estimate", "estimates"}
    ]
    ways = [
        c for c in reading.within(thought[-1] if thought else floor, quantity.lead + 1, "up", "down")
        if c.last <= quantity.first
        and reading.lowers[c.last - 1] not in ("than", "the", "below", "above", "more", "less", "lower", "higher")
    ]  # fmt: skip
    if ways:
        return 1 if ways[-1].id == "up" else -1
    rose = [c.id for c in reading.within(0, floor, "up", "down")]
    return 1 if rose[-1:] == ["up"] or reading.lowers[quantity.last : quantity.last + 1] == ["growth"] else 0


def past_view(reading: Reading, index: int) -> bool:
    """Whether an expectation was of a figure that is out, so that it needs no period of its own."""
    quantity, words = reading.quantities[index], reading.lowers
    start = max((b for b in reading.breaks if b <= quantity.first), default=0)
    before = words[start : quantity.lead]
    held = [p for p, word in enumerate(before) if word in words_of("expectation") or word == "estimated"]
    if before[-2:-1] == ["likely"] and (before[-1].endswith("ed") or before[-1] in ("rose", "fell", "grew")):
        return True  # "imports likely contracted 5.5 percent"
    if any({"had", "was", "were", ","} & set(before[max(0, p - 3) : p]) for p in held):
        return True  # "imports, forecast to gain 0.9 percent"
    asked = words_of("forecasters") & set(before + words[quantity.last : quantity.last + 9])
    return bool(asked) or _opinion(before)


def _then(reading: Reading, first: int, last: int) -> bool:
    """Whether a fact begins behind what was expected: "imports, forecast to gain 0.9 percent, rose by"."""
    words = reading.lowers[first:last]
    if words[:1] != [","]:
        return False
    return any(
        (word.endswith("ed") or word in ("rose", "fell", "grew", "shrank", "sank", "slid"))
        and any(cue.first == place for cue in reading.cues_of("up", "down"))
        for place, word in enumerate(words[1:4], first + 1)
    )


def _opinion(words: list[str]) -> bool:
    """ "missing the estimate of", "the consensus in a poll for a": the words right before say that it was thought."""
    for place, word in enumerate(words):
        if word in words_of("opinion") or word in ("estimate", "estimates"):
            before = words[max(0, place - 5) : place]
            behind = words[place + 1 : place + 3]
            if words_of("held_against") & set(before) or {"predicting", "for"} & set(behind):
                return True
            if behind[:1] == ["of"] and {"median", "poll", "market", "consensus", "prediction"} & {
                word,
                *before,
            }:
                return True
    return False


def _tipped(reading: Reading, after: int) -> bool:
    """ "a median 5.7 percent increase tipped in a poll", "8.6 percent expected by economists"."""
    words = reading.lowers[after : after + 5]
    for place, word in enumerate(words[:3]):
        if word in (",", ".", ";", "and"):
            return False
        if word in words_of("expectation") | {"tipped", "estimated"}:
            return bool({"by", "in"} & set(words[place + 1 : place + 2]))
    return False


def _estimated(words: list[str]) -> bool:
    """ "imports were estimated to have increased", by those who are asked before the figures are out."""
    return any(
        word == "estimated"
        and words[place + 1 : place + 2] in (["to"], ["that"])
        and words[place - 1] in ("was", "were")
        for place, word in enumerate(words)
    )


def noun_of(reading: Reading, index: int) -> bool:
    """Whether a percentage is a growth of its own: "faster than a rise of 5.1% in the previous month", "after losses of 9.7%"."""
    quantity, words = reading.quantities[index], reading.lowers
    nouns = words_of("rising_nouns") | words_of("falling_nouns") | {"losses", "gains", "growth"}
    before = words[max(0, quantity.lead - 6) : quantity.lead]
    behind = words[quantity.last : quantity.last + 2]
    led = list(before)
    while led and led[-1] in nouns | {
        "a",
        "an",
        "the",
        "of",
        "revised",
        "upwardly",
        "downwardly",
        "negative",
        "positive",
        "with",
        "to",
    }:
        led.pop()
    if before[-1:] and before[-1].endswith("ing") and before[-2:-1] in (["after"], ["following"]):
        return True  # "after sinking 11.6 percent a month earlier"
    named = (before[-1:] == ["of"] and before[-2:-1] and before[-2] in nouns) or (
        behind[:1] and behind[0] in nouns and before[-1:] != ["of"]
    )
    return bool(named) and bool(words_of("past") & set(led[-1:]))


def rate_before(reading: Reading, index: int) -> bool:
    """ "up 3.9 percent ..., and down from 6.7 percent in the previous month": what the growth was then."""
    quantity, words = reading.quantities[index], reading.lowers
    if (
        words[max(0, quantity.lead - 2) : quantity.lead] not in (["up", "from"], ["down", "from"])
        or not index
    ):
        return False
    if not any(q.kind == "percent" for q in reading.quantities[:index]):
        return False
    return any(p.kind == "shift" and quantity.last <= p.first <= quantity.last + 2 for p in reading.periods)


def directed(reading: Reading, index: int) -> int | None:
    """The place of "to" in "a 0.7 percent decrease in sales to the euro zone": the rate of the trade with somebody."""
    quantity, words = reading.quantities[index], reading.lowers
    stop = reading.quantities[index + 1].first if index + 1 < len(reading.quantities) else len(words)
    for place in range(quantity.last, min(quantity.last + 9, stop - 1)):
        if words[place] in (",", ".", ";") and place > quantity.last:
            return None
        sold = words[place] in words_of("sent_goods") and words[place - 1] in ("in", "of")
        if sold or words[place - 1 : place + 1] in (["more", "goods"], ["fewer", "goods"], ["less", "goods"]):
            behind = words[place + 1 : place + 2]
            return place + 1 if behind in (["to"], ["from"]) and _place_name(reading, place + 2) else None
    return None


def _place_name(reading: Reading, place: int) -> bool:
    """Whether words name a place, not an amount or a time."""
    tokens = reading.sentence.tokens
    place += place < len(tokens) and tokens[place].lower == "the"
    if place >= len(tokens) or any(p.first <= place < p.last for p in reading.periods):
        return False
    if any(q.first <= place < q.last for q in reading.quantities):
        return False
    place += tokens[place].text[0].isdecimal() and place + 1 < len(tokens)  # "to the 17-member bloc"
    return tokens[place].text[0].isupper() or tokens[place].lower in ("euro", "non", "eurozone", "other")
