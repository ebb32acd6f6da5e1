"""Another country's paragraph: "Chinese exports and imports grew faster than expected. Exports jumped 45.7 percent ...".

A bare series is the article's own country's, unless the sentence before was about another country's and nothing has named
the own one since.
"""

from __future__ import annotations

from streams.economy.indicators import Mention
from streams.economy.sentences import Reading

_SERIES = ("exports", "imports", "trade.", "current_account")


class Abroad:
    """Keeps which country's trade the last sentence was about, where that is not the article's own."""

    def __init__(self, home: str | None) -> None:
        self.home = home
        self._code: str | None = None
        self._at = -9

    def of(self, reading: Reading) -> str | None:
        """The other country that a bare series of a sentence is of, None for the article's own."""
        index = reading.sentence.index
        named = any(c.code not in ("EU", "GCC") for c in reading.countries)
        if self._code is None or named or index - self._at > 1:
            return None
        return self._code

    def first(self, reading: Reading) -> Mention | None:
        """The first series of trade that a sentence names."""
        return next((m for m in reading.mentions if m.entry.id.startswith(_SERIES)), None)

    def read(self, reading: Reading, owner: str | None, first: Mention | None) -> None:
        """Take in a sentence when it is over: whose its first series of trade is, as far as the words say."""
        index = reading.sentence.index
        if first is None:
            if reading.countries:
                self._code = None
            elif index - self._at <= 1:
                self._at = index
            return
        if owner is not None and owner not in (self.home, "EU", "GCC"):
            self._code, self._at = owner, index
        elif self.of(reading) is not None:
            self._at = index
        else:
            self._code = None
