"""Articles made and changed by a grammar: the words that the rules look for, from their own data files, in wild order.

A fuzzer that flips bytes breaks the JSON and never gets to the rules. This one keeps the article whole most of the time and
changes what it says; a share of its changes is to the bytes all the same.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

import orjson

ROOT: Final = Path(__file__).parents[2]
#: Of a text that is grown further.
_LONGEST: Final = 4_000
_BYTES: Final = 0.1

_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS: Final = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_GLUE: Final = [" ", " ", " ", ", ", ". ", "; ", " - ", ": ", "\n", "\n\n", "", "/", " (", ") ", '"', "' ", "'s ", " | ", "…"]  # fmt: skip
_ODD: Final = ["\u00a0", "\u200b", "\u2028", "\u0130", "\ufb01", "\u0663", "\uff15", "\U0001f4a5", "e\u0301", "\ud7ff", "\ufffe", "\x00", "\x1f", "<b>", "&amp;", "&#x0;", "&#1114112;", "\\", "%", "½", "²", "−", "–", "ß"]  # fmt: skip
_SENTENCES: Final = [
    "{place}'s {series} {went} {percent} to {money} in {period} from {money} {shift}, the {body} said.",
    "{series} stood at {money} in {period}, {went} by {percent} {shift} and {percent} over {month}.",
    "{body} {kept} its policy rate {went} {number} basis points to {percent} on {date}.",
    "Inflation {went} to {percent} in {period} against {percent} {shift}.",
    "At least {number} {people} were killed and {number} {hurt} in a {attack} {near} {place} on {date}.",
    "The {group} {claimed} the {attack} in {place}; {country} condemned it.",
    "The toll of the {attack} in {place} rose to {number} from {number}, {body} said.",
    "Security forces killed {number} {people} of {group} in {place}, {place} and {place} on {date}.",
    "In {month} {year}, a {attack} at a {target} in {place} killed {number}.",
    "{country} targets {series} of {money} by {year}, up from {money} in {period}.",
    "{series}: {period} {money} ({percent}), {period} {money} ({percent})",
]


@cache
def words() -> dict[str, tuple[str, ...]]:
    """The strings of the data files, by the file's name; what is a name or a wording, not a sentence."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(ROOT.glob("streams/*/data/*")):
        if path.suffix == ".toml":
            texts = dict.fromkeys(_strings(tomllib.loads(path.read_text(encoding="utf-8"))))
        elif path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as rows:
                texts = dict.fromkeys(
                    name for row in csv.reader(rows) for cell in row[:4] for name in cell.split("|")
                )
        else:
            continue
        found[path.stem] = tuple(text.removeprefix("=") for text in texts if 0 < len(text) < 60)
    return found


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def article(chance: Random) -> dict[str, Any]:
    """An article of a few sentences by the grammar."""
    return {
        "title": sentence(chance).rstrip("."),
        "body": chance.choice(("\n", " ", "\n\n")).join(
            sentence(chance) for _ in range(chance.randint(1, 5))
        ),
        "published_at": _moment(chance),
        "source": word(chance, "countries"),
    }


def sentence(chance: Random) -> str:
    """A sentence of the grammar, or a string of words of the data files."""
    if chance.random() < 0.2:
        return "".join(word(chance) + chance.choice(_GLUE) for _ in range(chance.randint(1, 14)))
    text = chance.choice(_SENTENCES)
    while "{" in text:
        before, _, rest = text.partition("{")
        name, _, after = rest.partition("}")
        text = before + _FILL[name](chance) + after
    return text


def word(chance: Random, file: str | None = None) -> str:
    """A wording of a data file, by default of any."""
    files = words()
    return chance.choice(files[file or chance.choice(list(files))]).replace("{", "").replace("}", "")


def _number(chance: Random) -> str:
    kinds: list[Callable[[], str]] = [
        lambda: str(chance.randint(0, 40)),
        lambda: f"{chance.randint(0, 10 ** chance.randint(1, 18)):,}",
        lambda: f"{chance.random() * 10 ** chance.randint(0, 6):.{chance.randint(0, 4)}f}",
        lambda: word(chance, "numbers"),
        lambda: f"{chance.randint(1, 9)} to {chance.randint(1, 99)}",
        lambda: f"{chance.randint(1, 9)}-{chance.randint(1, 99)}",
        lambda: chance.choice(
            ["a dozen", "several", "nearly 100", "no", "zero", "more than two dozen", "1e9"]
        ),
        lambda: "9" * chance.randint(1, 400),
    ]
    return chance.choices(kinds, [8, 4, 4, 3, 1, 1, 2, 0.3])[0]()


def _money(chance: Random) -> str:
    sign = chance.choice(["$", "US$", "Rs", "Rs.", "PKR ", "€", "£", "", "$ ", "-$", word(chance, "money")])
    scale = chance.choice(
        [" million", "m", "bn", " billion", " crore", " lakh", "", "tr", " trillion", "-million"]
    )
    return f"{sign}{_number(chance)}{scale}{chance.choice(['', '', ' dollars', ' rupees', ' tonnes'])}"


def _date(chance: Random) -> str:
    day, month, year = chance.randint(0, 32), chance.choice(_MONTHS), _year(chance)
    return chance.choice(
        [f"{month} {day}", f"{day} {month} {year}", f"{month} {day}, {year}", f"{year}-{chance.randint(0, 13):02}-{day:02}",
         chance.choice(_DAYS), f"last {chance.choice(_DAYS)}", f"{day}/{chance.randint(1, 12)}/{year}", word(chance, "dates")]
    )  # fmt: skip


