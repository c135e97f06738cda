"""Bench vault: what it prints, that both sides do the same, that the yardstick is for it alone. No clock is judged."""

import json
from pathlib import Path

import pytest

import journal_app
from journal_app.cli import bench_vault
from journal_app.cli import main as cli
from journal_app.cli.corpus import make_entries
from journal_app.journal.adding import add_entries
from journal_app.journal.entries import list_entries
from journal_app.settings.clock import SystemClock
from journal_app.vault.engine import raw
from journal_app.vault.vault import create_with_data_key
from journal_app.vault.yardstick import DATABASE, PlainVault

FIGURES = [
    "durable save",
    "one-row UPDATE",
    "page of 50 entries",
    "the same, driver alone",
    "the database it is of",
    "snapshot (goal ≤ 2 s)",
    "main thread held (≤ 50)",
]


def test_bench_vault__one_run__prints_every_figure(capsys):
    assert cli.main(["bench", "vault", "--runs", "1", "--entries", "60", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["bench"], told["runs"], told["entries"]) == ("vault", 1, 60)
    assert [figure["name"] for figure in told["figures"]] == FIGURES
    assert [figure["at_most"] for figure in told["figures"][:4]] == [1.5, 1.5, 1.1, 1.1]


def test_bench_vault__table__names_what_it_can_not_measure(capsys):
    assert cli.main(["bench", "vault", "--runs", "1", "--entries", "3"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(FIGURES) + 2
    assert "hide_latency.py" in lines[-1]


@pytest.mark.parametrize("work", [bench_vault._saves, bench_vault._updates])
def test_work__each_time__leaves_other_words_behind(tmp_path, work):
    for make in (bench_vault._encrypted, bench_vault._plain):
        side = bench_vault._fill(make, tmp_path, 3)
        with side.vault.read() as connection:
            before = raw(connection).execute("SELECT body FROM draft").fetchall()
        assert work(side, 1) > 0
        with side.vault.read() as connection:
            assert raw(connection).execute("SELECT body FROM draft").fetchall() != before
        side.vault.close()


def test_plain_vault__beside_a_vault__same_entries_and_settings_but_readable(tmp_path, data_key):
    plain, ours = PlainVault(tmp_path / "plain"), create_with_data_key(tmp_path / "ours", data_key)
    for vault in (plain, ours):
        add_entries(vault, SystemClock(), make_entries(20))
    names = ("journal_mode", "synchronous", "secure_delete", "cache_size", "page_size", "foreign_keys", "user_version")
    with plain.read() as one, ours.read() as other:
        for name in names:
            settings = [str(raw(side).execute(f"PRAGMA {name}").fetchone()[0]) for side in (one, other)]
            assert settings[0] == settings[1], name
    assert [one.opening for one in list_entries(plain).items] == [one.opening for one in list_entries(ours).items]
    plain.close()
    ours.close()
    assert (tmp_path / "plain" / DATABASE).read_bytes().startswith(b"SQLite format 3\0")
    assert not ours.database.read_bytes().startswith(b"SQLite format 3\0")


def test_yardstick__in_the_program__is_imported_by_bench_alone():
    package = Path(journal_app.__file__).parent
    users = [
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if "vault.yardstick" in path.read_text(encoding="utf-8")
    ]

    assert sorted(users) == ["cli/bench_journal.py", "cli/bench_practices.py", "cli/bench_vault.py"]


def test_while_ticking__a_job_that_fails__raises_what_it_raised():
    with bench_vault.ThreadPoolExecutor(max_workers=1) as thread, pytest.raises(ZeroDivisionError):
        bench_vault._while_ticking(thread.submit(lambda: 1 // 0))
