"""What the functions return. Attributes are called as the fields of the command line's JSON Lines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Iterable, List, Optional, Tuple

from ._html import bar, marked, table


class KeplError(ValueError):
    """A document or a glossary that cannot be used.

    >>> import kepl
    >>> try:
    ...     kepl.align("A headline", "A story.")
    ... except kepl.KeplError as error:
    ...     print(error.code)
    no-headline
    """

    def __init__(self, code: str, place: str, found: str, advice: str) -> None:
        super().__init__(code, place, found, advice)
        #: A stable name of the error, such as ``no-headline``.
        self.code = code
        #: The document or file, perhaps with a line.
        self.place = place
        #: What was found.
        self.found = found
        #: What to do.
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.place}: {self.found}; {self.advice} [{self.code}]"


class KeplWarning(UserWarning):
    """Something that a person should look at in a document or glossary that is used all the same."""


@dataclass(frozen=True)
class TermPair:
    """A term of the headline and what it stands for in the story.

    >>> import kepl
    >>> body = "Twenty soldiers were wounded in Kharkiv on Monday."
    >>> pair = kepl.align("סאלדאטן פארוואונדעט אין כארקיוו", body)[0]
    >>> pair.english, pair.relation
    ('soldiers', 'inflected')
    >>> body[pair.start:pair.end]
    'soldiers'
    """

    #: The number of the term, from 1.
    term: int
    #: As written in the headline.
    yiddish: str
    #: In standard characters.
    normalized: str
    #: In Latin letters.
    romanized: str
    #: The glossary's lemma; empty where the term is not known.
    lemma: str
    #: The lemma's part of speech.
    pos: str
    #: The story's words; empty where it has none.
    english: str
    #: The glossary's senses, joined by `` | ``.
    gloss: str
    #: How the words were found: ``exact``, ``inflected``, ``family``, ``synonym``, ``number``,
    #: ``transliteration``; or ``unsupported``, or ``function``.
    relation: str
    #: How sure that is, 0 to 1.
    confidence: float
    #: How often the story mentions it.
    mentions: int
    #: The sentence of the mention, from 1.
    sentence: Optional[int]
    #: Where the mention begins in the body.
    start: Optional[int]
    #: Where it ends: ``body[pair.start:pair.end]``.
    end: Optional[int]
    #: The line of a glossary or the rule that the pair rests on.
    source: str

    def _repr_html_(self) -> str:
        return _pairs_table([self])


class Alignment(List[TermPair]):
    """The term pairs of a document, in the order of the headline: a list with a name.

    >>> import kepl
    >>> pairs = kepl.align("סאלדאטן אין כארקיוו", "Soldiers came to Kharkiv.")
    >>> pairs.document, len(pairs), pairs.error
    ('document', 2, None)
    """

    def __init__(
        self,
        terms: Iterable[TermPair] = (),
        document: str = "document",
        error: Optional[KeplError] = None,
    ) -> None:
        super().__init__(terms)
        #: The document's id.
        self.document = document
        #: Why there are no pairs, if :func:`kepl.align_many` was asked to keep errors.
        self.error = error

    def _repr_html_(self) -> str:
        return _pairs_table(self)


@dataclass(frozen=True)
class Finding:
    """One thing in a headline that its story does not bear out.

    >>> import kepl
    >>> headline = "צוועלף סאלדאטן פארוואונדעט אין כארקיוו"
    >>> finding = kepl.check(headline, "Twenty soldiers were wounded in Kharkiv on Monday.").findings[0]
    >>> finding.code, finding.english
    ('number-differs', 'Twenty')
    >>> [headline[start:end] for start, end in finding.headline] == [finding.yiddish]
    True
    """

    #: A stable name, such as ``number-differs``.
    code: str
    #: ``error``, ``warning`` or ``note``.
    severity: str
    #: The headline's words.
    yiddish: str
    #: Where they stand in the headline: pairs of start and end.
    headline: Tuple[Tuple[int, int], ...]
    #: The story's words.
    english: str
    #: What is wrong.
    message: str
    #: What to do.
    advice: str
    #: Where the story's words begin in the body.
    start: Optional[int]
    #: Where they end.
    end: Optional[int]

    def _repr_html_(self) -> str:
        return _findings_table([self])


@dataclass(frozen=True)
class Report:
    """Whether a headline says what its story says.

    >>> import kepl
    >>> report = kepl.check("סאלדאטן אין כארקיוו", "Soldiers came to Kharkiv.")
    >>> 0 <= report.score <= 1
    True
    """

    #: The document's id.
    document: str
    #: The probability that the headline fits its story, 0 to 1.
    score: float
    #: ``consistent``, ``doubtful`` or ``inconsistent``.
    verdict: str
    #: The findings, in the order of the headline.
    findings: Tuple[Finding, ...]

    def _repr_html_(self) -> str:
        head = table(["score", "verdict"], [[bar(self.score), marked(self.verdict)]])
        return head + (_findings_table(self.findings) if self.findings else "")


@dataclass(frozen=True)
class Alternative:
    """Another English line for the same headline.

    >>> import kepl
    >>> kepl.Alternative(text="A line", cost=0.5).text
    'A line'
    """

    #: The line.
    text: str
    #: How much less likely than the best it is.
    cost: float


@dataclass(frozen=True)
class Word:
    """English words of a translation and where they come from.

    >>> import kepl
    >>> [word.english for word in kepl.translate("דער טאג").words][-1].lower().endswith("day")
    True
    """

    #: The English words.
    english: str
    #: The Yiddish words.
    yiddish: str
    #: The line of a glossary or the rule.
    source: str
    #: Guessed by sound: no entry knows the word.
    guessed: bool


class Translation(str):
    """An English line: a string that knows its alternatives and where its words come from.

    >>> import kepl
    >>> line = kepl.translate("יאפאן זאגט נישט פון רוסלאנד", alternatives=2)
    >>> line.startswith("Japan")
    True
    >>> len(line.alternatives)
    2
    """

    __slots__ = ("alternatives", "words")

    #: Other lines, the likelier first.
    alternatives: Tuple[Alternative, ...]
    #: Where each English word comes from.
    words: Tuple[Word, ...]

    def __new__(
        cls, text: str = "", alternatives: Iterable[Alternative] = (), words: Iterable[Word] = ()
    ) -> "Translation":
        self = super().__new__(cls, text)
        object.__setattr__(self, "alternatives", tuple(alternatives))
        object.__setattr__(self, "words", tuple(words))
        return self

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"a Translation does not change: {name}")

    def __reduce__(self) -> Any:
        return Translation, (str(self), self.alternatives, self.words)

    def _repr_html_(self) -> str:
        rows = [
            [marked(w.english), marked(w.yiddish, yiddish=True), marked(w.source), "guessed" if w.guessed else ""]
            for w in self.words
        ]
        others = "".join(f"<li>{marked(a.text)}</li>" for a in self.alternatives)
        line = f"<p><b>{marked(str(self))}</b></p>"
        return line + (f"<ul>{others}</ul>" if others else "") + table(["english", "yiddish", "source", ""], rows)


@dataclass(frozen=True)
class Analysis:
    """What a word can be: a form of a lemma.

    >>> import kepl
    >>> kepl.lookup("צייטונגען")[0].english[0]
    'newspaper'
    """

    #: The lemma as the glossary spells it.
    lemma: str
    #: Part of speech.
    pos: str
    #: English senses, the best first.
    english: Tuple[str, ...]
    #: The word in Latin letters.
    romanized: str
    #: The rules that lead from the word to the lemma.
    rule: str

    def _repr_html_(self) -> str:
        return _analyses_table([self])


class Lookup(List[Analysis]):
    """What is known of a word: a list of its analyses, the likelier first.

    >>> import kepl
    >>> found = kepl.lookup("צייטונגען")
    >>> found.known
    True
    """

    def __init__(self, analyses: Iterable[Analysis] = (), word: str = "", known: bool = False) -> None:
        super().__init__(analyses)
        #: The word as given.
        self.word = word
        #: Whether the glossary and the rules explain the whole of it.
        self.known = known

    def _repr_html_(self) -> str:
        return _analyses_table(self)


def alignment(line: str) -> Alignment:
    """Reads a line of ``kepl align --format jsonl``."""
    read = json.loads(line)
    return Alignment((TermPair(**term) for term in read["terms"]), read["document"])


def report(line: str) -> Report:
    """Reads a line of ``kepl check --format jsonl``."""
    read = json.loads(line)
    findings = []
    for found in read.pop("findings"):
        found["headline"] = tuple((start, end) for start, end in found["headline"])
        findings.append(Finding(**found))
    return Report(findings=tuple(findings), **read)


def translation(line: str) -> Translation:
    """Reads a line of ``kepl translate --format jsonl``."""
    read = json.loads(line)
    alternatives = (Alternative(**other) for other in read.get("alternatives", ()))
    return Translation(read["translation"], alternatives, (Word(**word) for word in read["words"]))


def lookup_of(line: str) -> Lookup:
    """Reads a line of ``kepl glossary lookup --format jsonl``."""
    read = json.loads(line)
    analyses = []
    for analysis in read["analyses"]:
        analysis["english"] = tuple(analysis["english"])
        analyses.append(Analysis(**analysis))
    return Lookup(analyses, read["word"], read["known"])


def _pairs_table(pairs: Iterable[TermPair]) -> str:
    head = ["yiddish", "romanized", "english", "relation", "confidence", "gloss", "source"]
    rows = [
        [
            marked(p.yiddish, yiddish=True),
            marked(p.romanized),
            marked(p.english),
            marked(p.relation),
            bar(p.confidence),
            marked(p.gloss),
            marked(p.source),
        ]
        for p in pairs
    ]
    return table(head, rows)


def _findings_table(findings: Iterable[Finding]) -> str:
    head = ["severity", "code", "yiddish", "english", "message", "advice"]
    rows = [
        [
            marked(f.severity),
            marked(f.code),
            marked(f.yiddish, yiddish=True),
            marked(f.english),
            marked(f.message),
            marked(f.advice),
        ]
        for f in findings
    ]
    return table(head, rows)


def _analyses_table(analyses: Iterable[Analysis]) -> str:
    head = ["lemma", "pos", "english", "romanized", "rule"]
    rows = [
        [
            marked(a.lemma, yiddish=True),
            marked(a.pos),
            marked(" | ".join(a.english)),
            marked(a.romanized),
            marked(a.rule),
        ]
        for a in analyses
    ]
    return table(head, rows)
