"""The noun phrases of a sentence that can speak.

Theory: what speaks is a run of capitals, offices, bodies, states and armed groups ("the Pakistan Peoples Party chairman Bilawal
Bhutto Zardari"); small words join its parts, and what stands before the office is its body, what stands after it the name.
"""

from __future__ import annotations

from collections.abc import Iterator

from schemas import Speaker
from streams.security.frames import Story
from streams.security.leaders import known
from streams.security.parties import code, is_state, near_country, of_mention
from streams.security.phrase import Phrase, office_in, phrase_words
from streams.security.scan import Scan
from streams.security.words import Word, lists
from streams.text.names import SpeakerMention

#: Longest phrase, in tokens: a bound on the work for text made to be costly.
_PHRASE = 24


_TITLES = frozenset({"dr", "mr", "mrs", "ms", "maulana", "mufti", "gen", "senator", "justice", "prof"})
_SMALL = frozenset({"of", "for", "to", "on", "at"})
#: "The governments of Iran, Turkey and Qatar": each of the states that follow.
_SEVERAL = frozenset({"governments", "ministries", "leaders", "embassies", "presidents", "ministers"})


def phrases(story: Story, scan: Scan, mentions: list[SpeakerMention]) -> list[Phrase]:
    """The phrases of a sentence, in order; `mentions` are the speakers that it names."""
    return list(_Reader(story, scan, mentions).read())


