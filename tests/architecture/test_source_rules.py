"""House rules that no linter has: each names the files that break it."""

import ast
import re

import pytest

LONGEST_FILE = 400
LISTS = {"journal_app/vault/schema.py", "journal_app/settings/sentences.py"}
"""One list each, to be read on one page: the data model, and the sentences of every error."""

QT_NAMES_IN_LOWER_CASE = frozenset(
    {"event", "data", "flags", "index", "parent", "paint", "text", "child", "role", "state", "rect"}
)

PYTHON_NETWORK = frozenset(
    {
        "socket",
        "socketserver",
        "ssl",
        "http",
        "urllib.request",
        "urllib.error",
        "ftplib",
        "smtplib",
        "poplib",
        "imaplib",
        "telnetlib",
        "xmlrpc",
        "asyncio",
        "requests",
        "httpx",
        "aiohttp",
        "websockets",
    }
)
QT_NETWORK = frozenset(
    {"PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore"}
)


def breaking(sources, is_broken):
    return [source.path for source in sources if is_broken(source)]


def imports(source, banned):
    return [name for name in source.imported() if any(f"{name}.".startswith(f"{one}.") for one in banned)]


def calls(source, name):
    """Return the calls of a method of this name, whatever it is called on."""
    return [
        node
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name
    ]


def test_program__imports__no_network_module(program):
    assert not {source.path: found for source in program if (found := imports(source, PYTHON_NETWORK | QT_NETWORK))}


def test_program__qt__is_imported_only_by_the_window(program):
    outside = [source for source in program if not re.match(r"journal_app/(ui/|app\.py)", source.path)]

    assert len(outside) > 10
    assert not breaking(outside, lambda source: imports(source, ["PySide6", "shiboken6", "shibokensupport"]))


def test_program__every_module__says_why_it_exists(program):
    assert not breaking(program, lambda source: not ast.get_docstring(source.tree))


def test_window__public_methods_of_its_own__say_what_they_do(program):
    def undocumented(source):
        classes = [node for node in ast.walk(source.tree) if isinstance(node, ast.ClassDef) and node.name[0] != "_"]
        methods = [node for one in classes for node in one.body if isinstance(node, ast.FunctionDef)]
        return [node.name for node in methods if re.fullmatch(r"[a-z][a-z0-9_]*", node.name) and not is_excused(node)]

    def is_excused(node):
        setters = [one for one in node.decorator_list if isinstance(one, ast.Attribute) and one.attr == "setter"]
        return bool(ast.get_docstring(node) or setters or node.name in QT_NAMES_IN_LOWER_CASE)

    window = [source for source in program if source.path.startswith("journal_app/ui/")]

    assert not {source.path: found for source in window if (found := undocumented(source))}


def test_project__every_file__has_at_most_400_lines(everything):
    files = [source for source in everything if source.path not in LISTS]

    assert not breaking(files, lambda source: source.text.count("\n") > LONGEST_FILE)


def test_program__style_sheets__are_set_only_by_the_theme(program):
    outside = [source for source in program if not source.path.startswith("journal_app/ui/theme/")]

    assert not breaking(outside, lambda source: calls(source, "setStyleSheet"))


@pytest.mark.parametrize("name", ["QSettings", "processEvents", "exec_"])
def test_program__what_the_house_style_bans__is_nowhere(program, name):
    found = breaking(program, lambda source: re.search(rf"\b{name}\b", source.text))

    # The one place that sends Qt's own settings nowhere has to call them by name.
    assert found == (["journal_app/ui/file_dialog.py"] if name == "QSettings" else [])


def test_program__event_loops__are_started_by_the_application_alone(program):
    def starts_another(source):
        return any(
            not (isinstance(call.func.value, ast.Name) and call.func.value.id == "app")
            for call in calls(source, "exec")
        )

    assert not breaking(program, starts_another)


def test_program__relative_and_star_imports__are_not_used(program):
    def is_loose(node):
        return isinstance(node, ast.ImportFrom) and (node.level > 0 or any(alias.name == "*" for alias in node.names))

    assert not breaking(program, lambda source: any(map(is_loose, ast.walk(source.tree))))


def test_tests__folders__are_not_packages(project_root):
    assert not list((project_root / "tests").rglob("__init__.py"))


def test_tests__names__say_unit_condition_and_result(everything):
    tests = [source for source in everything if source.path.startswith("tests/")]
    functions = [
        (source.path, node.name)
        for source in tests
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef)
    ]

    assert not [
        (path, name)
        for path, name in functions
        if name.startswith("test_") and not re.fullmatch(r"test_.+__.+__.+", name)
    ]
