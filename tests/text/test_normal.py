"""Regular text and the way back to the offsets as published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.text.normal import normal


@pytest.mark.parametrize(
    ("published", "regular"),
    [
        ("Pakistan’s “exports”", 'Pakistan\'s "exports"'),
        ("Rs\u00a0437\u00a0million", "Rs 437 million"),
        ("1\u2009234\u2009567 people", "1234567 people"),
        ("12 killed", "12 killed"),
        ("ex\u00adplo\u00adsive\u200b", "explosive"),
        ("oil &amp; gas&nbsp;up", "oil & gas up"),
        ("<p>One.</p><p>Two</p>", "\nOne.\n\nTwo\n"),
        ("a <b>bold</b> claim", "a  bold  claim"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("&unknown; & co", "&unknown; & co"),
        ("2024–25", "2024-25"),
    ],
)
def test_regular(published: str, regular: str) -> None:
    assert normal(published).text == regular


def test_slices_lead_back_to_what_was_published() -> None:
    published = "<p>Exports&nbsp;rose to <b>$2\u2009236</b> million</p>"
    made = normal(published)
    start = made.text.index("2236")
    first, last = made.original(start, start + 4)
    assert published[first:last] == "2\u2009236"


@given(st.text(alphabet=st.sampled_from("ab1 &;<>#x/pr\u00ad\u2009\u200b\u00a0nbs"), max_size=80))
def test_every_slice_leads_inside_the_published_text_in_order(published: str) -> None:
    made = normal(published)
    edges = [made.original(i, i + 1) for i in range(len(made.text))]
    assert all(0 <= start < end <= len(published) for start, end in edges)
    assert edges == sorted(edges)
