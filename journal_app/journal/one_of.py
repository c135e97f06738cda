"""Ask about any number of rows by their ids in a statement that is made once: the ids go in as one value.

SQLAlchemy writes a list out place by place each time, which takes longer than SQLite takes to answer.
"""

import json
from collections.abc import Iterable

from sqlalchemy import ColumnElement, bindparam, func, select


def one_of_the_ids(column: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that a column is one of the ids that `the_ids` gives the statement when it is run."""
    return column.in_(select(func.json_each(bindparam("ids")).table_valued("value").c.value))


def the_ids(ids: Iterable[int]) -> dict[str, str]:
    """Return the ids as what a statement with `one_of_the_ids` is run with."""
    return {"ids": json.dumps([*ids])}
