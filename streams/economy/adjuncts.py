"""Adjuncts: names that stand in a phrase of their own, of which the figure of the sentence is not."""

from __future__ import annotations

from streams.economy.ratewords import words as rate_words

#: What of goods rises and falls.
_PRICED = frozenset(["prices", "price", "cost", "costs", "rates", "output", "production"])
_MOVED = frozenset(["increase", "rise", "hike", "jump", "surge", "decrease", "decline", "fall", "drop", "growth", "increases", "spike", "reduction", "rises", "hikes", "declines", "falls", "jumps"])  # fmt: skip


def aside(lowers: list[str], first: int) -> bool:
    """Whether a name stands in a phrase of its own: "driven by services", "due to a rise in food prices"."""
    known = rate_words()
    for back in range(first - 1, max(-1, first - 4), -1):
        word = lowers[back]
        if word in known.adjunct:
            if (
                word == "of"
                and back
                and lowers[back - 1] in _PRICED
                and _MOVED & set(lowers[max(0, back - 5) : back - 1])
            ):
                return False  # "an increase in the prices of meat by 6.6 percent"
            return not (word == "as" and back and lowers[back - 1] == "where")
        if not word[0].isalpha() or word in ("and", "while", "but", "that"):
            return word == "and" and back > 2 and aside(lowers, back - 1)
    return False


_PARTS = frozenset(["component", "constituent", "contributor", "segment", "subsector", "part", "member"])


def component(lowers: list[str], first: int) -> bool:
    """Whether a name only says what something is a part of: "the food sector, a major component of LSM"."""
    led = [
        word for word in lowers[max(0, first - 4) : first] if word not in ("the", "country", "'s", "overall")
    ]
    return led[-1:] in (["of"], ["in"], ["to"]) and bool(_PARTS & set(led[-2:-1]))
