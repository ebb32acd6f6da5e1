"""A document: an article's text as sentences with their place in it, and the way back to evidence offsets.

Theory: a field (title or body) is made regular, cut into lines, each line into sentences. A line has a kind: `headline`
(the title, and where the body repeats it), `bullet`, `lead` (the first paragraph of running text), `body`, `caption`,
`boilerplate`. Readers take `document.sentences`, which leaves captions and boilerplate out. A sentence is at most
`LONGEST` characters; longer ones are cut at a space, so that whatever a reader does within a sentence is bounded and the
whole is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Literal, NamedTuple, TypeVar

from schemas import Article, ArticleRef, Evidence
from streams.text.fingerprint import fingerprint
from streams.text.lexicon import load
from streams.text.normal import Normal, normal
from streams.text.tokens import Tokens, once, tokenize

T = TypeVar("T")

Kind = Literal["headline", "bullet", "lead", "body", "caption", "boilerplate"]
Field = Literal["title", "body"]

LONGEST = 1200
#: A line this long is running text, whatever it begins with.
_LINE = 320

#: It begins with one set of characters, so that the search jumps from one of them to the next.
_BREAK = re.compile(
    r"[.!?…;](?:(?<!;)[\"')\]]{0,3}(?=\s+[\"'(\[]{0,2}[A-Z0-9$€£])|(?<![…;])[\"')](?=[A-Z])|(?<=;)(?=\s+[A-Z])"
    # Run together: "in the session.The reserves fell".
    r"|(?<=[a-z0-9)%]\.)(?=[A-Z][a-z]+(?:\s|'s\s))|(?<=[a-z0-9)%] \.)(?=[A-Z][a-z])|(?<=[a-z]{2}[a-z%)]\.)(?=[A-Z][a-z]))"
)
_BULLET = re.compile(r"\s{0,20}+(?:[•●▪■◦‣*·]|-(?=\s)|\d{1,2}[.)](?=\s+[A-Z]))\s{0,20}+")
_DATELINE = re.compile(
    r"\s{0,20}+(?P<place>[A-Z][A-Z'. -]{2,40}(?:[/,][ ]?[A-Za-z'. -]{2,40}){0,3})(?:\s{0,20}\([^()]{1,60}\))?\s{0,20}(?::|—|\s-\s|--)\s{0,20}"
)
#: A line broken in mid-sentence, as in mailed copy: long, without a stop, and going on in lower case. This and the next begin with
#: the line's end itself and look back from there, so that the search jumps from one line's end to the next.
_WRAPPED = re.compile(
    r"\n(?<=[^\n]{41}[a-z0-9,%)]\n)\n?(?=[a-z$]|\d[\d.,]{0,12}\s?(?:%|percent|per cent|pc|million|billion|trillion)\b)"
)
_OPEN = ["in", "of", "to", "at", "by", "the", "and", "for", "from", "with", "against", "during"]
#: One that ends in a word that cannot end a sentence.
_TORN = re.compile(
    "\n(?:"
    + "|".join(rf"(?<=[ \n]{word}{blank}\n)" for word in _OPEN for blank in ("", " "))
    + ")(?: ?\n)?(?=[A-Za-z0-9$])"
)
#: The agency that an article is signed with, behind its last sentence.
_AGENCY = re.compile(r"(?<=[.\"'])\s*\((?:AFP|AP|Reuters|PTI|IANS|ANI|APP|Xinhua|DPA|UPI)\)\s*\Z")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Sentence:
    """A sentence of regular text. Offsets of tokens and matches count from its own start; `start` places it in the field."""

    field: Field
    start: int
    text: str
    kind: Kind
    paragraph: int
    """Number of the line in the document, counting from the title."""
    index: int
    """Number of the sentence among those that readers take (-1 for captions and boilerplate)."""

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens, split once."""
        return tokenize(self.text)

    def once(self, key: object, read: Callable[[], T]) -> T:
        """What a reader makes of the sentence: read the first time, kept under `key`, since both domains ask."""
        return once(self.tokens, key, lambda _: read())


class Document:
    """An article as its readers see it."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._normal: dict[Field, Normal] = {"title": normal(article.title), "body": normal(article.body)}
        self.dateline: str | None = None
        """The place that the dateline names ("ISLAMABAD: ..."), as written."""
        self.all_sentences: tuple[Sentence, ...] = tuple(self._read())
        self.sentences: tuple[Sentence, ...] = tuple(s for s in self.all_sentences if s.index >= 0)

    @property
    def published_on(self) -> date:
        """The day of publication in the publisher's own offset: what relative dates count from."""
        return self.article.published_at.date()

    @cached_property
    def reference(self) -> ArticleRef:
        """The article as events refer to it."""
        article = self.article
        running = (s.text for s in self.sentences if s.field == "body" and s.kind != "headline")
        return ArticleRef.model_construct(
            id=article.id,
            url=article.url,
            source=article.source,
            published_at=article.published_at,
            revision=article.revision,
            fingerprint=fingerprint(running),
        )

    def evidence(self, sentence: Sentence, start: int, end: int) -> Evidence:
        """Evidence for a slice of a sentence, in offsets of the field as published."""
        first, last = self._normal[sentence.field].original(sentence.start + start, sentence.start + end)
        return Evidence(field=sentence.field, start=first, end=last)

    def _read(self) -> list[Sentence]:
        found: list[Sentence] = []
        title = self._normal["title"].text
        index = paragraph = 0
        for piece in _sentences(title, 0, len(title)):
            found.append(
                Sentence("title", piece[0], title[piece[0] : piece[1]], "headline", paragraph, index)
            )
            index += 1
        body = self._normal["body"].text
        for torn in (_WRAPPED, _TORN):
            body = torn.sub(_joined, body)
        led = False
        closes = len(body.rstrip())
        position = 0
        for line in body.split("\n"):
            start, end = position, position + len(line)
            position = end + 1
            if not line or line.isspace():
                continue
            paragraph += 1
            kind, skipped = _kind(line, title, led=led)
            if kind == "caption" and led and end >= closes and (signed := _AGENCY.search(line)):
                # "... was claimed by the group. (AFP)": the last paragraph, signed
                kind, skipped = _kind(line[: signed.start()], title, led=led)
            start += skipped
            if kind in ("body", "lead"):
                dateline = _DATELINE.match(line) if not led else None
                if dateline and any(char.islower() for char in line[dateline.end() : dateline.end() + 80]):
                    self.dateline = dateline["place"].strip(" -")
                    start = position - len(line) - 1 + dateline.end()
                led = True
            for first, last in _sentences(body, start, end):
                taken = kind not in ("caption", "boilerplate")
                found.append(
                    Sentence("body", first, body[first:last], kind, paragraph, index if taken else -1)
                )
                index += taken
        return found


