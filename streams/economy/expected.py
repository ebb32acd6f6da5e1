"""What was expected of a figure that has come: "economists had forecast a deficit of £4.25 billion", "above the consensus of".

Such an expectation is of the same period as the figure that it is held against, not of the year ahead.
"""

from __future__ import annotations

from streams.economy.figures import Figure
from streams.economy.money import Quantity
from streams.economy.sentences import Reading
from streams.economy.wordlists import words_of

#: So many words may stand between the expectation and its figure.
_REACH = 9
#: So many where those who expected it are named.
_FAR = 22


def looked_for(reading: Reading, quantity: Quantity) -> bool:
    """Whether the words before a quantity say that it was expected, at a time when the figure itself was not out."""
    clause = max((b for b in reading.breaks if b <= quantity.first), default=0)
    floor = max([clause, *(q.last for q in reading.quantities if q.last <= quantity.lead)])
    window = reading.lowers[floor : quantity.lead]
    held = words_of("expectation")
    polled = next((p for p, word in enumerate(window[:6]) if word in ("poll", "survey")), None)
    if polled is not None and {"indicated", "showed", "predicted", "suggested", "pointed"} & set(
        window[polled:]
    ):
        return True  # "The poll, which surveyed 19 economists, indicated a trade surplus of $3.3 billion"
    for place, word in enumerate(window):
        asked = words_of("forecasters") & set(window[:place]) and window[place - 1] == "had"
        if word not in held or len(window) - place > (_FAR if asked else _REACH):
            continue
        before = window[max(0, place - 3) : place]
        if {"than", "as"} & set(window[max(0, place - 5) : place]) and {"had", "was", "were"} & set(before):
            return False  # "more than economists had expected"
        if {"had", "was", "were"} & set(before):
            return True
        if {"is", "are", "be"} & set(before):
            return False
        if words_of("forecasters") & set(window[:place]) and word.endswith("ed"):
            return True
    opinion = next((p for p, word in enumerate(window) if word in words_of("opinion")), None)
    return (
        opinion is not None
        and len(window) - opinion <= _REACH
        and bool(words_of("held_against") & set(window[max(0, opinion - 6) : opinion]))
    )


def rise_aimed_at(reading: Reading, index: int, aimed: Figure) -> bool:
    """Whether a percentage is the rise that a target right before it means: "exports of $26.5 billion, a rise of 15 percent"."""
    amount = reading.quantities[index - 1] if index else None
    if amount is None or amount.first != aimed.position or aimed.sentence != reading.sentence.index:
        return False
    quantity = reading.quantities[index]
    between = reading.lowers[amount.last : quantity.lead]
    beside = [*between, *reading.lowers[quantity.last : quantity.last + 2]]
    led = between[:1] in ([","], ["or"], ["-"], ["—"]) and len(between) <= 6
    return (
        led and bool(words_of("rising_nouns") & set(beside)) and not {"short", "below", "above"} & set(beside)
    )
