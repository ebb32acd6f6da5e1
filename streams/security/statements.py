"""Statements: who condemned, accused, denied, claimed, supported, warned or demanded, to whom and about which attack.

Theory: a verb of public speech takes its speaker before it (after it in "condemned by"): a country, a capital that stands for
its government, a body, an office with its name, a force, an armed group. Whoever says the same thing several times in one
article says it once; of a state's accusations and denials there is one towards each addressee.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas import Addressee, Speaker
from streams.security.frames import Story
from streams.security.scan import Scan
from streams.security.words import Entry, Word
from streams.text.dates import DateMention
from streams.text.lexicon import Match
from streams.text.names import SpeakerMention
from streams.text.places import PlaceMention, country_of
from streams.text.voices import Voices

#: How far a speaker may stand before the verb, and what is said after it, in tokens.
_BEFORE = 14
_AFTER = 9
_OBJECTS = {
    "condemn": frozenset(
        "attack attacks blast bombing explosion incident shooting killing killings it this act acts assault terrorism violence murder murders massacre suicide terrorist strike strikes abduction hijacking ambush tragedy martyrdom raid deadly heinous cowardly brutal terror bomb firing loss airstrikes airstrike targeting crime crimes abductions kidnapping barbaric atrocity".split()
    ),  # fmt: skip
    "deny": frozenset(
        "allegation allegations accusation accusations charge charges claim claims involvement responsibility role it this these that having any being link links assertion assertions report reports hand harbouring harboring supporting sheltering reports insinuations".split()
    ),  # fmt: skip
}
_NO = frozenset({"no", "nobody", "none", "neither", "not", "never", "yet", "without", "nor"})
_DOMESTIC = frozenset(
    {
        "officials",
        "official",
        "authorities",
        "government",
        "police",
        "army",
        "military",
        "forces",
        "ministry",
        "minister",
        "office",
        "embassy",
        "presidency",
        "council",
        "spokesperson",
        "spokesman",
    }
)
#: Bodies that speak for the world rather than for a country.
_LONG = frozenset(
    {"long", "repeatedly", "regularly", "often", "routinely", "frequently", "always", "consistently"}
)


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
    again: list[tuple[Scan, int, int]] = field(default_factory=list)

    @property
    def target(self) -> str | None:
        """To whom it is said, as a key."""
        if self.addressee is None:
            return None
        return self.addressee.country or self.addressee.name


def said(story: Story, voices: Voices) -> list[Said]:
    """The statements of an article, each once, in the order of the text."""
    found: list[Said] = []
    last: list[Said] = []
    for index, scan in enumerate(story.scans):
        here: list[Said] = []
        if not scan.speech:
            if last and scan.lower(0) == "so" and scan.lower(1) in ("did", "has", "have"):
                here = _so_did(story, voices, scan, last)
                found += here
            last = here
            continue
        for match, word in scan.words("statement"):
            here += _read(story, voices, scan, index, match, word, here, last)
        found += here
        last = here or last
    return _once(found, story.country)


def _read(
    story: Story,
    voices: Voices,
    scan: Scan,
    index: int,
    match: Match[Entry],
    word: Word,
    here: Sequence[Said],
    last: Sequence[Said],
) -> list[Said]:
    act = str(word.get("act"))
    before = [scan.lower(p) for p in range(max(match.first - 4, 0), match.first)]
    if any(item in _NO for item in before) or scan.lower(match.first - 1) in ("to", "of", "would", "must", "should", "was", "were", "being") and word.get("speaker") != "after":  # fmt: skip
        return []
    if scan.cued("negative", max(match.first - 8, 0), match.first) and act == "claim":
        return []
    day = next(
        (d for d in scan.dates if abs(d.first - match.last) <= 4 or abs(match.first - d.last) <= 3), None
    )
    general = any(scan.lower(p) in _LONG for p in range(max(match.first - 6, 0), match.last + 1))
    if act == "claim":
        group = _group(scan, match, after=word.get("speaker") == "after")
        if group is None and last and scan.lower(0) in ("it", "the", "they"):
            group = next((s.group for s in last if s.group is not None), None)
            if group is None:
                return []
            return [_claim(word, group, group.text, day, scan, match, general=general)]
        if group is None:
            return []
        entry, position = group
        text = _longest_name(scan, entry, position)
        return [_claim(word, entry, text, day, scan, match, general=general, first=min(position.first, match.first), last=max(position.last, match.last))]  # fmt: skip
    wanted = _OBJECTS.get(act)
    if wanted is not None and word.get("speaker") != "after":
        following = [scan.lower(p) for p in range(match.last, match.last + _AFTER)]
        inside = [scan.lower(p) for p in range(match.first, match.last)]
        if not any(item in wanted for item in (*following, *inside)):
            return []
    speakers = _speakers(story, voices, scan, index, match, word, here, last)
    addressee = _addressee(scan, match) if act in ("accuse", "warn", "demand") else None
    found: list[Said] = []
    for speaker, group_word, first in speakers:
        if act in ("accuse", "warn") and addressee is None:
            continue
        if act == "demand" and addressee is None and group_word is None:
            continue
        if act == "warn" and group_word is None and addressee is not None and addressee.country is None and addressee.name is None:  # fmt: skip
            continue
        target = addressee
        if target is not None and target.country is not None and target.country == speaker.country:
            continue
        if act == "support" and not _foreign(speaker, story.country):
            continue
        if act == "accuse" and any(s.act == "deny" and s.scan is scan and s.speaker.country == speaker.country for s in here):  # fmt: skip
            continue
        if act == "deny":
            target = _accuser(last, here, speaker)
        found.append(Said(act, word.id, speaker, target, group_word, day, scan, min(first, match.first), max(match.last, first), general))  # fmt: skip
    return found


def _claim(
    word: Word, group: Word, text: str, day: DateMention | None, scan: Scan, match: Match[Entry], *, general: bool,
    first: int | None = None, last: int | None = None,
) -> Said:  # fmt: skip
    speaker = Speaker.model_construct(name=text, role=None, organisation=str(group.get("name")), country=None)
    return Said("claim", word.id, speaker, None, group, day, scan, match.first if first is None else first, match.last if last is None else last, general)  # fmt: skip


def _group(scan: Scan, match: Match[Entry], *, after: bool) -> tuple[Word, Match[Entry]] | None:
    """The armed group that a claim belongs to: nearest before the verb, first after "claimed by"."""
    groups = scan.words("group")
    if after:
        return next(((w, m) for m, w in groups if 0 <= m.first - match.last <= 8), None)
    before = [(w, m) for m, w in groups if m.last <= match.first]
    if not before:
        return None
    # "Jaish-i-Fursan Muhammad, a faction of the Hafiz Gul Bahadur group, claimed": the first of an apposition speaks.
    word, found = before[-1]
    for other, earlier in reversed(before[:-1]):
        between = [scan.lower(p) for p in range(earlier.last, found.first)]
        if between and between[0] == "," and len(between) <= 8:
            word, found = other, earlier
    return word, found


def _longest_name(scan: Scan, group: Word, found: Match[Entry]) -> str:
    """The group as the sentence names it most fully: not the letters in brackets after the name."""
    if scan.lower(found.first - 1) == "(":
        for match, word in scan.words("group"):
            if word.id == group.id and match.last == found.first - 1:
                return scan.sentence.text[match.start : match.end]
    return scan.sentence.text[found.start : found.end]


def _speakers(
    story: Story,
    voices: Voices,
    scan: Scan,
    index: int,
    match: Match[Entry],
    word: Word,
    here: Sequence[Said],
    last: Sequence[Said],
) -> list[tuple[Speaker, Word | None, int]]:
    mentions = voices.mentions(index)
    if word.get("speaker") == "after":
        return _list_after(story, scan, mentions, match)
    if scan.lower(match.first - 1) in ("and", ",") or scan.lower(match.first - 2) in ("and",):
        # "condemned it and accused India": the subject of the verb before, unless another is named since.
        shared = [s for s in here if s.scan is scan and s.last <= match.first]
        if shared and any(m.name and shared[-1].last <= m.first and m.last <= match.first for m in mentions):
            shared = []
        if shared and match.first - shared[-1].last <= 16:
            return [(shared[-1].speaker, shared[-1].group, shared[-1].first)]
    found = _before(story, scan, mentions, match)
    if found:
        return [_earlier_body(speaker, group, first, last) for speaker, group, first in found]
    if scan.lower(match.first - 1) in ("he", "she", "it", "they", "also") or scan.lower(0) in (
        "he",
        "she",
        "it",
        "they",
    ):
        previous = voices.speaker(index) or (voices.speaker(index - 1) if index else None)
        if previous is not None and previous.name:
            return [(_of_mention(story, scan, previous), None, match.first)]
        if last:
            return [(last[-1].speaker, last[-1].group, match.first)]
    if word.get("act") in ("support", "accuse", "condemn", "deny") and scan.tokens[
        match.first
    ].lower.endswith("ing"):
        shared = [s for s in here if s.scan is scan and s.last <= match.first]
        if shared:
            return [(shared[-1].speaker, shared[-1].group, shared[-1].first)]
        current = voices.speaker(index)
        if current is not None and (current.name or current.organisation or current.country):
            return [
                (
                    _of_mention(story, scan, current),
                    None,
                    current.first if current in mentions else match.first,
                )
            ]
    return []


def _before(
    story: Story, scan: Scan, mentions: Sequence[SpeakerMention], match: Match[Entry]
) -> list[tuple[Speaker, Word | None, int]]:
    """The nearest speaker that ends before the verb, with those joined to it by "and"."""
    options: list[tuple[int, int, Speaker, Word | None]] = []
    for mention in _people(scan, mentions):
        if mention.last <= match.first:
            options.append((mention.last, mention.first, _of_mention(story, scan, mention), None))
    covered = [(first, last) for last, first, _, _ in options]

    def free(first: int, last: int) -> bool:
        return not any(a < last and first < b for a, b in covered)

    for place in scan.places:
        if place.last <= match.first and free(place.first, place.last) and _state(scan, place):
            speaker = Speaker.model_construct(
                name=None, role=None, organisation=None, country=_code(scan, place)
            )
            options.append((place.last, place.first, speaker, None))
    for found, group in scan.words("group"):
        if found.last <= match.first and free(found.first, found.last):
            text = scan.sentence.text[found.start : found.end]
            speaker = Speaker.model_construct(
                name=text, role=None, organisation=str(group.get("name")), country=None
            )
            options.append((found.last, found.first, speaker, group))
    for found in scan.folk:
        force = found.entry.of("force")
        if force is not None and found.last <= match.first and free(found.first, found.last):
            country = _near_country(scan, found.first) or story.country
            speaker = Speaker.model_construct(
                name=None, role=None, organisation=str(force.get("name")), country=country
            )
            options.append((found.last, found.first, speaker, None))
    for position in range(match.first):
        if scan.lower(position) in _DOMESTIC and free(position, position + 1):
            country = _near_country(scan, position) or story.country
            role = scan.lower(position) if scan.lower(position).startswith(("official", "authorit")) else None
            body = None if role else scan.lower(position)
            speaker = Speaker.model_construct(name=None, role=role, organisation=body, country=country)
            options.append((position + 1, position, speaker, None))
    if not options:
        return []
    options.sort(key=lambda item: (item[0], item[1]))
    last, first, speaker, group_word = options[-1]
    if match.first - last > _BEFORE or not _subject(scan, last, match.first):
        # An insertion between commas: "Modi, who cut short a visit to Saudi Arabia, condemned".
        outer = _around_insertion(scan, options, match)
        if outer is None:
            return []
        last, first, speaker, group_word = outer
    elif scan.lower(match.first - 1) == ",":
        outer = _around_insertion(scan, options, match)
        if outer is not None:
            last, first, speaker, group_word = outer
    chosen = [(speaker, group_word, first)]
    for other_last, other_first, other, other_group in reversed(options[:-1]):
        between = [scan.lower(p) for p in range(other_last, chosen[-1][2])]
        if 0 < len(between) <= 3 and all(item in ("and", ",", "the") for item in between) and other.country != chosen[-1][0].country:  # fmt: skip
            chosen.append((other, other_group, other_first))
        else:
            break
    return chosen


def _people(scan: Scan, mentions: Sequence[SpeakerMention]) -> list[SpeakerMention]:
    """The mentions that are not part of a country's name ("the United States")."""
    states = [(p.first, p.last) for p in scan.places if not p.demonym and p.entry.kind == "country"]
    return [
        m for m in mentions
        if m.role or m.organisation or not any(first < m.last and m.first < last for first, last in states)
    ]  # fmt: skip


