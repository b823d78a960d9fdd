"""Work on tables of documents: whatever gives its columns by the Arrow C data interface."""

from __future__ import annotations

from typing import Any, Union

from . import _kepl
from ._glossary import Glossary, Path, read, taken
from ._kepl import Table

# What a table of documents is: an object with `__arrow_c_stream__` or `__arrow_c_array__`.
_Arrow = Any

_COLUMNS = ("id", "headline", "body")


def align_table(
    table: _Arrow,
    glossary: Union[Glossary, Path, None] = None,
    *,
    all: bool = False,
    min_confidence: float = 0.0,
    errors: str = "raise",
) -> Table:
    """The term pairs of all documents of an Arrow table, as a table with a row a term.

    ``table`` is a pyarrow ``Table``, ``RecordBatch`` or ``RecordBatchReader``, a polars or pandas ``DataFrame``,
    or anything else with ``__arrow_c_stream__``. It has the columns ``headline`` and ``body``, and perhaps ``id``;
    others are left alone. The result goes to ``pyarrow.table`` or ``polars.DataFrame``, or to anything else that
    takes such objects. Its columns are those of ``kepl align``.

    With ``errors="warn"`` a document that cannot be used is left out, with a :class:`KeplWarning`; else the first
    one is raised as a :class:`KeplError`, whose ``place`` says in which row it is, from 1.

    >>> import kepl, pyarrow
    >>> news = pyarrow.table({
    ...     "id": [7],
    ...     "headline": ["סאלדאטן אין כארקיוו"],
    ...     "body": ["Soldiers came to Kharkiv."],
    ... })
    >>> pairs = pyarrow.table(kepl.align_table(news))
    >>> pairs.select(["document", "english", "start"]).to_pylist()[0]
    {'document': '7', 'english': 'Soldiers', 'start': 0}
    """
    answer = _kepl.align_table(_needed(table), read(glossary), all, min_confidence, _keep(errors))
    return taken(answer, errors == "warn")


def check_table(
    table: _Arrow, glossary: Union[Glossary, Path, None] = None, *, errors: str = "raise"
) -> Table:
    """Whether the headlines of an Arrow table say what their stories say: a row a document.

    The columns are ``document``, ``score``, ``verdict`` and ``findings``, a list of records with the fields of
    :class:`Finding`. Tables and ``errors`` are those of :func:`align_table`.

    >>> import kepl, pyarrow
    >>> news = pyarrow.table({
    ...     "headline": ["צוועלף סאלדאטן אין כארקיוו"],
    ...     "body": ["Twenty soldiers came to Kharkiv."],
    ... })
    >>> row, = pyarrow.table(kepl.check_table(news)).to_pylist()
    >>> row["document"], row["verdict"], [finding["code"] for finding in row["findings"]]
    ('table:1', 'doubtful', ['number-differs'])
    """
    return taken(_kepl.check_table(_needed(table), read(glossary), _keep(errors)), errors == "warn")


def translate_table(
    table: _Arrow,
    glossary: Union[Glossary, Path, None] = None,
    *,
    style: str = "auto",
    alternatives: int = 0,
    errors: str = "raise",
) -> Table:
    """The headlines of an Arrow table in English: a row a headline.

    The columns are ``document``, ``headline``, ``translation``, ``alternatives``, a list of records ``text`` and
    ``cost``, and ``words``, a list of records with the fields of :class:`Word`. There need be no column ``body``.
    Tables and ``errors`` are those of :func:`align_table`.

    >>> import kepl, pyarrow
    >>> headlines = pyarrow.table({"headline": ["יאפאן זאגט נישט פון רוסלאנד"]})
    >>> pyarrow.table(kepl.translate_table(headlines))["translation"].to_pylist()
    ['Japan does not say of Russia']
    """
    answer = _kepl.translate_table(_needed(table), read(glossary), style, alternatives, _keep(errors))
    return taken(answer, errors == "warn")


def refused_table(table: _Arrow, *, body_optional: bool = False) -> Table:
    """The rows of an Arrow table that are no documents, and why: ``row``, from 0, ``code``, ``found``, ``advice``.

    With ``body_optional`` a headline without a story is good enough, as it is for :func:`translate_table`.

    >>> import kepl, pyarrow
    >>> news = pyarrow.table({"headline": ["סאלדאטן", None], "body": ["Soldiers came."] * 2})
    >>> pyarrow.table(kepl.refused_table(news)).select(["row", "code"]).to_pylist()
    [{'row': 1, 'code': 'no-headline'}]
    """
    return taken(_kepl.refused_table(_needed(table), body_optional))


def _needed(table: _Arrow) -> _Arrow:
    """The table; of one of polars only the columns that are used.

    Polars hands out columns in which all is null in a form that others do not take.
    """
    if type(table).__module__.partition(".")[0] != "polars":
        return table
    return table.select(name for name in table.columns if name.strip().lower() in _COLUMNS)


def _keep(errors: str) -> bool:
    if errors not in ("raise", "warn"):
        raise ValueError(f"`{errors}` is no way to treat errors; there are raise, warn")
    return errors == "warn"
