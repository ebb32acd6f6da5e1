"""Statements: who condemned, accused, denied, claimed, supported, warned or demanded, to whom and about which attack.

Theory: a verb of public speech takes its speaker before it (after it in "condemned by"): a country, a capital that stands for
its government, a body, an office with its name, a force, an armed group. Whoever says the same thing several times in one
article says it once; of a state's accusations and denials there is one towards each addressee.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from schemas import Speaker
from streams.security.addressees import AFTER, accuser, addressee, charged, that_group, told_against
from streams.security.claims import Groups, at_home, claims
from streams.security.demands import asked, demanded, summoned, that_one
from streams.security.denials import always, boast, charge_before, charge_judged, charged_one, opposes
from streams.security.frames import Story
from streams.security.parties import foreign, of_mention
from streams.security.quotations import Quotations
from streams.security.reading import Reading
from streams.security.reported import reported
from streams.security.scan import Scan
from streams.security.speaking import speakers
from streams.security.spokesmen import EMIRATE
from streams.security.subjects import Subjects
from streams.security.utterance import Said, once
from streams.security.words import Entry, Word, lists
from streams.text.lexicon import Match
from streams.text.voices import Voices

_PRONOUNS = frozenset({"it", "this", "that", "these", "any", "having", "being"})
_NO = frozenset({"no", "nobody", "none", "neither", "not", "never", "yet", "without", "nor"})
_USUAL = frozenset({"often", "usually", "typically", "frequently", "regularly", "routinely", "traditionally", "generally"})  # fmt: skip
_REPRISAL = frozenset({"consequences", "retaliate", "retaliation", "repercussions", "reprisal", "reprisals", "retribution"})  # fmt: skip
#: Before a verb: it is not said, or not by who stands before it.
_UNSAID = frozenset({"of", "would", "must", "should", "was", "were", "being", "stop", "stopped", "avoid", "from", "than", "could", "cannot", "instead", "be", "been"})  # fmt: skip
#: Bodies that speak for the world rather than for a country.
_LONG = frozenset(
    {
        "previously",
        "long",
        "repeatedly",
        "regularly",
        "often",
        "routinely",
        "frequently",
        "always",
        "consistently",
    }
)


def said(
    story: Story, voices: Voices, home: str | None = None, about: Callable[[Said], object] | None = None
) -> list[Said]:
    """The statements of an article, each once, in the order of the text.

    `home` is the country of its main attack; `about` tells which attack a statement is about.
    """
    home = home or story.country
    found: list[Said] = []
    last: list[Said] = []
    groups = Groups(story)
    quotes = Quotations(story, voices)
    for index, scan in enumerate(story.scans):
        here: list[Said] = []
        if not scan.speech:
            groups.read(scan, voices.mentions(index))
            if last and scan.lower(0) == "so" and scan.lower(1) in ("did", "has", "have"):
                here = _so_did(story, voices, scan, last)
                found += here
            last = here
            continue
        subjects = Subjects(story, scan, voices.mentions(index))
        groups.meet(scan, voices.mentions(index))
        for match, word in scan.words("statement"):
            for act in _acts(scan, match, word):
                reading = Reading(
                    story,
                    voices,
                    scan,
                    index,
                    match,
                    word,
                    act,
                    here,
                    last,
                    found,
                    subjects,
                    groups,
                    quotes,
                    home,
                )
                here += _read(reading)
        groups.read(scan, voices.mentions(index))
        found += here
        last = here or last
    native = any(w.id == "TTP" for scan in story.scans for _, w in scan.words("group"))
    for item in found:
        at_home(item, named=native and story.country == "PK")
        if item.group is not None and item.group.id == "AFG-TAL" and story.published >= EMIRATE:
            item.speaker = item.speaker.model_copy(update={"country": "AF"})
        item.about = about(item) if about is not None else None
    return once(found, home)


def _read(at: Reading) -> list[Said]:
    scan, match, word, act = at.scan, at.match, at.word, at.act
    if not _asserted(scan, match, word, at.subjects):
        return []
    if act == "claim" and _nobody(scan, match):
        return []
    if act in ("claim", "accuse", "deny") and _usual(scan, match):
        return []
    if act == "claim" and _of_many(scan, match):
        return []
    day = next(
        (d for d in scan.dates if abs(d.first - match.last) <= 4 or abs(match.first - d.last) <= 3), None
    )
    general = any(scan.lower(p) in _LONG for p in range(max(match.first - 6, 0), match.last + 1))
    if act == "accuse" and word.id == "alleged" and not told_against(scan, match):
        return []
    if word.id == "ask" and (scan.lower(match.first - 1) in ("had", "has", "have") or not asked(scan, match)):
        return []
    if act == "deny" and (boast(scan, match) or always(scan, match) or opposes(scan, match)):
        return []
    policy = act == "accuse" and _policy(scan, match, general=general)
    if act == "claim" and word.get("speaker") != "reporter":
        return claims(word, scan, match, at.subjects, at.groups, day, general=general, home=at.home)
    if word.get("speaker") == "reporter":
        return reported(at, day)
    voiced = speakers(
        at.story,
        at.voices,
        scan,
        at.index,
        match,
        word,
        at.here,
        at.last,
        at.subjects,
        act=act,
        group=at.groups.last,
        quotes=at.quotes,
    )
    aimed = addressee(scan, match, act) if act in ("accuse", "warn", "demand") else None
    if act == "demand" and (aimed is None or aimed.country is None):
        aimed = summoned(scan, match) or that_one(scan, match, at.here) or aimed
    if aimed is None and act == "accuse":
        aimed = that_group(scan, match, at.groups.last)
    found: list[Said] = []
    if not voiced and act == "deny" and (one := charged_one(scan, match, at.here)) is not None:
        voiced = [one]
    for voice, band, first in voiced:
        speaker, group = at.groups.full(_the_body(scan, voice, first, at.told)), band
        if group is None and act != "demand" and (man := at.groups.of(speaker)) is not None:
            speaker, group = man
        if group is None:
            speaker = _fuller(speaker, at.told)
        target = aimed
        if act == "demand" and (target is None or target.country == speaker.country):
            target, wanted = demanded(scan, match, speaker)
            if not wanted and group is None:
                continue
        elif target is None:
            if act == "accuse" or (act == "warn" and not _threat(scan, match, group)):
                continue
        elif target.country is not None and target.country == speaker.country:
            continue
        if policy and target is not None and target.country is None:
            continue
        if act == "support" and not foreign(speaker, at.home):
            continue
        if act == "warn" and general:
            continue
        if act == "condemn" and word.id.startswith("judge") and any(s.act == "deny" and s.scan is scan for s in at.here):  # fmt: skip
            continue  # "rejected the charge, calling it irresponsible"
        if (
            act == "accuse"
            and group is not None
            and any(s.act == "claim" and s.scan is scan for s in at.here)
        ):
            continue  # "said it did it, blaming the country's part in the war": its reason
        if act == "accuse" and (target is None or target.country) and any(s.act == "deny" and s.scan is scan and s.speaker.country == speaker.country for s in at.here):  # fmt: skip
            continue
        if act == "deny":
            target = accuser(at.last, at.here, speaker)
            charge = charged(scan, match, speaker) if target is None else None
            if charge is not None:
                found.append(Said("accuse", word.id, charge[0], charge[1], None, day, scan, match.first, match.last, general))  # fmt: skip
        found.append(Said(act, word.id, speaker, target, group, day, scan, min(first, match.first), max(match.last, first), general))  # fmt: skip
    return found


#: Bodies that stand alone for one named in full before.
_SHORT = frozenset({"embassy", "ministry", "mission", "consulate", "department", "commission", "organisation", "organization"})  # fmt: skip


def _the_body(scan: Scan, speaker: Speaker, first: int, told: Sequence[Said]) -> Speaker:
    """ "The embassy" is the one that spoke before."""
    body = (speaker.organisation or "").lower()
    if speaker.name is not None or body not in _SHORT or scan.lower(first - 1) != "the":
        return speaker
    return next((s.speaker for s in reversed(told) if body in (s.speaker.organisation or "").lower().split()), speaker)  # fmt: skip


def _fuller(speaker: Speaker, told: Sequence[Said]) -> Speaker:
    """The speaker with the body that he was told to be of when he spoke before."""
    if not speaker.name or speaker.organisation:
        return speaker
    before = next((s.speaker for s in told if s.speaker.name == speaker.name and s.speaker.organisation and s.group is None), None)  # fmt: skip
    return before or speaker


def _nobody(scan: Scan, match: Match[Entry]) -> bool:
    """Whether nobody claimed it; "but" turns to somebody who did."""
    start = max(match.first - 8, 0)
    turned = [
        p for p in range(start, match.first) if scan.lower(p) in ("but", "although", "though", "however")
    ]
    return scan.cued("negative", turned[-1] if turned else start, match.first)


def _usual(scan: Scan, match: Match[Entry]) -> bool:
    """Whether the verb tells of a habit rather than of one attack: "such attacks are often claimed by"."""
    return (
        any(scan.lower(p) in _USUAL for p in range(max(match.first - 2, 0), match.last))
        and scan.lower(match.first - 1) != "and"
    )


#: Of which attacks a claim is that of none: "for a number of attacks", "all such bombings have been claimed by".
_MANY = frozenset({"number", "several", "many", "dozens", "scores", "hundreds", "numerous", "most", "various", "previous", "past", "multiple", "series", "string", "such", "similar"})  # fmt: skip


def _of_many(scan: Scan, match: Match[Entry]) -> bool:
    """Whether a group owns up to attacks in general: "has claimed responsibility for a number of attacks"."""
    if scan.lower(match.last) == "for" and scan.lower(match.last + 1) == "them":
        return True  # "such attacks took place, and it claimed responsibility for them"
    before = match.last - 1 > 0 and scan.lower(match.last - 1) == "by"
    near = range(max(match.first - 8, 0), match.first) if before else range(match.last, match.last + 7)
    at = next((p for p in near if scan.lower(p) in _MANY), None)
    if any(d.first > match.last and d.when.precision in ("day", "month") for d in scan.dates):
        return False  # "for similar attacks in Brussels in March"
    if at is None or any(scan.lower(p) in (",", "after", "when", "that") for p in range(match.last, at)):
        return False
    return any(
        scan.lower(p).endswith("s") and scan.lower(p)[:-1] in lists().objects["claimable"]
        for p in range(at, at + 6)
    )


def _policy(scan: Scan, match: Match[Entry], *, general: bool) -> bool:
    """Whether it tells what somebody always says of a group, not of one attack: "Turkey blames the PKK for such attacks"."""
    if not general and scan.lower(match.first) not in ("accuses", "blames", "accuse", "blame"):
        return False
    if scan.sentence.kind == "headline" or scan.dates:
        return False
    wanted = lists().objects["claimable"]
    singular = [p for p in range(match.last, match.last + 16) if scan.lower(p) in wanted and not scan.lower(p).endswith("s")]  # fmt: skip
    return not singular


def _threat(scan: Scan, match: Match[Entry], group: Word | None) -> bool:
    """Whether an armed group threatens to strike again, or somebody to strike back, whoever is meant."""
    following = [scan.lower(p) for p in range(match.first, match.last + 5)]
    if any(scan.lower(p) in _REPRISAL for p in range(match.first, match.last + 14)):
        return True
    return group is not None and any(
        word in ("attacks", "attack", "strikes", "targeting", "revenge", "avenge") for word in following
    )


def _asserted(scan: Scan, match: Match[Entry], word: Word, subjects: Subjects) -> bool:
    """Whether the verb says that somebody did: not denied, wished or suffered."""
    near = range(max(match.first - 4, 0), match.first)
    # "Reporters Without Borders urges": a name denies nothing.
    before = ["" if p > scan.begin and scan.tokens[p].text.istitle() and scan.lower(p) in _NO else scan.lower(p) for p in near]  # fmt: skip
    parted = next((p for p in range(len(before) - 1, -1, -1) if before[p] in ("and", "but", ",")), -1)
    if any(item in _NO for item in before[parted + 1 :]):
        return False
    if word.get("speaker") in ("after", "reporter"):
        return True
    if before[-1:] == ["to"] and any(
        scan.lower(p) in ("on", "upon", "urged") for p in range(max(match.first - 8, 0), match.first)
    ):
        return False  # "called on the world to condemn it": nobody has yet
    while len(before) > 1 and before[-1].endswith("ly"):
        del before[-1]
    if before[-2:] in (["what", "it"], ["what", "he"], ["what", "they"], ["what", "she"]):
        return False  # "to protest over what it called violations"
    if before[-1:] == ["and"] and "to" in before and "condemn" in before:
        return False  # "called on the world to condemn and denounce it"
    if before[-1:] == ["to"]:
        return any(scan.lower(p) in subjects.ready for p in range(max(match.first - 8, 0), match.first))
    return not before or before[-1] not in _UNSAID


def _acts(scan: Scan, match: Match[Entry], word: Word) -> list[str]:
    """The acts that a verb is with what follows it: one expresses condolences, condemnation, or both."""
    if word.id.startswith("judge") and charge_judged(scan, match):
        return ["deny"]
    found = (
        [str(word.get("act"))] if _objects(scan, match, word, word.get("needs") or [word.get("act")]) else []
    )
    for act, needs in (word.get("also") or {}).items():
        if _objects(scan, match, word, needs):
            found.append(act)
    if not found and word.id == "deny" and charge_before(scan, match):
        found.append("deny")
    return found


def _objects(scan: Scan, match: Match[Entry], word: Word, names: Sequence[str]) -> bool:
    """Whether what follows the verb can be what the act is about; a pronoun only right after it."""
    lists_of = lists().objects
    wanted = [lists_of[name] for name in names if name in lists_of]
    if (within := word.get("within")) is not None:
        return any(
            scan.lower(p) in item for p in range(match.last, match.last + int(within)) for item in wanted
        )
    if not wanted or (word.get("speaker") == "after" and not word.get("needs")):
        return True
    reach = int(word.get("reach") or AFTER)
    about = lists_of["claimable"] if word.get("reach") else None
    if about is not None and not any(scan.lower(p) in about for p in range(match.last, match.last + reach)):
        return False
    for position in range(match.first, match.last + reach):
        lower = scan.lower(position)
        if any(lower in item for item in wanted) and (lower not in _PRONOUNS or position <= match.last):
            return True
        if lower in (".", ";") and position > match.last:
            break
    return False


def _so_did(story: Story, voices: Voices, scan: Scan, last: Sequence[Said]) -> list[Said]:
    """ "So did Prime Minister ...": the act of the sentence before."""
    index = scan.sentence.index
    found = []
    for mention in voices.mentions(index)[:1]:
        act = last[-1]
        found.append(Said(act.act, act.rule, of_mention(story, scan, mention), act.addressee, None, None, scan, mention.first, mention.last))  # fmt: skip
    return found
