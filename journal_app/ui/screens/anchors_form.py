"""The part of Settings about ways to steady oneself: which come first, and which are never offered."""

from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from journal_app.journal.anchors import AnchorWish, wish_for
from journal_app.journal.private_preferences import PrivatePreferences
from journal_app.settings.sentences import sentence
from journal_app.ui.bridge.change_hub import Kind
from journal_app.ui.bridge.vault_thread import Failure
from journal_app.ui.desk import Desk
from journal_app.ui.over_all import fetch_wishes, wish_for_anchor
from journal_app.ui.widgets.fold import Fold
from journal_app.ui.widgets.folded_list import FoldedList
from journal_app.ui.widgets.labels import Label, caption_label
from journal_app.ui.widgets.notice import Notice


class AnchorsForm(QWidget):
    """One list for each anchor of the pack, made when the fold is opened."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._boxes: dict[str, FoldedList] = {}
        self._problem = Notice(self)
        self._problem.hide()
        self._fold = Fold(self.tr("Ways to steady yourself"), self)
        about = self.tr("Kept inside your journal. Before it is open, all of them are shown.")
        self._fold.content_layout.addWidget(caption_label(self._fold, about))
        self._fold.first_opened.connect(self._fill)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._problem)
        layout.addWidget(self._fold)

    def refresh(self) -> None:
        """Fetch the wishes and show them."""
        if self._boxes:
            self._desk.jobs.run(fetch_wishes, owner=self, done=self._on_jobs_fetched, failed=self._on_jobs_failed)

    def _fill(self) -> None:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for row, anchor in enumerate(self._desk.pack.anchors):
            label, box = Label(anchor.name, parent=self._fold), FoldedList(self._fold)
            box.addItem(self.tr("as it comes"), AnchorWish.AS_IT_COMES)
            box.addItem(self.tr("first"), AnchorWish.FIRST)
            box.addItem(self.tr("never"), AnchorWish.NEVER)
            box.setAccessibleName(anchor.name)
            label.setBuddy(box)
            box.activated.connect(partial(self._on_box_activated, anchor.id, box))
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
            self._boxes[anchor.id] = box
        self._fold.content_layout.addLayout(grid)
        self.refresh()

    def _on_box_activated(self, anchor_id: str, box: FoldedList, _index: int) -> None:
        self._desk.jobs.run(
            partial(wish_for_anchor, anchor_id=anchor_id, wish=AnchorWish(box.currentData())),
            owner=self,
            done=self._on_jobs_fetched,
            failed=self._on_jobs_failed,
            changes=frozenset({Kind.WISHES}),
        )

    def _on_jobs_fetched(self, wishes: PrivatePreferences) -> None:
        self._problem.hide()
        for anchor_id, box in self._boxes.items():
            box.setCurrentIndex(box.findData(wish_for(wishes, anchor_id)))

    def _on_jobs_failed(self, failure: Failure) -> None:
        self._problem.show_failure(sentence(failure.code, **failure.fields))
