"""The cards of the Settings page: appearance, refreshing, operations, retention and notifications."""

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.notification import NoticeKind
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.gui.formatting import NBSP
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.segments import SegmentBar
from ppm_desktop.gui.views.settings_parts import ChoiceBox, SettingRow, SettingsCard, Switch
from ppm_desktop.gui.views.widgets import placeholder_palette
from ppm_desktop.settings import RunsOn, Settings, ThemeName

SCALES = (90, 100, 110, 125, 150)
DAYS = (1, 3, 7, 14, 30, 60, 90, 180, 365)
_RATES = ("poll_s", "poll_busy_s", "poll_idle_s")
_USUAL = SharedSettings()
_NOTICES = (NoticeKind.STARTED, NoticeKind.FINISHED, NoticeKind.PARTIAL, NoticeKind.STOPPED, NoticeKind.CANCELLED)


class LocalCard(SettingsCard):
    """Settings of this computer.

    Signals:
        changed: Name and value of a setting that a person chose.
    """

    changed = Signal(str, object)

    def _add_switch(self, name: str, title: str, note: str = "") -> Switch:
        control = Switch(self._theme)
        control.clicked.connect(lambda wanted: self.changed.emit(name, wanted))
        self.add_row(title, note, control)
        return control


class AppearanceCard(LocalCard):
    """Language, theme, scale and motion."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Appearance and language"))
        self.language = SegmentBar(theme, ("Polski", "English"))
        self.language.chosen.connect(lambda place: self.changed.emit("language", list(Language)[place]))
        restart = self.tr("Counts from the next start")
        self.add_row(self.tr("Language"), restart, self.language)
        self.theme = SegmentBar(theme, (self.tr("System", "theme"), self.tr("Dark"), self.tr("Light")))
        self.theme.chosen.connect(lambda place: self.changed.emit("theme", list(ThemeName)[place]))
        self.add_row(self.tr("Theme"), "", self.theme)
        self.scale = ChoiceBox(theme, SCALES, lambda percent: f"{percent}%")
        self.scale.picked.connect(partial(self.changed.emit, "interface_scale"))
        self.add_row(self.tr("Interface scale"), restart, self.scale)
        self.still = Switch(theme)
        self.still.clicked.connect(lambda wanted: self.changed.emit("reduce_motion", wanted))
        self.motion = self.add_row(
            self.tr("Reduce motion"), self.tr("Follows the system until it is set here"), self.still
        )

    def show_local(self, settings: Settings, *, still: bool) -> None:
        """Show what is set; ``still`` is what holds where nothing is."""
        self.language.show_place(list(Language).index(settings.language))
        self.theme.show_place(list(ThemeName).index(settings.theme))
        self.scale.show_value(settings.interface_scale)
        self.still.setChecked(still if settings.reduce_motion is None else settings.reduce_motion)


class NotificationsCard(LocalCard):
    """What is told at once on this computer; the notification centre keeps everything."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Notifications"))
        self.system = self._add_switch(
            "system_notifications", self.tr("System notifications"), self.tr("When the window is minimised")
        )
        self._muted: frozenset[NoticeKind] = frozenset()
        self.kinds: dict[NoticeKind, Switch] = {}
        names = {
            NoticeKind.STARTED: self.tr("Started operations"),
            NoticeKind.FINISHED: self.tr("Completed operations"),
            NoticeKind.PARTIAL: self.tr("Operations with errors"),
            NoticeKind.STOPPED: self.tr("Stopped operations"),
            NoticeKind.CANCELLED: self.tr("Cancelled operations"),
        }
        for kind in _NOTICES:
            control = self.kinds[kind] = Switch(theme)
            control.clicked.connect(lambda wanted, kind=kind: self._on_kind(kind, wanted))
            self.add_row(names[kind], "", control)

    def show_local(self, settings: Settings) -> None:
        """Show what is set."""
        self.system.setChecked(settings.system_notifications)
        self._muted = settings.muted_notifications
        for kind, control in self.kinds.items():
            control.setChecked(kind not in self._muted)

    def _on_kind(self, kind: NoticeKind, wanted: bool) -> None:
        self._muted = self._muted - {kind} if wanted else self._muted | {kind}
        self.changed.emit("muted_notifications", self._muted)


