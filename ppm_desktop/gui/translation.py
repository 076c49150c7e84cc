"""Installs the words of the chosen language into the application."""

import logging

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from ppm_desktop.domain.causes import Language
from ppm_desktop.gui.resources import resource

logger = logging.getLogger(__name__)

_LOCALES = {
    Language.POLISH: QLocale(QLocale.Language.Polish, QLocale.Country.Poland),
    Language.ENGLISH: QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


def locale_of(language: str) -> QLocale:
    """How ``language`` (``"pl"`` or ``"en"``) writes numbers and dates."""
    return _LOCALES[Language(language)]


def install_translations(application: QCoreApplication, language: str) -> list[QTranslator]:
    """Load our words and Qt's own into ``application``, which owns them; also sets the default locale.

    Call before the first widget is made. A missing catalogue is logged and leaves the source texts (English).
    """
    QLocale.setDefault(locale_of(language))
    installed = []
    for name, folder in (
        (f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"ppm_{language}", str(resource("i18n"))),
    ):
        translator = QTranslator(application)
        if translator.load(name, folder):
            application.installTranslator(translator)
            installed.append(translator)
        elif language != Language.ENGLISH or name.startswith("ppm_"):
            logger.warning("no translation %s in %s", name, folder)
    return installed
