"""Stocks: what is peculiar to levels on a day: which reserves are meant, and which amounts are none of theirs.

Reserves come in two sizes: what the central bank holds, and what the country holds with its commercial banks. Where an
article only says "reserves", the words around it decide, and at last the numbers: a level that agrees with one of the two
is that one. (`stockdays` finds the day.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from streams.economy import retold
from streams.economy.calendars import Interval
from streams.economy.figures import Figure
from streams.economy.indicators import Entry, Mention
from streams.economy.merging import agree
from streams.economy.money import Quantity
from streams.economy.sentences import Reading
from streams.economy.standing import banks_hold, long_ago, of_country
from streams.economy.statement import State
from streams.economy.thread import Thread
from streams.text.document import Document
from streams.text.lexicon import load

#: The series that are levels on a day.
STOCKS = ("reserves.central_bank", "reserves.total", "debt.external", "debt.total")
#: What a figure beside a stock is of, if of nothing else.
NONE = Entry("capital-other", "other")
#: So many tokens behind a level its holder may follow ("$5.62 billion have been reserved with the commercial banks").
_HOLDER = 12
#: So many named levels a bare one is compared with.
_MOST = 24


@dataclass(frozen=True, slots=True)
class _Words:
    other: frozenset[str]
    holders: frozenset[str]
    owner: frozenset[str]
    said: frozenset[str]
    foreign: frozenset[str]
    flows: frozenset[str]
    causes: frozenset[str]
    counted: frozenset[str]
    parts: frozenset[str]
    inside: frozenset[str]


@cache
def _words() -> _Words:
    data = load("streams.economy", "stocks.toml")
    reserves, flow = data["reserves"], data["flow"]
    return _Words(
        frozenset(reserves["other"]), frozenset(reserves["holders"]), frozenset(reserves["owner"]),
        frozenset(reserves["said"]), frozenset(reserves["foreign"]), frozenset(flow["verbs"]), frozenset(flow["causes"]),
        frozenset(flow["counted"]), frozenset(reserves["parts"]), frozenset(data["part"]["of"]),
    )  # fmt: skip


# --- Which reserves ---------------------------------------------------------------------------------------------------


def reserves(reading: Reading, mention: Mention, thread: Thread, owner: str | None) -> Entry | None:
    """Whose reserves a bare name means; `owner` is the country that the words give them. None where it is no such stock."""
    known, words = _words(), reading.lowers
    before = words[max(0, mention.first - 5) : mention.first]
    if "," in before:
        before = before[len(before) - before[::-1].index(",") :]
    if set(before[-2:]) & known.other or (before[-1:] and before[-1] in known.parts):
        return NONE
    if inside(before):
        return NONE if {"included", "counted", "held"} & set(before) else None
    if _of_banks(words[mention.last : mention.last + 7]):
        return NONE
    if before[-1:] == ["its"] and _subject(words[: mention.first]):
        return Entry("reserves.central_bank", "stock")
    if known.holders & set(before) or (
        before[-1:] == ["their"] and known.holders & set(words[: mention.first])
    ):
        return NONE
    spoken = (
        thread.indicator
        if thread.indicator in ("reserves.central_bank", "reserves.total")
        and thread.near(reading.sentence.index)
        else None
    )
    topic = (thread.topic or "").startswith("reserves")
    if mention.last - mention.first == 1 and spoken is None and not topic and not known.foreign & set(words):
        return None
    if with_banks(reading, mention):
        return Entry("reserves.total", "stock")
    if _had(words[: mention.first]):
        return Entry("reserves.central_bank", "stock")
    if (owner or thread.home) != "PK":
        return Entry("reserves.central_bank", "stock")
    around = words[mention.last : mention.last + 6]
    if of_country(around):
        return Entry("reserves.total", "stock")
    if {"total", "overall", "combined"} & set(before):
        return Entry("reserves.total", "stock")
    if held(before, around):
        return Entry("reserves.central_bank", "stock")
    if owner is not None or {"country", "nation", "national"} & set(before):
        return Entry("reserves.total", "stock", generic=True)
    if spoken is not None:
        return Entry(spoken, "stock", generic=True)
    if {"including", "comprising"} & set(words[mention.last :]) and {"sbp", "bank"} & set(
        words[mention.last :]
    ):
        return Entry(
            "reserves.total", "stock", generic=True
        )  # "to $16.64 billion including $11.5 billion with the SBP"
    if _speaks(reading):
        return Entry("reserves.central_bank", "stock", generic=True)
    return Entry("reserves.total", "stock", generic=True)


def _of_banks(after: Sequence[str]) -> bool:
    """ "the reserves of commercial banks", "reserves held by the country's scheduled banks"."""
    if after[:1] not in (["of"], ["with"], ["at"]) and after[:2] not in (["held", "by"], ["held", "with"]):
        return False
    rest = [word for word in after[1:] if word not in ("by", "with", "the", "country", "'s", "local", "all")]
    return bool(rest) and (rest[0] in _words().holders or rest[0] == "banks")


def with_banks(reading: Reading, mention: Mention) -> bool:
    """ "total reserves, which include foreign assets of commercial banks": the country's, wherever it is."""
    after = reading.lowers[mention.last : mention.last + 9]
    if after[:1] == ["("] or after[:1] == [","]:
        after = after[1:]
    including = {"include", "includes", "including"} & set(after[:2])
    return bool(including) and "banks" in after