def _joined(torn: re.Match[str]) -> str:
    """Blanks for the end of a line that was broken; flashes of an agency, wholly in lower case, stay lines of their own."""
    text, blank = torn.string, torn.group()
    if "\n\n" in blank:
        stop = text.find("\n", torn.end())
        after = text[torn.end() : stop if stop >= 0 else len(text)]
        before = text[text.rfind("\n", 0, torn.start()) + 1 : torn.start()]
        if before.islower() and after.islower() and before.split()[:1] == after.split()[:1]:
            return blank
    return " " * len(blank)


def _same_words(text: str, title: str) -> bool:
    """Whether a line repeats the title; most differ in the first word."""
    first, of_title = _WORD.search(text.lower()), _WORD.search(title.lower())
    if first is None or of_title is None or first.group() != of_title.group():
        return False
    return _WORD.findall(text.lower()) == _WORD.findall(title.lower())


def _kind(line: str, title: str, *, led: bool) -> tuple[Kind, int]:
    """The kind of a line, and how many characters of a bullet's mark to skip."""
    plain = line.strip()
    if len(plain) <= _LINE * 2:
        rules, lower = _rules(), plain.lower()
        # Hardly any line begins or ends as one of these does.
        edges = (lower[:1], lower[:2], lower[-1:], lower[-2:])
        if lower in rules.only or not rules.edges.isdisjoint(edges):
            for rule in rules.lines:
                if (
                    lower in rule.only
                    or (len(plain) <= _LINE and lower.startswith(rule.starts))
                    or (lower.endswith(rule.ends) and not _report(plain))
                ):
                    return rule.kind, 0
    if not led and len(plain) <= _LINE and _same_words(plain, title):
        return "headline", 0
    bullet = _BULLET.match(line)
    if bullet and bullet.end():
        return "bullet", bullet.end()
    return ("body" if led else "lead"), 0


def _report(line: str) -> bool:
    """Whether a line that ends in an agency's name is rather the end of its report: several sentences, no picture's."""
    return line.count(". ") >= 2 and not line.lower().rstrip(".)").endswith(
        ("file", "photo", "(reuters", "(afp", "(ap")
    )


class _Line(NamedTuple):
    """A rule for lines that are not the article's text."""

    kind: Kind
    only: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]


class _Rules(NamedTuple):
    lines: tuple[_Line, ...]
    only: frozenset[str]
    edges: frozenset[str]
    """The two characters that they begin or end with."""


@cache
def _rules() -> _Rules:
    lines = tuple(
        _Line(
            row["kind"],
            frozenset(row.get("only", ())),
            tuple(row.get("starts", ())),
            tuple(row.get("ends", ())),
        )
        for row in load("streams.text", "boilerplate.toml")["line"]
    )
    return _Rules(
        lines,
        frozenset(text for line in lines for text in line.only),
        frozenset(
            edge for line in lines for edge in (*(t[:2] for t in line.starts), *(t[-2:] for t in line.ends))
        ),
    )


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(load("streams.text", "abbreviations.toml")["words"])


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the sentences of a stretch of text begin and end, blanks at the edges left out."""
    cuts = [m.end() for m in _BREAK.finditer(text, start, end) if not _abbreviated(text, start, m.start())]
    pieces: list[tuple[int, int]] = []
    first = start
    for cut in [*cuts, end]:
        while cut - first > LONGEST:
            space = text.rfind(" ", first + 1, first + LONGEST)
            stop = space if space > first else first + LONGEST
            pieces.append((first, stop))
            first = stop
        pieces.append((first, cut))
        first = cut
    return [trimmed for piece in pieces if (trimmed := _trim(text, *piece))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


def _abbreviated(text: str, floor: int, stop: int) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation or an initial."""
    if text[stop] != ".":
        return False
    first = stop
    while first > floor and stop - first < 12 and (text[first - 1].isalpha() or text[first - 1] in ".$"):
        first -= 1
    word = text[first:stop]
    # An initial ("M. Khan"), or letters with stops between them ("U.S").
    return (
        (len(word) == 1 and word.isupper())
        or ("." in word and len(word) <= 6)
        or word.lower() in _abbreviations()
    )
