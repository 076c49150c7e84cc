"""Texts that go into columns."""

from hypothesis import given
from hypothesis import strategies as st

from ppm_desktop.persistence.text import fit


@given(st.text(st.characters(codec=None)), st.integers(0, 40))
def test_any_text_fits_and_can_be_stored(text: str, length: int) -> None:
    fitted = fit(text, length)
    assert len(fitted) <= length
    fitted.encode("utf-8")


def test_half_a_pair_is_replaced_and_the_rest_stays() -> None:
    assert fit("Ł\ud800ódź 🛵", 20) == "Ł?ódź 🛵"