def _period(chance: Random) -> str:
    month, other, year = chance.choice(_MONTHS), chance.choice(_MONTHS), _year(chance)
    fiscal = f"FY{chance.choice([year, year[-2:], f'{year}-{chance.randint(0, 99):02}'])}"
    return chance.choice(
        [f"{month} {year}", fiscal, f"{month}-{other} {fiscal}", f"the first {_number(chance)} months of {fiscal}",
         f"H{chance.randint(0, 3)} {fiscal}", f"Q{chance.randint(0, 5)} of {year}", f"July to {month}", year, word(chance, "periods")]
    )  # fmt: skip


def _year(chance: Random) -> str:
    return str(chance.choices([chance.randint(2020, 2028), chance.randint(0, 9999)], [9, 1])[0])


def _moment(chance: Random) -> str:
    year = chance.choices(["2026", "2025", "1900", "2100", "1970", "2000"], [12, 6, 1, 1, 1, 1])[0]
    offset = chance.choice(["Z", "+05:00", "-12:00", "+14:00", "+00:00"])
    return f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}T{chance.randint(0, 23):02}:00:00{offset}"


def _of(*choices: str) -> Callable[[Random], str]:
    return lambda chance: chance.choice(choices)


def _from(*files: str) -> Callable[[Random], str]:
    return lambda chance: word(chance, chance.choice(files))


_FILL: Final[dict[str, Callable[[Random], str]]] = {
    "attack": _from("attacks"),
    "body": _from("countries", "lenders", "names"),
    "claimed": _from("cues", "statements"),
    "country": _from("countries"),
    "date": _date,
    "group": _from("groups"),
    "hurt": _from("harms"),
    "kept": _of("kept", "raised", "cut", "held", "left"),
    "money": _money,
    "month": _of(*_MONTHS),
    "near": _of("in", "near", "outside", "at"),
    "number": _number,
    "people": _from("people", "harms"),
    "percent": lambda chance: (
        _number(chance) + chance.choice(["%", " percent", " per cent", "pc", " percentage points"])
    ),
    "period": _period,
    "place": _from("cities", "localities", "provinces", "countries", "places"),
    "series": _from("trade", "indicators", "stocks", "exchange"),
    "shift": _from("periods", "dates"),
    "target": _from("targets"),
    "went": _from("cues", "words"),
    "year": _year,
}


def mutate(data: bytes, chance: Random, *, largest: int = 1 << 16) -> bytes:
    """Another input near this one: mostly an article still, sometimes bytes that are none."""
    if chance.random() < _BYTES:
        return _broken(data, chance)[:largest]
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        value = None
    if not isinstance(value, dict) or not isinstance(value.get("body"), str):
        value = article(chance)
    for _ in range(chance.randint(1, 3)):
        _change(value, chance)
    raw = orjson.dumps(value)
    return raw if len(raw) <= largest else orjson.dumps(article(chance))


def _change(value: dict[str, Any], chance: Random) -> None:
    kind = chance.random()
    if kind < 0.04:
        value["published_at"] = _moment(chance)
    elif kind < 0.06:
        value["updated_at"] = _moment(chance)
    elif kind < 0.08:
        value["url"] = f"https://{word(chance, 'countries')}/{chance.random()}"
    elif kind < 0.10:
        key = chance.choice(
            ["source", "language", "authors", "section", "keywords", "id", "headline", "articleBody"]
        )
        value[key] = chance.choice([sentence(chance), [word(chance)], None, 2**63, 1e300, 1.5, {}, "", True])
    else:
        field = "body" if chance.random() < 0.85 else "title"
        text = value.get(field)
        value[field] = _text(text if isinstance(text, str) else "", chance)


def _text(text: str, chance: Random) -> str:
    at = chance.randint(0, len(text))
    until = min(len(text), at + int(chance.expovariate(1 / 20)))
    if len(text) > _LONGEST:
        return text[:at] + text[chance.randint(at, len(text)) :]
    changes: list[Callable[[], str]] = [
        lambda: text[:at] + " " + sentence(chance) + " " + text[at:],
        lambda: text[:at] + chance.choice(_GLUE) + word(chance) + chance.choice(_GLUE) + text[at:],
        lambda: text[:at] + _number(chance) + text[until:],
        lambda: text[:at] + _money(chance) + text[until:],
        lambda: text[:at] + chance.choice([_date(chance), _period(chance)]) + text[until:],
        lambda: text[:at] + text[until:],
        lambda: text[:at] + text[at:until] * chance.randint(2, 6) + text[until:],
        lambda: text[:at] + chance.choice(_ODD) + text[at:],
        lambda: text[:at] + chance.choice([str.upper, str.lower, str.title])(text[at:until]) + text[until:],
        lambda: text[until:] + text[:at],
        lambda: text[:at] + chance.choice(_GLUE) + text[at:],
    ]
    return chance.choice(changes)()


def _broken(data: bytes, chance: Random) -> bytes:
    raw = bytearray(data or b"{}")
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(raw) + 1)
        kind = chance.random()
        if kind < 0.4 and at < len(raw):
            raw[at] = chance.randrange(256)
        elif kind < 0.7:
            raw[at:at] = chance.choice([b'"', b"\\", b"[", b"{", b"}", b"]", b",", b":", b"NaN", b"1e999", b"\xff", b"null", b"\\ud800"])  # fmt: skip
        else:
            del raw[at : at + chance.randrange(1, 30)]
    return bytes(raw)
