"""A cluster gives the rows that one machine gives."""

import json
import os
import shutil
import sys
from collections import defaultdict
from pathlib import Path

import pytest

import kepl

pa = pytest.importorskip("pyarrow")
pytest.importorskip("pyspark")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("Spark needs Java", allow_module_level=True)

from kepl import spark  # noqa: E402

#: Documents; more of them with the environment variable.
COUNT = int(os.environ.get("KEPL_SPARK_DOCUMENTS", "1000"))
GOLD = Path(__file__).parents[2] / "tests" / "documents" / "gold.jsonl"


@pytest.fixture(scope="module")
def session():
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    package = str(Path(kepl.__file__).parents[1])
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.executorEnv.PYTHONPATH", package)
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def table():
    """Documents of our own over and over, each with a sentence that makes it another."""
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    some = [(number, gold[number % len(gold)]) for number in range(COUNT)]
    return pa.table({
        "id": [f"{number:06}" for number, _ in some],
        "headline": [one["headline"] for _, one in some],
        "body": [f"{one['body']} Number {number} it is." for number, one in some],
    })


@pytest.fixture(scope="module")
def documents(session, table):
    return session.createDataFrame(table.to_pandas()).repartition(8)


@pytest.fixture
def glossary(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("yiddish,pos,english\nוואסער,noun,water\n", encoding="utf-8")
    read = kepl.Glossary(path)
    # The executors have to do without the file.
    path.unlink()
    return read


def plain(row):
    return row.asDict(recursive=True)


def rows(frame, *order):
    return sorted((plain(row) for row in frame.collect()), key=lambda row: [row[name] for name in order])


def test_pairs_are_those_of_one_machine(documents, table, glossary):
    expected = pa.table(kepl.align_table(table, glossary)).to_pylist()
    assert any("mine.csv:2" in row["source"] for row in expected)
    pairs = spark.align(documents, glossary)
    assert rows(pairs, "document", "term") == expected


def test_reports_are_those_of_one_machine(documents, table):
    expected = pa.table(kepl.check_table(table)).to_pylist()
    assert rows(spark.check(documents), "document") == expected


def test_translations_are_those_of_one_machine(documents, table):
    expected = pa.table(kepl.translate_table(table.drop_columns(["body"]))).to_pylist()
    assert rows(spark.translate(documents.drop("body")), "document") == expected


def test_counts_are_those_of_one_machine(documents, table):
    counts = defaultdict(list)
    for row in pa.table(kepl.align_table(table)).to_pylist():
        if row["english"] and row["confidence"] >= 0.5:
            key = (row["lemma"] or row["normalized"], row["pos"], row["english"].lower())
            counts[key].append(round(row["confidence"] * 1000))
    expected = [
        dict(lemma=lemma, pos=pos, english=english, count=len(all), confidence=sum(all) / len(all) / 1000)
        for (lemma, pos, english), all in sorted(counts.items())
    ]
    counted = spark.pair_counts(spark.align(documents))
    assert rows(counted, "lemma", "pos", "english") == expected


def test_documents_that_cannot_be_used(session):
    columns = "ID long, headline string, body string"
    mixed = session.createDataFrame([(1, "סאלדאטן", "Soldiers came."), (2, None, "A story.")], columns)
    assert {row["document"] for row in spark.align(mixed, errors="skip").collect()} == {"1"}
    refused, = spark.refused(mixed).collect()
    assert (refused["document"], refused["code"]) == ("2", "no-headline")
    with pytest.raises(Exception, match="document 2: no headline"):
        spark.align(mixed).collect()
    with pytest.raises(kepl.KeplError, match="missing-column"):
        spark.check(mixed.drop("body"))
    with pytest.raises(ValueError, match="raise, skip"):
        spark.check(mixed, errors="warn")
