"""Reprints: of those who tell the same, which only print another's text.

Ten outlets that print one agency's story are ten articles and one voice. In the order of publication, a text that is alike an
earlier one of another article is a reprint of it (`streams.text.fingerprint`); what is left is told in an outlet's own words, and
gives it a voice, once. So whether something is a reprint depends on what was published before it and on nothing else: not
on the order in which it arrives, and not on what comes later, so that the past stays what it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from schemas import Reprint
from schemas.event import BaseEvent
from streams.text.fingerprint import Sketch, alike, sketch

#: So many different texts are remembered to compare others with; an agency's story is among the first to tell a thing.
_TEXTS: Final = 24


class Copy(NamedTuple):
    """An article that prints another's text, and since when."""

    when: str
    article: str
    of: str
    of_when: str


class Voices:
    """Those who tell one thing, heard in the order of publication."""

    def __init__(self) -> None:
        self.voices: list[tuple[str, str]] = []
        """When each publisher first told it in its own words, and its name; in order."""
        self.copies: list[Copy] = []
        """In order."""
        self._texts: list[tuple[str, BaseEvent, Sketch]] = []
        self._heard: set[str] = set()

    def hear(self, when: str, publisher: str, event: BaseEvent) -> BaseEvent:
        """Take in who tells it next; the event whose text it prints, which is itself where it has its own."""
        article = event.article
        read = sketch(article.fingerprint) if article.fingerprint else None
        if read is not None:
            for earlier, known, text in self._texts:
                if known.article.id != article.id and (text is read or alike(text, read)):
                    self.copies.append(Copy(when, article.id, known.article.id, earlier))
                    return known
            if len(self._texts) < _TEXTS:
                self._texts.append((when, event, read))
        if publisher not in self._heard:
            self._heard.add(publisher)
            self.voices.append((when, publisher))
        return event


def listed(copies: Iterable[Copy]) -> tuple[Reprint, ...]:
    """The reprints as a table lists them: each article once, with the earliest whose text it prints."""
    found: dict[str, Copy] = {}
    for copy in copies:
        known = found.get(copy.article)
        if known is None or (copy.of_when, copy.of) < (known.of_when, known.of):
            found[copy.article] = copy
    return tuple(Reprint(article=name, of=found[name].of) for name in sorted(found))
