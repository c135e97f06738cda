"""Stop PySide6 from reading the source text of every module that is imported after it.

It looks for the word "PySide6" in each, to know where `from __feature__ import …` could be meant, and Python keeps all
that text (linecache). Kindroot uses no `__feature__`. Measured for SQLAlchemy, SQLCipher and cryptography alone: 300 →
245 ms, and 14 MiB less. In a frozen program there is no source to read, and nothing to gain.
"""

from types import ModuleType


def skip_source_reading() -> None:
    """Tell PySide6 that no module uses its switchable features; call once, before the window's modules come in.

    WORKAROUND: shibokensupport's import hook calls inspect.getsource() for every module; remove when it no longer does.
    The name is private, so where it has moved nothing is changed and the program only starts a little slower.
    """
    import PySide6.QtCore  # noqa: F401  the hook comes with it

    try:
        from shibokensupport import feature
    except ImportError:
        return
    if callable(getattr(feature, "_mod_uses_pyside", None)):
        feature._mod_uses_pyside = _uses_no_features


def _uses_no_features(_module: ModuleType) -> bool:
    return False
