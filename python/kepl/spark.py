"""kepl over a Spark ``DataFrame`` of documents, on all its executors.

Each executor needs this package and pyarrow. Documents go from Spark to kepl and rows back as Arrow batches
(``DataFrame.mapInArrow``); the glossary is broadcast with what its files hold, so that no executor needs the
files. A task works on one core for each of ``spark.task.cpus``.

    from kepl import Glossary, spark

    pairs = spark.align(documents, Glossary("mine.csv"), errors="skip")
    pairs.write.parquet("pairs")
"""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING, Any, Callable, Iterable, Iterator, List, Optional, Union

from ._glossary import Glossary, Path
from ._objects import KeplError, KeplWarning
from ._tables import align_table, check_table, refused_table, translate_table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["align", "check", "pair_counts", "refused", "translate"]

#: The columns of :func:`align`.
PAIRS = (
    "document string, term int, yiddish string, normalized string, romanized string, lemma string, pos string, "
    "english string, gloss string, relation string, confidence double, mentions int, sentence int, start int, "
    "end int, source string"
)
#: The columns of :func:`check`.
REPORTS = (
    "document string, score double, verdict string, findings array<struct<code: string, severity: string, "
    "yiddish: string, headline: array<struct<start: int, end: int>>, english: string, message: string, "
    "advice: string, start: int, end: int>>"
)
#: The columns of :func:`translate`.
TRANSLATIONS = (
    "document string, headline string, translation string, alternatives array<struct<text: string, cost: float>>, "
    "words array<struct<english: string, yiddish: string, source: string, guessed: boolean>>"
)
#: The columns of :func:`refused`.
REFUSED = "document string, code string, found string, advice string"

_COLUMNS = ["id", "headline", "body"]


def align(
    documents: "DataFrame",
    glossary: Union[Glossary, Path, None] = None,
    *,
    all: bool = False,
    min_confidence: float = 0.0,
    errors: str = "raise",
) -> "DataFrame":
    """The term pairs of all documents: the rows of :func:`kepl.align_table`.

    ``documents`` has the columns ``id``, ``headline`` and ``body``. With ``errors="skip"`` a document that cannot be
    used is left out, and :func:`refused` says which they are; else it ends the job.
    """

    def work(batch: Any, read: Optional[Glossary], errors: str) -> Any:
        return align_table(batch, read, all=all, min_confidence=min_confidence, errors=errors)

    return _mapped(documents, _COLUMNS, work, PAIRS, glossary, errors)


def check(
    documents: "DataFrame", glossary: Union[Glossary, Path, None] = None, *, errors: str = "raise"
) -> "DataFrame":
    """Whether each headline says what its story says: the rows of :func:`kepl.check_table`.

    The arguments are those of :func:`align`.
    """

    def work(batch: Any, read: Optional[Glossary], errors: str) -> Any:
        return check_table(batch, read, errors=errors)

    return _mapped(documents, _COLUMNS, work, REPORTS, glossary, errors)


def translate(
    documents: "DataFrame",
    glossary: Union[Glossary, Path, None] = None,
    *,
    style: str = "auto",
    alternatives: int = 0,
    errors: str = "raise",
) -> "DataFrame":
    """The headlines in English: the rows of :func:`kepl.translate_table`.

    The other arguments are those of :func:`align`; there need be no column ``body``.
    """

    def work(batch: Any, read: Optional[Glossary], errors: str) -> Any:
        return translate_table(batch, read, style=style, alternatives=alternatives, errors=errors)

    columns = _COLUMNS if _has(documents, "body") else _COLUMNS[:2]
    return _mapped(documents, columns, work, TRANSLATIONS, glossary, errors)


def pair_counts(pairs: "DataFrame", *, min_confidence: float = 0.5) -> "DataFrame":
    """How often each term stands for each English: what a glossary is made of.

    ``pairs`` is what :func:`align` gave, or what was written of it. The columns are ``lemma``, ``pos``,
    ``english`` in small letters, ``count``, and ``confidence``, the mean. A term that no glossary knows goes by its
    normalized form. Each task counts its own pairs before Spark merges the counts, so that little goes over the
    network. Confidences are summed as whole thousandths; so the result does not depend on how the documents were
    dealt out.
    """
    from pyspark.sql import functions as f

    sure = pairs.where((f.col("english") != "") & (f.col("confidence") >= min_confidence))
    lemma = f.when(f.col("lemma") != "", f.col("lemma")).otherwise(f.col("normalized"))
    counted = sure.groupBy(lemma.alias("lemma"), "pos", f.lower("english").alias("english")).agg(
        f.count("*").alias("count"),
        f.sum(f.round(f.col("confidence") * 1000).cast("long")).alias("thousandths"),
    )
    mean = (f.col("thousandths") / f.col("count") / 1000).alias("confidence")
    return counted.select("lemma", "pos", "english", "count", mean)


def refused(documents: "DataFrame", *, body_optional: bool = False) -> "DataFrame":
    """The documents that cannot be used, and why: ``document``, ``code``, ``found``, ``advice``."""
    columns = _required(documents, _COLUMNS[:2] if body_optional else _COLUMNS)

    def run(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow

        for batch in batches:
            found = pyarrow.table(refused_table(batch, body_optional=body_optional))
            ids = batch.column("id").take(found["row"].combine_chunks()).cast(pyarrow.string())
            yield from found.set_column(0, "document", ids).to_batches()

    return documents.select(*columns).mapInArrow(run, REFUSED)


def _has(documents: "DataFrame", column: str) -> bool:
    return any(name.lower() == column for name in documents.columns)


def _required(documents: "DataFrame", columns: List[str]) -> List[Any]:
    """The columns by these names, whatever their case is."""
    from pyspark.sql import functions as f

    for column in columns:
        if not _has(documents, column):
            there = ", ".join(f"`{name}`" for name in documents.columns)
            found = f"no column `{column}` among {there}"
            raise KeplError("missing-column", "DataFrame", found, f"name a column `{column}`")
    return [f.col(column).alias(column) for column in columns]


def _mapped(
    documents: "DataFrame",
    columns: List[str],
    work: Callable[[Any, Optional[Glossary], str], Any],
    schema: str,
    glossary: Union[Glossary, Path, None],
    errors: str,
) -> "DataFrame":
    if errors not in ("raise", "skip"):
        raise ValueError(f"`{errors}` is no way to treat errors; there are raise, skip")
    context = documents.sparkSession.sparkContext
    read = glossary if isinstance(glossary, Glossary) or glossary is None else Glossary(glossary)
    shared = context.broadcast(read)
    cores = context.getConf().get("spark.task.cpus", "1")
    treated = "warn" if errors == "skip" else "raise"

    def run(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow

        # Before kepl starts its threads: the other cores are for other tasks.
        os.environ.setdefault("RAYON_NUM_THREADS", cores)
        with warnings.catch_warnings():
            # On an executor there is nobody to read them.
            warnings.simplefilter("ignore", KeplWarning)
            for batch in batches:
                try:
                    table = work(batch, shared.value, treated)
                except KeplError as error:
                    raise _named(error, batch) from None
                yield from pyarrow.table(table).to_batches()

    return documents.select(*_required(documents, columns)).mapInArrow(run, schema)


def _named(error: KeplError, batch: Any) -> KeplError:
    """The error with the document's id as its place; a row of a batch says nothing to anybody."""
    row = error.place.rpartition(":")[2]
    if not row.isdigit():
        return error
    id = batch.column("id")[int(row) - 1].as_py()
    return KeplError(error.code, f"document {id}", error.found, error.advice)
