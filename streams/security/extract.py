"""Security events out of an article: attacks, operations, statements.

Theory: sentences are scanned for the lexicon's phrases (`scan`), counted people become tolls (`people`, `tolls`), sentences are
cut into clauses by event (`clauses`), clauses are gathered into frames (`frames`), and frames become events here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, cast

from schemas import ArticleRef, Attack, Evidence, Operation, Statement, stable_id
from schemas.security import Act
from streams.security import attacks as attack_reader
from streams.security import operations as operation_reader
from streams.security.attacks import Built
from streams.security.clause import Clause
from streams.security.frame import Frame, day
from streams.security.frames import Story
from streams.security.perpetrators import Parties
from streams.security.statements import said
from streams.security.utterance import Said
from streams.text.document import Document
from streams.text.voices import Voices

#: Slices of the text that an event shows at most.
_EVIDENCE = 12
#: Claims of older attacks are background, and told with the claim of the news.
_DAYS = timedelta(days=4)


def extract(document: Document) -> list[Attack | Operation | Statement]:
    """The security events of an article: attacks, then operations, then statements, each in the order of the text."""
    story = Story(document)
    built = attack_reader.build(story)
    parties = Parties(story, [one.frame for one in built])
    voices = Voices(document)
    first = next((one for one in built if one.main), None)
    abouts = _Abouts(built)
    spoken = said(story, voices, first.place.country if first is not None else None, abouts.apart)
    article = document.article
    reference = document.reference
    ids = _Ids(article.id)
    events: list[Attack | Operation | Statement] = []
    about = {id(item): abouts.of(item) for item in spoken}
    for one in built:
        mine = [item for item in spoken if about[id(item)] is one]
        fields = attack_reader.attack(story, one, mine, parties)
        events.append(
            Attack.model_construct(
                type="security.attack",
                event_id=ids.make(
                    "attack", one.when.start, one.place.country, one.place.city or one.place.admin1
                ),
                article=reference,
                prominence="main" if one.main else "background",
                evidence=_evidence(document, one.frame.clauses),
                confidence=_confidence(one, fields),
                rule=_rule(one.frame, one.kind),
                withdrawn=False,
                attribution=_attribution(voices, one.frame),
                **fields,
            )
        )
    for frame in operation_reader.build(story):
        for kind in operation_reader.kinds(frame):
            fields = operation_reader.operation(story, frame, kind, built)
            date: Any = fields["date"]
            events.append(
                Operation.model_construct(
                    type="security.operation",
                    event_id=ids.make("operation", kind, date.start, _country(fields)),
                    article=reference,
                    prominence="main",
                    evidence=_evidence(document, frame.clauses),
                    confidence=0.8,
                    rule=_operation_rule(frame, kind),
                    withdrawn=False,
                    attribution=_attribution(voices, frame),
                    **fields,
                )
            )
    events.extend(_statement(document, story, reference, ids, item, about[id(item)]) for item in spoken)
    return events


class _Ids:
    """Event ids of one article: the same claim keeps its id when the article is revised; equal claims are numbered."""

    def __init__(self, article: str) -> None:
        self._article = article
        self._seen: dict[tuple[object, ...], int] = {}

    def make(self, *parts: object) -> str:
        """The id of the next claim with these parts."""
        number = self._seen.get(parts, 0)
        self._seen[parts] = number + 1
        return stable_id("security", self._article, *parts, number)


class _Abouts:
    """Which attack each statement is about: that of its sentence or paragraph, else the article's first."""

    def __init__(self, built: Sequence[Built]) -> None:
        self._first = next((one for one in built if one.main), None)
        self._by_sentence: dict[int, list[Built]] = {}
        self._told: dict[int, list[tuple[Clause, Built]]] = {}
        self._by_paragraph: dict[int, list[Built]] = {}
        for one in built:
            for clause in one.frame.clauses:
                sentence = clause.scan.sentence
                self._told.setdefault(sentence.index, []).append((clause, one))
                _add(self._by_sentence.setdefault(sentence.index, []), one)
                _add(self._by_paragraph.setdefault(sentence.paragraph, []), one)

    def of(self, item: Said) -> Built | None:
        """The attack, None for what is said of years of policy."""
        if item.general:
            return None
        sentence = item.scan.sentence
        if item.act == "claim":
            told = self._told.get(sentence.index, ())
            inside = next((one for clause, one in told if clause.first <= item.last - 1 < clause.last), None)
            if inside is not None:
                return inside
        for one in self._by_sentence.get(sentence.index, ()):
            if one.main or item.act == "claim":
                return one
        near = self._by_paragraph.get(sentence.paragraph, [])
        if len(near) == 1 and item.act in ("claim", "condemn") and near[0].main:
            return near[0]
        return self._first

    def apart(self, item: Said) -> Built | None:
        """The attack by which a claim is told apart from others of its group: one of these days, else the first."""
        one = self.of(item)
        if one is None or self._first is None or one.when.precision != "day":
            return self._first
        return one if abs(one.when.start - self._first.when.start) <= _DAYS else self._first