class ComputerCard(LocalCard):
    """How operations run on this computer."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Operations on this computer"))
        self.runs_on = SegmentBar(theme, (self.tr("This computer"), self.tr("Workers")))
        self.runs_on.chosen.connect(lambda place: self.changed.emit("run_jobs_on", list(RunsOn)[place]))
        note = self.tr("Workers are programs without a window that take operations from the shared database")
        self.add_row(self.tr("Run my operations on"), note, self.runs_on, below=True)
        self.awake = self._add_switch(
            "keep_awake", self.tr("Keep this computer awake"), self.tr("While operations run on it")
        )
        self.hidden = self._add_switch(
            "refresh_hidden", self.tr("Refresh in the tray"), self.tr("Slower (every 10 s) to spare the database")
        )

    def show_local(self, settings: Settings) -> None:
        """Show what is set."""
        self.runs_on.show_place(list(RunsOn).index(settings.run_jobs_on))
        self.awake.setChecked(settings.keep_awake)
        self.hidden.setChecked(settings.refresh_hidden)


class SharedCard(SettingsCard):
    """Settings that hold for everybody; numbers are chosen from a few.

    Signals:
        changed: Values by name that a person chose.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(theme, title, for_all=self.tr("For everybody", "setting"))
        self.boxes: dict[str, ChoiceBox] = {}
        self.switches: dict[str, Switch] = {}

    def show_shared(self, shared: SharedSettings) -> None:
        """Show what is set."""
        values = asdict(shared)
        for name, box in self.boxes.items():
            box.show_value(values[name])
        for name, switch in self.switches.items():
            switch.setChecked(bool(values[name]))

    def forbid(self, why: str) -> None:
        """Nobody may change anything here; empty for allowed."""
        for row in self.rows:
            row.forbid(why)

    def _add_days(self, name: str, title: str, note: str = "", *also: str) -> SettingRow:
        return self._add_number(name, title, note, DAYS, self._days, *also)

    def _add_number(
        self, name: str, title: str, note: str, values: Sequence[float], text: object, *also: str
    ) -> SettingRow:
        """``also`` names settings that are always the same."""
        assert callable(text)
        box = self.boxes[name] = ChoiceBox(self._theme, values, text)
        box.picked.connect(lambda value: self.changed.emit(dict.fromkeys((name, *also), value)))
        return self.add_row(title, note, box)

    def _days(self, value: object) -> str:
        return self.tr("{n} days", "", int(str(value))).format(n=value)


class RefreshingCard(SharedCard):
    """How often the shared table is asked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Refreshing"))
        self.rate = ChoiceBox(theme, (None, 2.0, 3.0, 5.0, 10.0, 30.0), self._rate)
        self.rate.picked.connect(self._on_rate)
        note = self.tr("Automatic: 2 s with 5 or more operations, 3 s by default, 10 s with none")
        self.add_row(self.tr("Refresh rate"), note, self.rate)
        self.push = QLineEdit()
        self.push.setPlaceholderText("rediss://…")
        placeholder_palette(self.push, theme)
        theme.changed.connect(partial(placeholder_palette, self.push, theme))
        self.push.editingFinished.connect(self._on_push)
        self._push_url = ""
        note = self.tr("Address of a Redis server through which desktops tell each other of changes at once")
        self.add_row(self.tr("Instant updates"), note, self.push, below=True)

    def show_shared(self, shared: SharedSettings) -> None:
        """Show what is set."""
        super().show_shared(shared)
        rates = {getattr(shared, name) for name in _RATES}
        usual = all(getattr(shared, name) == getattr(_USUAL, name) for name in _RATES)
        self.rate.show_value(None if usual or len(rates) > 1 else rates.pop())
        self._push_url = shared.push_url
        self.push.setText(shared.push_url)

    def _rate(self, value: object) -> str:
        return (
            self.tr("Automatic") if value is None else self.tr("every {n} s").format(n=f"{value:g}").replace(" ", NBSP)
        )

    def _on_rate(self, value: object) -> None:
        self.changed.emit({name: getattr(_USUAL, name) if value is None else value for name in _RATES})

    def _on_push(self) -> None:
        if self.push.text().strip() != self._push_url:
            self._push_url = self.push.text().strip()
            self.changed.emit({"push_url": self._push_url})


class OperationsCard(SharedCard):
    """How operations work, and how much they ask of a shop at once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Operations"))
        several = (1, 2, 3, 4, 6, 8)
        self._add_number(
            "worker_jobs", self.tr("Operations at once"), self.tr("On one computer, each of another shop"), several, str
        )
        self._add_number(
            "import_connections", self.tr("Requests at once, import"), self.tr("At most, to one shop"), several, str
        )
        self._add_number(
            "send_connections",
            self.tr("Requests at once, sync and export"),
            self.tr("At most, to one shop"),
            several,
            str,
        )
        self._add_number("trial_products", self.tr("Products in a trial"), "", (3, 5, 10, 20), str)
        self._add_number(
            "guard_off_percent",
            self.tr("Ask when products are switched off"),
            self.tr("From this share on, unless the shop has its own"),
            (1.0, 5.0, 10.0, 20.0, 50.0, 100.0),
            _percent,
        )
        self._add_number(
            "guard_price_percent",
            self.tr("Ask when prices change"),
            self.tr("From this change on, unless the shop has its own"),
            (5.0, 10.0, 20.0, 50.0, 100.0),
            _percent,
        )


class RetentionCard(SharedCard):
    """What is deleted after how many days."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Retention"))
        stay = self.tr("History statistics stay")
        self._add_days("keep_completed_days", self.tr("Delete completed operations after"), stay)
        self._add_days("keep_failed_days", self.tr("Delete failed operations after"), "", "keep_cancelled_days")
        archive = self.switches["archive_jobs"] = Switch(theme)
        archive.clicked.connect(lambda wanted: self.changed.emit({"archive_jobs": wanted}))
        self.add_row(self.tr("Archive deleted operations"), self.tr("Without their products"), archive)
        undo = self.tr("So long operations can be undone")
        self._add_days("keep_changes_days", self.tr("Delete earlier values after"), undo)
        self._add_days(
            "keep_successes_days",
            self.tr("Delete products without errors after"),
            self.tr("From the record of an operation"),
        )
        self._add_days("keep_failures_days", self.tr("Delete products with errors after"))
        self._add_days("keep_notifications_days", self.tr("Delete notifications after"))


def _percent(value: object) -> str:
    return f"{value:g}%"
