"""Claims of responsibility: which armed group says that it did it.

Theory: the group that stands nearest before the verb claims, or the one that follows "claimed by"; a group that only tells whose
friend another is ("al-Qaeda-linked") does not. "The group", "it" and "the militants" are the group that was named last.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from schemas import Speaker
from streams.security.frames import Story
from streams.security.leaders import surnames
from streams.security.phrase import Phrase
from streams.security.scan import Scan
from streams.security.spokesmen import EMIRATE, group_of
from streams.security.subjects import Subjects
from streams.security.utterance import Said
from streams.security.words import Entry, Word, lists, rules
from streams.text.dates import DateMention
from streams.text.lexicon import Match
from streams.text.names import SpeakerMention

Named = tuple[Word, Match[Entry]]

#: How far after "claimed by" a group may stand, and how far the members of a row may stand apart, in tokens.
_AFTER, _BETWEEN = 8, 9
_ANAPHORS = frozenset({"group", "outfit", "militants", "organisation", "organization", "insurgents", "faction", "jihadists", "extremists", "rebels", "separatists", "movement", "militia", "it", "they", "spokesman", "spokesperson", "its"})  # fmt: skip
_NOT_CLAIMED = frozenset({"that", "lives", "life", "to", "responsibility", "by", "credit", "victory", "in", "after", "during", "he", "she", "they", "were", "was", "had", "have", "dead"})  # fmt: skip
#: How far a man's name may stand from the group that he speaks for, in tokens, and what he is to it.
_MAN = 9
#: After an attack that is "claimed": something is told of it.
_TOLD = frozenset({"was", "were", "had", "has", "have", "is", "are", "would", "could", "may", "might"})  # fmt: skip
_OFFICES = frozenset({"spokesman", "spokesperson", "spokesmen", "commander", "leader", "chief", "emir", "ameer", "amir"})  # fmt: skip
_APART = frozenset({"\"", "army", "police", "military", "ministry", "security", "official", "was", "were", "killed", "attacked", "said", "told", "condemned", "against", "blamed", "accused", "government", "administration", "interior", "defence", "foreign"})  # fmt: skip
#: Bodies that own up for a state, and those that no armed group is named like.
_OWNERS = ("ministry", "defence", "defense", "military", "army", "forces", "idf", "air force", "navy", "pentagon", "africa command", "central command", "centcom", "africom", "joint forces")  # fmt: skip
_STATES_OWN = ("task force", "command", "police", "rangers", "coast guard", "joint force", "air force", "centcom", "africom", "defence headquarters", "ministry")  # fmt: skip
_PARTS = frozenset(
    {"faction", "fraction", "splinter", "offshoot", "branch", "wing", "affiliate", "breakaway", "group"}
)
_TIED = frozenset({"linked", "affiliated", "allied", "loyal", "allegiance", "ties", "links", "close", "aligned", "tied", "pledged"})  # fmt: skip
_ROW = frozenset(
    {
        "and",
        ",",
        "the",
        "both",
        "by",
        "its",
        "outlawed",
        "banned",
        "-",
        "affiliated",
        "linked",
        "or",
        "(",
        ")",
    }
)


class Groups:
    """The groups that an article has named so far, for "the group" and "it"."""

    def __init__(self, story: Story) -> None:
        self._published = story.published
        self._known = surnames([token.lower for token in scan.tokens] for scan in story.scans)
        self._last: tuple[Word, str] | None = None
        self._men: dict[str, Word] = {}

    def read(self, scan: Scan, mentions: Sequence[SpeakerMention]) -> None:
        """Take in what a sentence names: the group that it names first is what the next one speaks of."""
        found = groups(scan)
        self.meet(scan, mentions)
        if found:
            # "Once an affiliate of one group, another ...": the other.
            word, match = next((one for one in found if not _part(scan, one[1])), found[0])
            self._last = (word, scan.sentence.text[match.start : match.end])

    def meet(self, scan: Scan, mentions: Sequence[SpeakerMention]) -> None:
        """Learn who speaks for a group: "Azam Tariq, a spokesman for the TTP", "BLA spokesman Jeeyand Baloch"."""
        named = groups(scan) if mentions else ()
        for word, match in named:
            for mention in mentions:
                name = (mention.name or "").lower()
                # The Afghan Taliban's spokesmen speak for the state that they rule.
                rules = word.id == "AFG-TAL" and self._published >= EMIRATE
                if not name or rules or any(w.text.lower() == name for w, _ in named):
                    continue
                first, last = min(mention.first, match.first), max(mention.last, match.last)
                gap = max(mention.first - match.last, match.first - mention.last)
                if gap <= _MAN and any(scan.lower(p) in _OFFICES for p in range(first, last)) and not any(scan.lower(p) in _APART for p in range(first, last)):  # fmt: skip
                    self._men.setdefault(name.split()[-1], word)

    def of(self, speaker: Speaker) -> tuple[Speaker, Word] | None:
        """The speaker as his group's man, if the article has told that he is."""
        name = (speaker.name or "").lower().split()
        word = self._men.get(name[-1]) if name and self._men else None
        word = word or group_of(speaker.name, self._published)
        if word is None:
            return None
        return speaker.model_copy(update={"organisation": str(word.get("name")), "country": None}), word

    def full(self, speaker: Speaker) -> Speaker:
        """The speaker with what his full name tells, where only the surname of a well-known person stands."""
        name = (speaker.name or "").lower()
        if not name or " " in name or speaker.role or speaker.organisation or name not in self._known:
            return speaker
        return self._known[name]

    @property
    def last(self) -> tuple[Word, str] | None:
        """The group named last, and how."""
        return self._last


