"""Fingerprints of texts: what tells a reprint from another outlet's own words, small enough to travel with every event.

Theory: two texts are alike in so far as they share their shingles, the runs of three words in them; MinHash (Broder 1997) keeps of
a text 64 numbers of which as many agree with another's as the two share of all shingles together (their Jaccard index), and a byte
of each is enough (b-bit MinHash, Li and König 2010). With the number of shingles it also tells how much of the shorter text
is in the longer, so that a story cut from its end is known. Seeds are fixed: the same text has the same fingerprint everywhere.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from rensa import RMinHash

#: Numbers that are kept, and the seed of their permutations.
_KEPT, _SEED = 64, 20260206
#: Words that are looked at: outlets cut a story from its end.
_WORDS: Final = 1500
#: A text of fewer shingles says too little to be told from others by its words.
_FEWEST: Final = 24
#: Of the shorter text's shingles so many are in the longer, in parts, and of both together so many are shared.
_WITHIN, _SHARED = 0.7, 0.25
#: Two bytes agree by chance once in so many times.
_CHANCE: Final = 1 / 256
#: What is compared: this way of making shingles, and the library's way of hashing them.
_SCHEME: Final = f"1.{RMinHash.ALGORITHM_VERSION}"
_WORD: Final = re.compile(r"[^\W_]+")


#: The low seven bits of each byte that is kept, and the high one.
_LOW: Final = int.from_bytes(b"\x7f" * _KEPT)
_HIGH: Final = int.from_bytes(b"\x80" * _KEPT)


class Sketch(NamedTuple):
    """What a fingerprint says, ready to be compared."""

    scheme: str
    shingles: int
    kept: int


def fingerprint(texts: Iterable[str]) -> str | None:
    """The fingerprint of a text given in pieces, such as `1.2:c9:…`; None where it is too short to have one."""
    found = (match.group() for text in texts for match in _WORD.finditer(text.lower()))
    words = list(islice(found, _WORDS))
    shingles = {" ".join(run) for run in zip(words, words[1:], words[2:], strict=False)}
    if len(shingles) < _FEWEST:
        return None
    minima = RMinHash(num_perm=_KEPT, seed=_SEED)
    minima.update(list(shingles))
    kept = b64encode(bytes([number & 0xFF for number in minima.digest()])).decode()
    return f"{_SCHEME}:{len(shingles):x}:{kept}"


def alike(one: Sketch, other: Sketch) -> bool:
    """Whether two sketches are of one text, also where one is cut or edited.

    Those that were made in different ways cannot be compared, and are not alike.
    """
    differing = one.kept ^ other.kept
    # a byte's high bit is set where any bit of it is
    agreeing = _KEPT - ((((differing & _LOW) + _LOW) | differing) & _HIGH).bit_count()
    shared = (agreeing / _KEPT - _CHANCE) / (1 - _CHANCE)
    if shared < _SHARED or one.scheme != other.scheme:
        return False
    both = shared / (1 + shared) * (one.shingles + other.shingles)
    return both >= _WITHIN * min(one.shingles, other.shingles)


@lru_cache(maxsize=1 << 14)
def sketch(text: str) -> Sketch | None:
    """What a fingerprint says; None for what is not one."""
    scheme, _, rest = text.partition(":")
    size, _, coded = rest.partition(":")
    try:
        shingles, kept = int(size, 16), b64decode(coded, validate=True)
    except (ValueError, Error):
        return None
    return Sketch(scheme, shingles, int.from_bytes(kept)) if len(kept) == _KEPT and shingles > 0 else None
