"""What must never be written down: keys and passwords, struck out of any text before it reaches a log."""

import base64
import re
import threading
from urllib.parse import quote

MASK = "•••"
_SHORTEST_SECRET = 6
"""Characters; striking out anything shorter would garble ordinary words."""

_PATTERNS = tuple(
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        (r"(://)[^/\s@\"']+@", rf"\1{MASK}@"),
        (r"\b(ws_key=)[^&\s\"']+", rf"\1{MASK}"),
        (
            r"\b((?:proxy-)?authorization\b[\"']?\s*[:=,]\s*[\"']?)(?:(?:basic|bearer|digest)\s+)?[^\s\"',;]+",
            rf"\1{MASK}",
        ),
        (
            r"((?:password|passwd|pwd|secret|token|api_?key|app_?key)[\"']?\s*[:=]\s*[\"']?)[^\s\"'&,;)}\]]+",
            rf"\1{MASK}",
        ),
        (r"\bbase64:[a-z0-9+/]{40,}={0,2}", f"base64:{MASK}"),
    )
)


class Redactor:
    """Knows this process's secrets and strikes them out; safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._spellings: frozenset[str] = frozenset()
        self._known: re.Pattern[str] | None = None

    def learn(self, secret: str) -> None:
        """Strike out ``secret`` from now on, also as it looks in an address or a Basic authorization."""
        if len(secret) < _SHORTEST_SECRET:
            return
        basic = base64.b64encode(f"{secret}:".encode()).decode().rstrip("=")
        with self._lock:
            spellings = self._spellings | {secret, quote(secret, safe=""), basic}
            if spellings == self._spellings:
                return
            longest_first = sorted(spellings, key=len, reverse=True)
            self._known = re.compile("|".join(map(re.escape, longest_first)))
            self._spellings = spellings

    def clean(self, text: str) -> str:
        """``text`` without the secrets that are known and without what looks like one."""
        known = self._known
        if known is not None:
            text = known.sub(MASK, text)
        for pattern, replacement in _PATTERNS:
            text = pattern.sub(replacement, text)
        return text


redactor = Redactor()
"""The process's own: logging is one per process, and so is what it must not say."""
