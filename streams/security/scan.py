"""A sentence as the security readers see it: the phrases found in it, and its numbers, dates and places on demand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property

from schemas import When
from streams.security.guessed import guessed
from streams.security.words import Entry, Word, lexicon, lists
from streams.text.dates import DateMention, dates
from streams.text.datewords import words as date_words
from streams.text.document import Sentence
from streams.text.lexicon import Match, Phrases
from streams.text.numbers import Number, numbers
from streams.text.places import Entry as PlaceEntry
from streams.text.places import PlaceMention, lookup, places
from streams.text.tokens import Token
from streams.text.unlisted import again, unlisted


class Scan:
    """The finds of one sentence; positions are token positions."""

    def __init__(
        self,
        sentence: Sentence,
        anchor: date,
        country: str | None,
        villages: dict[str, PlaceEntry] | None = None,
    ) -> None:
        self.sentence = sentence
        self.tokens: list[Token] = sentence.tokens
        self.anchor = anchor
        self._country = country
        self._villages = {} if villages is None else villages
        self.begin = _dateline_end(sentence)
        if self.begin > 1 and any(
            d.explicit_year and d.last <= self.begin and anchor - d.when.end > _STALE
            for d in dates(sentence, anchor)
        ):
            self.begin = 0  # "Feb 16, 2017: A bomber ..." in a list of years
        """Where the sentence itself begins: after a dateline ("SRINAGAR, April 23 (Agency): ...")."""
        self.own_line = False
        """Whether it begins an item of a round-up, with its own town: "FALLUJA - Gunmen ..."."""
        words = lexicon()
        self.events: list[Match[Entry]] = list(words.events.find(self.tokens))
        self.folk: list[Match[Entry]] = list(words.folk.find(self.tokens))
        self.cues: list[Match[Entry]] = list(words.cues.find(self.tokens))
        self.speech: list[Match[Entry]] = _past_quotes(words.speech, self.tokens)

    @cached_property
    def scene(self) -> list[Match[Entry]]:
        """Targets and nouns of sites."""
        return list(lexicon().scene.find(self.tokens))

    @cached_property
    def joins(self) -> list[Match[str]]:
        """Words that join one event's clause to another's."""
        return list(lists().joins.find(self.tokens))

    @cached_property
    def dates(self) -> list[DateMention]:
        """The dates, counted from the day of publication."""
        found = [d for d in dates(self.sentence, self.anchor) if d.first >= self.begin]
        return _of_last_year(self, found) if len(found) > 1 else found

    @cached_property
    def numbers(self) -> list[Number]:
        """The numbers that are no part of a date."""
        days = [(d.first, d.last) for d in self.dates]
        return [
            n
            for n in numbers(self.sentence)
            if n.first >= self.begin and not any(first < n.last and n.first < last for first, last in days)
        ]

    @cached_property
    def places(self) -> list[PlaceMention]:
        """The places; a name that several share goes to the country that the article is about."""
        listed = places(self.sentence, prefer=self._country)
        found = unlisted(self.sentence, listed, prefer=self._country)
        found = guessed(self, found, prefer=self._country)
        found = again(self.sentence, found, self._villages)
        return [p for p in found if p.first >= self.begin]

    def words(self, table: str) -> list[tuple[Match[Entry], Word]]:
        """The finds of a table, from left to right."""
        source = (
            self.events
            if table in ("attack", "operation")
            else self.cues
            if table in ("cue", "not")
            else self.speech
            if table == "statement"
            else self.scene
            if table in ("target", "site")
            else self.folk
        )
        return [(match, word) for match in source if (word := match.entry.of(table)) is not None]

    def cued(self, cue: str, first: int = 0, last: int | None = None) -> bool:
        """Whether a cue of a kind stands between two positions."""
        stop = len(self.tokens) if last is None else last
        return any(
            word.get("cue") == cue and first <= match.first < stop for match, word in self.words("cue")
        )

    @property
    def dateline(self) -> str | None:
        """The place that a dateline before the sentence names, as written."""
        if not self.begin:
            return None
        names = []
        for token in self.tokens[: self.begin]:
            if not (token.text[0].isupper() and token.text.isalpha()) or token.lower in _MONTHS:
                break
            names.append(token.text)
        return " ".join(names)

    def lower(self, position: int) -> str:
        """The word at a position in lower case; empty outside the sentence."""
        return self.tokens[position].lower if 0 <= position < len(self.tokens) else ""


def _of_last_year(scan: Scan, found: list[DateMention]) -> list[DateMention]:
    """The dates; "March 11 last year" is one of them."""
    kept: list[DateMention] = []
    for mention in found:
        words = [scan.lower(p) for p in range(mention.first, mention.last)]
        before = kept[-1] if kept else None
        if before is None or words[-2:] != ["last", "year"] or before.kind != "day" or before.explicit_year or mention.first - before.last > 1:  # fmt: skip
            kept.append(mention)
            continue
        year = scan.anchor.year - 1
        start, end = (d.replace(year=year, day=min(d.day, 28) if d.month == 2 else d.day) for d in (before.when.start, before.when.end))  # fmt: skip
        when = When.model_construct(start=start, end=end, precision="day")
        kept[-1] = before._replace(when=when, last=mention.last, explicit_year=True)
    return kept


#: No dateline is so old.
_STALE = timedelta(days=40)
#: A dateline's day follows its place: "Peshawar Dec 12 (PTI)".
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
) | frozenset(["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"])


def _spaced(text: str, token: Token) -> bool:
    return text[token.start - 1 : token.start] == " " and text[token.end : token.end + 1] == " "


def _named_first(tokens: Sequence[Token]) -> int:
    """The position after "Islamabad:", "Srinagar/Jammu:" or "Peshawar, Dec 12 (PTI)"; 0 without one."""
    dated = False
    for position, token in enumerate(tokens[:12]):
        text = token.text
        if text == ":":
            names = [t.text for t in tokens[:position] if t.text[0].isupper()]
            return position + 1 if position == 1 or (position and lookup(" ".join(names[:1]))) else 0
        if text == "(" and position:
            close = next((p for p in range(position + 1, min(position + 7, len(tokens))) if tokens[p].text == ")"), 0)  # fmt: skip
            after = tokens[close + 1].text if close and close + 1 < len(tokens) else ""
            if not close or not (dated or after in ("-", "—", ":")):
                return 0
            return close + (2 if after in ("-", "—", ":") else 1)
        if text in ("—", "–") and 0 < position < 4:
            # "Tehran — Iranian forces killed ..."
            name = " ".join(t.text for t in tokens[:position])
            return position + 1 if any(e.kind == "city" for e in lookup(name)) else 0
        dated = dated or text.isdigit() or text == "/"
        if not (text[0].isupper() or text.isdigit() or text in ("/", ",", ".", "[", "]")):
            return 0
    return 0


def _dated_first(tokens: Sequence[Token]) -> int:
    """The position after "Friday, November 22, 2024 - "; 0 where the sentence does not begin with a day and a dash."""
    stop = next((p for p, token in enumerate(tokens[:9]) if token.text in ("-", "—", "–", "|", ":")), 0)
    known = date_words().months.keys() | date_words().weekdays.keys()
    if stop < 2 or not any(token.lower in known for token in tokens[:stop]):
        return 0
    dated = all(t.lower in known or t.text.isdigit() or t.text in (",", ".") for t in tokens[:stop])
    return stop + 1 if dated else 0


def _past_day(tokens: Sequence[Token], first: int) -> int:
    """The position after "7 March 2021:", which may follow a dateline's dash."""
    known = date_words().months.keys() | date_words().weekdays.keys()
    for position in range(first, min(first + 7, len(tokens))):
        token = tokens[position]
        if token.text == ":":
            return position + 1 if position > first else first
        if not (token.lower in known or token.text.isdigit() or token.text in (",", ".")):
            break
    return first


