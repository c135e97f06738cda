"""What a command does to the Markdown of some lines: put marks round words or before lines, and take them away again.

Pure text, no Qt. Places are code points; a passage is whole lines, with `start` to `end` chosen in it. Doing a command
twice brings the words back.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

RULE = "---"
TASK = "- [ ] "
BULLET = "- "
QUOTE = "> "
_MOST_HEADING = 3
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<sign>[-*+]|\d{1,9}[.)])[ \t]+(?P<box>\[[ xX]\](?:[ \t]+|$))?")
_LEAD = re.compile(
    r"(?P<quote>(?: {0,3}>)*[ \t]*)(?P<sign>[-*+]|\d{1,3}[.)])?(?P<gap>[ \t]+|$)?(?P<box>\[[ xX]\][ \t]*)?"
)
_QUOTED = re.compile(r" {0,3}> ?")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_ADDRESS = re.compile(r"(?:https?://|mailto:|entry:|attachment:)\S+")


class Passage(NamedTuple):
    """Some whole lines and what is chosen in them; `start` and `end` are equal where only the caret stands.

    A tuple, for a command on much makes two of each line.
    """

    text: str
    start: int
    end: int


def toggle_around(passage: Passage, mark: str) -> Passage:
    """Put a mark such as `**` round the chosen words, or the word at the caret, of each line; or take it away."""
    if "\n" not in passage.text[passage.start : passage.end]:
        return _toggle_in_line(passage, mark)
    lines = []
    at = 0
    for line in passage.text.split("\n"):
        start, end = max(passage.start - at, 0), min(passage.end - at, len(line))
        chosen = line[start:end].strip()
        lines.append(_toggle_in_line(Passage(line, start, end), mark).text if start < end and chosen else line)
        at += len(line) + 1
    text = "\n".join(lines)
    after = len(passage.text) - passage.end
    return Passage(text, passage.start, len(text) - after)


def toggle_list(passage: Passage) -> Passage:
    """Make the lines items of a list, or plain lines again."""

    def is_item(line: str) -> bool:
        item = _ITEM.match(line)
        return item is not None and item["box"] is None and item["sign"] in "-*+"

    return _toggle_lines(passage, is_item, _strip_item, lambda line: _as_item(line, BULLET))


def toggle_numbers(passage: Passage) -> Passage:
    """Make the lines numbered items of a list, or plain lines again; what stands further in counts for itself."""
    counts: dict[int, int] = {}

    def is_numbered(line: str) -> bool:
        item = _ITEM.match(line)
        return item is not None and item["box"] is None and item["sign"] not in "-*+"

    def as_numbered(line: str) -> str:
        words = _strip_item(line)
        depth = len(words) - len(words.lstrip(" \t"))
        number = counts.get(depth, 0) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        counts[depth] = number
        return _as_item(line, f"{number}. ")

    return _toggle_lines(passage, is_numbered, _strip_item, as_numbered)


def toggle_checklist(passage: Passage) -> Passage:
    """Make the lines items that can be ticked, or plain lines again; what is ticked stays so."""

    def is_task(line: str) -> bool:
        item = _ITEM.match(line)
        return item is not None and item["box"] is not None

    return _toggle_lines(passage, is_task, _strip_item, lambda line: line if is_task(line) else _as_item(line, TASK))


def toggle_quote(passage: Passage) -> Passage:
    """Make the lines a quote, or take one level of quoting away."""
    return _toggle_lines(
        passage,
        lambda line: _QUOTED.match(line) is not None,
        lambda line: _QUOTED.sub("", line, count=1),
        lambda line: QUOTE + line,
    )


def cycle_heading(passage: Passage) -> Passage:
    """Make the lines a heading, then a smaller one, a still smaller one, and words again."""
    first = next((line for line in passage.text.split("\n") if line.strip()), "")
    found = _HEADING.match(first)
    depth = (len(found[1]) if found else 0) + 1
    sign = "#" * depth + " " if depth <= _MOST_HEADING else ""
    return _change_lines(passage, lambda line: sign + _HEADING.sub("", line, count=1))


def tick(passage: Passage) -> Passage:
    """Tick the items of a checklist, or untick them where all are ticked; other lines stay as they are."""
    boxes = [item["box"] for line in passage.text.split("\n") if (item := _ITEM.match(line)) and item["box"]]
    new = "[x]" if any(box.startswith("[ ]") for box in boxes) else "[ ]"

    def change(line: str) -> str:
        item = _ITEM.match(line)
        if item is None or item["box"] is None:
            return line
        return line[: item.start("box")] + new + line[item.start("box") + 3 :]

    return _change_lines(passage, change)


def find_box(line: str) -> tuple[int, int] | None:
    """Return where the box of an item that can be ticked begins and ends on a line."""
    item = _ITEM.match(line)
    return None if item is None or item["box"] is None else (item.start("box"), item.start("box") + 3)


def insert_rule(passage: Passage) -> Passage:
    """Put a rule below the line of the caret, on lines of its own, and go on beneath it."""
    line_end = passage.text.find("\n", passage.end)
    line_end = len(passage.text) if line_end < 0 else line_end
    line_start = passage.text.rfind("\n", 0, line_end) + 1
    is_blank = not passage.text[line_start:line_end].strip()
    before = "" if is_blank else "\n\n"
    text = f"{passage.text[:line_end]}{before}{RULE}\n{passage.text[line_end:]}"
    at = line_end + len(before) + len(RULE) + 1
    return Passage(text, at, at)


def make_link(passage: Passage) -> Passage:
    """Make the chosen words, or the word at the caret, a link; the caret goes where words or address are missing."""
    start, end = _words_in(passage)
    chosen = passage.text[start:end]
    before, after = passage.text[:start], passage.text[end:]
    if _ADDRESS.fullmatch(chosen):
        return Passage(f"{before}[]({chosen}){after}", start + 1, start + 1)
    at = start + len(chosen) + (3 if chosen else 1)
    return Passage(f"{before}[{chosen}](){after}", at, at)


def go_on(line: str, caret: int) -> str | None:
    """Return what a new line begins with when Enter is pressed in a list or quote.

    None: the item has no words yet, so Enter ends the list instead. Empty: an ordinary line.
    """
    lead = _LEAD.match(line)
    if lead is None or caret < lead.end() or not ((lead["sign"] and lead["gap"]) or ">" in lead["quote"]):
        return ""
    if not line[lead.end() :].strip():
        return None
    if not (lead["sign"] and lead["gap"]):
        return lead["quote"]
    sign = lead["sign"]
    if sign[:-1].isdigit():
        sign = f"{int(sign[:-1]) + 1}{sign[-1]}"
    return lead["quote"] + sign + lead["gap"] + ("[ ] " if lead["box"] else "")


def _toggle_in_line(passage: Passage, mark: str) -> Passage:
    text, size = passage.text, len(mark)
    start, end = _words_in(passage)
    if _is_marked(text[max(start - 4, 0) : start][::-1], mark) and _is_marked(text[end:], mark):
        text = text[: start - size] + text[start:end] + text[end + size :]
        return Passage(text, passage.start - size, passage.end - size)
    inside = text[start:end]
    if len(inside) > 2 * size and _is_marked(inside, mark) and _is_marked(inside[::-1], mark):
        return Passage(text[:start] + inside[size:-size] + text[end:], start, end - 2 * size)
    text = f"{text[:start]}{mark}{inside}{mark}{text[end:]}"
    if passage.start == passage.end:
        return Passage(text, passage.start + size, passage.start + size)
    return Passage(text, start + size, end + size)


def _is_marked(text: str, mark: str) -> bool:
    """Say whether a text begins with a mark; of `*`, one is emphasis, two are strong and three are both."""
    if text[:1] != mark[0]:
        return False
    if mark.strip("*"):
        return text.startswith(mark)
    count = len(text) - len(text.lstrip("*"))
    return count in ((1, 3) if len(mark) == 1 else (2, 3))


def _words_in(passage: Passage) -> tuple[int, int]:
    """Return where the word at the caret is where nothing is chosen, else what is, without spaces at either end."""
    text, start, end = passage.text, passage.start, passage.end
    if start == end:
        while start and _is_of_word(text[start - 1]):
            start -= 1
        while end < len(text) and _is_of_word(text[end]):
            end += 1
        return start, end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_of_word(letter: str) -> bool:
    return not letter.isspace() and letter not in "*_~`[]()#>.,;:!?\"'“”‘’…"


def _strip_item(line: str) -> str:
    item = _ITEM.match(line)
    return line if item is None else item["indent"] + line[item.end() :]


def _as_item(line: str, lead: str) -> str:
    words = _strip_item(line)
    indent = len(words) - len(words.lstrip(" \t"))
    return words[:indent] + lead + words[indent:]


def _toggle_lines(
    passage: Passage, has: Callable[[str], bool], take: Callable[[str], str], put: Callable[[str], str]
) -> Passage:
    lines = [line for line in passage.text.split("\n") if line.strip()]
    return _change_lines(passage, take if lines and all(map(has, lines)) else put)


def _change_lines(passage: Passage, change: Callable[[str], str]) -> Passage:
    """Change each line that has words, or the one empty line there is; caret and choice stay with their words."""
    is_blank = not passage.text.strip()
    old = passage.text.split("\n")
    new = [change(line) if line.strip() or is_blank else line for line in old]
    return Passage("\n".join(new), _moved(passage.start, old, new), _moved(passage.end, old, new))


def _moved(place: int, old: list[str], new: list[str]) -> int:
    """Return where a place is once lines have other beginnings: as far from its line's end as before."""
    at = 0
    for before, after in zip(old, new, strict=True):
        if place <= len(before):
            return at + max(len(after) - (len(before) - place), 0)
        place -= len(before) + 1
        at += len(after) + 1
    return at
