"""What reads like an attack and is none: a feud's murder or a robbery, an animal's attack, shares that explode."""

from __future__ import annotations

from streams.security.clause import Clause, Found
from streams.security.frame import Frame
from streams.security.frames import Story
from streams.security.scan import Scan

#: Beside a motive it is denied or not known.
_DOUBT = frozenset({"not", "no", "whether", "or", "ruled", "ruling", "nor", "unclear", "ascertain", "determine", "denied", "rejected", "angle", "angles", "either", "anti", "squad", "unit", "cell"})  # fmt: skip
_ANIMALS = frozenset({"elephant", "elephants", "leopard", "leopards", "tiger", "tigers", "tigress", "dog", "dogs", "bear", "bears", "shark", "sharks", "crocodile", "crocodiles", "wolf", "wolves", "bees", "monkeys", "lion", "lions", "boar", "boars", "snake", "hyena"})  # fmt: skip
#: What explodes.
_DEVICES = frozenset({"bomb", "bombs", "device", "devices", "explosive", "explosives", "mine", "mines", "landmine", "landmines", "grenade", "grenades", "car", "cars", "vehicle", "vehicles", "truck", "van", "shell", "shells", "rocket", "rockets", "missile", "missiles", "ied", "ieds", "tanker", "motorcycle", "motorbike", "bike", "bicycle", "vest", "jacket", "parcel", "package", "suitcase", "charge", "drone", "drones", "bomber", "bombers", "he", "she", "it", "they", "attacker", "attackers", "one", "two", "three", "first", "second", "third", "another", "material", "dynamite", "mortar", "ordnance", "cracker", "boat", "ship", "train", "bus", "cart", "rickshaw", "ambulance", "munition", "munitions", "ammunition", "belt", "cylinder", "trap", "briefcase", "bag", "ball", "toy", "pipe", "letter", "box"})  # fmt: skip
_HEARERS = frozenset({"reporters", "journalists", "questions", "photographers", "paparazzi", "fans"})


def private(frame: Frame, story: Story) -> bool:
    """Whether the text tells of an attack as a private crime: "shot dead over an old enmity", "robbers shot dead a trader"."""
    first = frame.clauses[0].scan
    if any(clause.scan.words("group") for clause in frame.clauses):
        return False
    index = first.sentence.index
    scans = [first, *story.scans[index + 1 : index + 2]]
    return any(_motive(scan) for scan in scans)


def _motive(scan: Scan) -> bool:
    return any(
        w.get("cue") == "personal"
        and _DOUBT.isdisjoint(scan.lower(p) for p in range(m.first - 8, m.last + 6))
        for m, w in scan.words("cue")
    )


def beastly(clause: Clause) -> bool:
    """Whether animals attacked: "wild elephants attacked a village"."""
    return any(
        not _ANIMALS.isdisjoint(t.text for t in clause.scan.tokens[max(m.first - 3, 0) : m.first])
        for m, w in clause.attacks
        if w.get("form") == "verb"
    )


def metaphor(clause: Clause, found: Found) -> bool:
    """Whether what explodes is no bomb, or who is ambushed is only asked: "shares exploded", "was ambushed by reporters"."""
    match, word = found
    scan = clause.scan
    if word.text in ("exploded", "explodes", "exploding"):
        return _DEVICES.isdisjoint(scan.lower(p) for p in range(max(match.first - 10, 0), match.first))
    if word.text == "shot up":
        return scan.lower(match.last) in ("by", "to", "from", "in", "nearly", "almost", "about", "more") or scan.lower(match.last).isdecimal()  # fmt: skip
    if word.text in ("ambushed", "bombarded", "besieged", "mobbed"):
        return not _HEARERS.isdisjoint(scan.lower(p) for p in range(match.last, match.last + 4))
    return False
