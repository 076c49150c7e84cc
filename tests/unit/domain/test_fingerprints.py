"""Failures that ask for the same step are one cause, whatever product they are of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_desktop.domain.causes import CAUSES, CauseStep, Language, base_key, cause_of, explain, short_name, step_of
from ppm_desktop.domain.fingerprints import MAX_LENGTH, facts_of, fingerprint, normalised

EAN = "PATCH products: HTTP 400 Property Product->ean13 is not valid"


@pytest.mark.parametrize(
    ("cause", "message", "expected"),
    [
        ("refused", EAN, "refused:ean13"),
        ("refused", 'POST products: HTTP 400 parameter "price" required', "refused:price"),
        ("refused", "name", "refused:name"),
        ("refused", "POST products: HTTP 400 Unable to save", "refused"),
        ("value_too_long", "quantity: 99999999999", "value_too_long:quantity"),
        ("permission", "PUT stock_availables/12: HTTP 401 no right", "permission:stock_availables"),
        ("invalid_price", "price: abc", "invalid_price"),
        ("from_a_newer_version", "whatever", "from_a_newer_version"),
        ("unknown", "", "unknown"),
    ],
)
def test_field_and_resource_tell_failures_apart_where_the_next_step_differs(
    cause: str, message: str, expected: str
) -> None:
    assert fingerprint(cause, CAUSES["refused"].code, message) == expected


def test_unexpected_failures_are_one_when_only_numbers_ids_and_quoted_values_differ() -> None:
    first = fingerprint("unknown", "MySQL 1", 'Row 12 of "KAY-150" broke at 0x7f')
    assert first == fingerprint("unknown", "MySQL 1", "Row 731 of 'YCF' broke at 0xab12")
    assert first != fingerprint("unknown", "MySQL 1", "Column 12 of 'YCF' broke")
    assert first != fingerprint("unknown", "MySQL 2", 'Row 12 of "KAY-150" broke at 0x7f')


@given(st.sampled_from([*CAUSES, "of_tomorrow"]), st.text(), st.text())
def test_a_fingerprint_fits_the_ledger_and_always_has_words(cause: str, code: str, message: str) -> None:
    key = fingerprint(cause, code, message)
    assert len(key) <= MAX_LENGTH
    assert base_key(key) == cause
    for language in Language:
        assert explain(key, language).name
        assert short_name(key, language)


@given(st.integers(), st.uuids())
def test_numbers_and_ids_leave_no_trace(number: int, one_id: object) -> None:
    assert normalised(f"product {number} of {one_id}") == normalised(
        "product 5 of 00000000-0000-4000-8000-000000000007"
    )


def test_what_is_known_of_a_failure_is_said_and_what_is_not_leaves_no_gap() -> None:
    assert explain("refused", Language.ENGLISH).explanation == ""
    assert explain("refused:ean13", Language.ENGLISH).explanation == 'Field "ean13" has an invalid value.'
    facts = facts_of("refused", "ean13: 590")
    assert explain("refused", Language.ENGLISH, facts).explanation == 'Field "ean13" has an invalid value "590".'
    told = facts_of("permission", "GET stock_availables: HTTP 401 no")
    assert explain("permission", Language.POLISH, told).explanation == (
        "Klucz nie pozwala na „GET” dla „stock_availables”."
    )
    assert explain("timeout", Language.POLISH).explanation == "Sklep nie odpowiedział, zwykle przy wielu kombinacjach."


def test_a_button_leads_to_where_the_step_is_done() -> None:
    assert step_of("permission:products") is CauseStep.SHOP
    assert step_of("refused:ean13") is CauseStep.PRODUCTS
    assert step_of("internal") is None
    assert step_of("of_tomorrow") is None


def test_causes_of_a_newer_version_read_as_unexpected_errors() -> None:
    assert cause_of("of_tomorrow:field").key == "unknown"
    assert short_name("of_tomorrow", Language.ENGLISH) == "Unknown"
    assert short_name("refused:ean13", Language.POLISH) == "Dane: ean13"


@pytest.mark.parametrize("cause", CAUSES)
def test_no_sentence_shows_its_brackets(cause: str) -> None:
    for language in Language:
        assert not set("[]{}") & set(explain(cause, language).sentence)
