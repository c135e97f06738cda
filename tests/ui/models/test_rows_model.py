"""Rows come and go one by one; what did not change is not touched."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from journal_app.ui.models.list_row import ListRow, RowKind
from journal_app.ui.models.rows_model import ROW_ROLE, RowsModel

pytestmark = pytest.mark.usefixtures("qapp")


def entry(key: str, title: str = "") -> ListRow:
    return ListRow(RowKind.ENTRY, key, title or f"Page {key}", spoken=f"Saturday. Page {key}")


def heading(title: str) -> ListRow:
    return ListRow(RowKind.HEADING, "", title)


@pytest.fixture
def model() -> RowsModel:
    made = RowsModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.append_rows([heading("November"), entry("1"), entry("2"), entry("3")])
    return made


def test_replace_rows__one_new_at_the_top__inserts_that_row_only(model: RowsModel) -> None:
    inserted, removed, reset = (
        QSignalSpy(model.rowsInserted),
        QSignalSpy(model.rowsRemoved),
        QSignalSpy(model.modelReset),
    )

    model.replace_rows([heading("November"), entry("0"), entry("1"), entry("2"), entry("3")])

    assert [(call[1], call[2]) for call in _calls(inserted)] == [(1, 1)]
    assert removed.count() == 0
    assert reset.count() == 0


def test_replace_rows__one_taken_out__removes_that_row_only(model: RowsModel) -> None:
    removed, inserted = QSignalSpy(model.rowsRemoved), QSignalSpy(model.rowsInserted)

    model.replace_rows([heading("November"), entry("1"), entry("3")])

    assert [(call[1], call[2]) for call in _calls(removed)] == [(2, 2)]
    assert inserted.count() == 0


def test_replace_rows__a_title_edited__changes_it_in_place(model: RowsModel) -> None:
    changed, removed = QSignalSpy(model.dataChanged), QSignalSpy(model.rowsRemoved)

    model.replace_rows([heading("November"), entry("1"), entry("2", "Another name"), entry("3")])

    assert changed.count() == 1
    assert removed.count() == 0
    assert model.index(2).data() == "Another name"


def test_replace_rows__the_same_rows__says_nothing(model: RowsModel) -> None:
    spies = [
        QSignalSpy(signal) for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.modelReset)
    ]

    model.replace_rows(list(model.rows))

    assert [spy.count() for spy in spies] == [0, 0, 0, 0]


@pytest.mark.parametrize("rows", [[], [entry("9")], [entry("3"), entry("1")], [heading("May"), entry("2"), entry("7")]])
def test_replace_rows__anything__becomes_exactly_that(model: RowsModel, rows: list[ListRow]) -> None:
    model.replace_rows(rows)

    assert model.rows == tuple(rows)


def test_flags__heading__can_be_neither_chosen_nor_stepped_on(model: RowsModel) -> None:
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable


def test_data__accessible_text__is_the_whole_row_in_words(model: RowsModel) -> None:
    assert model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Saturday. Page 1"
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "November"
    assert model.index(1).data(ROW_ROLE) == entry("1")


def test_index_of__known_and_unknown__finds_or_not(model: RowsModel) -> None:
    assert model.index_of(RowKind.ENTRY, "3").row() == 3
    assert not model.index_of(RowKind.DRAFT, "3").isValid()
    assert model.first_index().row() == 1
    assert model.row_at(QModelIndex()) is None


def _calls(spy: QSignalSpy) -> list[list[object]]:
    return [spy.at(number) for number in range(spy.count())]