def inside(before: Sequence[str]) -> bool:
    """ "foreign currency assets, a major component of the reserves": a share of the stock is spoken of."""
    return bool(_words().inside & set(before[-4:])) and bool({"of", "in"} & set(before[-3:]))


def held(before: Sequence[str], around: Sequence[str]) -> bool:
    """Whether the words beside the name give it to the central bank: "the State Bank's", "held by the SBP"."""
    owner = _words().owner
    close = [word for word in before if word != "'s"][-2:]
    if close[-1:] == ["bank"] and owner & set(close):
        return True  # "the report noted that State Bank foreign exchange reserves climbed"
    if {"sbp", "sbp's"} & set(before) or ("bank" in before and owner & set(before)):
        return "according" not in before and not _words().said & set(before)
    held = {"held", "with", "of", "at"} & set(around)
    return bool(held) and bool(owner & set(around) or "bank" in around) and not _words().holders & set(around)


def _had(words: Sequence[str]) -> bool:
    """ "the central bank had only $3.2 billion in reserves"."""
    return any(
        word in ("had", "has", "held", "holds", "maintains")
        and (words[place - 1] == "sbp" or (words[place - 1] == "bank" and words[place - 2] in _words().owner))
        and "in" in words[place:]
        for place, word in enumerate(words)
        if place > 1
    )


def _subject(words: Sequence[str]) -> bool:
    """Whether the central bank is named before: "the SBP said its foreign exchange reserves rose"."""
    return any(
        word == "sbp" or (word == "bank" and place and words[place - 1] in _words().owner)
        for place, word in enumerate(words)
    )


def _speaks(reading: Reading) -> bool:
    """Whether a sentence is about the central bank, and does not only cite it."""
    words, known = reading.lowers, _words()
    for place, word in enumerate(words):
        if word == "sbp" or (word == "bank" and place and words[place - 1] in known.owner):
            if word == "sbp" and words[place - 1] == "(":
                continue  # "data released by the State Bank of Pakistan (SBP)": the name before tells
            window = set(words[max(0, place - 4) : place]) | set(words[place + 1 : place + 7])
            if not window & (known.said | {"according", "by"}):
                return True
    return False


# --- Which amounts ----------------------------------------------------------------------------------------------------