def _add(found: list[Built], one: Built) -> None:
    if not any(known is one for known in found):
        found.append(one)


def _statement(
    document: Document, story: Story, reference: ArticleRef, ids: _Ids, item: Said, about: Built | None
) -> Statement:
    spoken_on = item.said.when if item.said is not None and item.said.when.start <= story.published else None
    speaker = item.speaker
    who = (speaker.name, speaker.organisation, speaker.country)
    slices = [(item.scan, item.first, item.last), *item.again]
    return Statement.model_construct(
        type="security.statement",
        event_id=ids.make("statement", item.act, *who, item.target, about.place.country if about else None),
        article=reference,
        prominence="main" if about is None or about.main else "background",
        evidence=_unique(
            document.evidence(scan.sentence, scan.tokens[first].start, scan.tokens[last - 1].end)
            for scan, first, last in slices
        ),
        confidence=0.85,
        rule=item.rule,
        withdrawn=False,
        act=cast(Act, item.act),
        speaker=speaker,
        addressee=item.addressee,
        about=about.reference if about is not None else None,
        date=spoken_on or day(story.published),
    )


def _country(fields: dict[str, Any]) -> str | None:
    """The country of an operation: it is part of the claim's id, since it decides where the claim is kept."""
    about = fields["about"]
    found = next((place.country for place in fields["places"] if place.country), None)
    return found or (about.place.country if about is not None else None)


def _evidence(document: Document, clauses: Sequence[Clause]) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for clause in clauses:
        scan = clause.scan
        spans = [(tally.first, tally.last) for tally in clause.tallies] or [
            (match.first, match.last) for match, _ in (*clause.attacks, *clause.operations)
        ][:1]
        for first, last in spans:
            found.append(
                document.evidence(scan.sentence, scan.tokens[first].start, scan.tokens[last - 1].end)
            )
    return _unique(found)


def _unique(slices: Iterable[Evidence]) -> tuple[Evidence, ...]:
    kept: dict[tuple[str, int, int], Evidence] = {}
    for item in slices:
        kept.setdefault((item.field, item.start, item.end), item)
    return tuple(kept.values())[:_EVIDENCE]


def _confidence(built: Built, fields: dict[str, object]) -> float:
    value = 0.5
    value += 0.15 if built.frame.when is not None else 0.0
    value += 0.15 if built.place.city is not None else 0.05 if built.place.admin1 else 0.0
    value += 0.1 if fields["killed"] is not None else 0.0
    value += 0.05 if built.kind != "other" else 0.0
    return round(min(value, 0.95), 2)


def _rule(frame: Frame, kind: str) -> str:
    """The rule whose word told the kind."""
    for clause in frame.clauses:
        for _, word in clause.attacks:
            if word.get("kind") == kind:
                return word.id
    return next((w.id for c in frame.clauses for _, w in c.attacks), "toll")


def _operation_rule(frame: Frame, kind: str) -> str:
    return next((w.id for c in frame.clauses for _, w in c.operations if w.get("operation") == kind), kind)


def _attribution(voices: Voices, frame: Frame) -> Any:
    """Who told the toll, else who told the event first."""
    counted = [clause for clause in frame.clauses if clause.tallies]
    for clause in (*counted, *frame.clauses):
        who = voices.attribution(clause.scan.sentence.index)
        if who is not None:
            return who
    return None
