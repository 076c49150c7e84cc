"""The steps of a connection test and what is missing from a key, in words."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.permissions import MissingRight, Right
from ppm_desktop.domain.shop_profile import ConnectionStep, StepResult, StepState
from ppm_desktop.gui.formatting import Wording

NAMED_RIGHTS = 4


class StepWords(QObject):
    """Reads `StepResult` objects out."""

    def __init__(self, wording: Wording, language: Language) -> None:
        super().__init__()
        self._wording = wording
        self._language = language

    def name(self, step: ConnectionStep) -> str:
        """What a step is called."""
        return {
            ConnectionStep.ADDRESS: self.tr("Address and certificate"),
            ConnectionStep.WEBSERVICE: self.tr("Webservice"),
            ConnectionStep.KEY: self.tr("API key"),
            ConnectionStep.VERSION: self.tr("Version"),
            ConnectionStep.PERMISSIONS: self.tr("Permissions"),
            ConnectionStep.READ: self.tr("Trial product read"),
        }[step]

    def note(self, result: StepResult | None, *, testing: bool) -> str:
        """The line below its name; None for a step that was not reached, while ``testing`` or before."""
        if result is None:
            return self.tr("Waits for the previous step") if testing else self.tr("Not checked yet")
        if result.state is StepState.RUNNING:
            return self.tr("Checking…")
        if result.state is StepState.FAILED:
            return explain(result.cause, self._language, result.facts).sentence
        return self._passed(result)

    def missing(self, rights: Sequence[MissingRight]) -> str:
        """What a key lacks and what to do; empty for nothing."""
        if not rights:
            return ""
        if len(rights) == 1:
            (one,) = rights
            text = self.tr('{what} Enable {verb} for "{resource}" in the settings of the API key in the back office.')
            return text.format(what=self._effect(one), verb=one.verb, resource=one.resource)
        named = ", ".join(f"{one.resource} {one.verb}" for one in rights[:NAMED_RIGHTS])
        if (more := len(rights) - NAMED_RIGHTS) > 0:
            text = self.tr("The API key lacks permissions. Enable them in the back office: {list} and {n} more.")
            return text.format(list=named, n=more)
        return self.tr("The API key lacks permissions. Enable them in the back office: {list}.").format(list=named)

    def _effect(self, missing: MissingRight) -> str:
        """What does not work without the right."""
        if missing.resource == "stock_availables" and missing.right is Right.CHANGE:
            return self.tr("Stock is not sent.")
        return {
            Right.READ: self.tr("Some data cannot be read."),
            Right.ADD: self.tr("Some data cannot be added."),
            Right.CHANGE: self.tr("Some data cannot be changed."),
            Right.DELETE: self.tr("Some data cannot be deleted."),
        }[missing.right]

    def _passed(self, result: StepResult) -> str:
        facts = result.facts
        if result.step is ConnectionStep.ADDRESS:
            return self._address(facts.get("host", ""), facts.get("until", ""))
        if result.step is ConnectionStep.VERSION:
            version = facts.get("version", "")
            known = self.tr("PrestaShop {version}, supported").format(version=version)
            return known if version else self.tr("The shop does not tell its version")
        if result.step is ConnectionStep.PERMISSIONS:
            return self._permissions(result)
        if result.step is ConnectionStep.READ:
            sku = facts.get("sku", "")
            return self.tr("{sku} was read").format(sku=sku) if sku else self.tr("The shop answers")
        enabled = result.step is ConnectionStep.WEBSERVICE
        return self.tr("/api is enabled") if enabled else self.tr("Accepted")

    def _address(self, host: str, until: str) -> str:
        if not until:
            return self.tr("{host} answers").format(host=host)
        written = self._wording.date(date.fromisoformat(until))
        return self.tr("{host} answers, TLS valid until {date}").format(host=host, date=written)

    def _permissions(self, result: StepResult) -> str:
        facts = result.facts
        held, needed = int(facts.get("held", "0")), int(facts.get("needed", "0"))
        counted = self._wording.out_of(held, needed)
        if "resource" not in facts:
            return self.tr("Resources: {counted}").format(counted=counted)
        text = self.tr('Resources: {counted}. Missing: {verb} for "{resource}"')
        return text.format(counted=counted, verb=facts.get("action", ""), resource=facts["resource"])
