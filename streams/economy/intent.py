"""Whether a figure is meant as an actual, a target or a forecast, and on which side of zero a balance is."""

from __future__ import annotations

from streams.economy.expected import looked_for
from streams.economy.indicators import Entry
from streams.economy.lifts import lift
from streams.economy.roles import Role, superseded
from streams.economy.sentences import Reading
from streams.economy.steps import aimed_anew, aimed_from, first_aim, passed_aim
from streams.economy.thread import Thread
from streams.economy.wordlists import words_of


def status(reading: Reading, index: int, kind: Role) -> str:
    """`actual`, `target`, `forecast`, `estimate` or `provisional`, from the words before the quantity."""
    quantity, words = reading.quantities[index], reading.lowers
    before = reading.quantities[index - 1].last if index else 0
    clause = max((b for b in reading.breaks if b <= quantity.first), default=0)
    floor = max(before, clause)
    unexpected = [(c.first, c.last) for c in reading.cues_of("not-forecast")]
    if words[quantity.lead - 2 : quantity.lead] == [",", "to"]:
        # "rose 24.03 percent, higher than the 9.90 percent expected in the poll, to $13.82 billion"
        start = next((p for p in range(quantity.lead - 3, clause, -1) if words[p] == ","), clause)
        if {"than", "against", "versus", "beating", "missing", "compared"} & set(
            words[start : quantity.lead]
        ):
            unexpected.append((start, quantity.lead))

    def cues(first: int, last: int, *ids: str) -> bool:
        return any(
            not any(a <= cue.first < b and cue.last <= b for a, b in unexpected)
            for cue in reading.within(first, last, *ids)
        )

    end = lift(reading, index)
    if end is not None:
        return "target" if end == "to" else "actual"
    if (
        words[quantity.lead - 1 : quantity.lead] == [":"]
        and "(" in words[max(0, quantity.lead - 4) : quantity.lead]
    ):
        told = reading.within(quantity.lead - 4, quantity.lead, "forecast")
        if told:
            return "forecast"  # "(market forecast: USD 7.3bn)"
    after = [cue for cue in reading.cues_of("target") if 0 <= cue.first - quantity.last <= 2]
    if any("target" in words[cue.first] or "goal" in words[cue.first] for cue in after) and not {
        ",",
        "against",
        "than",
        "versus",
        "from",
        "over",
    } & set(words[quantity.last : after[0].first]):
        return "target"
    if any(
        aims(reading, cue.last, quantity.lead)
        for cue in reading.within(floor, quantity.lead, "target")
        if not any(a <= cue.first < b for a, b in unexpected)
    ):
        return "target"
    if index and (_aimed_together(reading, index, clause) or _aimed_too(reading, index)):
        return "target"
    if (index and (first_aim(reading, index, clause) or aimed_anew(reading, index, clause))) or aimed_from(
        reading, quantity, clause
    ):
        return "target"
    if kind in ("base", "level") and words[quantity.last : quantity.last + 2] in (
        ["revised", "estimates"],
        ["revised", "estimate"],
    ):
        return "estimate"
    if kind in ("base", "level") and passed_aim(reading, quantity):
        return "target"
    if kind == "base" and superseded(reading, index):
        return "forecast"
    if kind == "base":
        return _revised(reading, index, clause)
    target_clause = (
        index > 0
        and cues(clause, quantity.lead, "target")
        and words[quantity.lead - 1] in ("and", "to")
        and any(
            aims(reading, cue.last, quantity.lead) for cue in reading.within(clause, quantity.lead, "target")
        )
    )
    if target_clause and not any(q.kind == "money" for q in reading.quantities[:index] if q.first > clause):
        return "target"
    if index and words[before : quantity.lead] and len(words[before : quantity.lead]) <= 7:
        gap = words[before : quantity.lead]
        named = any(before <= m.first < quantity.lead for m in reading.mentions)
        # "a target of Rs300bn for March and Rs3.1 trillion for 2015-16"
        past = any(
            0 <= p.first - quantity.last <= 3 and p.kind in ("shift", "back") for p in reading.periods
        )  # "against the target of $19.8bn and $17.3bn of last fiscal's same period"
        if (
            gap[-1] == "and"
            and not named
            and not past
            and "," not in gap
            and aims_at(reading, index - 1, clause)
        ):
            return "target"
    between = set(words[floor : quantity.lead])
    # "could achieve only Rs87 billion so far": it has come to no more.
    came = "fact" in words[clause : quantity.lead] and "had" in words[clause : quantity.lead]
    if cues(clause, quantity.lead, "forecast") and not (
        words_of("managed") & between or {"could", "only"} <= between or came
    ):
        return "forecast"  # not "this could be seen from the fact that exports had surged to"
    if kind == "level" and words[quantity.last : quantity.last + 2] in (["will", "be"], ["would", "be"]):
        return "forecast"  # "Sh1.33 trillion will be collected the whole year"
    if kind == "level" and looked_for(reading, quantity):
        return "forecast"
    if cues(floor, quantity.first, "estimate"):
        return "estimate"
    if cues(floor, quantity.first, "provisional") or words[quantity.last : quantity.last + 2] == [
        "(",
        "provisional",
    ]:
        return "provisional"
    return "actual"


