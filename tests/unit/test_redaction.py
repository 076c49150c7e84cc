"""What never reaches a log."""

import base64

import pytest

from ppm_desktop.redaction import MASK, Redactor

KEY = "QWERTYUIOPASDFGHJKLZXCVBNM123456"


def test_learnt_secret_is_struck_out_wherever_it_stands() -> None:
    redactor = Redactor()
    redactor.learn(KEY)
    assert redactor.clean(f"shop said <{KEY}> twice: {KEY}") == f"shop said <{MASK}> twice: {MASK}"


def test_learnt_secret_is_struck_out_as_basic_authorization() -> None:
    redactor = Redactor()
    redactor.learn(KEY)
    header = base64.b64encode(f"{KEY}:".encode()).decode()
    assert header.rstrip("=") not in redactor.clean(f"sent {header}")


def test_learnt_password_is_struck_out_as_part_of_an_address() -> None:
    redactor = Redactor()
    redactor.learn("p@ss/word")
    assert "p%40ss%2Fword" not in redactor.clean("at p%40ss%2Fword there")


def test_short_words_are_not_learnt() -> None:
    redactor = Redactor()
    redactor.learn("")
    redactor.learn("root")
    assert redactor.clean("root is a user") == "root is a user"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("connect mysql+pymysql://ppm:tajne-haslo@db.firma.pl/ppm failed", "tajne-haslo"),
        ("GET https://KLUCZ1234@shop.pl/api", "KLUCZ1234"),
        ("GET https://shop.pl/api/products?ws_key=ABCDEF123&limit=1", "ABCDEF123"),
        ("Authorization: Basic QUJDREVGOg==", "QUJDREVGOg"),
        ("{'authorization': 'Bearer abc.def'}", "abc.def"),
        ("connect(host='db', password='tajne', port=3306)", "tajne"),
        ('{"api_key": "ABCDEF123"}', "ABCDEF123"),
        ("APP_KEY=base64:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=", "AQEB"),
    ],
)
def test_what_looks_like_a_secret_is_struck_out_unlearnt(text: str, secret: str) -> None:
    cleaned = Redactor().clean(text)
    assert secret not in cleaned
    assert MASK in cleaned


@pytest.mark.parametrize(
    "text",
    [
        "claimed: BulkImportProducts, KAYO Parts PL",
        "GET https://shop.pl/api/products?display=[id]&limit=250 200 OK",
        "key_unreadable: signature does not match",
        "412 of 1250 products, user@shop.pl",
    ],
)
def test_ordinary_lines_stay_as_they_are(text: str) -> None:
    assert Redactor().clean(text) == text
