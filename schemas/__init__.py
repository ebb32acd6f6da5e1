"""What crosses a topic: frozen pydantic models and the JSON Schema made from them. Imports nothing of `streams`."""

from __future__ import annotations

from schemas.article import Article, ArticleRef, Classification, ClassifiedArticle, Scores
from schemas.base import dump, load, parse, plain, stable_id
from schemas.deadletter import DeadLetter
from schemas.economy import Change, Observation, Period
from schemas.errors import InputError
from schemas.event import Attribution, BaseEvent, Evidence, Span, When
from schemas.security import (
    Addressee,
    Attack,
    AttackRef,
    Count,
    Group,
    Operation,
    Perpetrator,
    Place,
    Speaker,
    Statement,
    Target,
    Victims,
)
from schemas.tables import FiscalYear, Incident, Reprint, SecurityMonth

Event = Observation | Attack | Operation | Statement

EVENT_TYPES: dict[str, type[Observation] | type[Attack] | type[Operation] | type[Statement]] = {
    "economy.observation": Observation,
    "security.attack": Attack,
    "security.operation": Operation,
    "security.statement": Statement,
}

__all__ = [
    "EVENT_TYPES",
    "Addressee",
    "Article",
    "ArticleRef",
    "Attack",
    "AttackRef",
    "Attribution",
    "BaseEvent",
    "Change",
    "Classification",
    "ClassifiedArticle",
    "Count",
    "DeadLetter",
    "Event",
    "Evidence",
    "FiscalYear",
    "Group",
    "Incident",
    "InputError",
    "Observation",
    "Operation",
    "Period",
    "Perpetrator",
    "Place",
    "Reprint",
    "Scores",
    "SecurityMonth",
    "Span",
    "Speaker",
    "Statement",
    "Target",
    "Victims",
    "When",
    "dump",
    "load",
    "parse",
    "plain",
    "stable_id",
]
