"""What toasts and the notification centre say of a job: how it began, how it ended."""

from PySide6.QtCore import QObject

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.notification import Notice, NoticeKind
from ppm_desktop.gui.formatting import NBSP, Wording


class JobNoticeWords(QObject):
    """Writes notices about jobs in one language; a `QObject` as `Wording` is one."""

    def __init__(self, wording: Wording, language: Language) -> None:
        super().__init__()
        self._wording = wording
        self._language = language

    def title(self, notice: Notice) -> str:
        """What happened, in a few words."""
        match notice.kind:
            case NoticeKind.STARTED:
                return self._started_title(notice)
            case NoticeKind.PARTIAL:
                return self._partial_title(notice)
            case NoticeKind.STOPPED:
                titles = (
                    self.tr("Import stopped"),
                    self.tr("Sync stopped"),
                    self.tr("Export stopped"),
                    self.tr("Undo stopped"),
                )
            case NoticeKind.CANCELLED:
                titles = (
                    self.tr("Import cancelled"),
                    self.tr("Sync cancelled"),
                    self.tr("Export cancelled"),
                    self.tr("Undo cancelled"),
                )
            case NoticeKind.PAUSED:
                titles = (
                    self.tr("Import paused"),
                    self.tr("Sync paused"),
                    self.tr("Export paused"),
                    self.tr("Undo paused"),
                )
            case _:
                titles = (
                    self.tr("Import completed"),
                    self.tr("Sync completed"),
                    self.tr("Export completed"),
                    self.tr("Undo completed"),
                )
        return _by_type(notice, *titles)

    def text(self, notice: Notice) -> str:
        """What there is to know about it, in sentences."""
        match notice.kind:
            case NoticeKind.STARTED:
                return self._started_text(notice)
            case NoticeKind.PARTIAL:
                return self._partial_text(notice)
            case NoticeKind.STOPPED:
                return self._stopped_text(notice)
            case NoticeKind.CANCELLED:
                return self._cancelled_text(notice)
            case NoticeKind.PAUSED:
                text = self.tr("{shop}: one failure after another with the same cause. {cause} It waits for you.")
                cause = explain(notice.facts.get("cause"), self._language).name
                return text.format(shop=_shop(notice), cause=cause)
            case _:
                return self._finished_text(notice)

    def _started_title(self, notice: Notice) -> str:
        if notice.facts.get("again"):
            return self.tr("Already being retried")
        if notice.facts.get("parent"):
            return self.tr("Retry started")
        return _by_type(
            notice,
            self.tr("Import started in the background"),
            self.tr("Sync started in the background"),
            self.tr("Export started in the background"),
            self.tr("Undo started in the background"),
        )

    def _started_text(self, notice: Notice) -> str:
        if jobs := notice.number("jobs"):
            text = self.tr("{n} operations. You will be notified when each of them ends.", "", jobs)
            return text.format(n=self._wording.number(jobs))
        known = bool(notice.facts.get("total"))
        count = notice.number("total")
        products = self._wording.products(count)
        if notice.facts.get("again"):
            return self.tr("Operation #{no} does that already.").format(no=notice.job_id)
        if notice.facts.get("parent") and known:
            text = self.tr("New operation #{no} covers {products}.").format(no=notice.job_id, products=products)
            return " ".join(part for part in (text, self._left_out(notice)) if part)
        shop = _shop(notice)
        if known:
            text = _by_type(
                notice,
                self.tr("Importing {n} products from {shop}. You will be notified when it ends.", "", count),
                self.tr("Synchronizing {n} products with {shop}. You will be notified when it ends.", "", count),
                self.tr("Exporting {n} products to {shop}. You will be notified when it ends.", "", count),
                self.tr("Undoing changes of {n} products in {shop}. You will be notified when it ends.", "", count),
            )
            return text.format(n=self._wording.number(count), shop=shop)
        text = _by_type(
            notice,
            self.tr("Importing products from {shop}. You will be notified when it ends."),
            self.tr("Synchronizing products with {shop}. You will be notified when it ends."),
            self.tr("Exporting products to {shop}. You will be notified when it ends."),
            self.tr("Undoing changes in {shop}. You will be notified when it ends."),
        )
        return text.format(shop=shop)

    def _left_out(self, notice: Notice) -> str:
        count = notice.number("left_out")
        text = self.tr("{n} have succeeded meanwhile and are left out.", "", count)
        return text.format(n=self._wording.number(count)) if count else ""

    def _finished_text(self, notice: Notice) -> str:
        shop = _shop(notice)
        if not notice.number("done"):
            return self.tr("{shop}: there was nothing to change.").format(shop=shop)
        text = self.tr("{shop}: {done} without errors in {time}.")
        time = self._wording.duration(notice.number("seconds")).replace(" ", NBSP)
        return text.format(shop=shop, done=self._done(notice), time=time)

    def _partial_title(self, notice: Notice) -> str:
        failed = notice.number("failed")
        text = _by_type(
            notice,
            self.tr("{n} products were not imported", "", failed),
            self.tr("{n} products were not synchronized", "", failed),
            self.tr("{n} products were not exported", "", failed),
            self.tr("{n} products were not restored", "", failed),
        )
        return text.format(n=self._wording.number(failed))

    def _partial_text(self, notice: Notice) -> str:
        good = max(0, notice.number("done") - notice.number("failed"))
        facts = {
            "shop": _shop(notice),
            "done": self._wording.out_of_products(good, notice.number("total")),
        }
        if not notice.facts.get("cause"):
            return self.tr("{shop}: {done} were saved correctly.").format(**facts)
        reason = explain(notice.facts["cause"], self._language).name.rstrip(".")
        count = self._wording.number(notice.number("cause_count"))
        text = self.tr("{shop}: {done} were saved correctly. Most common reason: {reason} ({k}).")
        return text.format(**facts, reason=reason, k=count)

    def _stopped_text(self, notice: Notice) -> str:
        message = _sentence(notice.facts.get("message", ""))
        if not notice.number("total") and not notice.number("done"):
            return self.tr("{shop}: {message}").format(shop=_shop(notice), message=message)
        text = self.tr("{shop}: {message} Processed: {done}.")
        return text.format(shop=_shop(notice), message=message, done=self._done(notice))

    def _cancelled_text(self, notice: Notice) -> str:
        facts = {"shop": _shop(notice), "done": self._done(notice)}
        if not notice.number("done"):
            return self.tr("{shop}: cancelled before the first product.").format(**facts)
        if notice.facts.get("type") == JobType.IMPORT:
            return self.tr("{shop}: stopped after {done}. What was saved in PPM stays.").format(**facts)
        return self.tr("{shop}: stopped after {done}. Saved changes stay in the shop.").format(**facts)

    def _done(self, notice: Notice) -> str:
        done = notice.number("done")
        return self._wording.out_of_products(done, max(done, notice.number("total")))


def _by_type(notice: Notice, imported: str, synced: str, exported: str, undone: str) -> str:
    if notice.facts.get("undo_of"):
        return undone
    types = {JobType.SYNC.value: synced, JobType.EXPORT.value: exported}
    return types.get(notice.facts.get("type", ""), imported)


def _shop(notice: Notice) -> str:
    return notice.facts.get("shop", "")


def _sentence(text: str) -> str:
    """``text`` with a full stop at its end."""
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."