def nobodys(reading: Reading, state: State, entry: Entry, index: int) -> bool:
    """Whether an amount beside a stock is no level of it: what commercial banks hold, what moved it, the same in brackets."""
    quantity, words, known = reading.quantities[index], reading.lowers, _words()
    before = reading.quantities[index - 1] if index else None
    if before is not None and _converted(reading, before, quantity):
        return True
    following = reading.quantities[index + 1].first if index + 1 < len(reading.quantities) else len(words)
    behind = words[quantity.last : min(following, quantity.last + _HOLDER)]
    if entry.id.startswith("reserves") and (_with_banks(behind) or banks_hold(reading, quantity)):
        return True
    if long_ago(reading, quantity):
        return True
    if words[max(0, quantity.lead - 1) : quantity.lead] in (
        ["added"],
        ["adds"],
        ["adding"],
        ["gained"],
        ["shed"],
    ):
        return True  # "The reserves added $1.57 billion in the week"
    if behind[:2] in (["of", "domestic"], ["in", "domestic"]) and entry.id.startswith("debt"):
        return True  # "Rs51.52 trillion of domestic and Rs24.49 trillion of external debt"
    was = 2 if behind[:2] in (["have", "been"], ["has", "been"]) else 0
    if behind[was : was + 1] in (["added"], ["borrowed"], ["accumulated"], ["credited"]):
        return True  # "with Rs739 billion added in August alone"
    if words[max(0, quantity.lead - 2) : quantity.lead] in (["instead", "of"], ["rather", "than"]):
        return True
    if words[quantity.last : quantity.last + 1] and words[quantity.last] in known.counted:
        return True  # "the $350 billion economy"
    if words[quantity.last : quantity.last + 1] == ["in"] and known.counted & set(
        _phrase(words, quantity.last + 1)
    ):
        return True  # "$1.25 billion in U.S.-backed bonds"
    boosted = {"reinforced", "boosted", "bolstered", "supplemented", "strengthened", "shored"}
    if (
        words[quantity.lead - 1] == "with" and boosted & set(words[max(0, quantity.lead - 7) : quantity.lead])
    ) or _paid(reading, state, quantity):
        return True  # "reinforced its reserves with over Sh170 billion"
    start = max((b for b in reading.breaks if b <= quantity.first), default=0)
    near = words[
        max(0 if state.explicit else start, quantity.lead - (3 if state.explicit else 12)) : quantity.lead
    ]
    if known.flows & set(near) and not _since(reading, near, quantity):
        return True
    level = state.level
    if level is None or level.sentence != reading.sentence.index or level.indicator not in STOCKS:
        return False
    between = words[level.position : quantity.lead]
    named = any(
        level.position < m.first < quantity.first and m.entry.kind == "stock" for m in reading.mentions
    )
    return not named and bool(known.causes & set(between)) and reading.lead(quantity.lead, "base") is None


def _phrase(words: Sequence[str], start: int) -> list[str]:
    """The words of a short phrase, up to the next comma or verb."""
    stops = (",", ".", ";", "from", "to", "as", "at", "by", "on", "for", "and")
    end = next((p for p in range(start, min(len(words), start + 5)) if words[p] in stops), start + 5)
    return list(words[start:end])


def _paid(reading: Reading, state: State, quantity: Quantity) -> bool:
    """ "paid interest on these debts amounting to $3.5 billion": the verb before is one of paying, not of standing or moving."""
    words = reading.lowers
    moves = {cue.first for cue in reading.cues_of("up", "down")}
    for place in range(quantity.lead - 1, max(-1, quantity.lead - 12), -1):
        if place in moves or words[place] in (
            "stood",
            "stands",
            "reached",
            "was",
            "were",
            "held",
            "is",
            "hit",
            "level",
            "had",
            "totalled",
        ):
            return False
        if words[place] in ("paid", "paying", "repaid", "repaying", "pays", "repay", "pay"):
            return True
    return False


def _since(reading: Reading, near: Sequence[str], quantity: Quantity) -> bool:
    """Whether the stock itself stands between a word of payments and its level ("despite payments reserves of $X")."""
    start = quantity.lead - len(near)
    return any(m.entry.kind == "stock" and start <= m.first < quantity.first for m in reading.mentions)


def _converted(reading: Reading, before: Quantity, quantity: Quantity) -> bool:
    """ "$7,481 million (Sh1.06 trillion)": one level in two currencies."""
    between = reading.lowers[before.last : quantity.lead]
    return (
        before.kind == "money" == quantity.kind
        and before.unit != quantity.unit
        and between in (["("], ["or"], [",", "or"], ["/"])
    )


