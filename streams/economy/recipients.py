"""Rankings of who receives: "India led with $125 billion, followed by Mexico ($67 billion)" are those countries' own remittances.

Elsewhere a country beside an amount of remittances is where they come from. It is the one that receives them where the words
speak of recipients, or where it is itself what "received".
"""

from __future__ import annotations

from typing import Final

from streams.economy.sentences import Reading

_NOUNS: Final = frozenset(["recipient", "recipients", "receiver", "receivers", "receiving", "beneficiaries"])
_VERBS: Final = frozenset(["received", "receives", "receive", "receiving"])


class Recipients:
    """Which sentences go through the countries that receive."""

    def __init__(self) -> None:
        self._at = -9

    def speaks(self, reading: Reading, home: str | None) -> bool:
        """Whether the foreign countries of a sentence are told as receiving; so they are in the one behind, if it names no origin."""
        abroad = [c for c in reading.countries if not c.body and c.code not in (home, "EU", "GCC")]
        words, index = reading.lowers, reading.sentence.index
        if not abroad or any("from" in words[max(0, c.first - 2) : c.first] for c in abroad):
            return False
        told = bool(_NOUNS & set(words)) or any(
            words[c.last : c.last + 1] and words[c.last] in _VERBS for c in abroad
        )
        if told or (index - self._at == 1 and abroad[0].first <= 3):
            self._at = index
            return True
        return False
