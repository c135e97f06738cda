"""A small screen reader, run by the system's Python (AT-SPI has no wheel): answers one line of JSON to each line read.

`focus` names what has the keyboard; `names` gives all that is showing; `watch` keeps the page and the status line in
hand, and `page` then gives [words on the page, status, words on the page again], read in this order.
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PAGE, STATES = "Your page", ("Writing…", "Saved and encrypted", "Not saved yet")
MOST_THINGS = 2000


def showing(pid):
    """Yield everything a process shows, from its windows down."""
    desktop = Atspi.get_desktop(0)
    apps = [desktop.get_child_at_index(number) for number in range(desktop.get_child_count())]
    waiting = [app for app in apps if app is not None and app.get_process_id() == pid]
    for _ in range(MOST_THINGS):
        if not waiting:
            return
        here = waiting.pop()
        if here.get_role() != Atspi.Role.APPLICATION and not here.get_state_set().contains(Atspi.StateType.SHOWING):
            continue
        yield here
        children = [here.get_child_at_index(number) for number in range(min(here.get_child_count(), 100))]
        waiting += [child for child in reversed(children) if child is not None]


def words_of(page):
    """Return the words of a text."""
    text = page.get_text_iface()
    return text.get_text(0, text.get_character_count()) if text is not None else ""


def watched(pid):
    """Return the page that is written on and the line that says whether it is saved."""
    things = list(showing(pid))
    page = next(one for one in things if one.get_name() == PAGE)
    status = next(one for one in things if one.get_name() in STATES)
    return page, status


def answer(order, pid, held):
    """Do what one line asks for."""
    if order == "focus":
        focused = [one for one in showing(pid) if one.get_state_set().contains(Atspi.StateType.FOCUSED)]
        return focused[-1].get_name() if focused else ""
    if order == "names":
        return [one.get_name() for one in showing(pid) if one.get_name()]
    if order == "watch":
        held[:] = watched(pid)
        return True
    page, status = held
    before = words_of(page)
    status.clear_cache_single()
    said = status.get_name()
    return [before, said, words_of(page)]


def main():
    """Answer until the input ends."""
    pid, held = int(sys.argv[1]), []
    Atspi.init()
    Atspi.set_timeout(800, 5000)
    for line in sys.stdin:
        try:
            reply = answer(line.strip(), pid, held)
        except (GLib.Error, StopIteration, TypeError, AttributeError) as error:
            reply = {"error": repr(error)}
        print(json.dumps(reply), flush=True)


main()
