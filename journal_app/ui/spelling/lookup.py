"""What is known of words: asks the process that has the dictionary, and remembers its answers while the page is open.

See `cli/spelling_worker.py` for that process and what is said to it. Nothing here waits for it; a process that dies is
started once more, and after that the words are left alone.
"""

import json
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from journal_app.settings.dictionaries import Dictionary
from journal_app.settings.own_process import fresh_environment, own_command

WORKER = "spelling-worker"
MOST_REMEMBERED = 50_000
MOST_ASKED_AT_ONCE = 500
STOP_MS = 500

Answer = dict[str, Any]  # as JSON has it; what a key holds depends on what was asked


class Lookup(QObject):
    """Knows words in one language at a time.

    Signals:
        learnt(): something is known of words that were asked for, or of none any more: the language is another one.
        failed(str): words can't be looked up in this language; a code of `settings.sentences`.
    """

    learnt = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dictionary: Dictionary | None = None
        self._process: QProcess | None = None
        self._is_open = False
        self._has_died = False
        self._number = 0
        self._waiting: dict[int, Callable[[Answer], None]] = {}
        self._buffer = b""
        self._known: dict[str, bool] = {}
        self._asked: set[str] = set()
        self._scripts: frozenset[str] = frozenset()
        if parent is not None:
            parent.destroyed.connect(self.stop)

    @property
    def is_open(self) -> bool:
        """Whether a dictionary is open, so that words can be asked for."""
        return self._is_open

    def open(self, dictionary: Dictionary | None) -> None:
        """Look words up in this dictionary from now on; in none, and with no process, for None."""
        if dictionary == self._dictionary:
            return
        self._dictionary = dictionary
        self._has_died = False
        self._forget()
        if dictionary is None:
            self.stop()
        else:
            self._begin()
        self.learnt.emit()

    def knows(self, word: str) -> bool | None:
        """Return whether the dictionary has the word, None while that is not known."""
        return self._known.get(word)

    def can_judge(self, script: str) -> bool:
        """Whether the dictionary has words in this writing system."""
        return script in self._scripts

    def ask(self, words: Iterable[str]) -> None:
        """Ask for words of which nothing is known yet; `learnt` follows."""
        if not self._is_open:
            return
        new = [word for word in dict.fromkeys(words) if word not in self._known and word not in self._asked]
        self._asked.update(new)
        for start in range(0, len(new), MOST_ASKED_AT_ONCE):
            some = new[start : start + MOST_ASKED_AT_ONCE]
            self._send({"check": some}, partial(self._on_checked, some))

    def suggest(self, word: str, done: Callable[[tuple[str, ...]], None]) -> None:
        """Ask what may be meant by a word; `done` is called when that is known, with none where nothing can be."""
        if self._is_open:
            self._send({"suggest": word}, partial(_on_suggested, done))
        else:
            done(())

    def stop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        self._is_open = False
        self._waiting.clear()
        if process is not None:
            process.readyReadStandardOutput.disconnect()
            process.finished.disconnect()
            process.errorOccurred.disconnect()
            process.kill()
            process.waitForFinished(STOP_MS)
            process.deleteLater()

    def _forget(self) -> None:
        self._known.clear()
        self._asked.clear()
        self._scripts = frozenset()

    def _begin(self) -> None:
        self._is_open = False
        self._waiting.clear()
        if self._process is None:
            self._start()
        assert self._dictionary is not None
        wanted = [str(self._dictionary.folder), self._dictionary.code]
        self._send({"open": wanted}, partial(self._on_opened, self._dictionary))

    def _start(self) -> None:
        process = self._process = QProcess(self)
        environment = QProcessEnvironment()
        for name, value in fresh_environment().items():
            environment.insert(name, value)
        program, *arguments = own_command()
        process.setProcessEnvironment(environment)
        process.setProgram(program)
        process.setArguments([*arguments, WORKER])
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._on_process_ready_read)
        process.finished.connect(self._on_process_ended)
        process.errorOccurred.connect(self._on_process_ended)
        self._buffer = b""
        process.start()

    def _send(self, request: dict[str, object], done: Callable[[Answer], None]) -> None:
        if self._process is None:
            return
        self._number += 1
        self._waiting[self._number] = done
        self._process.write(json.dumps({"id": self._number, **request}).encode("ascii") + b"\n")

    def _on_process_ready_read(self) -> None:
        if self._process is None:
            return
        self._buffer += self._process.readAllStandardOutput().data()
        *lines, self._buffer = self._buffer.split(b"\n")
        for line in lines:
            answer = json.loads(line)
            if (done := self._waiting.pop(answer["id"], None)) is not None:
                done(answer)

    def _on_process_ended(self, *_how: object) -> None:
        """Start it once more; a dictionary that ends it twice is left alone."""
        if self._process is None:
            return
        waiting = list(self._waiting.values())
        self.stop()
        self._asked.clear()
        for done in waiting:
            done({})
        if self._has_died or self._dictionary is None:
            self.failed.emit("spelling_dictionary_unreadable")
            return
        self._has_died = True
        self._begin()

    def _on_opened(self, dictionary: Dictionary, answer: Answer) -> None:
        if dictionary != self._dictionary:
            return
        if "problem" in answer:
            self.failed.emit(answer["problem"])
        if "scripts" not in answer:
            return
        self._is_open = True
        self._scripts = frozenset(answer["scripts"])
        self.learnt.emit()

    def _on_checked(self, words: list[str], answer: Answer) -> None:
        if len(self._known) > MOST_REMEMBERED:
            self._known.clear()
        self._asked.difference_update(words)
        if "unknown" in answer:
            unknown = set(answer["unknown"])
            self._known.update((word, word not in unknown) for word in words)
            self.learnt.emit()


def _on_suggested(done: Callable[[tuple[str, ...]], None], answer: Answer) -> None:
    done(tuple(answer.get("suggestions", ())))
