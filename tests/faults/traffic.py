"""Numbered messages with a known answer: articles of every kind, revisions, repeats, late ones, and poison among them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from random import Random

from schemas import Article, Event, dump
from streams.pipeline import DOMAINS, classify, extract

_START = datetime(2026, 1, 5, 6, tzinfo=UTC)
_MONTHS = ("July", "August", "September", "October", "November", "December")
_CITIES = ("Quetta", "Peshawar", "Karachi", "Lahore", "Bannu", "Kabul", "Srinagar", "Turbat")
_COUNTRIES = ("Pakistan", "India", "Bangladesh", "Sri Lanka")
_PLAIN = (
    "The city's orchestra opened its season on Sunday before a full house.",
    "Snow closed two mountain passes, and the schools of the valley stayed shut.",
)
#: Every so many messages one is poison; every so many articles are revised, and said twice.
_POISON, _REVISED, _TWICE = 10, 6, 9


@dataclass(frozen=True, slots=True)
class Sent:
    """A message for the topic of articles; `article` is None for poison."""

    key: bytes
    value: bytes
    article: Article | None


class Traffic:
    """So many messages; the same for the same seed."""

    def __init__(self, count: int, *, seed: int = 1, late: bool = False) -> None:
        """`late` mixes up the order of neighbours and holds a tenth back to the end."""
        chance = Random(seed)
        sent = list(self._made(count, chance))
        if late:
            drawn = [chance.random() < 0.1 for _ in sent]
            held = [one for one, back in zip(sent, drawn, strict=True) if back]
            sent = [one for one, back in zip(sent, drawn, strict=True) if not back]
            windows = [sent[start : start + 40] for start in range(0, len(sent), 40)]
            for window in windows:
                chance.shuffle(window)
            sent = [one for window in windows for one in window] + held
        self.sent: tuple[Sent, ...] = tuple(sent)

    def _made(self, count: int, chance: Random) -> Iterator[Sent]:
        known: list[Article] = []
        for number in range(count):
            if number % _POISON == _POISON - 1:
                yield Sent(b"poison-%d" % number, _poison(number), None)
                continue
            if known and number % _REVISED == 0:
                article = _revision(chance.choice(known), number)
            elif known and number % _TWICE == 0:
                article = chance.choice(known)
            else:
                article = _article(number, chance)
                known.append(article)
            yield Sent(article.id.encode(), dump(article), article)

    @property
    def articles(self) -> list[Article]:
        """All articles sent, with revisions and repeats."""
        return [one.article for one in self.sent if one.article is not None]

    @property
    def poisoned(self) -> int:
        """How many messages are poison."""
        return sum(one.article is None for one in self.sent)

    @cached_property
    def newest(self) -> dict[str, Article]:
        """The last revision of each article."""
        found: dict[str, Article] = {}
        for article in self.articles:
            if article.id not in found or article.revision > found[article.id].revision:
                found[article.id] = article
        return found

    @cached_property
    def events(self) -> dict[str, Event]:
        """The events that stand at the end, by id."""
        return {event.event_id: event for article in self.newest.values() for event in events_of(article)}


def events_of(article: Article) -> list[Event]:
    """What an article says, without a broker."""
    classification = classify(article)
    return [event for domain in DOMAINS for event in extract(article, classification, domain)]


def _article(number: int, chance: Random) -> Article:
    body = (_trade, _attack, _both, _other)[number % 4](number // 4, chance)
    return _made(f"n{number}", number, body)


def _revision(article: Article, number: int) -> Article:
    """A corrected version; every third says what it said of another country, every third nothing of the kind."""
    body = (
        article.body.replace("$", "$1") if number % 3 == 0 else _trade(number + 1, Random(number))
        if number % 3 == 1
        else _PLAIN[number % 2]
    )  # fmt: skip
    return article.model_copy(
        update={"body": body, "updated_at": _START + timedelta(days=30, minutes=number)}
    )


def _made(name: str, number: int, body: str) -> Article:
    return Article.model_validate(
        {
            "id": name,
            "title": f"Report {number}",
            "body": body,
            "published_at": (_START + timedelta(hours=number % 240)).isoformat(),
            "source": f"Paper {number % 7}",
        }
    )


def _trade(number: int, chance: Random) -> str:
    country = _COUNTRIES[number % len(_COUNTRIES)]
    month = _MONTHS[number % len(_MONTHS)]
    return f"{country}'s IT exports stood at ${chance.randrange(300, 480)} million in {month} 2025, official data showed."


def _attack(number: int, chance: Random) -> str:
    city = _CITIES[number % len(_CITIES)]
    killed, injured = chance.randrange(2, 9), chance.randrange(10, 40)
    return (
        f"A bomb blast killed {killed} people and injured {injured} others in {city} on Monday, police said."
    )


def _both(number: int, chance: Random) -> str:
    return f"{_attack(number, chance)}\n\n{_trade(number, chance)}"


def _other(number: int, chance: Random) -> str:
    return chance.choice(_PLAIN)


def _poison(number: int) -> bytes:
    kinds = (
        b"not json %d" % number,
        b'["a list", %d]' % number,
        b'{"title": "no day", "body": "%d"}' % number,
        b"\xff\xfe broken %d" % number,
        b'{"published_at": "2026-01-05T00:00:00Z", "title": "", "body": " ", "id": "%d"}' % number,
    )
    return kinds[(number // _POISON) % len(kinds)]