@cache
def _pakistani() -> Word:
    rule = next(r for table, r in rules("groups.toml") if table == "group" and r["id"] == "TTP")
    return Word("group", "TTP", {"name": rule["name"]}, rule["names"][0])


def at_home(said: Said, *, named: bool) -> None:
    """In a story of the TTP (`named`), "the Taliban" who own up to an attack, or disown one, are the country's own."""
    if said.group is None or said.group.id != "AFG-TAL":
        return
    before = [said.scan.lower(p) for p in range(max(said.first - 5, 0), said.first + 3)]
    if not (named or {"pakistan", "pakistani"} & set(before)):
        return
    tokens = said.scan.tokens
    words = {t.lower for p, t in enumerate(tokens) if said.scan.lower(p + 1) not in ("border", "frontier")}
    if (said.speaker.name or "").lower() not in ("taliban", "taleban") or words & {"afghan", "afghanistan", "kabul"}:  # fmt: skip
        return
    said.group = _pakistani()
    said.speaker = said.speaker.model_copy(update={"organisation": str(said.group.get("name"))})


def groups(scan: Scan) -> list[Named]:
    """The groups of a sentence that are not merely those to which others are linked."""
    linked = lists().linked
    return [
        (w, m)
        for m, w in scan.words("group")
        if scan.lower(m.last) not in linked
        and not (scan.lower(m.first - 1) in ("to", "with") and scan.lower(m.first - 2) in _TIED)
    ]


