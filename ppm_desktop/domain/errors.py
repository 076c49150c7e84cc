"""The exception tree.

The world failed and we did not; everything else is a bug of ours and is not caught but at a thread's edge.

* PpmError: a cause for people (see `ppm_desktop.domain.causes`) and a detail for support
  * InvalidRequest: what was asked for cannot be done
  * ShopError: the shop or the way to it
    - ShopAuthError, ShopPermissionError, ShopSwitchedOff, NotAWebservice, ShopUnsafe: stop the job at once
    - ShopBusy, ShopTimeout, ConnectionLost, ShopFault, BrokenAnswer: may pass; retried
    - ShopRefused: the shop refused this request's data
    - ItemGone: the object is not in the shop
  * SecretUnreadable: this computer cannot decrypt a shop's key
  * DatabaseError
    - DatabaseUnavailable: the server does not answer; may pass
    - DatabaseRefused: wrong account or password
    - SchemaMismatch: the program and the database are of different versions
    - DataRejected: the database refused the values themselves
  * StaleLease: somebody else runs or ended the job; stop without writing
  * Cancelled: a person asked to stop
"""


class PpmError(Exception):
    """Something outside the program failed.

    Attributes:
        cause: Key of `ppm_desktop.domain.causes.CAUSES`.
        detail: Text for support, without secrets.
        facts: What the sentence for people mentions, such as ``{"s": "30"}``.
        retryable: Whether trying again without a person may help.
    """

    cause = "unknown"
    retryable = False

    def __init__(self, detail: str = "", *, cause: str | None = None, code: str = "", **facts: str) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code
        self.facts = facts
        if cause is not None:
            self.cause = cause


class InvalidRequest(PpmError):
    """What was asked for cannot be done; ``detail`` is a short key."""

    cause = "invalid_request"


class ShopError(PpmError):
    """The shop, or the way to it, failed.

    Attributes:
        status: HTTP status, None when there was no answer.
        ps_codes: The webservice's own error codes, in the order of the answer.
    """

    def __init__(
        self,
        detail: str = "",
        *,
        cause: str | None = None,
        code: str = "",
        status: int | None = None,
        ps_codes: tuple[int, ...] = (),
        **facts: str,
    ) -> None:
        super().__init__(detail, cause=cause, code=code, **facts)
        self.status = status
        self.ps_codes = ps_codes


class ShopAuthError(ShopError):
    """The key is wrong, disabled or deleted (PS 17, 18, 20, 21)."""

    cause = "key_rejected"


class ShopPermissionError(ShopError):
    """The key lacks a permission (PS 25, 26; HTTP 403); facts ``action`` and ``resource``."""

    cause = "permission"


class ShopSwitchedOff(ShopError):
    """The webservice is switched off (PS 22)."""

    cause = "webservice_off"


class NotAWebservice(ShopError):
    """A web page or a redirect came instead of the webservice."""

    cause = "not_webservice"


class ShopUnsafe(ShopError):
    """The address does not exist or its certificate is not valid."""

    cause = "unsafe"


class ShopBusy(ShopError):
    """HTTP 429, 502 or 503.

    Attributes:
        retry_after_s: Seconds the shop asked to wait, None when it did not say.
    """

    cause = "overloaded"
    retryable = True
    retry_after_s: float | None = None


class ShopTimeout(ShopError):
    """No answer in time (or HTTP 504); fact ``s``."""

    cause = "timeout"
    retryable = True


class ConnectionLost(ShopError):
    """The connection was refused or dropped."""

    cause = "connection_lost"
    retryable = True


class ShopFault(ShopError):
    """HTTP 500 without a cause of its own, or a PHP warning (PS 3, 5)."""

    cause = "internal"
    retryable = True


class BrokenAnswer(ShopError):
    """Truncated, hostile, too large or otherwise unreadable XML."""

    cause = "broken_answer"
    retryable = True


class ShopRefused(ShopError):
    """The shop did not accept a request; facts ``field`` and ``value`` when told."""

    cause = "refused"


class ShopTooSmall(ShopRefused):
    """HTTP 413: the server takes no request of this size; nothing of it was done."""

    cause = "too_large"


class ShopFiltered(ShopRefused):
    """A firewall turned a request away for what is in it; nothing of it was done."""

    cause = "filtered"


class ItemGone(ShopError):
    """HTTP 404, PS 87, 92."""

    cause = "gone"


class SecretUnreadable(PpmError):
    """A shop's key cannot be decrypted on this computer."""

    cause = "key_unreadable"


class DatabaseError(PpmError):
    """The database failed."""

    cause = "database_away"


class DatabaseUnavailable(DatabaseError):
    """The server does not answer or dropped the connection."""

    retryable = True


class DatabaseBusy(DatabaseError):
    """A deadlock or a lock wait that timed out; the transaction was undone."""

    cause = "database_busy"
    retryable = True


class DatabaseRefused(DatabaseError):
    """Wrong user, password or no access."""

    cause = "database_refused"


class SchemaMismatch(DatabaseError):
    """The database lacks something or is newer than the program; ``detail`` names it."""

    cause = "schema_mismatch"


class DataRejected(DatabaseError):
    """The database refused the values of a statement (too long, out of range, a key that exists already)."""

    cause = "data_rejected"


class StaleLease(PpmError):
    """The job was taken over, cancelled or ended by somebody else."""

    cause = "stale_lease"


class Cancelled(PpmError):
    """A person asked to stop."""

    cause = "cancelled"
