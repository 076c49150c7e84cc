"""What the webservice refuses: HTTP status and its own error codes."""

_REQUEST_FILE = "/var/www/html/classes/webservice/WebserviceRequest.php"

Problem = tuple[int, str]
"""An error code of the webservice and its message."""


class BadRequest(Exception):
    """A request that is answered with errors.

    Attributes:
        status: HTTP status.
        problems: Codes and messages in the order of the answer.
        hashed: The answer carries a ``Content-Sha1`` (errors about images do).
    """

    def __init__(self, status: int, *problems: Problem, hashed: bool = False) -> None:
        super().__init__(status, problems)
        self.status = status
        self.problems = problems
        self.hashed = hashed

    @classmethod
    def in_list(cls, code: int, message: str) -> "BadRequest":
        """A mistake in a list's query: PHP stumbles over it four times more and turns the 400 into a 500."""
        stumble = "Trying to access array offset on value of type bool"
        return cls(500, (code, message), *(php_warning(stumble, line) for line in range(1333, 1337)))


class FatalError(Exception):
    """PHP died: 500 without a body and without the webservice's headers."""


class NothingThere(Exception):
    """404 with an empty body."""


def php_warning(text: str, line: int, file: str = _REQUEST_FILE) -> Problem:
    """A PHP warning as the webservice puts it into its answer."""
    return 3, f"[PHP Warning #2] {text} ({file}, line {line})"