def claims(
    word: Word, scan: Scan, match: Match[Entry], subjects: Subjects, known: Groups, day: DateMention | None, *, general: bool, home: str | None = None
) -> list[Said]:  # fmt: skip
    """The claims that a verb makes: one a group."""
    if word.id == "claim-what" and not _of_attack(scan, match):
        return []
    if scan.lower(match.last) in _TOLD and scan.lower(match.last - 1) in lists().objects["claimable"]:
        return []  # "claimed the attack had been planned abroad"
    if word.get("speaker") == "after":
        unlisted = _unlisted(scan, match, subjects)
        if unlisted is not None:
            return [Said("claim", word.id, unlisted.speaker, None, None, day, scan, match.first, unlisted.last, general)]  # fmt: skip
        return [
            _claim(word, group, _longest(scan, group, found), day, scan, match.first, max(found.last, match.last), general=general)
            for group, found in _following(scan, match)
        ]  # fmt: skip
    named = _before(scan, match)
    spoken = subjects.before(match.first)
    if named is not None and spoken and spoken[0].group is None and _part(scan, named[1]) and spoken[0].first > named[1].last and scan.lower(spoken[0].first - 1) == ",":  # fmt: skip
        named = None  # "A wing of the TTP, Jundul Hafsa, owned up"
    if named is not None and _part(scan, named[1]):
        # "Hizb-e-Amn, a splinter group of the Taliban, claimed"
        outer = subjects.apposed(named[1].first)
        if outer is not None and outer.group is None and not outer.office:
            named, spoken = None, [outer]
        elif _splinter(scan, named[1]):
            return []  # "A splinter group of the Taliban claimed": its name comes elsewhere
    row = _row(scan, match) if named is not None else []
    if row:
        return [_claim(word, group, _longest(scan, group, found), day, scan, min(found.first, match.first), match.last, general=general) for group, found in row]  # fmt: skip
    if named is not None:
        group, found = named
        text = _longest(scan, group, found)
        return [_claim(word, group, text, day, scan, min(found.first, match.first), max(found.last, match.last), general=general)]  # fmt: skip
    if not spoken and scan.lower(match.first) == "saying" and subjects.opening is not None:
        spoken = [subjects.opening]
    pronoun = any(scan.lower(p) in _ANAPHORS for p in range(match.first))
    if spoken and spoken[0].group is None:
        speaker = spoken[0].speaker
        bodies = (speaker.organisation or speaker.name or "").lower()
        owns = any(name in bodies for name in _OWNERS)
        state = speaker.name is None and speaker.organisation is None and speaker.role is None
        owns = (owns or state) and speaker.country != home
        plainly = scan.lower(match.last - 1) != "targeted" or scan.lower(match.last - 2) == "had"
        said = scan.lower(match.first).startswith(("said", "say", "claim")) or "responsib" in scan.lower(match.last - 1)  # fmt: skip
        if owns and speaker.country and said and plainly:
            # A ministry owns up to a strike.
            return [
                Said("claim", word.id, speaker, None, None, day, scan, spoken[0].first, match.last, general)
            ]
        if any(name in bodies for name in _STATES_OWN):
            return []  # the state's own forces tell of their work at home
    if spoken and not word.get("plain"):
        # A group that no list knows.
        speaker = spoken[0].speaker
        unknown = speaker.organisation or speaker.name
        surname = speaker.organisation is None and " " not in (unknown or " ") and known.last is not None
        if unknown and speaker.role is None and not spoken[0].office and not surname:
            speaker = Speaker.model_construct(name=unknown, role=None, organisation=unknown, country=None)
            return [
                Said("claim", word.id, speaker, None, None, day, scan, spoken[0].first, match.last, general)
            ]
        pronoun = pronoun or surname
    if pronoun and known.last is not None and not (scan.lower(match.first - 1) == "and" and scan.lower(match.last - 1) == "killed"):  # fmt: skip
        group, text = known.last
        return [_claim(word, group, text, day, scan, match.first, match.last, general=general)]
    return []


def _of_attack(scan: Scan, match: Match[Entry]) -> bool:
    """Whether what is claimed is an attack: "claimed Saturday's deadly attack", not "claimed that", "claimed lives"."""
    wanted = lists().objects["claimable"]
    for position in range(match.last, match.last + 7):
        lower = scan.lower(position)
        if lower in wanted:
            return scan.lower(position + 1) not in _TOLD
        if lower in _NOT_CLAIMED or not (scan.tokens[position : position + 1] and (scan.tokens[position].text[0].isalnum() or lower in ("'s", "'", "-", '"'))):  # fmt: skip
            return False
    return False


def _unlisted(scan: Scan, match: Match[Entry], subjects: Subjects) -> Phrase | None:
    """The group after "claimed by" that no list knows: "claimed by the Hizb-e-Amn, a faction of the Taliban"."""
    phrase = next(iter(subjects.after(match.last)), None)
    if phrase is None or phrase.group is not None or phrase.first - match.last > 2 or phrase.office:
        return None
    if scan.lower(phrase.first - 1) in ("a", "an") or scan.lower(phrase.last) in ("militant", "armed", "rebel", "group"):  # fmt: skip
        return None  # "claimed by a Palestinian militant group": nobody is named
    speaker = phrase.speaker
    if speaker.role is not None:
        return None
    unknown = speaker.organisation or speaker.name
    speaker = Speaker.model_construct(name=unknown, role=None, organisation=unknown, country=None)
    return phrase._replace(speaker=speaker) if unknown else None


def _claim(
    word: Word, group: Word, text: str, day: DateMention | None, scan: Scan, first: int, last: int, *, general: bool
) -> Said:  # fmt: skip
    speaker = Speaker.model_construct(name=text, role=None, organisation=str(group.get("name")), country=None)
    return Said("claim", word.id, speaker, None, group, day, scan, first, last, general)