_Option = tuple[int, int, Speaker, Word | None]


def _around_insertion(scan: Scan, options: Sequence[_Option], match: Match[Entry]) -> _Option | None:
    if scan.lower(match.first - 1) != ",":
        return None
    opening = next(
        (p for p in range(match.first - 2, max(match.first - 24, -1), -1) if scan.tokens[p].text == ","), None
    )
    if opening is None:
        return None
    before = [option for option in options if option[0] <= opening and opening - option[0] <= 1]
    if not before:
        return None
    last, first, speaker, group = before[-1]
    name = scan.sentence.text[scan.tokens[opening + 1].start : scan.tokens[match.first - 2].end]
    inside = [scan.tokens[p] for p in range(opening + 1, match.first - 1)]
    if (
        speaker.name is None
        and speaker.role is not None
        and 0 < len(inside) <= 5
        and all(t.text[0].isupper() for t in inside)
    ):
        # "Its spokesman, Zabihullah Mujahid, accused"
        speaker = speaker.model_copy(update={"name": name})
    return last, first, speaker, group


def _subject(scan: Scan, last: int, verb: int) -> bool:
    """Whether what stands between speaker and verb leaves the one the subject of the other."""
    for position in range(last, verb):
        token = scan.tokens[position]
        lower = token.lower
        if lower in (
            "that",
            "who",
            "which",
            "after",
            "when",
            "as",
            "because",
            "if",
            "while",
            ";",
            '"',
            "where",
            "by",
            "against",
        ):
            return False
        if lower in ("said", "told", "says", "was", "were", "is", "are"):
            return lower == "said" and False
    return True


