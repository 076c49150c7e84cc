"""What toasts, the notification centre and the system's messages say of one notice."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject

from ppm_desktop.domain.causes import CauseStep, Language, cause_told_by, explain, step_of
from ppm_desktop.domain.notification import Notice, NoticeAction, NoticeKind
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.job_notice_words import JobNoticeWords


@dataclass(frozen=True, slots=True)
class Look:
    """Icon and colours of a kind; ``token`` colours the icon and a toast's strip."""

    icon: str
    token: str


LOOKS: Mapping[NoticeKind, Look] = {
    NoticeKind.STARTED: Look("info", "infoC"),
    NoticeKind.FINISHED: Look("circle-check", "ok"),
    NoticeKind.PARTIAL: Look("circle-alert", "amber"),
    NoticeKind.STOPPED: Look("octagon-x", "err"),
    NoticeKind.CANCELLED: Look("ban", "tx3"),
    NoticeKind.PAUSED: Look("pause", "warn"),
    NoticeKind.SHOP_TEST_FAILED: Look("unplug", "err"),
    NoticeKind.DATABASE_AWAY: Look("cloud-off", "warn"),
    NoticeKind.DATABASE_BACK: Look("database", "ok"),
}


@dataclass(frozen=True, slots=True)
class NoticeButton:
    """One thing a notice offers; ``kind`` is that of an `IconButton`."""

    action: NoticeAction
    text: str
    icon: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A notice in words."""

    title: str
    text: str
    look: Look
    buttons: tuple[NoticeButton, ...] = ()


class NoticeWords(QObject):
    """Writes notices in one language; a `QObject` as `Wording` is one."""

    def __init__(self, wording: Wording, language: Language) -> None:
        super().__init__()
        self._wording = wording
        self._language = language
        self._jobs = JobNoticeWords(wording, language)

    def toast(self, notice: Notice) -> NoticeText:
        """For a toast: its first button is the main one."""
        return NoticeText(self.title(notice), self.text(notice), LOOKS[notice.kind], self._toast_buttons(notice))

    def entry(self, notice: Notice, *, own: bool) -> NoticeText:
        """For the centre, which says whose job it was unless it is the reader's ``own``."""
        sentences = [self.text(notice)]
        if not own and notice.who.person:
            started = self.tr("Started by: {person}, {computer}.")
            sentences.append(started.format(person=notice.who.person, computer=notice.who.host))
        return NoticeText(self.title(notice), " ".join(sentences), LOOKS[notice.kind], self._entry_buttons(notice))

    def title(self, notice: Notice) -> str:
        """What happened, in a few words."""
        match notice.kind:
            case NoticeKind.SHOP_TEST_FAILED:
                return self.tr("{shop}: connection test failed").format(shop=notice.facts.get("shop", ""))
            case NoticeKind.DATABASE_AWAY:
                return self.tr("No connection to the database")
            case NoticeKind.DATABASE_BACK:
                return self.tr("The database answers again")
            case _:
                return self._jobs.title(notice)

    def text(self, notice: Notice) -> str:
        """What there is to know about it, in sentences."""
        match notice.kind:
            case NoticeKind.SHOP_TEST_FAILED:
                return explain(notice.facts.get("cause"), self._language, notice.facts).sentence
            case NoticeKind.DATABASE_AWAY:
                return self.tr("Operations on this computer continue, progress is saved once the connection is back.")
            case NoticeKind.DATABASE_BACK:
                time = self._wording.duration(notice.number("seconds"))
                return self.tr("It did not answer for {time}. The list shows the newest state.").format(time=time)
            case _:
                return self._jobs.text(notice)

    def _toast_buttons(self, notice: Notice) -> tuple[NoticeButton, ...]:
        details = NoticeButton(NoticeAction.OPEN, self.tr("See details"))
        match notice.kind:
            case NoticeKind.STARTED:
                progress = NoticeButton(NoticeAction.OPEN, self.tr("Show progress"))
                if notice.number("jobs"):
                    return (progress,)
                return progress, self._cancel_button()
            case NoticeKind.FINISHED:
                return (details,)
            case NoticeKind.PARTIAL:
                return self._errors_button(notice), self._retry_button("primary")
            case NoticeKind.STOPPED:
                return (*self._errors_if_any(notice), *(self._settings_if_wanted(notice) or (details,)))
            case NoticeKind.PAUSED:
                go_on = NoticeButton(NoticeAction.CONTINUE, self.tr("Continue"), "play", "primary")
                others = (*self._errors_if_any(notice), *self._settings_if_wanted(notice))
                return go_on, self._cancel_button(), *others
            case NoticeKind.SHOP_TEST_FAILED:
                return (self._shop_button(),)
            case _:
                return ()

    def _entry_buttons(self, notice: Notice) -> tuple[NoticeButton, ...]:
        """Only what needs a person: everything else opens with a click on the entry."""
        match notice.kind:
            case NoticeKind.PARTIAL:
                return self._errors_button(notice), self._retry_button("")
            case NoticeKind.STOPPED:
                return (*self._errors_if_any(notice), *self._settings_if_wanted(notice))
            case NoticeKind.SHOP_TEST_FAILED:
                return (self._shop_button(),)
            case _:
                return ()

    def _errors_button(self, notice: Notice) -> NoticeButton:
        text = self.tr("Show errors ({n})").format(n=self._wording.number(notice.number("failed")))
        return NoticeButton(NoticeAction.SHOW_ERRORS, text, "triangle-alert", "errors")

    def _errors_if_any(self, notice: Notice) -> tuple[NoticeButton, ...]:
        return (self._errors_button(notice),) if notice.number("failed") else ()

    def _settings_if_wanted(self, notice: Notice) -> tuple[NoticeButton, ...]:
        """What stopped all of a job may be put right in the settings of its shop."""
        cause = notice.facts.get("cause") or cause_told_by(notice.facts.get("message"))
        if step_of(cause) is not CauseStep.SHOP:
            return ()
        return (NoticeButton(NoticeAction.OPEN_SHOP, self.tr("Open shop settings"), "store"),)

    def _cancel_button(self) -> NoticeButton:
        return NoticeButton(NoticeAction.CANCEL, self.tr("Cancel"), kind="quiet")

    def _retry_button(self, kind: str) -> NoticeButton:
        return NoticeButton(NoticeAction.RETRY, self.tr("Retry failed only"), "rotate-cw", kind)

    def _shop_button(self) -> NoticeButton:
        return NoticeButton(NoticeAction.OPEN_SHOP, self.tr("Open shops"))