def _following(scan: Scan, match: Match[Entry]) -> list[Named]:
    """The groups after "claimed by": the first, and those that a row joins to it."""
    found: list[Named] = []
    for group, named in groups(scan):
        if named.first < match.last:
            continue
        end = found[-1][1].last if found else match.last
        if found and _part(scan, found[-1][1]) and named.first - end <= _BETWEEN and scan.lower(end) == ",":
            found[-1] = (group, named)
            continue
        if named.first - end > (_BETWEEN if found else _AFTER):
            break
        if found and not (
            any(scan.lower(p) == "and" for p in range(end, named.first))
            and all(scan.lower(p) in _ROW or any(m.first <= p < m.last for m, _ in scan.words("group")) for p in range(end, named.first))
        ):  # fmt: skip
            break
        found.append((group, named))
    return found


def _before(scan: Scan, match: Match[Entry]) -> Named | None:
    """The group that a claim belongs to: nearest before the verb."""
    before = [(w, m) for w, m in groups(scan) if m.last <= match.first or m.first == match.first]
    if not before:
        return None
    # "Jaish-i-Fursan Muhammad, a faction of the Hafiz Gul Bahadur group, claimed": the first of an apposition speaks.
    word, found = before[-1]
    for other, earlier in reversed(before[:-1]):
        between = [scan.lower(p) for p in range(earlier.last, found.first)]
        while between and between[0] in ("'", '"', ")", "group", "outfit", "militants"):
            del between[0]  # "the 'Hizb' group, which split from the Taliban, claimed"
        if (
            between
            and between[0] in (",", "-", "—", "–", "(")
            and (len(between) <= 8 or (len(between) <= 14 and between[1] in ("a", "an")))
            and "known" not in between
            and not _part(scan, earlier)
        ):
            word, found = other, earlier
    return word, found


def _row(scan: Scan, match: Match[Entry]) -> list[Named]:
    """The groups of which each claims it: "Jundullah, Jamaat-ul-Ahrar and the TTP claimed the attack"."""
    found = [(w, m) for w, m in groups(scan) if m.last <= match.first]
    if len(found) < 2 or match.first - found[-1][1].last > 4:
        return []
    row = found[-1:]
    ands = False
    for word, named in reversed(found[:-1]):
        between = [scan.lower(p) for p in range(named.last, row[-1][1].first)]
        while between[:1] == ["group"]:
            del between[0]
        if not between or not {",", "and", "the", "both"}.issuperset(between) or word.id == row[-1][0].id:
            break
        ands = ands or "and" in between
        row.append((word, named))
    told = scan.lower(row[-1][1].first - 1) in ("of", "-", "—", "–", "between") or (scan.lower(row[-1][1].first - 1) == "the" and scan.lower(row[-1][1].first - 2) in ("of", "-", "—", "–"))  # fmt: skip
    return row[::-1] if ands and len(row) > 1 and not told else []


def _part(scan: Scan, named: Match[Entry]) -> bool:
    """Whether only a part of the group is spoken of, which is then named: "a faction of the Taliban, Jamaat-ul-Ahrar,"."""
    after = [scan.lower(p) for p in range(named.last, named.last + 3)]
    if after[:1] in (["splinter"], ["offshoot"], ["breakaway"], ["faction"]) or after[1:2] == ["splinter"]:
        return True  # "Taliban splinter group claims attack"
    before: list[str] = []
    for position in range(named.first - 1, max(named.first - 6, -1), -1):
        if scan.lower(position) == ",":
            break
        before.append(scan.lower(position))
    return "of" in before and any(word in _PARTS for word in before)


def _splinter(scan: Scan, named: Match[Entry]) -> bool:
    """Whether those who broke away from a group speak, nameless."""
    near = {scan.lower(p) for p in (*range(named.first - 5, named.first), *range(named.last, named.last + 2))}
    return bool(near & {"splinter", "offshoot", "breakaway"})


def _longest(scan: Scan, group: Word, found: Match[Entry]) -> str:
    """The group as the sentence names it most fully: not the letters in brackets after the name."""
    if scan.lower(found.first - 1) == "(":
        for match, word in scan.words("group"):
            if word.id == group.id and match.last == found.first - 1:
                return scan.sentence.text[match.start : match.end]
    return scan.sentence.text[found.start : found.end]