def _earlier_body(
    speaker: Speaker, group: Word | None, first: int, last: Sequence[Said]
) -> tuple[Speaker, Word | None, int]:
    """ "The members of the council" are those of the Security Council that spoke before."""
    if speaker.name is None and speaker.organisation == "council":
        for earlier in last:
            if "council" in (earlier.speaker.organisation or "").lower():
                return earlier.speaker, group, first
    return speaker, group, first


def _list_after(
    story: Story, scan: Scan, mentions: Sequence[SpeakerMention], match: Match[Entry]
) -> list[tuple[Speaker, Word | None, int]]:
    found: list[tuple[Speaker, Word | None, int]] = []
    end = match.last
    items: list[tuple[int, int, Speaker]] = [
        (m.first, m.last, _of_mention(story, scan, m)) for m in mentions if m.first >= match.last
    ]
    covered = [(first, last) for first, last, _ in items]
    items += [
        (
            p.first,
            p.last,
            Speaker.model_construct(name=None, role=None, organisation=None, country=_code(scan, p)),
        )
        for p in scan.places
        if p.first >= match.last
        and _state(scan, p)
        and not any(a < p.last and p.first < b for a, b in covered)
    ]
    for first, last, speaker in sorted(items, key=lambda item: item[0]):
        if first - end > 4:
            break
        found.append((speaker, None, first))
        end = last
    return found


