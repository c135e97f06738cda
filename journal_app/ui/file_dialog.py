"""The one way to ask for a folder or a file: Qt's own dialog, kept from remembering anything.

The system's own dialogs add what was chosen to its lists of recent files. Qt's own writes the folders it has shown to
`QtProject.conf` when it goes, even after Cancel (found in 6.12), and reads there what other programs were shown. So it
is given a settings place in which no file can be made, and fixed places at its side.
"""

from collections.abc import Callable
from pathlib import Path

# QSettings: this is where the one store that Qt keeps behind our back is closed; nothing is read or written here.
from PySide6.QtCore import QDir, QSettings, QUrl  # noqa: TID251
from PySide6.QtWidgets import QFileDialog, QWidget

from journal_app.ui.commands import hand_on_keys
from journal_app.ui.text_guard import force_plain_labels

NO_PLACE = "/dev/null"
"""A place below which no file can be made."""

Chosen = Callable[[Path], None]


class PrivateFileDialog(QFileDialog):
    """A dialog that leaves no trace of where it was; opened with `open`, and gone once it is finished."""

    def __init__(self, parent: QWidget, title: str) -> None:
        close_settings()
        super().__init__(parent, title)
        self.setOption(QFileDialog.Option.DontUseNativeDialog)
        self.setHistory([])
        self.setDirectory(QDir.homePath())
        self.setSidebarUrls([QUrl("file:"), QUrl.fromLocalFile(QDir.homePath())])
        force_plain_labels(self)
        hand_on_keys(self)
        self.finished.connect(self._on_finished)

    def _on_finished(self, _result: int) -> None:
        self.setHistory([])  # for the systems whose settings are no files: what is written then names no folder
        self.deleteLater()


def ask_for_folder(parent: QWidget, title: str, chosen: Chosen) -> PrivateFileDialog:
    """Ask for a folder that is there; `chosen` is called unless the person thinks better of it."""
    dialog = PrivateFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ReadOnly)
    return _open(dialog, chosen)


def ask_for_file(parent: QWidget, title: str, chosen: Chosen, *, name_filter: str = "") -> PrivateFileDialog:
    """Ask for a file that is there, of any name or of those of `name_filter` (in Qt's form, "Text (*.txt *.md)")."""
    dialog = PrivateFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setOption(QFileDialog.Option.ReadOnly)
    if name_filter:
        dialog.setNameFilter(name_filter)
    return _open(dialog, chosen)


def ask_for_files(parent: QWidget, title: str, chosen: Callable[[list[Path]], None]) -> PrivateFileDialog:
    """Ask for one or more files that are there, of any name."""
    dialog = PrivateFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setOption(QFileDialog.Option.ReadOnly)

    def on_dialog_files_selected(names: list[str]) -> None:
        chosen([Path(name) for name in names])

    dialog.filesSelected.connect(on_dialog_files_selected)
    dialog.open()
    return dialog


def ask_where_to_save(
    parent: QWidget, title: str, chosen: Chosen, *, suffix: str = "", name: str = ""
) -> PrivateFileDialog:
    """Ask for the name of a file to write, ending in `suffix` where the person gives no ending; `name` is offered."""
    dialog = PrivateFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(suffix)
    if name:
        dialog.selectFile(name)
    return _open(dialog, chosen)


def _open(dialog: PrivateFileDialog, chosen: Chosen) -> PrivateFileDialog:
    def on_dialog_file_selected(name: str) -> None:
        chosen(Path(name))

    dialog.fileSelected.connect(on_dialog_file_selected)
    dialog.open()
    return dialog


def close_settings() -> None:
    """Send Qt's own settings of this process where no file can be made; Kindroot has none of that kind."""
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, NO_PLACE)