def _bare_dateline(tokens: Sequence[Token]) -> bool:
    """ "PESHAWAR Unidentified gunmen attacked ...": a town in capitals before the sentence, without a colon."""
    if len(tokens) < 6 or not (
        tokens[0].text.isupper() and tokens[0].text.isalpha() and len(tokens[0].text) > 3
    ):
        return False
    after = tokens[1].text
    if not (after[0].isupper() and after.isalpha() and not after.isupper()):
        return False
    return any(entry.kind == "city" for entry in lookup(tokens[0].text.title()))


def _past_quotes(speech: Phrases[Entry], tokens: Sequence[Token]) -> list[Match[Entry]]:
    """The phrases of speech, those within which a quotation mark stands too: 'was "carried out by" them'."""
    found = list(speech.find(tokens))
    places = [position for position, token in enumerate(tokens) if token.text != '"']
    if len(places) in (len(tokens), 0):
        return found
    for match in speech.find([tokens[position] for position in places]):
        first, last = places[match.first], places[match.last - 1] + 1
        if last - first == match.last - match.first or any(
            m.first == first and m.last >= last for m in found
        ):
            continue
        found = [m for m in found if m.last <= first or last <= m.first]
        found.append(match._replace(first=first, last=last))
    return sorted(found)


def _dateline_end(sentence: Sentence) -> int:
    """The position after "CITY, April 23 (Agency):", 0 where the sentence has no dateline."""
    tokens = sentence.tokens
    if sentence.kind == "lead" and len(tokens) > 6 and tokens[0].lower == "date" and [t.text for t in tokens[2:5:2]] == ["-", "-"]:  # fmt: skip
        return 6 + _named_first(tokens[6:])  # "date 2024-08-28 Srinagar: ...", as some archives begin
    if sentence.kind not in ("lead", "body") or not tokens or sentence.paragraph > 8:
        return 0
    if sentence.kind == "lead" and _bare_dateline(tokens):
        return 1
    if sentence.kind == "lead" and (end := _named_first(tokens) or _dated_first(tokens)):
        return end
    for stop in (1, 2):
        if sentence.paragraph <= 4 and len(tokens) > 6 and tokens[stop].text == ":":
            # "Karachi: ..." below what repeats the headline
            return stop + 1 if lookup(" ".join(token.text for token in tokens[:stop])) else 0
    if not (tokens[0].text.isupper() and tokens[0].text.isalpha() and len(tokens[0].text) > 2):
        return 0
    for position, token in enumerate(tokens[1:16], start=1):
        if token.text == "-" and tokens[position + 1 : position + 2] and tokens[position + 1].text == "-":
            return position + 2
        if token.text in (":", "—", "–") or (token.text == "-" and _spaced(sentence.text, token)):
            return _past_day(tokens, position + 1)
    return 0
