"""Crawled text made regular, with a way back to the offsets of the text as published.

Markup is blanked, entities are resolved, invisible characters vanish, quotes and spaces become plain. Everything here is
one linear pass; `Normal.original` maps an offset of the result to the published text.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass

#: One for one: typographic variants that mean the same to a reader.
_PLAIN: dict[int, str] = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "ʼ": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "—": "—",
        "―": "—",
        "−": "-",
        "\u00a0": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u2007": " ",
        "\u3000": " ",
        "\t": " ",
        "\x0b": " ",
        "\x0c": " ",
        "\r": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
    }
)

_THIN = "\u2008\u2009\u200a\u202f"
#: Characters that may begin a piece, and characters to make plain: most text has neither, and a class is found fast.
_BEGINS = re.compile("[<&\u00ad\u2008-\u200f\u202a-\u202f\u2060-\u2064\ufeff]")
_ODD = re.compile("[" + "".join(map(chr, _PLAIN)) + "]")
#: Years that some write "2022-'23": the mark says nothing that the digits do not.
_CUT_YEARS = tuple(f"{dash}{mark}" for dash in "-–/" for mark in "'’‘")
#: A number that a line break or a hasty hand has torn at its comma or point; only behind a currency (`_TORN_HEAD`) is it one.
_GAP = re.compile(r"\d(?:[.,] | [.,] ?)\d")
_SCALE = r" ?(?:trillion|billion|million|crore|lakh|bn|mn|mln|tn|tr|m|b)\b"
#: The head of such a number, with its currency: without one, "in May 1, 300 million people" would be joined.
_TORN_HEAD = re.compile(
    r"(?:[$€£₹₦৳]|\b(?:Rs\.?|USD|EUR|GBP|PKR|INR|Tk\.?|LKR|EGP|K?[Ss]h\.?)) ?\d{1,3}(?:,\d{3}){0,4} ?[.,]?$"
)
#: Pieces that do not stand one for one. Each alternative is bounded, so that the scan is linear.
_PIECE = re.compile(
    r"(?P<block></?(?:p|br|div|li|h[1-6]|tr|ul|ol|blockquote)\b[^<>]{0,400}>)"
    r"|(?P<tag></?[a-zA-Z][^<>]{0,400}>|<!--[^<>]{0,400}-->)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
    rf"|(?P<group>(?<=\d)[{_THIN}](?=\d\d\d(?!\d)))"
    rf"|(?P<thin>[{_THIN}])"
    rf"|(?P<torn>(?<=\d,) (?=\d\d\d(?:\.\d{{1,4}})?{_SCALE})|(?<=\d\.) (?=\d{{1,3}}{_SCALE})"
    rf"|(?<=\d) (?=,\d\d\d(?:\.\d{{1,4}})?{_SCALE}|\.\d{{1,3}}{_SCALE}))"
    r"|(?P<invisible>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
    r"|(?<=[12]\d\d\d[-–/])['’‘](?=\d\d(?!\d)))"
)


@dataclass(frozen=True, slots=True)
class Normal:
    """Regular text. `starts` and `shifts` say, piece by piece, how far the published text runs ahead of it."""

    text: str
    starts: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the published text that `text[start:end]` (not empty) came from."""
        return self._back(start), self._back(end - 1) + 1

    def _back(self, offset: int) -> int:
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]


def normal(published: str) -> Normal:
    """Make published text regular; linear in its length."""
    if (
        _BEGINS.search(published) is None
        and _GAP.search(published) is None
        and not any(mark in published for mark in _CUT_YEARS)
    ):
        return Normal(_plain(published))
    parts: list[str] = []
    starts, shifts = [0], [0]
    length = last = 0
    for match in _PIECE.finditer(published):
        if match.start() > last:
            parts.append(published[last : match.start()])
            length += match.start() - last
        written = _replacement(match)
        if written:
            # The replacement stands for the whole piece: its characters map to the piece's first ones.
            starts.append(length)
            shifts.append(match.start() - length)
            parts.append(written)
            length += len(written)
        last = match.end()
        starts.append(length)
        shifts.append(last - length)
    parts.append(published[last:])
    return Normal(_plain("".join(parts)), tuple(starts), tuple(shifts))


def _plain(text: str) -> str:
    for odd in set(_ODD.findall(text)):
        text = text.replace(odd, _PLAIN[ord(odd)])
    return text


def _replacement(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "block":
        return "\n"
    if kind in ("tag", "thin"):
        return " "
    if kind == "torn":
        # "$1, 119 mn", "$1. 023 billion", "Rs 1 ,200bn"
        start = match.start()
        return "" if _TORN_HEAD.search(match.string[max(0, start - 28) : start]) else " "
    if kind == "entity":
        char = html.unescape(match.group())
        # One entity gives one character; names that stand for none stay as they are written.
        return char[0] if char != match.group() else match.group()
    return ""
