"""One statement as it is read, before it becomes an event, and when two are the same."""

from __future__ import annotations

from collections.abc import Sequence
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
    about: object = None
    """The attack that it is about."""
    again: list[tuple[Scan, int, int]] = field(default_factory=list)

    @property
    def target(self) -> str | None:
        """To whom it is said, as a key."""
        if self.addressee is None:
            return None
        return self.addressee.country or self.addressee.name


#: Statements of one act in an article at most: a bound on the work for text made to be costly.
_MOST = 60
#: Acts that are aimed at somebody: each addressee makes another.
_AIMED = frozenset({"accuse", "warn", "demand"})


def once(found: Sequence[Said], country: str | None) -> list[Said]:
    """Each speaker's act once; the fullest naming of the speaker stays, the others are further evidence.

    `country` is that of the news: who speaks for another and is not named is its government, whoever else speaks for it.
    """
    kept: dict[str, list[Said]] = {}
    order: list[Said] = []
    for item in found:
        speaker = item.speaker
        if item.group is None and not (speaker.name or speaker.organisation or speaker.country):
            continue
        mine = kept.setdefault(item.act, [])
        same = next((one for one in mine if _same(one, item, country)), None)
        if same is None:
            if len(mine) < _MOST:
                mine.append(item)
                order.append(item)
            continue
        if _fullness(speaker) > _fullness(same.speaker):
            same.speaker = speaker
        same.addressee = same.addressee or item.addressee
        same.said = same.said or item.said
        same.general = same.general and item.general
        same.again.append((item.scan, item.first, item.last))
    return order


def _same(one: Said, other: Said, home: str | None) -> bool:
    if one.act in _AIMED and one.target and other.target and one.target != other.target:
        return False
    if one.act == "claim" and one.about is not other.about and one.group is not None:
        return False  # a group owns up to each attack by itself
    if one.act != "claim" and _emirate(one) and _emirate(other):
        names = [
            s.speaker.name for s in (one, other) if s.speaker.name and "taliban" not in s.speaker.name.lower()
        ]
        return len(names) < 2 or _names_agree(*names)
    if one.group is not None or other.group is not None:
        return one.group is not None and other.group is not None and one.group.id == other.group.id
    mine, theirs = one.speaker, other.speaker
    if mine.name and theirs.name:
        return _names_agree(mine.name, theirs.name)
    if mine.country != theirs.country:
        return False
    if mine.country is None:
        return _same_body(mine.organisation, theirs.organisation)
    if mine.country != home:
        return True
    if mine.organisation is not None and mine.organisation == theirs.organisation:
        return True
    if (_state(mine) and not _apart(theirs)) or (_state(theirs) and not _apart(mine)):
        return True  # "Islamabad" and its foreign ministry
    if _nobody(mine) or _nobody(theirs):
        return True  # "the official" is one who spoke before
    if one.act in ("accuse", "deny", "warn"):
        # "Officials" and "the government" are whoever else speaks; the army is not the prime minister.
        return not _apart(mine) or not _apart(theirs)
    return mine.organisation == theirs.organisation and not (mine.name or theirs.name)


def _same_body(one: str | None, other: str | None) -> bool:
    """Whether two bodies of the world can be one: "Amnesty", "Amnesty International"."""
    if one is None or other is None:
        return one == other
    return one == other or one.startswith(other + " ") or other.startswith(one + " ")


def _nobody(speaker: Speaker) -> bool:
    """Whether an official speaks of whom nothing is said."""
    return not (speaker.name or speaker.organisation) and (speaker.role or "").startswith("official")


def _emirate(item: Said) -> bool:
    """Whether somebody speaks for the Taliban's state, as a group or as a government."""
    return item.speaker.country == "AF" and (item.group is None or item.group.id == "AFG-TAL")


def _state(speaker: Speaker) -> bool:
    """Whether nothing but a state's name stands for the speaker."""
    return not (speaker.name or speaker.organisation or speaker.role)


def _apart(speaker: Speaker) -> bool:
    """Whether somebody speaks for himself or a body of his own rather than for the state at large."""
    return bool(speaker.name) or speaker.organisation not in (
        None,
        "government",
        "Ministry of Foreign Affairs",
    )


def _names_agree(one: str, other: str) -> bool:
    """Whether two names can be the same person's: "Sharif" and "Shehbaz Sharif", not "Nawaz Sharif"."""
    first, second = (set(name.lower().replace("-", " ").split()) for name in (one, other))
    return first <= second or second <= first


def _fullness(speaker: Speaker) -> int:
    return (
        4 * (speaker.name is not None) + 2 * (speaker.organisation is not None) + (speaker.role is not None)
    )
