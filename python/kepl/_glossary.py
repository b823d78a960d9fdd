"""Glossaries, and what the extension answers."""

from __future__ import annotations

import os
import warnings
from typing import Any, List, Optional, Sequence, Tuple, TypeVar, Union

from . import _kepl
from ._objects import KeplError, KeplWarning

_T = TypeVar("_T")
Path = Union[str, "os.PathLike[str]"]


class Glossary:
    """The default glossary with those at ``paths`` laid over it, for using it more than once.

    It can be pickled, and then goes to other processes and machines with what its files held.

    >>> import kepl
    >>> len(kepl.Glossary()) > 10_000
    True
    """

    __slots__ = ("_read",)

    def __init__(self, *paths: Path) -> None:
        self._read = taken(_kepl.load(list(paths)))

    def __len__(self) -> int:
        return len(self._read)

    def __reduce__(self) -> Any:
        return _restored, (self._read.texts,)


def _restored(texts: List[Tuple[str, bytes]]) -> Glossary:
    glossary = Glossary.__new__(Glossary)
    with warnings.catch_warnings():
        # They were given where the files were read.
        warnings.simplefilter("ignore", KeplWarning)
        glossary._read = taken(_kepl.load_texts(texts))
    return glossary


def read(glossary: Union[Glossary, Path, None]) -> Optional[_kepl.Glossary]:
    """What the extension knows a glossary by; none is the default one."""
    if glossary is None:
        return None
    if isinstance(glossary, Glossary):
        return glossary._read
    return Glossary(glossary)._read


def taken(
    answer: Tuple[Optional[_T], Sequence[Tuple[bool, str, str, str, str]]], only_warn: bool = False
) -> _T:
    """What an answer holds; its errors are raised, its warnings given."""
    value, notes = answer
    for is_error, code, place, found, advice in notes:
        if is_error and (value is None or not only_warn):
            raise KeplError(code, place, found, advice)
        warnings.warn(f"{place}: {found}; {advice} [{code}]", KeplWarning, stacklevel=3)
    if value is None:
        raise KeplError("no-answer", "kepl", "no answer", "report this as an error of kepl")
    return value
