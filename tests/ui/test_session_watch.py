"""The session's own words: a private bus with a logind and a screen saver of the test's own, no desktop needed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from journal_app.ui import session_bus
from journal_app.ui.session_bus import LOGIN1, LOGIN1_PATH, MANAGER, PROPERTIES, SESSION, SessionBus
from journal_app.ui.session_watch import SessionSource, SessionWatch, Sign, session_source
from journal_app.ui.session_windows import SIGNS, SessionMessages

DAEMON = shutil.which("dbus-daemon")
needs_bus = pytest.mark.skipif(DAEMON is None, reason="not run: dbus-daemon is missing")

MINE, OTHERS = f"{LOGIN1_PATH}/session/_31", f"{LOGIN1_PATH}/session/_32"
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default">
 <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>"""


class Login1(QDBusVirtualObject):
    """Answers what logind would, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, list[object]]] = []
        self.state = {"Active": True, "LockedHint": False}
        self.held: int | None = None

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        self.asked.append((message.member(), message.arguments()))
        answer = self._answer(message)
        if answer is None:
            return False
        reply = message.createReply()
        reply.setArguments([answer])
        connection.send(reply)
        return True

    def _answer(self, message: QDBusMessage) -> object:
        if message.member() == "GetSession":
            return QDBusObjectPath(MINE)
        if message.member() == "Get":
            return QDBusVariant(self.state[str(message.arguments()[1])])
        if message.member() == "Inhibit":
            self.held, given = os.pipe()
            descriptor = QDBusUnixFileDescriptor(given)
            os.close(given)
            return descriptor
        return None

    def members(self) -> list[str]:
        return [member for member, _ in self.asked]


@dataclass
class System:
    """Both buses, on one daemon, with what speaks on them."""

    voice: QDBusConnection
    login1: Login1
    signs: list[Sign] = field(default_factory=list)

    def say(self, path: str, interface: str, member: str, *arguments: object) -> None:
        message = QDBusMessage.createSignal(path, interface, member)
        message.setArguments(list(arguments))
        assert self.voice.send(message)

    def changed(self, path: str = MINE) -> None:
        self.say(path, PROPERTIES, "PropertiesChanged", SESSION, {}, [])


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QGuiApplication) -> Iterator[System]:
    socket, config = tmp_path / "bus", tmp_path / "bus.conf"
    config.write_text(CONFIG.format(socket=socket))
    assert DAEMON is not None
    command = [DAEMON, f"--config-file={config}", "--nofork", "--print-address"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
    voice = QDBusConnection.connectToBus(address, "voice")
    login1 = Login1()
    assert voice.registerService(LOGIN1)
    assert voice.registerVirtualObject(LOGIN1_PATH, login1, QDBusConnection.VirtualObjectRegisterOption.SubPath)
    yield System(voice, login1)
    voice.unregisterObject(LOGIN1_PATH)
    QDBusConnection.disconnectFromBus("voice")
    daemon.terminate()
    daemon.wait(60)
    daemon.stdout.close()


@pytest.fixture
def bus(system: System, qtbot: QtBot) -> Iterator[SessionBus]:
    """Listening, with the session found and the hold on sleep given."""
    source = SessionBus()
    source.told.connect(system.signs.append)
    source.start()
    qtbot.waitUntil(lambda: source._session_path == MINE and source._hold is not None)
    yield source
    source.stop()


@needs_bus
@pytest.mark.parametrize("interface", session_bus.SCREEN_SAVERS)
def test_bus__screen_saver_of_any_desktop_comes_on__is_locked(
    system: System, bus: SessionBus, qtbot: QtBot, interface: str
) -> None:
    system.say("/org/ScreenSaver", interface, "ActiveChanged", True)
    qtbot.waitUntil(lambda: system.signs == [Sign.LOCKED])


@needs_bus
def test_bus__screen_saver_goes_off__says_nothing(system: System, bus: SessionBus, qtbot: QtBot) -> None:
    system.say("/org/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", False)
    system.say("/org/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True)
    qtbot.waitUntil(lambda: bool(system.signs))
    assert system.signs == [Sign.LOCKED]


@needs_bus
def test_bus__session_is_locked__is_told(system: System, bus: SessionBus, qtbot: QtBot) -> None:
    system.say(MINE, SESSION, "Lock")
    qtbot.waitUntil(lambda: system.signs == [Sign.LOCKED])


@needs_bus
def test_bus__locked_hint_is_set__is_told(system: System, bus: SessionBus, qtbot: QtBot) -> None:
    system.login1.state["LockedHint"] = True
    system.changed()
    qtbot.waitUntil(lambda: system.signs == [Sign.LOCKED])


@needs_bus
def test_bus__another_person_comes_forward__is_told(system: System, bus: SessionBus, qtbot: QtBot) -> None:
    system.login1.state["Active"] = False
    system.changed()
    qtbot.waitUntil(lambda: system.signs == [Sign.SWITCHED])


@needs_bus
def test_bus__other_properties_change__says_nothing(system: System, bus: SessionBus, qtbot: QtBot) -> None:
    system.changed()
    qtbot.waitUntil(lambda: system.login1.members().count("Get") == 2)
    qtbot.wait(50)
    assert system.signs == []


@needs_bus
def test_bus__another_persons_session_is_locked__says_nothing(system: System, bus: SessionBus, qtbot: QtBot) -> None:
    system.say(OTHERS, SESSION, "Lock")
    system.say(MINE, SESSION, "Lock")
    qtbot.waitUntil(lambda: bool(system.signs))
    assert system.signs == [Sign.LOCKED]


@needs_bus
def test_bus__machine_goes_to_sleep__is_told_and_waits_until_let(system: System, bus: SessionBus, qtbot: QtBot) -> None:
    assert ("Inhibit", ["sleep", "Notes", "Notes", "delay"]) in system.login1.asked
    assert system.login1.held is not None
    os.set_blocking(system.login1.held, False)

    system.say(LOGIN1_PATH, MANAGER, "PrepareForSleep", True)
    qtbot.waitUntil(lambda: system.signs == [Sign.SLEEP])
    with pytest.raises(BlockingIOError):  # still held
        os.read(system.login1.held, 1)

    bus.let_sleep()
    qtbot.waitUntil(lambda: is_let_go(system.login1.held))


@needs_bus
def test_bus__machine_awakes__the_next_sleep_is_held_up_too(system: System, bus: SessionBus, qtbot: QtBot) -> None:
    bus.let_sleep()
    system.say(LOGIN1_PATH, MANAGER, "PrepareForSleep", False)
    qtbot.waitUntil(lambda: system.login1.members().count("Inhibit") == 2)
    assert system.signs == []


@needs_bus
def test_bus__stopped__says_nothing_more(system: System, bus: SessionBus, qtbot: QtBot) -> None:
    bus.stop()
    system.say(MINE, SESSION, "Lock")
    qtbot.wait(100)
    assert system.signs == []


def test_bus__no_bus_anywhere__starts_and_says_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("DBUS_SYSTEM_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(session_bus, "SYSTEM_SOCKET", tmp_path / "none")
    source = SessionBus()
    source.start()
    source.stop()


@pytest.mark.parametrize("address", ["tcp:host=10.0.0.1,port=1", "autolaunch:", "unix:path=/x;tcp:host=h,port=1"])
def test_address__anything_but_a_unix_socket__is_not_spoken_to(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
    assert session_bus.session_address() == session_bus.system_address() == ""


def test_watch__session_ends__asks_for_a_save(qtbot: QtBot, qapp: QGuiApplication) -> None:
    watch = SessionWatch(SessionSource())
    watch.start(qapp)
    with qtbot.waitSignal(watch.ending):
        watch._on_app_commit_data_request(None)
    watch.stop()


def test_watch__source_tells__is_away(qtbot: QtBot) -> None:
    source = SessionSource()
    watch = SessionWatch(source)
    with qtbot.waitSignal(watch.away) as told:
        source.told.emit(Sign.SLEEP)
    assert told.args == [Sign.SLEEP]


def test_source__by_system__is_that_systems_own() -> None:
    kinds = {name: type(session_source(name)).__name__ for name in ("linux", "win32", "darwin")}
    assert kinds == {"linux": "SessionBus", "win32": "SessionMessages", "darwin": "SessionSource"}


@pytest.mark.parametrize(("message", "sign"), SIGNS.items())
def test_windows__messages_of_leaving__are_understood(message: tuple[int, int], sign: Sign, qtbot: QtBot) -> None:
    source = SessionMessages()
    with qtbot.waitSignal(source.told) as told:
        source.take(*message)
    assert told.args == [sign]


def test_windows__any_other_message__says_nothing(qtbot: QtBot) -> None:
    source = SessionMessages()
    with qtbot.assertNotEmitted(source.told):
        source.take(0x02B1, 0x8)  # unlocked
        source.take(0x0218, 0x7)  # awake again
        source.take(0x0100, 0x4)


def is_let_go(held: int) -> bool:
    """Say whether nobody holds the other end any more; the bus may do so a moment longer than we."""
    try:
        return os.read(held, 1) == b""
    except BlockingIOError:
        return False
