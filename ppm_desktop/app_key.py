"""A shop's key at rest: the encrypted form that Laravel's `encrypt()` writes and the web application reads."""

import base64
import hashlib
import hmac
import json
import os
import re
from typing import Self

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from ppm_desktop.domain.errors import SecretUnreadable
from ppm_desktop.redaction import redactor

KEY_BYTES = 32
_IV_BYTES = 16
_BLOCK_BITS = 128
_KEY_PREFIX = "base64:"
_SERIALIZED = re.compile(rb's:(\d+):"')


class AppKey:
    """The 32 bytes that encrypt and sign; neither printed nor compared by accident."""

    __slots__ = ("_raw",)

    def __init__(self, raw: bytes) -> None:
        if len(raw) != KEY_BYTES:
            message = f"an encryption key has {KEY_BYTES} bytes, not {len(raw)}"
            raise SecretUnreadable(message)
        self._raw = raw
        redactor.learn(base64.b64encode(raw).decode())

    @classmethod
    def parse(cls, text: str) -> Self:
        """A key as Laravel writes it: ``base64:`` and 44 characters; the prefix may be missing.

        Raises:
            SecretUnreadable: it is not one.
        """
        try:
            return cls(base64.b64decode(text.strip().removeprefix(_KEY_PREFIX), validate=True))
        except ValueError as error:
            raise SecretUnreadable("the encryption key is not base64") from error

    @classmethod
    def generate(cls) -> Self:
        """A new random key."""
        return cls(os.urandom(KEY_BYTES))

    def export(self) -> str:
        """The key as Laravel writes it: a secret."""
        return _KEY_PREFIX + base64.b64encode(self._raw).decode()

    def encrypt(self, plaintext: str) -> str:
        """``plaintext`` as Laravel's ``encrypt()`` stores it: serialized, AES-256-CBC, signed."""
        raw = plaintext.encode()
        padder = PKCS7(_BLOCK_BITS).padder()
        padded = padder.update(b's:%d:"%s";' % (len(raw), raw)) + padder.finalize()
        iv = os.urandom(_IV_BYTES)
        encryptor = Cipher(algorithms.AES(self._raw), modes.CBC(iv)).encryptor()
        iv_text = base64.b64encode(iv).decode()
        value_text = base64.b64encode(encryptor.update(padded) + encryptor.finalize()).decode()
        payload = {"iv": iv_text, "value": value_text, "mac": self._mac(iv_text, value_text), "tag": ""}
        return base64.b64encode(json.dumps(payload, separators=(",", ":")).encode()).decode()

    def decrypt(self, payload: str) -> str:
        """What `encrypt`, or Laravel's ``encrypt()`` and ``encryptString()``, made.

        Raises:
            SecretUnreadable: made with another key, or damaged.
        """
        iv_text, value_text, mac = _parts(payload)
        if not hmac.compare_digest(self._mac(iv_text, value_text).encode(), mac.encode()):
            raise SecretUnreadable("signature does not match: encrypted with another key, or damaged")
        iv, value = _unbase64(iv_text), _unbase64(value_text)
        if len(iv) != _IV_BYTES or not value or len(value) % _IV_BYTES:
            raise SecretUnreadable("encrypted value of a wrong length")
        decryptor = Cipher(algorithms.AES(self._raw), modes.CBC(iv)).decryptor()
        unpadder = PKCS7(_BLOCK_BITS).unpadder()
        try:
            padded = decryptor.update(value) + decryptor.finalize()
            return _unserialize(unpadder.update(padded) + unpadder.finalize())
        except ValueError as error:  # bad padding, or bytes that are no text
            raise SecretUnreadable("encrypted value is damaged") from error

    def _mac(self, iv_text: str, value_text: str) -> str:
        return hmac.new(self._raw, (iv_text + value_text).encode(), hashlib.sha256).hexdigest()


def _parts(payload: str) -> tuple[str, str, str]:
    """The initial value and the ciphertext of ``payload`` (both still base64) and its signature."""
    try:
        parts = json.loads(_unbase64(payload))
        iv, value, mac, tag = parts["iv"], parts["value"], parts["mac"], parts.get("tag", "")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SecretUnreadable("not an encrypted value") from error
    if tag or not all(isinstance(part, str) and part.isascii() for part in (iv, value, mac)):
        raise SecretUnreadable("encrypted in a form that is not AES-256-CBC with a signature")
    return iv, value, mac


def _unbase64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise SecretUnreadable("encrypted value is not base64") from error


def _unserialize(plain: bytes) -> str:
    """The text in PHP's ``s:5:"hello";``, whose length is in bytes; anything else is taken as it is."""
    head = _SERIALIZED.match(plain)
    if head is None:
        return plain.decode()
    end = head.end() + int(head.group(1))
    if plain[end:] != b'";':
        raise SecretUnreadable("encrypted value is damaged")
    return plain[head.end() : end].decode()
