"""What can be exported: a file each, named as the contract names what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel

from schemas import EVENT_TYPES, FiscalYear, Incident, SecurityMonth
from streams import topology


@dataclass(frozen=True, slots=True)
class Dataset:
    """One file's worth."""

    name: str
    model: type[BaseModel]
    topics: tuple[str, ...]
    """Where it is on a broker, by the contract's names."""
    key: str
    """The field by which a row is known."""
    order: tuple[str, ...]
    """The fields, dotted, that rows are ordered by."""

    @property
    def is_events(self) -> bool:
        return self.name in EVENT_TYPES


_EVENT_ORDER: Final = ("article.published_at", "article.id", "event_id")
_EVENT_TOPICS: Final = {
    "economy.observation": topology.ECONOMY_EVENTS,
    "security.attack": (topology.ATTACKS,),
    "security.operation": (topology.OPERATIONS,),
    "security.statement": (topology.STATEMENTS,),
}
DATASETS: Final = {
    dataset.name: dataset
    for dataset in (
        *(
            Dataset(name, model, _EVENT_TOPICS[name], "event_id", _EVENT_ORDER)
            for name, model in EVENT_TYPES.items()
        ),
        Dataset("fiscal_years", FiscalYear, (topology.FISCAL_YEARS,), "key", ("key",)),
        Dataset("incidents", Incident, (topology.INCIDENTS,), "incident_id", ("incident_id",)),
        Dataset("security_months", SecurityMonth, (topology.SECURITY_MONTHS,), "key", ("key",)),
    )
}
