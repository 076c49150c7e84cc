"""Numbers, times and counted nouns in Polish and English."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.wording import noun_form
from ppm_desktop.gui.formatting import NBSP, Wording

IN_ENGLISH = pytest.mark.parametrize("language", ["en"], indirect=True)
NOW = datetime(2025, 11, 24, 13, 28, tzinfo=UTC)
MANY_NUMBERS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@MANY_NUMBERS
@given(st.integers(0, 2_000_000))
def test_polish_plurals_follow_the_rule_of_the_language(wording: Wording, number: int) -> None:
    assert wording.products(number).split(NBSP)[-1] == noun_form(number, "product", Language.POLISH)
    assert wording.errors(number).split(NBSP)[-1] == noun_form(number, "error", Language.POLISH)


@IN_ENGLISH
@MANY_NUMBERS
@given(st.integers(0, 2_000_000))
def test_english_plurals_follow_the_rule_of_the_language(wording: Wording, number: int) -> None:
    assert wording.products(number).split(" ")[-1] == noun_form(number, "product", Language.ENGLISH)


@pytest.mark.parametrize(("number", "text"), [(999, "999"), (1250, "1250"), (12480, f"12{NBSP}480")])
def test_polish_groups_thousands_from_five_digits_on(wording: Wording, number: int, text: str) -> None:
    assert wording.number(number) == text


@IN_ENGLISH
def test_english_groups_from_four_digits_and_has_a_decimal_point(wording: Wording) -> None:
    assert wording.number(1250) == "1,250"
    assert wording.percent(0.33) == "33.0%"


def test_percent_has_a_comma_and_reaches_100_only_at_the_end(wording: Wording) -> None:
    assert wording.percent(0.3296) == "33,0%"
    assert wording.percent(0.99999) == "99,9%"
    assert wording.percent(1.0) == "100,0%"


@pytest.mark.parametrize(
    ("done", "total", "text"),
    [(0, 1, "0/1 produkt"), (2, 3, "2/3 produkty"), (96, 874, "96/874 produkty"), (412, 1250, "412/1250 produktów")],
)
def test_the_noun_of_the_count_follows_the_total(wording: Wording, done: int, total: int, text: str) -> None:
    assert wording.progress(done, total).replace(NBSP, " ") == text


@pytest.mark.parametrize(("total", "text"), [(99, "1 z 99"), (150, "1 ze 150"), (200, "1 z 200")])
def test_polish_says_ze_before_one_hundred_and_something(wording: Wording, total: int, text: str) -> None:
    assert wording.out_of(1, total).replace(NBSP, " ") == text


@pytest.mark.parametrize(
    ("passed", "text"),
    [
        (timedelta(seconds=44), "przed chwilą"),
        (timedelta(seconds=60), "minutę temu"),
        (timedelta(minutes=2), "2 minuty temu"),
        (timedelta(minutes=7), "7 minut temu"),
        (timedelta(minutes=22), "22 minuty temu"),
        (timedelta(minutes=75), "godzinę temu"),
        (timedelta(hours=3), "3 godziny temu"),
        (timedelta(days=3), "3 dni temu"),
    ],
)
def test_how_long_ago_in_polish(wording: Wording, passed: timedelta, text: str) -> None:
    assert wording.ago(NOW - passed, NOW).replace(NBSP, " ") == text


def test_a_date_is_told_after_a_week(wording: Wording) -> None:
    assert wording.ago(NOW - timedelta(days=10), NOW).startswith("14 listopada, ")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (42.0, "mniej niż minuta"),
        (14 * 60.0, "ok. 14 min"),
        (43 * 60.0, "ok. 45 min"),
        (131 * 60.0, "ok. 2 godz. 10 min"),
    ],
)
def test_remaining_time_is_rounded_the_coarser_the_longer_it_is(wording: Wording, seconds: float, text: str) -> None:
    assert wording.remaining(seconds).replace(NBSP, " ") == text


def test_countdown_shows_minutes_and_seconds(wording: Wording) -> None:
    assert wording.countdown(42.4) == "0:42"
    assert wording.countdown(-3.0) == "0:00"
