"""Make the application object: one way for the window, the demo and the checks."""

import os
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from journal_app.settings.product import NEUTRAL_TITLE
from journal_app.ui.pyside_refs import keep_singletons_alive
from journal_app.ui.theme.theme import STYLE, STYLE_VARIABLE


def make_application() -> QApplication:
    """Return a new application; it carries no name of the product where others could read it (vault.md, T1)."""
    keep_singletons_alive()
    os.environ[STYLE_VARIABLE] = STYLE
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DisableShaderDiskCache)  # no cache folder of Qt's own
    app = QApplication([NEUTRAL_TITLE])  # WM_CLASS and the name that assistive technology reads come from it
    app.setDesktopFileName(NEUTRAL_TITLE.lower())  # what Wayland shows the task switcher
    app.setQuitOnLastWindowClosed(False)
    QTimer.singleShot(0, partial(_set_icon, app))
    return app


def _set_icon(app: QApplication) -> None:
    """Give the windows their icon, after the first turn of the event loop: drawing it holds the first paint up."""
    from journal_app.ui.theme.icons import app_icon

    app.setWindowIcon(app_icon())
