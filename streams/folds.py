"""What a fold is: a set of claims going in, the views that follow from it coming out. One implementation a domain.

The law: views depend on the set of claims alone. `add` is a join (see `streams.claims.merge`), so that claims may arrive in
any order, repeated or withdrawn, and the views come out the same; tests/law holds it for every fold.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, Protocol

from schemas import Event, FiscalYear, Incident, SecurityMonth

Table = FiscalYear | Incident | SecurityMonth


class View(NamedTuple):
    """A row of a table topic; `value` None is a tombstone: the row no longer follows from the claims."""

    topic: str
    key: str
    value: Table | None


class Fold(Protocol):
    """The tables of one domain as a function of its claims."""

    def add(self, event: Event) -> bool:
        """Take in a claim, also a withdrawn or an older one; True if the set of claims changed."""
        ...

    def drain(self) -> list[View]:
        """The views that changed since the last call, each once, in a fixed order."""
        ...

    def views(self, *, as_of: datetime | None = None) -> list[Table]:
        """Every view, in a fixed order; with `as_of`, from the claims of articles revised by then."""
        ...

    def forget(self, group: str) -> None:
        """Drop a group's claims without a trace in `drain`: its partition went to another worker."""
        ...
