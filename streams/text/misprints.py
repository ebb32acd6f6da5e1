"""Numbers that are printed wrongly, and can only be meant in one way."""

from __future__ import annotations

import re
from collections.abc import Sequence

from streams.text.tokens import Token

_TWO_POINTS = re.compile(r"(\d{1,3})\.(\d{3})\.(\d{1,2})")


def misprinted(tokens: Sequence[Token], first: int) -> str | None:
    """The digits that a token means: "8.057.6 billion" is 8.0576 billion, and "8.057.6 million" 8057.6 million; else None."""
    found = _TWO_POINTS.fullmatch(tokens[first].text)
    scale = tokens[first + 1].lower if found and first + 1 < len(tokens) else ""
    if found is None or scale not in ("trillion", "billion", "bn", "million", "mln"):
        return None
    whole, middle, rest = found.groups()
    return f"{whole}.{middle}{rest}" if scale in ("trillion", "billion", "bn") else f"{whole}{middle}.{rest}"
