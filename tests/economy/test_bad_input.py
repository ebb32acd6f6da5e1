"""Input that no article has: nothing fails, and nothing comes out that the text does not say."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import Observation
from streams.economy.extract import extract
from streams.security.extract import extract as extract_security
from streams.text.document import Document
from tests.economy.articles import brief, document

#: Characters; an article with more than a million bytes, all in all, is turned away before it is read.
BIGGEST = 999_000
LEVEL = "IT exports were $437 million in December 2025."


def sound(source: Document) -> list[Observation]:
    """What is read; each value is a number, each period has days, each piece of evidence lies within its field."""
    found = extract(source)
    for one in found:
        assert math.isfinite(one.value)
        assert one.period.start <= one.period.end
        assert one.evidence
        for piece in one.evidence:
            field: str = getattr(source.article, piece.field)
            assert 0 <= piece.start < piece.end <= len(field)
    return found


def slices(source: Document, found: list[Observation]) -> list[str]:
    """The words that prove each observation."""
    return [
        getattr(source.article, piece.field)[piece.start : piece.end] for o in found for piece in o.evidence
    ]


def test_a_page_of_nothing_but_numbers_says_nothing() -> None:
    page = "\n".join(" ".join(f"{row * 7 + column:,}.{column}" for column in range(12)) for row in range(400))
    assert sound(document(page)) == []


def test_amounts_without_a_name_say_nothing() -> None:
    page = "\n".join(
        f"${row}.{row % 10} billion {row % 100} percent in December 2025" for row in range(1, 400)
    )
    assert sound(document(page)) == []


def test_numbers_around_a_sentence_leave_it_alone() -> None:
    noise = "\n".join("17 3,204 55.1 2019 88 7" for _ in range(100))
    source = document(noise, LEVEL, noise)
    found = sound(source)
    assert brief(found) == [("exports.it", 437e6, "2025-12")]
    assert slices(source, found) == ["$437 million"]


def test_a_table_of_5000_cells_is_read_in_bounds() -> None:
    rows = [
        "Month | IT exports | Imports | Change | Note",
        *(f"Row {n} | {n}.{n % 10} | {n + 3} | {n % 50}% | {n % 7}" for n in range(1000)),
    ]
    assert sound(document(LEVEL, "\n".join(rows)))[0].value == 437e6
    assert len(sound(document("\n".join(rows)))) == 0


def test_a_table_of_html_with_5000_cells_is_read_in_bounds() -> None:
    cells = "".join(f"<tr>{'<td>IT exports</td><td>$3.1 billion</td>' * 5}</tr>" for _ in range(500))
    source = document(f"<table>{cells}</table>")
    assert len(sound(source)) <= 100


def test_a_megabyte_without_a_full_stop_is_read_in_bounds() -> None:
    piece = "exports of goods in the month of the year that came before and "
    assert sound(document(piece * (BIGGEST // len(piece)))) == []


def test_half_a_megabyte_of_figures_gives_each_claim_once() -> None:
    piece = "IT exports were $437 million in December 2025 and "
    source = document(piece * (BIGGEST // 2 // len(piece)))
    found = sound(source)
    assert set(brief(found)) == {("exports.it", 437e6, "2025-12")}
    assert len(found) == 1
    assert len(found[0].evidence) < 100


@pytest.mark.parametrize("digits", ["٤٣٧", "۴۳۷", "४३७", "৪৩৭", "４３７", "𝟒𝟑𝟕"])
def test_digits_in_other_scripts_are_those_digits_or_nothing(digits: str) -> None:
    source = document(f"IT exports were ${digits} million in December 2025.")
    found = sound(source)
    assert set(brief(found)) <= {("exports.it", 437e6, "2025-12")}
    assert set(slices(source, found)) <= {f"${digits} million"}


@pytest.mark.parametrize("year", ["٢٠٢٥", "२०२५", "２０２５"])
def test_years_in_other_scripts_are_those_years_or_nothing(year: str) -> None:
    found = sound(document(f"IT exports were $437 million in December {year}."))
    assert set(brief(found)) <= {("exports.it", 437e6, "2025-12")}


@pytest.mark.parametrize("number", ["²³", "½", "Ⅻ", "①②", "三百"])
def test_signs_that_are_no_digits_are_no_amount(number: str) -> None:
    source = document(
        f"IT exports were ${number} million in December 2025, and {number} percent more, in FY{number}."
    )
    assert sound(source) == []


@pytest.mark.parametrize(
    "amount",
    ["$", "$ billion", "$$", "US$", "Rs", "$ .", "$, million", "$-", "$%", "% percent", "billion dollars"],
)
def test_a_sign_without_a_number_is_no_amount(amount: str) -> None:
    assert sound(document(f"IT exports were {amount} in December 2025.")) == []


@pytest.mark.parametrize(
    "amount",
    ["$1e999 billion", "$1e9 billion", "$inf billion", "$nan billion", "$0x1F billion", "$-0 billion", "$0"],
)
def test_numbers_as_machines_write_them_are_no_amount(amount: str) -> None:
    assert sound(document(f"IT exports were {amount} in December 2025.")) == []


@pytest.mark.parametrize("amount", ["$1,2,3,4 million", "$4.3.7 million", "$437,.5 million", "$43 7 million"])
def test_numbers_with_odd_marks_fail_nothing(amount: str) -> None:
    source = document(f"IT exports were {amount} in December 2025.")
    assert all(piece in amount for piece in slices(source, sound(source)))


@pytest.mark.parametrize(
    "day",
    [
        "February 30",
        "February 30, 2025",
        "31 June 2025",
        "2025-13-45",
        "30-February-2025",
        "0 January 2025",
        "00/00/2025",
    ],
)
def test_a_day_that_does_not_exist_is_no_day_of_a_level(day: str) -> None:
    found = sound(
        document(f"Reserves held by the State Bank of Pakistan were $15.9 billion in the week ended {day}.")
    )
    assert {o.value for o in found} <= {15.9e9}
    assert all(o.period.start.isoformat() not in ("2025-02-30", "2025-06-31") for o in found)
    assert not {o.period.label for o in found} & {"2025-02-28", "2025-03-01", "2025-03-02", "2025-07-01"}


@pytest.mark.parametrize(
    "month", ["2025-13", "13/2025", "Month 13 of 2025", "FY2025-99", "Q7 FY25", "H3 FY25", "FY99999"]
)
def test_a_period_that_does_not_exist_is_no_period(month: str) -> None:
    assert "2025-12" not in {
        label for _, _, label in brief(sound(document(f"IT exports were $437 million in {month}.")))
    }


def test_a_range_that_runs_backwards_is_no_period() -> None:
    assert sound(document("IT exports were $437 million from December 2025 to July 2023.")) == []


@pytest.mark.parametrize(
    "body", ["", " ", "\n\n", "\x00\x00", "\ufeff", ".", "$", "\u202e$734\u202c", "🙂" * 500]
)
def test_an_article_without_words_says_nothing(body: str) -> None:
    source = document(body)
    assert sound(source) == []
    assert extract_security(source) == []


def test_a_number_of_many_digits_is_finite() -> None:
    sound(document("IT exports were $" + "9" * 5_000 + " billion in December 2025."))
    sound(document("IT exports were $" + "9," * 5_000 + "9 billion in December 2025."))
    sound(document("IT exports rose " + "9" * 5_000 + " percent in December 2025."))


def test_markup_that_is_never_closed_is_read_as_text() -> None:
    source = document("<b" * 2_000 + f" {LEVEL} " + "</" * 2_000)
    assert {value for _, value, _ in brief(sound(source))} <= {437e6}


def test_brackets_that_are_never_closed_fail_nothing() -> None:
    source = document(f"{LEVEL} " + "(" * 3_000 + " In November 2025 IT exports were ($356 million")
    assert ("exports.it", 437e6, "2025-12") in brief(sound(source))


PIECES = [
    "IT exports", "exports", "remittances", "reserves", "policy rate", "inflation", "rupee", "from", "to", "UAE", "Oman and Kuwait",
    "$", "$437", "$1e999", "٤٣٧", "४३७", "４３７", "million", "billion", "percent", "%", "-", "–", "/", "(", ")", ";", ",", ".",
    "FY26", "FY²⁶", "Q9", "0MFY24", "99QFY99", "February 30", "31 June 2025", "2025-13-45", "29 February 2026", "31-Feb-2024",
    "December", "during Dec 24", "the quarter ending", "end of", "week ended", "the same", "of last year", "a year earlier",
    "respectively", "target", "within five years", "July-", "July 1 to", "9999", "0", "were", "fell by", "they", "\n", "½", "\x00",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=40),
    st.sampled_from(["2026-01-20", "2024-02-29", "2026-12-31"]),
)
def test_odd_pieces_in_any_order_are_read_soundly(pieces: list[str], day: str) -> None:
    sound(document(" ".join(pieces), day=day))