class _Reader:
    """Reads the phrases of one sentence from left to right."""

    def __init__(self, story: Story, scan: Scan, mentions: list[SpeakerMention]) -> None:
        self._story = story
        self._scan = scan
        states = [(p.first, p.last) for p in scan.places if not p.demonym and p.entry.kind == "country"]
        self._mentions = [
            m for m in mentions
            if m.role or m.organisation or not any(first < m.last and m.first < last for first, last in states)
        ]  # fmt: skip
        self._words = phrase_words()
        self._groups = [(m, w) for m, w in scan.words("group")]

    def _lower(self, position: int) -> str:
        return self._scan.lower(position)

    def read(self) -> Iterator[Phrase]:
        """The phrases, in order."""
        tokens = self._scan.tokens
        inside = self._inside()
        position = self._scan.begin
        while position < len(tokens):
            if not inside[position]:
                position += 1
                continue
            first = position
            while position < len(tokens) and position - first < _PHRASE:
                if inside[position] or self._links(inside, position):
                    position += 1
                    continue
                break
            last = position
            phrase = self._phrase(first, last)
            if phrase is not None:
                yield phrase
            # "Pakistan Muslim League-Nawaz (PML-N) president": what is in brackets belongs to the phrase.
            position = max(position, last)

    def _inside(self) -> list[bool]:
        """Which tokens can be part of a phrase."""
        scan = self._scan
        found = [False] * (len(scan.tokens) + 1)
        for first, last in (
            *((m.first, m.last) for m in self._mentions),
            *((m.first, m.last) for m, _ in self._groups),
            *((m.first, m.last) for m in scan.folk if m.entry.of("force") is not None),
        ):
            found[first:last] = [True] * (last - first)
        for place in scan.places:
            found[place.first : place.last] = [True] * (place.last - place.first)
        spans = {d.last for d in scan.dates}
        named = {p for m in self._mentions if m.name and m.last not in spans for p in range(m.first, m.last)}
        days = {p for d in scan.dates for p in range(d.first, d.last)} - named
        for position, (_, _, text, lower) in enumerate(scan.tokens):
            if position in days or lower in self._words.never:
                found[position] = False
            elif text[0].isupper() and not (
                lower in self._words.starts
                and (
                    position == scan.begin
                    or (lower == text.lower() and text.istitle() and self._opens(position))
                )
            ):
                found[position] = found[position] or text.replace("'", "").replace(".", "").isalpha()
            elif lower in lists().domestic or lower in self._words.body:
                found[position] = True
        for match in scan.speech:
            # "PRESIDENT CONDEMNS ATTACK": verbs in capitals name nobody.
            found[match.first : match.last] = [False] * (match.last - match.first)
        for first in (position for position in range(scan.begin) if position < len(found)):
            found[first] = False
        return found

    def _opens(self, position: int) -> bool:
        """Whether a quotation or a sentence begins here, so that a capital says nothing."""
        return position == self._scan.begin or self._lower(position - 1) in ('"', "'", ":", ".")

    def _links(self, inside: list[bool], position: int) -> bool:
        """Whether a small word joins what stands before to what stands after into one phrase."""
        word = self._lower(position)
        following = position + 1
        if word in ("'s", "'"):
            return inside[following]
        if word == "." and len(self._lower(position - 1)) <= 3 and inside[following]:
            return True
        if word in self._words.particles:
            return inside[following] and self._scan.tokens[position - 1].text[0].isupper()
        if word.isdecimal() and len(word) <= 2:
            # "Ansar Bangla 7"
            return self._scan.tokens[position - 1].text[0].isupper() and not any(
                d.first <= position < d.last for d in self._scan.dates
            )
        if word == "(":
            return any(self._lower(p) == ")" for p in range(following, following + 4)) and inside[following]
        if word == ")":
            return any(self._lower(p) == "(" for p in range(max(position - 4, 0), position))
        if word in _SMALL:
            noun = self._scan.tokens[position - 1]
            office = any(m.role and m.last == position for m in self._mentions)
            body = self._lower(position - 1) in self._words.body
            return (
                (word == "of" or office or body)
                and (noun.text.islower() or office or body)
                and (
                    inside[following]
                    or (
                        self._lower(following) == "the"
                        and following + 1 < len(inside)
                        and inside[following + 1]
                    )
                )
            )
        if word == "the":
            return self._lower(position - 1) in _SMALL and inside[following]
        if word in ("and", "&"):
            return inside[following] and self._in_office(position)
        return False

    def _in_office(self, position: int) -> bool:
        """Whether "and" joins what an office is for: "Minister for Information and Broadcasting"."""
        following = next((m for m in self._mentions if m.first == position + 1), None)
        if following is not None and (following.role or following.name):
            return False
        for back in range(position - 1, max(position - 5, 0), -1):
            word = self._scan.tokens[back]
            if word.lower in ("for", "on"):
                return any(m.role and m.first < back <= m.last + 4 for m in self._mentions)
            if not word.text[0].isupper():
                return False
        return False

    def _phrase(self, first: int, last: int) -> Phrase | None:
        scan = self._scan
        end = last
        if self._lower(last - 1) == ")":
            opening = next((p for p in range(last - 1, first, -1) if self._lower(p) == "("), last)
            end = opening
        if scan.tokens[end - 1].text in self._words.others - lists().domestic:
            return None  # "world leaders": nobody is named
        if self._lower(first) in self._words.crowd and self._lower(end - 1) in (
            *self._words.others,
            "community",
        ):
            return None  # "World Leaders", as headlines write it
        mention = next((m for m in reversed(self._mentions) if first <= m.first and m.last <= end), None)
        group = next(((m, w) for m, w in reversed(self._groups) if first <= m.first and m.last <= end), None)
        after = group[0].last if group else first
        bare = mention is not None and mention.role is None and mention.organisation is None
        if mention is not None and bare and self._run(first, end, None, after) < mention.first:
            mention = None  # a bare name that is the end of a longer one: "Union of Journalists"
        run = self._run(first, end, mention, after)
        name: str | None = _text(scan, run, end) if run < end else None
        organisation = None
        if (
            name is not None
            and self._lower(run - 1) == "of"
            and any(p.first == run and p.last == end for p in scan.places)
        ):
            name = None  # "Chancellor of Germany"
        if name is not None and self._is_body(run, end):
            # "People's Party Bilawal Khan": a body, and then its man.
            last_body = max((p for p in range(run, end) if self._lower(p) in self._words.body), default=end)
            if end - last_body > 2 and not any(self._lower(p) in _SMALL for p in range(last_body, end)):
                of = run
                if self._lower(run - 1) in ("'s", "'") and run - 2 >= max(
                    first, mention.last if mention else first
                ):
                    of = run - 2
                organisation, name = _text(scan, of, last_body + 1), _text(scan, last_body + 1, end)
            else:
                name, organisation = None, name
        if mention is not None and mention.last == end and mention.name:
            name, organisation = mention.name, mention.organisation
        if name is not None:
            name = self._without_place(first, end, name)
        width = len(name.split()) if name is not None else 0
        if (
            mention is not None
            and mention.role
            and any((p.first, p.last) == (end - width, end) for p in scan.places)
        ):
            name, mention = None, mention._replace(name=None)  # "Chief Minister Balochistan"
        if name is not None and (mention is None or mention.role is None):
            name, role, body = office_in(name)
            if role is not None:
                mention = SpeakerMention(
                    first, end, 0, 0, name, role, body or organisation, mention.country if mention else None
                )
                organisation = body or organisation
        ruling = any(self._lower(p) in self._words.ruling for p in range(first, end))
        if (
            group is not None
            and not ruling
            and (mention is None or mention.role or mention.name or group[0].last >= mention.last)
        ):
            return self._of_group(
                first, last, group[1], _text(scan, group[0].first, group[0].last), mention, name
            )
        if group is not None and ruling and group[1].id == "AFG-TAL":
            return self._of_rulers(first, last, end, mention, name)
        if mention is None or (mention.name and mention.role is None and mention.organisation is None):
            place = next(
                (p for p in scan.places if p.last == end and p.first <= max(run, first) and not p.demonym),
                None,
            )
            if place is not None:
                several = place.first - first <= 5 and any(
                    self._lower(p) in _SEVERAL for p in range(first, place.first)
                )
                if not is_state(scan, place) and not (several and self._lower(place.first - 1) == "of"):
                    return None
                return Phrase(
                    first, last, _speaker(None, None, None, code(scan, place)), None, office=False, bare=False
                )
        if mention is None and name is None and organisation is None:
            return self._plain(first, last, end)
        if mention is None:
            fake = SpeakerMention(first, end, 0, 0, name, None, organisation, None)
            speaker = known(self._spoken(fake))
            home = next((p for p in scan.places if p.first == first and p.last < end), None)
            if organisation is not None and home is not None:
                speaker = speaker.model_copy(update={"country": home.entry.country})
            return Phrase(
                first, last, speaker, None, office=False, bare=organisation is None and first == run
            )
        body = mention.organisation or organisation
        before = self._party(first, mention)
        if before is not None and (body is None or body == "government"):
            body = before if body is None else f"{before} government"
        merged = mention._replace(name=name or mention.name, organisation=body)
        speaker = known(self._spoken(merged))
        return Phrase(
            first,
            last,
            speaker,
            None,
            office=merged.name is None,
            bare=merged.name is not None and merged.role is None and body is None,
        )

    def _without_place(self, first: int, end: int, name: str) -> str:
        """A name without the place that an office before it is of: "Chief Minister of Balochistan Jam Kamal"."""
        for place in self._scan.places:
            if first < place.first and place.last < end and self._lower(place.first - 1) in ("of", "to"):
                text = _text(self._scan, place.first, place.last)
                if name.startswith(text + " "):
                    return name[len(text) + 1 :]
        return name

    def _spoken(self, mention: SpeakerMention) -> Speaker:
        return of_mention(self._story, self._scan, mention)

    def _of_group(
        self, first: int, last: int, group: Word, text: str, mention: SpeakerMention | None, name: str | None
    ) -> Phrase:
        person = name if mention is not None and mention.role and name else None
        speaker = _speaker(
            person or text, mention.role if mention is not None else None, str(group.get("name")), None
        )
        return Phrase(
            first,
            last,
            speaker,
            group,
            office=person is None and mention is not None and bool(mention.role),
            bare=False,
        )

    def _of_rulers(
        self, first: int, last: int, end: int, mention: SpeakerMention | None, name: str | None
    ) -> Phrase:
        """ "The Taliban administration": a group that rules speaks for its country."""
        role = mention.role if mention is not None else None
        body = _text(self._scan, first, end) if name is None and role is None else "Taliban government"
        return Phrase(first, last, _speaker(name, role, body, "AF"), None, office=name is None, bare=False)

    def _plain(self, first: int, last: int, end: int) -> Phrase | None:
        """ "officials", "the government": they speak for the country that stands beside them, else the article's."""
        word = self._lower(end - 1)
        if word not in lists().domestic:
            force = next(
                (w for m in self._scan.folk if m.last == end and (w := m.entry.of("force")) is not None), None
            )
            if force is None:
                return None
            country = near_country(self._scan, end - 1) or self._story.country
            return Phrase(
                first,
                last,
                _speaker(None, None, str(force.get("name")), country),
                None,
                office=True,
                bare=False,
            )
        country = near_country(self._scan, end - 1) or self._story.country
        role = word if word.startswith(("official", "authorit")) else None
        return Phrase(
            first, last, _speaker(None, role, None if role else word, country), None, office=True, bare=False
        )

    def _run(self, first: int, end: int, mention: SpeakerMention | None, after: int) -> int:
        """Where the capitals begin that end the phrase, after its office."""
        start = max(first, after)
        if mention is not None:
            start = max(start, mention.last if mention.name is None else mention.first)
        position = end
        tokens = self._scan.tokens
        while position > start:
            text, lower = tokens[position - 1].text, tokens[position - 1].lower
            if not (
                text[0].isupper()
                or lower in self._words.particles
                or lower.isdecimal()
                or (text == "." and position > start + 1)
                or (
                    lower in _SMALL
                    and position - 2 >= start
                    and tokens[position - 2].lower in self._words.body
                )
            ):
                break
            position -= 1
            if lower in _TITLES and position < end - 1:
                return position + 1
        while (
            position < end
            and (tokens[position].lower in self._words.particles | _SMALL or tokens[position].text == ".")
            and not tokens[position].text[0].isupper()
        ):
            position += 1
        return position

    def _is_body(self, first: int, last: int) -> bool:
        """Whether capitals name a body rather than a person: "ANP", "Jamaat-e-Islami", "Human Rights Watch"."""
        words = [self._lower(p) for p in range(first, last)]
        if any(word in self._words.body for word in words):
            return True
        text = self._scan.tokens[first].text
        return (
            last - first == 1 and len(text) > 1 and text.isupper() and not self._scan.sentence.text.isupper()
        )

    def _party(self, first: int, mention: SpeakerMention) -> str | None:
        """The body that stands before an office: "PPP chairman", "Pakistan Peoples Party's leader"."""
        stop = mention.first
        while stop > first and self._lower(stop - 1) in ("'s", "'", ")", "senior", "central", "provincial"):
            stop -= 1
        if stop <= first:
            return None
        place = next((p for p in self._scan.places if p.last == stop and p.first <= first), None)
        if place is not None:
            return None
        if not self._scan.tokens[stop - 1].text[0].isupper():
            return None
        opening = next((p for p in range(stop - 1, first, -1) if self._lower(p) == "("), None)
        return _text(self._scan, first, opening if opening is not None and opening > first else stop)


def _speaker(name: str | None, role: str | None, organisation: str | None, country: str | None) -> Speaker:
    return Speaker.model_construct(name=name, role=role, organisation=organisation, country=country)


def _text(scan: Scan, first: int, last: int) -> str:
    return scan.sentence.text[scan.tokens[first].start : scan.tokens[last - 1].end]
