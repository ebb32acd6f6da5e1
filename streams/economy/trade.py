"""Names of trade, put together from their words: "IT & ITeS export remittances", "exports of goods and services", "rice exports".

Theory: the head is "exports" or "imports". To its left stands a string of sector words, joined by "and", commas and brackets;
to its right a word like "earnings", then perhaps "of" and what is traded. The words decide the series: those of a sector of
the contract, those of some goods (then it is no series of ours), or none (a bare name, which the thread makes out).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from streams.text.lexicon import load
from streams.text.places import country_of
from streams.text.tokens import Token

#: So many tokens to either side a name is read at most.
_REACH = 12
_JOINS = frozenset(["and", "&", ",", "/", "(", ")", "'s", "'"])
OTHER = "trade-other"
_VERBS = frozenset(["shipped", "exporting", "providing", "rendering", "exported", "importing", "imported"])
#: Behind "exports": "IT exports remittances" are exports.
_MONEY_WORDS = frozenset(["remittances", "remittance", "receipts", "proceeds", "earnings"])


@dataclass(frozen=True, slots=True)
class _Words:
    sectors: tuple[tuple[str, tuple[frozenset[str], ...]], ...]
    known: frozenset[str]
    deciding: frozenset[str]
    after: frozenset[str]
    adjective: frozenset[str]
    no_goods: frozenset[str]
    part: frozenset[str]
    subgroup: frozenset[str]
    goods: frozenset[str]
    plain: frozenset[str]
    capital: frozenset[str]
    along: frozenset[str]


@cache
def _words() -> _Words:
    data = load("streams.economy", "trade.toml")
    sectors = tuple((row["id"], tuple(map(frozenset, row["all"]))) for row in data["sector"])
    words = data["words"]
    deciding = frozenset(word for _, sets in sectors for one in sets for word in one)
    return _Words(
        sectors,
        deciding | frozenset(words["neutral"]),
        deciding,
        frozenset(words["after"]),
        frozenset(words["adjective"]),
        frozenset(words["no_goods"]),
        frozenset(words["part"]),
        frozenset(words["subgroup"]),
        frozenset(words["goods"]),
        frozenset(words["plain"]) | frozenset(load("streams.text", "dates.toml")["months"]),
        frozenset(words["capital"]),
        frozenset(words["along"]),
    )


def name(tokens: Sequence[Token], first: int, last: int, head: str) -> tuple[int, int, str] | None:
    """Where the name with a head at `first` to `last` begins and ends, and its series; None where it names no amount.

    The series is an indicator, `exports` or `imports` for a bare name, or `trade-other` for one that is none of ours.
    """
    words = _words()
    lowers = [token.lower for token in tokens[last : last + _REACH]]
    if tokens[last - 1].lower in _VERBS:
        return _verb(tokens, first, last, words)
    singular = tokens[last - 1].lower in ("export", "import")
    if (lowers[:1] == ["of"] or singular) and {"tons", "tonnes"} & set(lowers[:6]):
        return first, last, OTHER  # "able to export only 104,676 metric tons of rice"
    earned = lowers[:1] == ["earning"] and not words.adjective & set(lowers[1:2])  # "the export earning grew"
    if singular and lowers and lowers[0] in words.adjective and not earned:
        return None
    if singular and first and tokens[first - 1].text == "-":
        return None
    after = last
    following = words.after if singular else _MONEY_WORDS
    while after < len(tokens) and tokens[after].lower in following:
        after += 1
    start, left = _left(tokens, first)
    end, right, goods = _right(tokens, after)
    along = _along(tokens, start, words)
    if along is not None:
        start, left = along[0], [*left, *along[1]]
    elif goods or _goods(tokens, start, words):
        return start, end, OTHER
    if right and not left and _pointed(tokens[after:end]):
        return first, end, head  # "the exports of the product": of whatever is spoken of
    series = _series([*left, *right], words, head)
    if series is None:
        return first, after, head
    return (start if left else first), (end if right else after), series


def _pointed(tokens: Sequence[Token]) -> bool:
    """ "of the product", "of this commodity": one that has been named."""
    lowers = [token.lower for token in tokens]
    return len(lowers) == 3 and lowers[1] in ("the", "this", "said") and lowers[2] in ("product", "commodity")


def is_goods(words: Sequence[str]) -> bool:
    """Whether the first of some words names goods."""
    return bool(words) and words[0] in _words().goods


def sector(tokens: Sequence[Token], head: int) -> tuple[int, str] | None:
    """Where the name of a sector begins whose head ("sector", "industry") is at a position, and whose exports it stands for."""
    start, found = _left(tokens, head)
    if not found:
        return None
    series = _series(found, _words(), "exports")
    return (start, series) if series in ("exports.it", "exports.textiles") else None


def _verb(tokens: Sequence[Token], first: int, last: int, words: _Words) -> tuple[int, int, str] | None:
    """ "by providing different IT services", "by exporting 251,505 tons of rice": only what is named behind it counts."""
    found: list[str] = []
    end = last
    goods = False
    worth = [token.lower for token in tokens[last : last + 9]]
    if "worth" in worth and set(worth[worth.index("worth") + 1 :][:2]) == {"of", "goods"}:
        # "exported $49.67 billion worth of goods"
        return first, last, "imports.goods" if tokens[first].lower.startswith("import") else "exports.goods"
    for position in range(last, min(last + _REACH, len(tokens))):
        token = tokens[position]
        if _known(token, words):
            found.append(token.lower)
            end = position + 1
        elif found and token.lower not in _JOINS:
            break
        elif token.lower in words.goods or token.lower in ("tons", "tonnes"):
            goods = True
        elif token.lower in (".", ";", "$", "from", "to"):
            break
    if tokens[first].lower in ("exported", "shipped") and _worth(tokens, last):
        return first, last, "exports"
    before = {token.lower for token in tokens[max(0, first - 16) : first]}
    other = {"exported": "imported", "imported": "exported"}.get(tokens[first].lower)
    if other in before and last < len(tokens) and tokens[last].text[0] == "$":
        return first, last, "exports" if other == "imported" else "imports"
    if not found and not goods and _services_before(tokens, first):
        return first, last, "exports.services" if tokens[first].lower == "exported" else OTHER
    if any(token.lower in ("these", "such", "said") for token in tokens[last : last + 2]):
        return first, last, "exports"  # "exported these services": those that are spoken of
    series = _series(found, words, "exports") if found else None
    if tokens[first].lower.startswith("import"):
        if goods or not found:
            return (first, end, OTHER) if goods else None
        return first, end, _series(found, words, "imports") or OTHER
    if goods or (
        series is not None and tokens[first].lower in ("providing", "rendering") and series != "exports.it"
    ):
        return first, end, OTHER
    return (first, end, series) if series is not None else None


def _services_before(tokens: Sequence[Token], first: int) -> bool:
    """ "Services worth $2.165 billion were exported"."""
    lowers = [token.lower for token in tokens[max(0, first - 10) : first]]
    worth = next((p for p, w in enumerate(lowers) if w in ("worth", "valuing", "valued")), 0)
    return bool(worth) and lowers[worth - 1] == "services" and bool({"was", "were"} & set(lowers[worth:]))


def _worth(tokens: Sequence[Token], last: int) -> bool:
    """ "exported US$164.45 billion worth of products": of all of them."""
    lowers = [token.lower for token in tokens[last : last + _REACH]]
    if "worth" not in lowers:
        return False
    place = lowers.index("worth")
    return lowers[place + 1 : place + 2] == ["of"] and lowers[place + 2 : place + 3] in (
        ["goods"], ["products"], ["merchandise"], ["commodities"],
    )  # fmt: skip


def _known(token: Token, words: _Words) -> bool:
    return token.lower in words.known and (token.lower not in words.capital or token.text[0].isupper())


def _left(tokens: Sequence[Token], first: int) -> tuple[int, list[str]]:
    """The sector words before a head, and where they begin."""
    words = _words()
    start, found = first, list[str]()
    position = first - 1
    while position >= 0 and first - position <= _REACH:
        token = tokens[position]
        if _known(token, words):
            found.append(token.lower)
            start = position
        elif token.lower not in _JOINS or (token.lower == "," and not found):
            break
        position -= 1
    return start, found


def _right(tokens: Sequence[Token], last: int) -> tuple[int, list[str], bool]:
    """The sector words behind "of", where they end, and whether it is goods that stand there."""
    words = _words()
    if last + 1 < len(tokens) and tokens[last].lower == "for" and tokens[last + 1].lower in words.goods:
        return last, [], True  # "exports for chips"
    if last >= len(tokens) or tokens[last].lower not in ("of", "from", "in", "by", "for", "("):
        return last, [], False
    if tokens[last].lower == "(":
        # "exports (goods and services)"
        inside = {token.lower for token in tokens[last + 1 : last + 4]}
        both = "services" in inside and bool(inside & {"goods", "merchandise"})
        return (last + 5, ["goods", "services"], False) if both else (last, [], False)
    of = tokens[last].lower == "of"
    position, end, found = last + 1, last, list[str]()
    while position < len(tokens) and position - last <= _REACH:
        token = tokens[position]
        if _known(token, words):
            found.append(token.lower)
            end = position + 1
        elif token.lower == "other":
            return position + 1, [], True  # "all other food items"
        elif not found and token.lower in words.no_goods:
            pass
        elif token.lower not in _JOINS or not found:
            break
        position += 1
    if found and not set(found) & words.deciding and end < len(tokens) and tokens[end].lower in words.goods:
        return last, [], True  # "exports of raw cotton"
    if (
        not of
        and last + 1 < len(tokens)
        and tokens[last + 1].lower in words.goods
        and tokens[last].lower == "from"
    ):
        following = tokens[last + 2].lower if last + 2 < len(tokens) else ""
        behind = tokens[last + 3].lower if last + 3 < len(tokens) else ""
        if following not in ("&", "and") or behind in words.goods:
            return last, [], True  # "export earnings from tea"
    if not of and _industry(tokens[last + 1 : last + 5], words):
        return last, [], True
    if not of and not {
        "sector",
        "sectors",
        "industry",
        "services",
        "group",
        "goods",
        "textile",
        "textiles",
    } & set(found):
        return last, [], False
    if found:
        listed = [token.lower for token in tokens[end : end + 3]]
        # "exports of commodities including rice": of those.
        return end, found, listed[:1] == ["including"] and is_goods(listed[1:])
    if of and position < len(tokens) and position == last + 1:
        token = tokens[position]
        if token.lower in words.goods or (
            token.text.islower() and token.text.isalpha() and token.lower not in words.no_goods
        ):
            return position + 1, [], True
    return last, [], False


def _industry(tokens: Sequence[Token], words: _Words) -> bool:
    """ "export earnings from the apparel industry"."""
    lowers = [token.lower for token in tokens]
    for place, word in enumerate(lowers[1:], 1):
        if word in ("industry", "sector"):
            return any(before in words.goods for before in lowers[:place])
    return False


def _goods(tokens: Sequence[Token], start: int, words: _Words) -> bool:
    """Whether goods, or a word that leaves part of the whole out, stand right before a name."""
    before = tokens[start - 1].lower if start else ""
    if before in ("-", "'", "'s") and start > 1:
        owner = tokens[start - 2].lower  # "the towels' exports", "tarpaulin's exports"
        before = owner if before != "'s" or owner in words.goods else before
    if before in words.goods or before in words.part:
        return True
    # "Carpet and rug exports": a noun that nobody has listed.
    return (
        len(before) > 2
        and before.isalpha()
        and (tokens[start - 1].text.islower() or start == 1)
        and before not in words.plain
        and country_of(before) is None
        and not before.endswith(("ing", "ed", "ly", "s"))
    )


def _along(tokens: Sequence[Token], start: int, words: _Words) -> tuple[int, list[str]] | None:
    """ "IT, IT-enabled services and freelancing exports": a part told along with the sector it belongs to."""
    if start < 2 or tokens[start - 1].lower not in words.along or tokens[start - 2].lower not in _JOINS:
        return None
    stop = start - 1
    while stop and tokens[stop - 1].lower in _JOINS:
        stop -= 1
    first, found = _left(tokens, stop)
    return (first, found) if _series(found, words, "exports") == "exports.it" else None


def _series(found: Sequence[str], words: _Words, head: str) -> str | None:
    present = set(found)
    if not present & words.deciding and not present & words.subgroup:
        return OTHER if present & words.goods else None
    if present & words.part or ({"computer", "software"} <= present and not present & {"it", "ict"}):
        return OTHER
    for series, sets in words.sectors:
        if any(one <= present for one in sets):
            if head == "imports":
                return {"exports.goods": "imports.goods", "exports.total": "imports.total"}.get(series, OTHER)
            if series == "exports.services" and present & words.subgroup:
                return OTHER  # "computer services exports"
            return series
    return OTHER if present & words.subgroup else None
