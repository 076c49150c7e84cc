"""The encrypted form of a shop's key."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppm_desktop.app_key import AppKey
from ppm_desktop.domain.errors import SecretUnreadable

KEY_TEXT = "base64:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="
MADE_WITH_PHP = (
    "eyJpdiI6IkFBRUNBd1FGQmdjSUNRb0xEQTBPRHc9PSIsInZhbHVlIjoiQXJxekhPeWlvUElOM0p2Vjc5TnJsKzB5VVhEbEhpelZwTDRGTDE3N2"
    "tHdnpoY0hZeUVzRGZDcU15ZmdhbGlNTiIsIm1hYyI6ImFlZWY0NjA0NjVhMDk3ZDNkMGRhNTkyMDQ2OTI2OThhMGE4MTI5MTdhY2E5MjAzZWQ3"
    "ODAwNDdlYTI1ZjJhZjEiLCJ0YWciOiIifQ=="
)
SECRET = "TESTKEY0123456789ABCDEFGHIJKLMNO"


def payload_with(**changes: object) -> str:
    parts = json.loads(base64.b64decode(MADE_WITH_PHP))
    return base64.b64encode(json.dumps({**parts, **changes}).encode()).decode()


def test_value_made_with_php_is_read() -> None:
    assert AppKey.parse(KEY_TEXT).decrypt(MADE_WITH_PHP) == SECRET


def test_written_value_has_the_parts_length_and_order_that_laravel_writes() -> None:
    payload = AppKey.parse(KEY_TEXT).encrypt(SECRET)
    assert len(payload) == 256
    assert list(json.loads(base64.b64decode(payload))) == ["iv", "value", "mac", "tag"]


def test_same_secret_is_never_written_the_same_way_twice() -> None:
    key = AppKey.generate()
    assert key.encrypt(SECRET) != key.encrypt(SECRET)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_went_in(text: str) -> None:
    key = AppKey(bytes(range(32)))
    assert key.decrypt(key.encrypt(text)) == text


def test_length_is_counted_in_bytes_not_letters() -> None:
    key = AppKey.generate()
    assert key.decrypt(key.encrypt('zażółć";')) == 'zażółć";'


def test_key_survives_being_exported_and_parsed() -> None:
    key = AppKey.generate()
    assert AppKey.parse(key.export() + "\n").decrypt(key.encrypt(SECRET)) == SECRET


def test_key_is_not_shown_by_repr() -> None:
    assert "AQEB" not in repr(AppKey.parse(KEY_TEXT))


def test_value_without_the_newer_tag_is_read() -> None:
    parts = json.loads(base64.b64decode(MADE_WITH_PHP))
    del parts["tag"]
    assert AppKey.parse(KEY_TEXT).decrypt(base64.b64encode(json.dumps(parts).encode()).decode()) == SECRET


def test_another_key_is_told_from_a_wrong_one() -> None:
    with pytest.raises(SecretUnreadable, match="another key"):
        AppKey.generate().decrypt(MADE_WITH_PHP)


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "plain text",
        "ąę",
        base64.b64encode(b"[]").decode(),
        base64.b64encode(b"{").decode(),
        base64.b64encode(b"\xff\xfe").decode(),
        payload_with(iv=5),
        payload_with(mac=None),
        payload_with(iv="\ud800"),
        payload_with(tag="abcd"),
        payload_with(value=""),
    ],
)
def test_damaged_value_is_refused_with_a_reason(payload: str) -> None:
    with pytest.raises(SecretUnreadable) as caught:
        AppKey.parse(KEY_TEXT).decrypt(payload)
    assert caught.value.detail


@given(st.integers(0, 255), st.integers(1, 255))
def test_no_changed_byte_goes_unnoticed(place: int, flip: int) -> None:
    raw = bytearray(base64.b64decode(MADE_WITH_PHP))
    raw[place % len(raw)] ^= flip
    try:
        secret = AppKey.parse(KEY_TEXT).decrypt(base64.b64encode(raw).decode())
    except SecretUnreadable:
        return
    assert secret == SECRET  # a byte outside of what is signed, such as the tag's name


@pytest.mark.parametrize("text", ["", "base64:", "base64:AAAA", "not base64 at all", "ąę"])
def test_text_that_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(SecretUnreadable):
        AppKey.parse(text)
