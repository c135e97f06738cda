"""Links in a page's words: to other pages and files by id in a journal, by path in a folder; there and back exactly."""

import re
from collections.abc import Mapping

from journal_app.journal.markup import find_references

_LINK = re.compile(r"\]\((?P<path>[^()\s]{1,400})\)")


def to_paths(body: str, path_of: Mapping[str, str]) -> str:
    """Return the words with each reference (`entry:UID`) whose path is known leading to that path.

    Where the way back would not give the same words (one of the paths stands in them already), they stay as they are.
    """
    parts, at = [], 0
    for reference in find_references(body):
        name = f"{reference.target}:{reference.uid}"
        if name in path_of:
            parts += [body[at : reference.end - 1 - len(name)], path_of[name], ")"]
            at = reference.end
    linked = "".join([*parts, body[at:]])
    return linked if to_references(linked, path_of) == body else body


def to_references(body: str, path_of: Mapping[str, str]) -> str:
    """Return the words with each link to one of the paths leading to the reference again."""
    name_of = {path: name for name, path in path_of.items()}

    def back(found: re.Match[str]) -> str:
        name = name_of.get(found["path"])
        return found[0] if name is None else f"]({name})"

    return _LINK.sub(back, body) if name_of else body
