"""What there is to say of a shop beyond its row: what is wrong, what to do about it, and its settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import QObject

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.shop_profile import ShopProfile
from ppm_desktop.gui.formatting import NO_VALUE, Wording
from ppm_desktop.gui.step_words import StepWords


@dataclass(frozen=True, slots=True)
class ShopWarning:
    """What is wrong with a shop; ``stops`` when nothing works at all."""

    text: str
    stops: bool


class ShopStory(QObject):
    """Writes what the pane and the help say."""

    def __init__(self, wording: Wording, language: Language, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._wording = wording
        self._language = language
        self._now = now
        self._steps = StepWords(wording, language)

    def warning(self, profile: ShopProfile, facts: Mapping[str, str] | None = None) -> ShopWarning | None:
        """What a person should know; ``facts`` of the failed test where they are known still."""
        if profile.last_error is not None and profile.summary.active:
            words = explain(profile.last_error, self._language, facts or {})
            # Without its facts the middle part would read "no answer in ? s".
            text = words.sentence if facts else " ".join(part for part in (words.name, words.advice) if part)
            return ShopWarning(text, stops=profile.last_error not in ("overloaded", "too_many_requests"))
        matrix = profile.matrix
        if matrix is None or matrix.complete:
            return None
        return ShopWarning(self._steps.missing(matrix.missing), stops=False)

    def checked(self, profile: ShopProfile) -> str:
        """When the shop was tested last."""
        if profile.last_test_at is None:
            return self.tr("not checked yet")
        return self.tr("checked {time}").format(time=self._moment(profile.last_test_at))

    def settings(self, profile: ShopProfile) -> list[tuple[str, str]]:
        """The shop's settings as names and values."""
        number = self._wording.number
        limit = profile.max_requests_per_minute
        until = profile.certificate_until
        linked = profile.summary.linked_products
        pairs = [
            (self.tr("Rate limit"), self._limit(limit)),
            (self.tr("Role"), self.tr("leads") if profile.summary.leads else self.tr("follows")),
            (self.tr("Linked"), self._wording.products(linked)),
            (self.tr("Languages"), ", ".join(profile.languages) or NO_VALUE),
            (self.tr("Changes"), self._way(profile)),
        ]
        if profile.guard_off_percent is not None or profile.guard_price_percent is not None:
            pairs.append((self.tr("Asks first"), self._guards(profile)))
        if until is not None:
            text = self.tr("valid until {date}").format(date=self._wording.date(until.astimezone().date()))
            pairs.append((self.tr("TLS certificate"), text))
        if (offered := profile.offered_requests_per_minute) is not None:
            pairs.append((self.tr("Web app"), self.tr("up to {n} requests/min").format(n=number(offered))))
        return pairs

    def _limit(self, limit: int | None) -> str:
        if limit is None:
            return self.tr("as many as the shop takes")
        return self.tr("up to {n} requests/min").format(n=self._wording.number(limit))

    def _way(self, profile: ShopProfile) -> str:
        if profile.can_patch is None:
            return NO_VALUE
        return self.tr("field by field (PATCH)") if profile.can_patch else self.tr("whole products (PUT)")

    def _guards(self, profile: ShopProfile) -> str:
        parts = []
        if (off := profile.guard_off_percent) is not None:
            parts.append(self.tr("{p} switched off").format(p=self._percent(off)))
        if (price := profile.guard_price_percent) is not None:
            parts.append(self.tr("price by {p}").format(p=self._percent(price)))
        return ", ".join(parts)

    def _percent(self, percent: float) -> str:
        return f"{self._wording.plain(Decimal(str(percent)))}%"

    def _moment(self, moment: datetime) -> str:
        same_day = moment.astimezone().date() == self._now().astimezone().date()
        return self._wording.clock(moment) if same_day else self._wording.ago(moment, self._now())
