"""Tables for notebooks. All text goes through :func:`marked`, which escapes it."""

from __future__ import annotations

from html import escape
from typing import Iterable, Sequence


def marked(text: str, yiddish: bool = False) -> str:
    """``text`` escaped, with its language and direction if it is Yiddish."""
    if yiddish:
        return f'<span lang="yi" dir="rtl">{escape(text)}</span>'
    return escape(text)


def bar(share: float) -> str:
    """A number from 0 to 1 that can also be seen."""
    return f'<meter min="0" max="1" value="{share:.3f}"></meter> {share:.3f}'


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already."""
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
