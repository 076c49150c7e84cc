"""Where keys rest and who may read them."""

import logging
import stat
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring

from ppm_desktop.app_key import AppKey
from ppm_desktop.domain.errors import SecretUnreadable
from ppm_desktop.redaction import redactor
from ppm_desktop.secrets import KeyStorage, KeyVault
from tests.fakes.key_store import MemoryKeyStore

SECRET = "SHOPKEY0123456789ABCDEFGHIJKLMNO"


@dataclass(frozen=True)
class Chosen:
    data_dir: Path
    app_key_file: Path | None = None


@pytest.fixture(autouse=True)
def _previous_store() -> Iterator[None]:
    previous = keyring.get_keyring()
    yield
    keyring.set_keyring(previous)


@pytest.fixture
def key_store() -> MemoryKeyStore:
    store = MemoryKeyStore()
    keyring.set_keyring(store)
    return store


@pytest.fixture(params=[FailKeyring, NullKeyring])
def no_key_store(request: pytest.FixtureRequest) -> KeyringBackend:
    store: KeyringBackend = request.param()
    keyring.set_keyring(store)
    return store


def company_file(folder: Path, text: str) -> Path:
    path = folder / "company.env"
    path.write_text(text, encoding="utf-8")
    return path


def test_own_key_is_made_once_and_kept_in_the_key_store(tmp_path: Path, key_store: MemoryKeyStore) -> None:
    payload = KeyVault(Chosen(tmp_path)).encrypt(SECRET)
    later = KeyVault(Chosen(tmp_path))
    assert later.decrypt(payload) == SECRET
    assert later.storage is KeyStorage.KEY_STORE
    assert later.file_storage is None
    assert len(key_store.entries) == 1
    assert not list(tmp_path.iterdir())


def test_without_a_key_store_the_key_rests_in_a_file_and_the_vault_says_so(
    tmp_path: Path, no_key_store: KeyringBackend
) -> None:
    folder = tmp_path / "data"
    vault = KeyVault(Chosen(folder))
    assert vault.file_storage == folder / "app.key"
    payload = vault.encrypt(SECRET)
    assert KeyVault(Chosen(folder)).decrypt(payload) == SECRET


@pytest.mark.skipif(sys.platform == "win32", reason="Windows protects the user's folder instead")
def test_key_file_can_be_read_by_its_owner_alone(tmp_path: Path, no_key_store: KeyringBackend) -> None:
    KeyVault(Chosen(tmp_path)).encrypt(SECRET)
    assert stat.S_IMODE((tmp_path / "app.key").stat().st_mode) == 0o600


def test_reading_alone_makes_no_key(tmp_path: Path, key_store: MemoryKeyStore) -> None:
    payload = AppKey.generate().encrypt(SECRET)
    with pytest.raises(SecretUnreadable, match="no encryption key yet"):
        KeyVault(Chosen(tmp_path)).decrypt(payload)
    assert not key_store.entries


def test_locked_key_store_does_not_lead_to_a_second_key_beside_the_one_in_it(
    tmp_path: Path, key_store: MemoryKeyStore
) -> None:
    key_store.locked = True
    with pytest.raises(SecretUnreadable, match="KeyringLocked"):
        KeyVault(Chosen(tmp_path)).encrypt(SECRET)
    assert not list(tmp_path.iterdir())


def test_key_of_a_file_still_reads_after_a_key_store_appeared(tmp_path: Path, key_store: MemoryKeyStore) -> None:
    keyring.set_keyring(FailKeyring())  # type: ignore[no-untyped-call]
    from_file = KeyVault(Chosen(tmp_path)).encrypt(SECRET)
    keyring.set_keyring(key_store)
    key_store.set_password("ppm-desktop", "app-key", AppKey.generate().export())
    assert KeyVault(Chosen(tmp_path)).decrypt(from_file) == SECRET


def test_two_threads_that_encrypt_first_share_one_key(tmp_path: Path, key_store: MemoryKeyStore) -> None:
    vault = KeyVault(Chosen(tmp_path))
    together = threading.Barrier(4)
    payloads: list[str] = []

    def encrypt() -> None:
        together.wait()
        payloads.append(vault.encrypt(SECRET))

    threads = [threading.Thread(target=encrypt) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {KeyVault(Chosen(tmp_path)).decrypt(payload) for payload in payloads} == {SECRET}


@pytest.mark.parametrize(
    "text", ["{key}\n", "APP_NAME=PPM\nAPP_KEY={key}\nDB_PASSWORD=x\n", 'export APP_KEY="{key}"\r\n']
)
def test_company_key_is_read_from_a_bare_file_and_from_laravels_env(
    tmp_path: Path, key_store: MemoryKeyStore, text: str
) -> None:
    key = AppKey.generate()
    vault = KeyVault(Chosen(tmp_path, company_file(tmp_path, text.format(key=key.export()))))
    assert vault.decrypt(key.encrypt(SECRET)) == SECRET
    assert key.decrypt(vault.encrypt(SECRET)) == SECRET
    assert vault.storage is KeyStorage.COMPANY_FILE
    assert not key_store.entries


def test_previous_company_keys_and_the_own_key_read_but_do_not_write(tmp_path: Path, key_store: MemoryKeyStore) -> None:
    own_payload = KeyVault(Chosen(tmp_path)).encrypt(SECRET)
    current, old = AppKey.generate(), AppKey.generate()
    text = f"APP_KEY={current.export()}\nAPP_PREVIOUS_KEYS={AppKey.generate().export()},{old.export()}\n"
    vault = KeyVault(Chosen(tmp_path, company_file(tmp_path, text)))
    assert vault.decrypt(old.encrypt(SECRET)) == SECRET
    assert vault.decrypt(own_payload) == SECRET
    assert current.decrypt(vault.encrypt(SECRET)) == SECRET


@pytest.mark.parametrize("text", ["", "APP_NAME=PPM\n", "APP_KEY=\n", "APP_KEY=base64:short\n"])
def test_company_file_without_a_key_is_a_sentence_and_makes_no_other_key(
    tmp_path: Path, key_store: MemoryKeyStore, text: str
) -> None:
    vault = KeyVault(Chosen(tmp_path, company_file(tmp_path, text)))
    with pytest.raises(SecretUnreadable):
        vault.encrypt(SECRET)
    assert not key_store.entries


def test_missing_company_file_is_named(tmp_path: Path, key_store: MemoryKeyStore) -> None:
    vault = KeyVault(Chosen(tmp_path, tmp_path / "nowhere.env"))
    with pytest.raises(SecretUnreadable, match=r"nowhere\.env"):
        vault.decrypt(AppKey.generate().encrypt(SECRET))


def test_one_unreadable_shop_key_leaves_the_others_readable(tmp_path: Path, key_store: MemoryKeyStore) -> None:
    vault = KeyVault(Chosen(tmp_path))
    good = vault.encrypt(SECRET)
    with pytest.raises(SecretUnreadable):
        vault.decrypt(AppKey.generate().encrypt("another"))
    assert vault.decrypt(good) == SECRET


def test_secrets_that_pass_through_the_vault_are_struck_out_of_logs_from_then_on(
    tmp_path: Path, key_store: MemoryKeyStore, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        vault = KeyVault(Chosen(tmp_path))
        vault.decrypt(vault.encrypt(SECRET))
    assert SECRET not in caplog.text
    assert SECRET not in redactor.clean(f"{SECRET} in a line")
