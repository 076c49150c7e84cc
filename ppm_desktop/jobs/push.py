"""Tells other computers at once which jobs have changed; what has changed they read from the table, as ever."""

import json
import logging
import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from ppm_desktop.redaction import redactor

try:
    import redis
except ImportError:  # the optional extra is not installed: there is polling
    redis = None  # type: ignore[assignment]

logger = logging.getLogger(__name__)

GATHER_S = 0.05
"""What happens within this time is told in one message."""
ANSWER_S = 2.0
BACK_OFF_S = (2.0, 4.0, 8.0, 15.0, 30.0)


@dataclass(frozen=True, slots=True)
class News:
    """What a message says.

    Attributes:
        job_ids: Jobs that are different now.
        takeable: Whether a worker may find something to take that was not to be had before.
    """

    job_ids: frozenset[int]
    takeable: bool = False


class Push:
    """Redis pub/sub in two threads of its own; without it, or while it is away, everybody polls and nothing is said.

    Every method returns at once and raises nothing.
    """

    def __init__(self, url: str, schema: str) -> None:
        """``url`` is a Redis server's, empty for none; ``schema`` names the database whose jobs are meant."""
        self._url = url
        self._channel = f"ppm-desktop:{schema}"
        self._sender = uuid.uuid4().hex
        self._lock = threading.Lock()
        self._pending: set[int] = set()
        self._takeable = False
        self._something = threading.Event()
        self._stop = threading.Event()
        self._writer: threading.Thread | None = None
        if url and redis is None:
            logger.info("instant updates need the optional extra 'push'; asking from time to time instead")
        if password := urlsplit(url).password:
            redactor.learn(password)

    @property
    def wanted(self) -> bool:
        """Whether there is a server to talk to, as far as the settings say."""
        return bool(self._url) and redis is not None

    def tell(self, job_ids: Sequence[int], takeable: bool = False) -> None:
        """Others shall look at these jobs; ``takeable`` as in `News`."""
        if not self.wanted:
            return
        with self._lock:
            self._pending.update(job_ids)
            self._takeable |= takeable
            if self._writer is None:
                self._writer = threading.Thread(target=self._write, name="push-out", daemon=True)
                self._writer.start()
        self._something.set()

    def listen(self, on_news: Callable[[News], None]) -> None:
        """Call ``on_news``, in a thread of its own, for what other programs tell."""
        if self.wanted:
            threading.Thread(target=self._read, args=(on_news,), name="push-in", daemon=True).start()

    def close(self) -> None:
        """Tell and hear nothing any more; what was told last is still sent."""
        self._stop.set()
        self._something.set()
        if self._writer is not None:
            self._writer.join(ANSWER_S)

    def _client(self) -> "redis.Redis":
        return redis.Redis.from_url(self._url, socket_timeout=ANSWER_S, socket_connect_timeout=ANSWER_S)

    def _write(self) -> None:
        client, away = self._client(), False
        while not (self._stop.is_set() and not self._pending):
            self._something.wait()
            self._something.clear()
            self._stop.wait(GATHER_S)
            with self._lock:
                news = {"from": self._sender, "jobs": sorted(self._pending), "takeable": self._takeable}
                self._pending.clear()
                self._takeable = False
            if not news["jobs"]:
                continue
            try:
                client.publish(self._channel, json.dumps(news))
                away = False
            except redis.RedisError as error:
                if not away:
                    logger.info("instant updates are off: %s", type(error).__name__)
                away = True
        client.close()

    def _read(self, on_news: Callable[[News], None]) -> None:
        misses = 0
        while not self._stop.is_set():
            try:
                with self._client() as client, _subscription(client) as subscription:
                    subscription.subscribe(self._channel)
                    while not self._stop.is_set():
                        message = subscription.get_message(timeout=ANSWER_S / 2)
                        misses = 0
                        if message is not None:
                            self._hand_on(message["data"], on_news)
            except redis.RedisError as error:
                if not misses:
                    logger.info("instant updates are off: %s", type(error).__name__)
                self._stop.wait(BACK_OFF_S[min(misses, len(BACK_OFF_S) - 1)])
                misses += 1

    def _hand_on(self, data: object, on_news: Callable[[News], None]) -> None:
        """Read one message; whatever else is said on the channel is not for us."""
        try:
            said = json.loads(data) if isinstance(data, str | bytes) else {}
            if said["from"] != self._sender:
                on_news(News(frozenset(int(one) for one in said["jobs"]), bool(said["takeable"])))
        except (KeyError, TypeError, ValueError):
            logger.debug("not a message of ours")
        except Exception:  # the thread's edge: a listener that fails must not end the listening
            logger.exception("news were not taken")


def _subscription(client: "redis.Redis") -> "redis.client.PubSub":
    made: redis.client.PubSub = client.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]
    return made
