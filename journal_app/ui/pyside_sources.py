"""Stop PySide6 from looking into every module that is imported after it.

It puts a function of its own before Python's `import`, to know where `from __feature__ import …` stands; for each new
module it looks for the word "PySide6" in the source text, and Python keeps all that text (linecache). Kindroot uses no
`__feature__`. Measured for SQLAlchemy, SQLCipher and cryptography alone: 300 → 245 ms, and 14 MiB less. In a frozen
program there is no source to read, but each `import` is quicker without it there too.
"""

import builtins


def skip_source_reading() -> None:
    """Give Python its own `import` back; call once, before the window's modules come in.

    WORKAROUND: shibokensupport's import hook calls inspect.getsource() for every module; remove when it no longer does.
    The names are private, so where they have moved nothing is changed and the program only starts a little slower.
    """
    import PySide6  # noqa: F401  the hook comes with it

    usual = getattr(builtins, "__orig_import__", None)
    if usual is not None and builtins.__import__ is getattr(builtins, "__feature_import__", None):
        builtins.__import__ = usual
