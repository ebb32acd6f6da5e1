"""One statement as it is read, before it becomes an event."""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas import Addressee, Speaker
from streams.security.scan import Scan
from streams.security.words import Word
from streams.text.dates import DateMention


@dataclass(slots=True)
class Said:
    """One statement as found: its act, speaker, addressee, day, and where it stands."""

    act: str
    rule: str
    speaker: Speaker
    addressee: Addressee | None
    group: Word | None
    said: DateMention | None
    scan: Scan
    first: int
    last: int
    general: bool = False
    """About a policy over years rather than one attack."""
    again: list[tuple[Scan, int, int]] = field(default_factory=list)

    @property
    def target(self) -> str | None:
        """To whom it is said, as a key."""
        if self.addressee is None:
            return None
        return self.addressee.country or self.addressee.name
