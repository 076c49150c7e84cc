"""Where this computer keeps the key that opens the shops' keys, and the door through which they come and go."""

import logging
import os
import re
import threading
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import keyring
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringError, NoKeyringError

from ppm_desktop.app_key import AppKey
from ppm_desktop.domain.errors import SecretUnreadable
from ppm_desktop.redaction import redactor

logger = logging.getLogger(__name__)

_STORE_SERVICE = "ppm-desktop"
_STORE_ENTRY = "app-key"
_KEY_FILE = "app.key"
_ENV_LINE = re.compile(r"^\s*(?:export\s+)?(APP_KEY|APP_PREVIOUS_KEYS)\s*=\s*(.*?)\s*$", re.MULTILINE)


class KeyStorage(StrEnum):
    """Where the key rests that new shop keys are encrypted with."""

    COMPANY_FILE = "company_file"
    KEY_STORE = "key_store"
    PRIVATE_FILE = "private_file"


class VaultSettings(Protocol):
    """The settings that the vault needs.

    Attributes:
        data_dir: Where the private file is, on a computer without a key store.
        app_key_file: The company's APP_KEY, when there is one.
    """

    @property
    def data_dir(self) -> Path:
        """An absolute folder."""

    @property
    def app_key_file(self) -> Path | None:
        """A file with the key, or Laravel's .env."""


class KeyVault:
    """Encrypts and decrypts shop keys; safe from any thread.

    With a company's key file that key writes, and its previous keys and this computer's own read as well.
    Without one, a key of our own is made at the first `encrypt` and kept in the system's key store or, where
    there is none, in a file that only its owner can read (on Windows the protection is that of the user's folder).
    Keys are looked up once: a changed one counts from the next start.
    """

    def __init__(self, settings: VaultSettings) -> None:
        self._lock = threading.Lock()
        self._company_file = settings.app_key_file
        self._private_file = settings.data_dir / _KEY_FILE
        self._company_keys: tuple[AppKey, ...] = ()
        self._own_keys: tuple[AppKey, ...] = ()

    @property
    def storage(self) -> KeyStorage:
        """Where the key rests, or would rest once there is one."""
        if self._company_file is not None:
            return KeyStorage.COMPANY_FILE
        return KeyStorage.KEY_STORE if _has_key_store() else KeyStorage.PRIVATE_FILE

    @property
    def file_storage(self) -> Path | None:
        """The private file, where a person should be told that the key rests in one; else None."""
        return self._private_file if self.storage is KeyStorage.PRIVATE_FILE else None

    def encrypt(self, secret: str) -> str:
        """``secret`` for ``prestashop_shops.api_key``; makes this computer's key when there is none yet.

        Raises:
            SecretUnreadable: the key cannot be read or kept; nothing was encrypted.
        """
        redactor.learn(secret)
        with self._lock:
            keys = self._company() or self._own() or self._make_own()
        return keys[0].encrypt(secret)

    def decrypt(self, payload: str) -> str:
        """The secret in ``payload``.

        Raises:
            SecretUnreadable: no key of this computer opens it. That concerns one shop: others may be fine.
        """
        failure = SecretUnreadable("this computer has no encryption key yet")
        for key in self._readers():
            try:
                secret = key.decrypt(payload)
            except SecretUnreadable as error:
                failure = error
            else:
                redactor.learn(secret)
                return secret
        raise failure

    def _readers(self) -> Iterator[AppKey]:
        with self._lock:
            company = self._company()
        yield from company
        with self._lock:
            own = self._own()
        yield from own

    def _company(self) -> tuple[AppKey, ...]:
        if self._company_file is not None and not self._company_keys:
            self._company_keys = _company_keys(self._company_file)
        return self._company_keys

    def _own(self) -> tuple[AppKey, ...]:
        """Keys made on this computer: one as a rule, two where a key store came or went since."""
        if not self._own_keys:
            texts = (_from_store(), _from_file(self._private_file))
            self._own_keys = tuple(AppKey.parse(text) for text in texts if text is not None)
        return self._own_keys

    def _make_own(self) -> tuple[AppKey, ...]:
        text = AppKey.generate().export()
        if not _kept_in_store(text):
            _into_file(self._private_file, text)
            logger.warning("no key store on this computer: the encryption key is kept in %s", self._private_file)
        return self._own()  # read back: another program of ours may have been faster


def _company_keys(path: Path) -> tuple[AppKey, ...]:
    """The key of ``path`` and the previous ones: the file holds a key alone, or is Laravel's .env."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"the company's key file {path} cannot be read"
        raise SecretUnreadable(message) from error
    lines = {name: value.strip("\"'") for name, value in _ENV_LINE.findall(text)}
    current = lines.get("APP_KEY") if lines else text.strip()
    if not current:
        message = f"there is no APP_KEY in {path}"
        raise SecretUnreadable(message)
    previous = [key for key in lines.get("APP_PREVIOUS_KEYS", "").split(",") if key.strip()]
    return tuple(AppKey.parse(key) for key in (current, *previous))


def _has_key_store() -> bool:
    return not isinstance(keyring.get_keyring(), (FailKeyring, NullKeyring))


def stored_password(entry: str) -> str | None:
    """The password of this name in the system's key store; None without one, or without a store.

    Raises:
        SecretUnreadable: the store is there but locked.
    """
    password = _from_store(entry)
    if password:
        redactor.learn(password)
    return password


def keep_password(entry: str, password: str) -> bool:
    """Put a password into the system's key store; False where there is none, or one that forgets.

    Raises:
        SecretUnreadable: the store is there but does not take it.
    """
    redactor.learn(password)
    return _kept_in_store(password, entry)


def _from_store(entry: str = _STORE_ENTRY) -> str | None:
    """The secret in the system's key store; None without one, or without a store.

    Raises:
        SecretUnreadable: the store is there but locked. A second key must not be made beside the one in it.
    """
    try:
        return keyring.get_password(_STORE_SERVICE, entry)
    except NoKeyringError:
        return None
    except KeyringError as error:
        message = f"the system's key store does not answer ({type(error).__name__})"
        raise SecretUnreadable(message) from error


def _kept_in_store(text: str, entry: str = _STORE_ENTRY) -> bool:
    """Put ``text`` into the system's key store; False where there is none, or one that forgets."""
    try:
        keyring.set_password(_STORE_SERVICE, entry, text)
    except NoKeyringError:
        return False
    except KeyringError as error:
        message = f"the system's key store did not take the key ({type(error).__name__})"
        raise SecretUnreadable(message) from error
    return _from_store(entry) is not None


def _from_file(path: Path) -> str | None:
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        message = f"the key file {path} cannot be read"
        raise SecretUnreadable(message) from error


def _into_file(path: Path, text: str) -> None:
    """Write ``text`` for its owner alone; a file that another program of ours made meanwhile stays."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(handle)
    except FileExistsError:
        return
    except OSError as error:
        message = f"the key file {path} cannot be written"
        raise SecretUnreadable(message) from error
