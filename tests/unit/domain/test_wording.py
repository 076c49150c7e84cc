"""Plural forms and sentences that are stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_desktop.domain.causes import CAUSES, Language, explain
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.wording import PluralForm, counted, failed_summary, grouped, out_of, plural_form


@given(st.integers(min_value=0, max_value=10**9))
def test_polish_plurals_follow_the_rule_of_the_language(number: int) -> None:
    last_two, last = number % 100, number % 10
    if number == 1:
        expected = PluralForm.ONE
    elif last in (2, 3, 4) and last_two not in (12, 13, 14):
        expected = PluralForm.FEW
    else:
        expected = PluralForm.MANY
    assert plural_form(number, Language.POLISH) is expected


def test_nouns_agree_with_their_number() -> None:
    assert [counted(n, "error", Language.POLISH).replace("\u00a0", " ") for n in (0, 1, 2, 5, 12, 22, 112)] == [
        "0 błędów",
        "1 błąd",
        "2 błędy",
        "5 błędów",
        "12 błędów",
        "22 błędy",
        "112 błędów",
    ]
    assert counted(1, "product", Language.ENGLISH) == "1\u00a0product"
    assert counted(1250, "product", Language.ENGLISH) == "1,250\u00a0products"


def test_polish_groups_thousands_from_five_digits_on() -> None:
    assert grouped(1250, Language.POLISH) == "1250"
    assert grouped(12480, Language.POLISH) == "12\u00a0480"


def test_the_preposition_goes_before_a_hundred_and_so_on() -> None:
    assert [out_of(n) for n in (99, 100, 150, 199, 200, 1100, 100_000)] == ["z", "ze", "ze", "ze", "z", "z", "ze"]


def test_the_verb_of_a_summary_agrees_with_the_failed_products() -> None:
    one = failed_summary(JobType.IMPORT, 1, 150, Language.POLISH).replace("\u00a0", " ")
    assert one == "1 ze 150 produktów nie został zaimportowany, pozostałe 149 zapisano."
    two = failed_summary(JobType.IMPORT, 2, 20, Language.POLISH)
    assert "nie zostały zaimportowane" in two
    many = failed_summary(JobType.IMPORT, 12, 20, Language.POLISH)
    assert "nie zostało zaimportowanych" in many
    assert "1 of 20\u00a0products was not imported" in failed_summary(JobType.IMPORT, 1, 20, Language.ENGLISH)


@pytest.mark.parametrize(
    ("failed", "total", "polish", "english"),
    [
        (1, 1, "1 z 1 produktu nie został zaimportowany.", "1 of 1 product was not imported."),
        (6, 6, "6 z 6 produktów nie zostało zaimportowanych.", "6 of 6 products were not imported."),
        (
            1,
            2,
            "1 z 2 produktów nie został zaimportowany, pozostały 1 zapisano.",
            "1 of 2 products was not imported, the other 1 was saved.",
        ),
    ],
)
def test_a_summary_agrees_with_its_numbers_and_leaves_out_nothing_saved(
    failed: int, total: int, polish: str, english: str
) -> None:
    said = [failed_summary(JobType.IMPORT, failed, total, one).replace("\u00a0", " ") for one in Language]
    assert said == [polish, english]


@given(st.sampled_from(sorted(CAUSES)), st.sampled_from(Language))
def test_every_cause_reads_as_a_sentence_even_without_its_facts(key: str, language: Language) -> None:
    sentence = explain(key, language).sentence
    assert sentence.endswith(".")
    assert "{" not in sentence


def test_an_unknown_cause_degrades_to_an_unexpected_error() -> None:
    assert explain("from_a_newer_version", Language.POLISH) == explain("unknown", Language.POLISH)
