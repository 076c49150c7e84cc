"""A system's key store in memory."""

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked


class MemoryKeyStore(KeyringBackend):
    """Keeps what it is given until the test ends; ``locked`` makes it refuse."""

    priority = 1

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries: dict[tuple[str, str], str] = {}
        self.locked = locked

    def get_password(self, service: str, username: str) -> str | None:
        self._refuse_when_locked()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._refuse_when_locked()
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._refuse_when_locked()
        del self.entries[service, username]

    def _refuse_when_locked(self) -> None:
        if self.locked:
            raise KeyringLocked
