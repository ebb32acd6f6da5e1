"""Security events: attacks, operations and statements, as one article tells them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schemas.base import Model
from schemas.event import Attribution, BaseEvent, When

AttackKind = Literal[
    "suicide_bombing",
    "bombing",
    "shooting",
    "armed_clash",
    "assassination",
    "air_strike",
    "shelling",
    "abduction",
    "hostage_taking",
    "other",
]
TargetKind = Literal[
    "religious_site",
    "security_forces",
    "government",
    "civilians",
    "infrastructure",
    "transport",
    "education",
    "health",
    "media",
    "business",
    "political",
    "militants",
    "other",
]
OperationKind = Literal["raid", "arrest", "clearance", "defusal", "conviction"]
Act = Literal["condemn", "accuse", "deny", "claim", "support", "warn", "demand"]
PerpetratorStatus = Literal["claimed", "accused", "suspected", "denied"]
VictimGroup = Literal["civilians", "security_forces", "militants", "attackers"]


class Place(Model):
    """Where something happened, down to what the text gives; `precision` names the finest level that is known."""

    name: str
    """As the text has it, or the gazetteer's name."""
    locality: str | None = None
    """The site or neighbourhood."""
    city: str | None = None
    admin1: str | None = None
    """Province or state."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    lat: float | None = None
    lon: float | None = None
    precision: Literal["site", "city", "admin1", "country"]


class Target(Model):
    """What was attacked."""

    kind: TargetKind
    name: str | None = None


class Count(Model):
    """A number of people: `value` null where the text bounds it only ("scores": low 20... by the rule of the lexicon)."""

    value: int | None = Field(ge=0)
    low: int | None = Field(default=None, ge=0)
    high: int | None = Field(default=None, ge=0)
    qualifier: Literal["exact", "at_least", "about", "at_most"] = "exact"
    scope: Literal["total", "partial"] = "total"
    attackers_included: bool | None = None


class Victims(Model):
    """One group's share of the toll; a count that is not given is null."""

    group: VictimGroup
    killed: int | None = None
    injured: int | None = None


class Perpetrator(Model):
    """A group and how it is linked to the attack."""

    name: str
    code: str | None = None
    """The group's id in the lexicon of armed groups."""
    status: PerpetratorStatus


class Group(Model):
    """An armed group."""

    name: str
    code: str | None = None


class AttackRef(Model):
    """Which attack is meant, by its date and place."""

    date: When | None = None
    place: Place | None = None


class Speaker(Model):
    """Who speaks; a capital that stands for a government gives the country."""

    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    country: str | None = None


class Addressee(Model):
    """To whom or against whom it is said."""

    name: str | None = None
    country: str | None = None


class Attack(BaseEvent):
    """An attack: what, when, where, on whom, with which toll, by whom."""

    type: Literal["security.attack"] = "security.attack"
    attack: AttackKind
    date: When
    place: Place
    target: Target | None = None
    killed: Count | None = None
    """Leaves the attackers out, unless `attackers_included`."""
    injured: Count | None = None
    victims: tuple[Victims, ...] = ()
    abducted: Count | None = None
    rescued: Count | None = None
    perpetrators: tuple[Perpetrator, ...] = ()
    attribution: Attribution | None = None


class Operation(BaseEvent):
    """What security forces did: raids, arrests, clearances, defusals, convictions."""

    type: Literal["security.operation"] = "security.operation"
    operation: OperationKind
    date: When
    places: tuple[Place, ...] = ()
    arrested: Count | None = None
    rescued: Count | None = None
    killed: Count | None = None
    """Of the other side."""
    injured: Count | None = None
    own_killed: Count | None = None
    own_injured: Count | None = None
    against: tuple[Group, ...] = ()
    by: str | None = None
    """The force."""
    about: AttackRef | None = None
    """The attack it follows."""
    attribution: Attribution | None = None


class Statement(BaseEvent):
    """What somebody said of an attack or of another party."""

    type: Literal["security.statement"] = "security.statement"
    act: Act
    speaker: Speaker
    addressee: Addressee | None = None
    about: AttackRef | None = None
    date: When
