"""Whether an amount is the level of a stock: "reserves rose to $11 billion after a tranche from the IMF" tells no loan of that size."""

from __future__ import annotations

from streams.economy.indicators import Entry
from streams.economy.money import Quantity
from streams.economy.sentences import Reading

#: So many words a level may stand behind the name of its stock.
_REACH = 24
#: Before a level.
_AT = frozenset(["to", "at", "from", "of", "was", "were", "is", "are", "hit", "reached", "crossed", "above", "touched", "surpassed", "exceeded"])  # fmt: skip
#: Verbs of levels that stand.
_STANDS = frozenset(["stood", "stand", "stands", "was", "were", "is", "are", "reached", "reaching", "hit", "hitting", "totalled", "totaled", "amounted", "crossed", "position", "level", "touched", "recorded", "surpassed", "exceeded", "swelled", "recovered", "improved"])  # fmt: skip
#: Between the stock and an amount: it moved the stock.
_CAUSES = frozenset(["due", "owing", "thanks", "following", "after", "because", "following", "despite", "on", "through", "by", "repaid", "repay", "repaying", "paid", "for", "received", "receiving", "borrowed", "lent", "as", "with", "including"])  # fmt: skip


def level_of_stock(reading: Reading, quantity: Quantity) -> bool:
    """Whether a stock is named before an amount, and moves to it or stands at it, with no cause between."""
    words = reading.lowers
    if words[quantity.lead - 1 : quantity.lead] == [] or words[quantity.lead - 1] not in _AT:
        return False
    near = [
        m
        for m in reading.mentions
        if m.entry.kind == "stock" and m.last <= quantity.lead and quantity.lead - m.last <= _REACH
    ]
    if not near or reading.clause(near[-1].first) != reading.clause(quantity.first):
        return False
    stock = near[-1]
    between = words[stock.last : quantity.lead]
    amounts = [q for q in reading.quantities if stock.last <= q.first < quantity.first]
    steps = {place for q in amounts for place in (q.lead - 1, q.lead - 2, q.lead - 3)}
    # "increased by $1,043 million to": "by" leads to the step.
    free = [
        word for place, word in enumerate(between, stock.last) if place not in steps and place != stock.last
    ]
    held = words[stock.first : stock.last + 4]
    if _CAUSES & set(free) and not (_CAUSES & set(free) <= {"by", "with"} and "held" in held):
        return False
    return bool(_STANDS & set(between)) or any(
        stock.last <= cue.first < quantity.lead for cue in reading.cues_of("up", "down")
    )


def long_ago(reading: Reading, quantity: Quantity) -> bool:
    """ "had some $36 billion in reserves before its 2011 uprising": a level of no day that anybody knows."""
    words = reading.lowers
    behind = words[quantity.last : quantity.last + 11]
    place = next((p for p, word in enumerate(behind[:6]) if word in ("before", "prior")), None)
    if place is None or "," in behind[:place]:
        return False
    return bool({"uprising", "war", "crisis", "pandemic", "conflict", "revolution", "coup", "default", "outbreak"} & set(behind[place:]))  # fmt: skip


def banks_hold(reading: Reading, quantity: Quantity) -> bool:
    """ "while commercial banks held $6,061 million as liquid reserves": what the banks of a country hold is nobody's."""
    words = reading.lowers
    here = max((b for b in reading.breaks if b <= quantity.first), default=0)
    before = words[max(here, quantity.lead - 12) : quantity.lead]
    for place, word in enumerate(before):
        if word != "banks" or "central" in before[max(0, place - 2) : place]:
            continue
        held = [
            at
            for at, verb in enumerate(before[place + 1 : place + 5], place + 1)
            if verb in ("held", "hold", "holds", "holding", "had", "have", "maintained", "kept")
        ]
        if held and "of" not in before[max(0, place - 3) : place] and "," not in before[place:]:
            return True
    return False


_COMES_TO = frozenset(["stood", "stands", "was", "is", "reached", "at", "came", "amounted", "rose", "fell", "comes", "remained", "to", "being"])  # fmt: skip


def of_all(reading: Reading, quantity: Quantity, entry: Entry, home: str | None) -> Entry:
    """The series of a level: "the State Bank's reserves rose to $11.4bn, while the total stood at $16.65bn" tells two."""
    if entry.id != "reserves.central_bank" or home != "PK":
        return entry
    led = reading.lowers[max(0, quantity.lead - 4) : quantity.lead]
    place = next((p for p, word in enumerate(led) if word in ("total", "overall")), None)
    if place is None or not place or led[place - 1] not in ("the", "its", "country", "'s", "in"):
        return entry
    whole = led[place + 1 : place + 2] and led[place + 1] in _COMES_TO
    return Entry("reserves.total", "stock") if whole else entry
