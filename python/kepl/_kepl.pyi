"""The extension module. The package `kepl` makes objects of what it returns."""

from os import PathLike
from typing import List, Optional, Sequence, Tuple, TypeVar, Union

_T = TypeVar("_T")
# Whether it is an error, then code, place, what was found, and what to do.
_Note = Tuple[bool, str, str, str, str]
_Answer = Tuple[Optional[_T], List[_Note]]

class Glossary:
    def __len__(self) -> int: ...

def load(paths: Sequence[Union[str, PathLike[str]]]) -> _Answer[Glossary]: ...
def align(
    headline: str, body: str, glossary: Optional[Glossary], all: bool, min_confidence: float
) -> _Answer[str]: ...
def align_many(
    documents: Sequence[Tuple[str, str, str]],
    glossary: Optional[Glossary],
    all: bool,
    min_confidence: float,
) -> List[_Answer[str]]: ...
def check(headline: str, body: str, glossary: Optional[Glossary]) -> _Answer[str]: ...
def translate(
    headline: str, body: str, glossary: Optional[Glossary], style: str, alternatives: int
) -> _Answer[str]: ...
def lookup(word: str, glossary: Optional[Glossary]) -> str: ...
def romanize(text: str, glossary: Optional[Glossary]) -> str: ...
def normalize(text: str, spelling: str, glossary: Optional[Glossary]) -> str: ...