def _revised(reading: Reading, index: int, clause: int) -> str:
    """ "raised its projection from $36bn to $38bn": both are projections; what else is compared with is an actual."""
    quantity, words = reading.quantities[index], reading.lowers
    if words[quantity.lead - 1] != "from" or index + 1 >= len(reading.quantities):
        return "actual"
    following = reading.quantities[index + 1]
    if words[following.lead - 1] != "to" or following.lead - quantity.last > 2:
        return "actual"
    near = reading.within(max(clause, quantity.lead - 8), quantity.lead, "target", "forecast")
    return near[-1].id if near else "actual"


def _aimed_together(reading: Reading, index: int, clause: int) -> bool:
    """ "will target a deficit of 6.9% of GDP and total tax revenue of 13 trillion rupees": one verb for both."""
    words, before, lead = reading.lowers, reading.quantities[index - 1], reading.quantities[index].lead
    gap = words[before.last : lead]
    verbs = {"was", "were", "stood", "is", "are", "rose", "fell", "collected", "grew", "against", ",", "than"}
    if "and" not in gap or len(gap) > 10 or verbs & set(gap):
        return False
    return any(
        words[cue.first] in ("target", "targets", "targeting")
        and words[cue.first - 1 : cue.first]
        in (["will"], ["would"], ["to"], ["is"], ["also"], ["government"], ["budget"])
        and words[cue.last : cue.last + 1] in (["a"], ["an"], ["the"], ["gdp"], ["economic"])
        for cue in reading.within(clause, before.first, "target")
    )


def _aimed_too(reading: Reading, index: int) -> bool:
    """ "has targeted goods exports of $340 billion and services exports of $160 billion": the second of two series."""
    before, lead = reading.quantities[index - 1], reading.quantities[index].lead
    gap = reading.lowers[before.last : lead]
    if before.kind != "money" or gap[:1] != ["and"] or gap[-1:] != ["of"] or len(gap) > 6:
        return False
    start = max((b for b in reading.breaks if b <= before.first), default=0)
    aimed = reading.within(start, before.first, "target")
    return any(m.first >= before.last and m.last == lead - 1 for m in reading.mentions) and any(
        reading.lowers[cue.first] in ("targeted", "targets", "targeting", "target") for cue in aimed
    )


def aims_at(reading: Reading, index: int, clause: int) -> bool:
    """Whether a word of targets stands right before a quantity ("a revenue collection target of")."""
    lead = reading.quantities[index].lead
    return bool(reading.within(max(clause, lead - 3), lead, "target"))


def aims(reading: Reading, after: int, before: int) -> bool:
    """Whether a word of targets reaches a figure: not over ", as the collection stood at"."""
    words = reading.lowers
    if words[after : after + 1] in (["after"], ["as"], ["when"], ["since"], ["because"]):
        return False  # "beat its target after taxes grew to Sh2 trillion"
    if any(
        words[place] in words_of("collected") and words[place - 1] not in ("of", "to", "for", "in")
        for place in range(after, before)
    ):
        return False  # "met the target of July as it collected Rs410 billion"
    return not any(
        after <= mention.first and mention.last <= before and "," in reading.lowers[after : mention.first]
        for mention in reading.mentions
    )


def sign(reading: Reading, thread: Thread, entry: Entry, index: int) -> int:
    """-1 for a deficit, 1 for a surplus, 0 where the words do not say."""
    quantity = reading.quantities[index]
    floor = reading.quantities[index - 1].last if index else 0
    clause = max((b for b in reading.breaks if b <= quantity.first), default=0)
    following = (
        reading.quantities[index + 1].first if index + 1 < len(reading.quantities) else len(reading.lowers)
    )
    if "negative" in reading.lowers[max(floor, quantity.first - 4) : quantity.first]:
        return -1
    beside = reading.lowers[quantity.last : quantity.last + 1]
    if beside and beside[0] in ("deficit", "surplus", "shortfall", "gap"):
        return 1 if beside == ["surplus"] else -1
    behind = quantity.last + (beside == ["in"])  # "the current account posting $3.42 billion in surplus"
    at_once = [c for c in reading.cues_of("deficit", "surplus") if c.first == behind]
    near = at_once or reading.within(floor, quantity.first, "deficit", "surplus")
    near = near or list(
        reading.within(quantity.last, min(quantity.last + 4, following), "deficit", "surplus")
    )
    if entry.id != "fdi.net":
        near = near or reading.within(clause, quantity.first, "deficit", "surplus")
    if near:
        return -1 if near[-1].id == "deficit" else 1
    if entry.id == "fdi.net":
        return -1 if words_of("pulled") & set(reading.lowers[: quantity.first]) else 1
    here = [c for c in reading.cues_of("deficit", "surplus") if c.first < quantity.first]
    if here and not any(here[-1].last <= m.first < quantity.first for m in reading.mentions):
        return (
            -1 if here[-1].id == "deficit" else 1
        )  # "the surplus was first put at $582m, but now it is $474m"
    if entry.sign or thread.indicator in (entry.id, None):
        return entry.sign or thread.sign
    known = thread.signs.get(entry.id)
    return known if known is not None else thread.sign