def _with_banks(behind: Sequence[str]) -> bool:
    """ "$5.62 billion have been reserved with the country's commercial banks"."""
    for place, word in enumerate(behind):
        if word in (";", "while", "whereas", "but", "and"):
            return False
        if word in _words().holders and place:
            before = [
                w
                for w in behind[max(0, place - 4) : place]
                if w not in ("the", "country", "'s", "local", "net")
            ]
            return before[-1:] in (["with"], ["by"]) and "'" not in behind[place + 1 : place + 3]
    return False


# --- What the whole article says --------------------------------------------------------------------------------------


def settle(figures: Sequence[Figure], document: Document) -> None:
    """Give bare reserves the series that the numbers name, and levels without a day that of another telling or of publication."""
    named = [f for f in figures if f.indicator.startswith("reserves") and f.change is None and not f.bare]
    by_sentence: dict[int, list[Figure]] = {}
    for figure in figures:
        if figure.indicator in STOCKS and figure.change is not None and figure.interval is not None:
            figure.interval = Interval(figure.interval.end, figure.interval.end)
        if figure.bare and figure.change is None:
            by_sentence.setdefault(figure.sentence, []).append(figure)
    for group in by_sentence.values():
        said = {series for figure in group if (series := _by_numbers(figure, named)) is not None}
        for figure in group:
            if len(said) == 1:
                figure.indicator = next(iter(said))
                figure.bare = False
    retold.scaled(figures)
    _retold(figures)
    today = Interval(document.published_on, document.published_on)
    dated = [f for f in figures if f.indicator in STOCKS and f.change is None and f.interval is not None]
    for figure in figures:
        if (
            figure.indicator in STOCKS
            and figure.change is None
            and figure.interval is None
            and not figure.compared
            and figure.status in ("actual", "provisional", "estimate")
            and not any(
                f.indicator == figure.indicator and f.geo == figure.geo and agree(f, figure) for f in dated
            )
        ):
            figure.interval, figure.span = _with_parts(figure, dated) or today, "day"
    retold.settle(figures, document)


def _with_parts(figure: Figure, dated: Sequence[Figure]) -> Interval | None:
    """The one day that an article gives for the parts of a debt, further down: the whole is of that day."""
    if not figure.indicator.startswith("debt"):
        return None
    days = {
        f.interval
        for f in dated
        if f.indicator.startswith("debt")
        and f.indicator != figure.indicator
        and f.geo == figure.geo
        and not f.compared
    }
    return days.pop() if len(days) == 1 else None


def _retold(figures: Sequence[Figure]) -> None:
    """A level to which only the article lends its day is the one of another day that it agrees with, if there is but one."""
    sure = [
        f
        for f in figures
        if f.indicator in STOCKS and f.change is None and f.span == "day" and f.interval is not None
    ]
    for figure in figures:
        if figure.span != "stock":
            continue
        figure.span = "day"
        same = {
            f.interval
            for f in sure[:_MOST]
            if f.indicator == figure.indicator and f.geo == figure.geo and agree(f, figure)
        }
        if len(same) == 1:
            figure.interval = same.pop()


def _by_numbers(figure: Figure, named: Sequence[Figure]) -> str | None:
    """The reserves that a bare level is of: those it agrees with, or not those that are another number on its day."""
    near = [
        f for f in named[:_MOST] if f.geo == figure.geo and f.unit == figure.unit and _same_day(f, figure)
    ]
    same = {f.indicator for f in near if agree(f, figure)}
    if same:
        return same.pop() if len(same) == 1 else None
    dated = [
        f
        for f in near
        if f.interval is not None and figure.interval is not None and f.indicator == figure.indicator
    ]
    for other in dated:
        # What the country has in all is the larger.
        if figure.indicator == "reserves.central_bank" and figure.value > 1.05 * other.value:
            return "reserves.total"
        if figure.indicator == "reserves.total" and figure.value < 0.95 * other.value:
            return "reserves.central_bank"
    return None


def _same_day(one: Figure, other: Figure) -> bool:
    return one.interval is None or other.interval is None or one.interval.end == other.interval.end