def _of_mention(story: Story, scan: Scan, mention: SpeakerMention) -> Speaker:
    country = mention.country
    if country is None and not _worldly(mention):
        country = (
            _near_country(scan, mention.first, last=mention.last) or _sent_by(scan, mention) or story.country
        )
    return Speaker.model_construct(
        name=mention.name, role=mention.role, organisation=mention.organisation, country=country if country and len(country) == 2 and country != "EU" else None
    )  # fmt: skip


def _worldly(mention: SpeakerMention) -> bool:
    """Whether the body is no country's: the United Nations, the European Union."""
    body = (mention.organisation or "").lower()
    words = (
        "united nations",
        "european union",
        "islamic cooperation",
        "league",
        "cooperation",
        "council",
        "nato",
        "amnesty",
        "human rights",
    )
    return any(word in body for word in words)


def _state(scan: Scan, place: PlaceMention) -> bool:
    """Whether a place stands for its government: a country's name, or a capital that speaks."""
    if place.demonym:
        return False
    name = " ".join(token.lower for token in scan.tokens[place.first : place.last])
    return (
        country_of(name) is not None
        and scan.lower(place.first - 1) not in ("in", "of", "from", "near", "at", "inside", "outside", "to")
        and not (scan.lower(place.last) == "'s" and place.entry.kind != "country")
    )


def _code(scan: Scan, place: PlaceMention) -> str | None:
    return (
        country_of(" ".join(token.lower for token in scan.tokens[place.first : place.last]))
        or place.entry.country
    )


def _near_country(scan: Scan, first: int, *, last: int | None = None) -> str | None:
    """ "Pakistan's military", "the Afghan army", "the foreign ministry of Saudi Arabia", "its spokesman"."""
    end = first + 1 if last is None else last
    for place in scan.places:
        if place.last <= first <= place.last + 2 and (
            place.demonym or scan.lower(place.last) == "'s" or place.last == first
        ):
            return place.entry.country
    for place in scan.places:
        if end <= place.first <= end + 2 and scan.lower(place.first - 1) in ("of", "in", "the"):
            joined = scan.lower(end)
            if joined == "of" or (joined == "in" and country_of(place.entry.name) is not None):
                return _code(scan, place)
    if scan.lower(first - 1) in ("its", "their"):
        earlier = [p for p in scan.places if p.last <= first]
        return earlier[-1].entry.country if earlier else None
    return None


