"""Pairs the terms of a Yiddish headline with the words of the English story under it.

>>> import kepl
>>> pairs = kepl.align("יאפאן זאגט נישט פון רוסלאנד", "Japanese officials did not comment on Russia.")
>>> [pair.english for pair in pairs if pair.english]
['Japanese', 'Russia']
"""

from __future__ import annotations

from itertools import islice
from typing import Iterable, Iterator, Optional, Tuple, Union

from . import _kepl
from ._glossary import Glossary
from ._glossary import Path as _Path
from ._glossary import read as _read
from ._glossary import taken as _taken
from ._kepl import Table
from ._objects import (
    Alignment,
    Alternative,
    Analysis,
    Finding,
    KeplError,
    KeplWarning,
    Lookup,
    Report,
    TermPair,
    Translation,
    Word,
    alignment,
    lookup_of,
    report,
    translation,
)
from ._tables import align_table, check_table, refused_table, translate_table

__all__ = [
    "Alignment",
    "Alternative",
    "Analysis",
    "Finding",
    "Glossary",
    "KeplError",
    "KeplWarning",
    "Lookup",
    "Report",
    "Table",
    "TermPair",
    "Translation",
    "Word",
    "align",
    "align_many",
    "align_table",
    "check",
    "check_table",
    "lookup",
    "normalize",
    "refused_table",
    "romanize",
    "translate",
    "translate_table",
]

#: Documents of :func:`align_many` that are worked on at once.
_AT_ONCE = 256


def align(
    headline: str,
    body: str,
    glossary: Union[Glossary, _Path, None] = None,
    *,
    all: bool = False,
    min_confidence: float = 0.0,
) -> Alignment:
    """The terms of a headline with the words of its story, as a list of :class:`TermPair`.

    ``glossary`` is a file or a :class:`Glossary`. ``all`` gives the function words too; pairs less sure than
    ``min_confidence`` become terms that the story does not support.

    >>> import kepl
    >>> body = "Japanese officials did not comment on Russia."
    >>> pair = kepl.align("יאפאן זאגט נישט פון רוסלאנד", body)[-1]
    >>> pair.romanized, pair.english, body[pair.start:pair.end]
    ('rusland', 'Russia', 'Russia')
    """
    return alignment(_taken(_kepl.align(headline, body, _read(glossary), all, min_confidence)))


def align_many(
    documents: Iterable[Tuple[object, str, str]],
    glossary: Union[Glossary, _Path, None] = None,
    *,
    all: bool = False,
    min_confidence: float = 0.0,
    errors: str = "raise",
) -> Iterator[Alignment]:
    """The :class:`Alignment` of each of many documents, in their order, worked on by all processors.

    A document is an id, a headline and a story. They are taken some hundred at a time, so that there may be
    more of them than fit into memory. With ``errors="keep"`` a document that cannot be used comes as an empty
    alignment with an ``error``; else the first one is raised.

    >>> import kepl
    >>> documents = [("a", "סאלדאטן", "Soldiers came."), ("b", "Soldiers", "They came.")]
    >>> for pairs in kepl.align_many(documents, errors="keep"):
    ...     print(pairs.document, len(pairs), pairs.error and pairs.error.code)
    a 1 None
    b 0 no-headline
    """
    if errors not in ("raise", "keep"):
        raise ValueError(f"`{errors}` is no way to treat errors; there are raise, keep")
    return _align_many(iter(documents), _read(glossary), all, min_confidence, errors)


def _align_many(
    documents: Iterator[Tuple[object, str, str]],
    glossary: Optional[_kepl.Glossary],
    all: bool,
    min_confidence: float,
    errors: str,
) -> Iterator[Alignment]:
    while True:
        some = [(str(id), headline, body) for id, headline, body in islice(documents, _AT_ONCE)]
        if not some:
            return
        answers = _kepl.align_many(some, glossary, all, min_confidence)
        for (id, _, _), answer in zip(some, answers):
            try:
                yield alignment(_taken(answer))
            except KeplError as error:
                if errors == "raise":
                    raise
                yield Alignment(document=id, error=error)


def check(
    headline: str, body: str, glossary: Union[Glossary, _Path, None] = None
) -> Report:
    """Whether a headline says what its story says.

    >>> import kepl
    >>> report = kepl.check(
    ...     "צוועלף סאלדאטן פארוואונדעט אין כארקיוו",
    ...     "Twenty soldiers were wounded in Kharkiv on Monday.",
    ... )
    >>> report.verdict, [finding.code for finding in report.findings]
    ('inconsistent', ['number-differs'])
    """
    return report(_taken(_kepl.check(headline, body, _read(glossary))))


def translate(
    headline: str,
    body: str = "",
    glossary: Union[Glossary, _Path, None] = None,
    *,
    style: str = "auto",
    alternatives: int = 5,
) -> Translation:
    """A headline in English, with its story as witness if there is one.

    ``style`` is ``auto``, ``headline`` or ``sentence``.

    >>> import kepl
    >>> kepl.translate("יאפאן זאגט נישט פון רוסלאנד") == "Japan does not say of Russia"
    True
    """
    answer = _kepl.translate(headline, body, _read(glossary), style, alternatives)
    return translation(_taken(answer))


def lookup(word: str, glossary: Union[Glossary, _Path, None] = None) -> Lookup:
    """What a word can be, as a list of :class:`Analysis`, the likelier first.

    >>> import kepl
    >>> [analysis.english[0] for analysis in kepl.lookup("צייטונגען")][0]
    'newspaper'
    """
    return lookup_of(_kepl.lookup(word, _read(glossary)))


def romanize(text: str, glossary: Union[Glossary, _Path, None] = None) -> str:
    """A text in the YIVO romanization, line by line.

    >>> import kepl
    >>> kepl.romanize("א צייטונג")
    'a tsaytung'
    """
    return _kepl.romanize(text, _read(glossary))


def normalize(
    text: str, spelling: str = "asis", glossary: Union[Glossary, _Path, None] = None
) -> str:
    """A text in standard characters and one spelling, line by line.

    ``spelling`` is ``asis``, ``unpointed``, as the press writes, or ``yivo``, with points.

    >>> import kepl
    >>> kepl.normalize("צײַטונג", "unpointed") == "צייטונג"
    True
    """
    return _kepl.normalize(text, spelling, _read(glossary))
