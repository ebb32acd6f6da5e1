"""How strongly an article speaks of security, 0 to 1, and the words that decided it."""

from __future__ import annotations

from functools import cache

from streams.security.words import Entry, Word, lexicon
from streams.text.document import Document, Sentence
from streams.text.lexicon import Phrases, load

#: Sentences that are weighed: the head of an article says what it is about.
_SENTENCES = 24
#: Words of this weight tell of an attack by themselves.
_STRONG = 1.4
#: A lead has at least as many words.
_SHORT = 7
#: What the forces and the courts do, and to whom.
_ACTS = frozenset({"raid", "raid-plain", "clearance", "arrest", "conviction", "defusal", "eliminate"})
_FOES = frozenset({"militants", "militant", "group"})
_HARMS = frozenset({"killed", "injured", "abducted"})


def score(document: Document) -> tuple[float, list[str]]:
    """The score and its terms, strongest first; words of accidents, sport and the screen weigh against it."""
    data = load("streams.security", "weights.toml")
    entries: dict[str, float] = data["entry"]
    against: dict[str, float] = data["against"]
    parts: dict[str, float] = data["part"]
    seen: dict[tuple[str, str], tuple[float, str]] = {}
    minus: dict[tuple[str, str], float] = {}
    together: dict[str, float] = {}
    short = False
    for sentence in document.sentences[:_SENTENCES]:
        part = "body" if sentence.kind not in parts else sentence.kind
        if part == "lead" and _words(sentence) < _SHORT:
            short = True  # a byline or the name of the site: what comes next leads
        elif part == "body" and short and _words(sentence) >= _SHORT:
            part, short = "lead", False
        elif part == "lead":
            short = False
        weight = parts[part]
        strong = struck = harmed = acted = fought = False
        for matcher, signs in _matchers():
            # Most sentences of other news have nothing to weigh.
            if signs.isdisjoint(sentence.tokens.lowers):
                continue
            for match in matcher.find(sentence.tokens):
                for word in match.entry.words:
                    name = _name(word)
                    if word.table == "not" or name in against:
                        minus[name, part] = against.get(name, 0.0) * weight
                    value = entries.get(name)
                    harmed = harmed or (word.table == "harm" and word.get("effect") in _HARMS)
                    struck = struck or word.table == "attack"
                    acted = acted or name in _ACTS
                    fought = fought or name in _FOES
                    if value:
                        strong = strong or (word.table in ("attack", "person") and value >= _STRONG)
                        text = sentence.text[match.start : match.end]
                        known = seen.get((name, part))
                        if known is None or value * weight > known[0]:
                            seen[name, part] = (value * weight, text)
        if struck and harmed:
            together[part] = max(together.get(part, 0.0), data["killing" if strong else "harming"] * weight)
        if acted and fought:
            together[part] = max(together.get(part, 0.0), data["pursuing"] * weight)
    total = sum(value for value, _ in seen.values()) + sum(together.values()) - sum(minus.values())
    if total <= 0:
        return 0.0, []
    half = float(data["half"])
    terms: dict[str, float] = {}
    for value, text in seen.values():
        terms[text.lower()] = terms.get(text.lower(), 0.0) + value
    ranked = sorted(terms, key=lambda text: (-terms[text], text))
    return min(total / (total + half), 1.0), ranked


def _words(sentence: Sentence) -> int:
    """How many words a sentence has, figures and marks aside."""
    return sum(token.text[0].isalpha() for token in sentence.tokens)


def _name(word: Word) -> str:
    """The name under which a word is weighed."""
    return "group" if word.table == "group" else "sport" if word.id == "sport" else word.id


@cache
def _matchers() -> tuple[tuple[Phrases[Entry], frozenset[str]], ...]:
    """The matchers, each with the longest word of every phrase that weighs anything."""
    data, words = load("streams.security", "weights.toml"), lexicon()
    weighed = {*data["entry"], *data["against"]}
    return tuple(
        (
            matcher,
            frozenset(
                max(phrase, key=len)
                for phrase, entry in matcher.phrases()
                if any(
                    word.table in ("not", "harm", "attack") or _name(word) in weighed for word in entry.words
                )
            ),
        )
        for matcher in (words.events, words.folk, words.speech, words.cues)
    )
