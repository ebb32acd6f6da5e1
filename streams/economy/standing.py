"""Whether an amount is the level of a stock: "reserves rose to $11 billion after a tranche from the IMF" tells no loan of that size."""

from __future__ import annotations

from collections.abc import Sequence

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
    held_by = [
        place
        for place, word in enumerate(before)
        if word == "banks" and before[place + 1 : place + 2] == ["'"]
    ]
    if held_by and _THEIRS & set(before[held_by[-1] + 2 : held_by[-1] + 5]) and "central" not in before:
        return True  # "whereas banks' holdings rose to $5.08 billion"
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


_THEIRS = frozenset(["holdings", "holding", "reserves", "share", "position", "stock", "stocks"])


def _central(words: Sequence[str]) -> bool:
    return any(list(words[p : p + 2]) in (["central", "bank"], ["state", "bank"]) for p in range(len(words)))


_COMES_TO = frozenset(["stood", "stands", "was", "is", "reached", "at", "came", "amounted", "rose", "fell", "comes", "remained", "to", "being"])  # fmt: skip


def of_all(reading: Reading, quantity: Quantity, entry: Entry, home: str | None) -> Entry:
    """The series of a level: "the State Bank's reserves rose to $11.4bn, while the total stood at $16.65bn" tells two."""
    behind = reading.lowers[quantity.last : quantity.last + 3]
    if entry.id == "debt.total" and behind[:2] in (["in", "external"], ["in", "foreign"]):
        # "Sh2.7 trillion in external and Sh2.6 trillion in domestic obligations"
        return entry if behind[2:] in (["currency"], ["exchange"]) else Entry("debt.external", "stock")
    if not entry.id.startswith("reserves.") or home != "PK":
        return entry
    led = reading.lowers[max(0, quantity.lead - 4) : quantity.lead]
    named = next(
        (
            m
            for m in reversed(reading.mentions)
            if m.entry.id == "reserves.total" and m.last <= quantity.first
        ),
        None,
    )
    if named is not None and entry.id == "reserves.total":
        whose = reading.lowers[named.last : named.last + 6]
        if whose[:1] in (["of"], ["with"], ["at"]) and whose[-1:] != [] and _central(whose):
            return Entry(
                "reserves.central_bank", "stock"
            )  # "the total reserves of the Pakistani central bank"
    if entry.id == "reserves.total":
        owner = led[-1:] == ["sbp"] or led[-2:] in (["sbp", ":"], ["state", "bank"])
        owner = owner or (
            led[-2:-1] in (["bank"], ["sbp"]) and led[-1:] in (["held"], ["holds"], ["had"], ["has"])
        )
        # "$16.376 billion, of which the central bank held $11.725 billion"
        return Entry("reserves.central_bank", "stock") if owner else entry
    place = next((p for p, word in enumerate(led) if word in ("total", "overall")), None)
    if place is None or not place or led[place - 1] not in ("the", "its", "country", "'s", "in"):
        return entry
    whole = led[place + 1 : place + 2] and led[place + 1] in _COMES_TO
    return Entry("reserves.total", "stock") if whole else entry


def of_country(around: Sequence[str]) -> bool:
    """ "the reserves held by the country", "with the nation": all that it has."""
    by = [word for word in around[:5] if word not in ("currently", "the", "a")]
    if by[3:4] == ["'s"]:
        return False  # "held by the country's central bank"
    return by[:2] in (["held", "by"], ["available", "with"], ["available", "to"]) and by[2:3] in (
        ["country"],
        ["nation"],
    )