def _sent_by(scan: Scan, mention: SpeakerMention) -> str | None:
    """The country of an envoy: the last that the sentence names before."""
    role = (mention.role or "").lower()
    near = [scan.lower(p) for p in range(max(mention.first - 6, 0), mention.first)]
    if any(word in role for word in ("ambassador", "envoy", "commissioner", "charg")) or any(
        word in ("chargé", "charge", "embassy", "ambassador", "envoy") for word in near
    ):
        earlier = [p for p in scan.places if p.last <= mention.first and p.entry.kind == "country"]
        return earlier[-1].entry.country if earlier else None
    return None


def _addressee(scan: Scan, match: Match[Entry]) -> Addressee | None:
    """The country or the group that follows the verb."""
    stop = match.last + _AFTER
    for place in scan.places:
        if match.last <= place.first < stop:
            code = _code(scan, place)
            words = [scan.lower(p) for p in range(match.last, place.first)]
            ruled = any(
                item in ("government", "regime", "administration", "authorities", "rulers", "taliban")
                for item in words
            )
            if not ruled and any(
                item in ("in", "at", "from", ",", "near", "over", "after") for item in words
            ):
                break
            return Addressee.model_construct(name=scan.sentence.text[place.start : place.end], country=code)
    for found, group in scan.words("group"):
        if match.last <= found.first < stop:
            return Addressee.model_construct(name=str(group.get("name")), country=None)
    return None


def _accuser(last: Sequence[Said], here: Sequence[Said], speaker: Speaker) -> Addressee | None:
    """Whom a denial answers: the last accuser of the speaker's country."""
    for earlier in (*reversed(here), *reversed(last)):
        if earlier.act == "accuse" and earlier.addressee and earlier.addressee.country == speaker.country:
            return Addressee.model_construct(name=earlier.speaker.name, country=earlier.speaker.country)
    return None


def _foreign(speaker: Speaker, country: str | None) -> bool:
    if speaker.country is None:
        return speaker.organisation is not None
    return speaker.country != country


def _so_did(story: Story, voices: Voices, scan: Scan, last: Sequence[Said]) -> list[Said]:
    """ "So did Prime Minister ...": the act of the sentence before."""
    index = scan.sentence.index
    found = []
    for mention in voices.mentions(index)[:1]:
        act = last[-1]
        found.append(Said(act.act, act.rule, _of_mention(story, scan, mention), act.addressee, None, None, scan, mention.first, mention.last))  # fmt: skip
    return found


def _once(found: Sequence[Said], country: str | None) -> list[Said]:
    """Each speaker's act once; the fullest naming of the speaker stays, the others are further evidence."""
    kept: dict[tuple[str, str, str | None], Said] = {}
    for item in found:
        key = _key(item, country)
        if key is None:
            continue
        known = kept.get(key)
        if known is None and item.target is None and item.act in ("accuse", "deny", "warn", "demand"):
            known = next((s for k, s in kept.items() if k[:2] == key[:2]), None)
        if known is None:
            kept[key] = item
            continue
        if _fullness(item.speaker) > _fullness(known.speaker):
            known.speaker = item.speaker
        known.addressee = known.addressee or item.addressee
        known.said = known.said or item.said
        known.general = known.general and item.general
        known.again.append((item.scan, item.first, item.last))
    return list(kept.values())


def _key(item: Said, country: str | None) -> tuple[str, str, str | None] | None:
    speaker = item.speaker
    if item.group is not None:
        return item.act, item.group.id, item.target
    if item.act in ("accuse", "deny", "warn", "demand"):
        who = speaker.country or speaker.organisation or speaker.name
        return (item.act, who, item.target if item.act != "deny" else None) if who else None
    if speaker.country is not None and speaker.country != country:
        return item.act, speaker.country, None
    who = speaker.name.split()[-1] if speaker.name else speaker.organisation or speaker.country
    return (item.act, who, None) if who else None


def _fullness(speaker: Speaker) -> int:
    return (
        4 * (speaker.name is not None) + 2 * (speaker.organisation is not None) + (speaker.role is not None)
    )
