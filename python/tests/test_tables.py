"""Arrow tables in and out, from whatever makes them."""

import pickle
import threading

import pytest

import kepl

pa = pytest.importorskip("pyarrow")

HEADLINE = "צוועלף סאלדאטן פארוואונדעט אין כארקיוו"
BODY = "Twenty soldiers were wounded in Kharkiv on Monday."
COLUMNS = (
    "document term yiddish normalized romanized lemma pos english gloss relation confidence "
    "mentions sentence start end source"
).split()


def documents(count=3):
    return {
        "id": [str(number) for number in range(count)],
        "headline": [HEADLINE] * count,
        "body": [f"{BODY} Number {number} it is." for number in range(count)],
        "url": [None] * count,
    }


def rows(table):
    return pa.table(table).to_pylist()


def pairs(count=3):
    """The rows as the function for single documents has them."""
    columns = documents(count)
    return [
        {"document": id, **vars(pair)}
        for id, headline, body in zip(columns["id"], columns["headline"], columns["body"])
        for pair in kepl.align(headline, body)
    ]


def chunked():
    table = pa.table(documents(3))
    return pa.concat_tables([table.slice(0, 1), table.slice(1, 0), table.slice(1, 2)])


def dictionaries():
    table = pa.table(documents(3))
    return table.set_column(1, "headline", table["headline"].dictionary_encode())


def large():
    table = pa.table(documents(3))
    return table.set_column(2, "Body", table["body"].cast(pa.large_string()))


def views():
    table = pa.table(documents(3))
    return table.set_column(2, "body", table["body"].cast(pa.string_view()))


def numbers():
    table = pa.table(documents(3))
    return table.set_column(0, "id", table["id"].cast(pa.int16()))


def reader():
    return pa.table(documents(3)).to_reader(max_chunksize=2)


def batch():
    return pa.table(documents(3)).to_batches()[0]


def of_polars():
    return pytest.importorskip("polars").DataFrame(documents(3))


def of_pandas():
    pandas = pytest.importorskip("pandas", minversion="2.2")
    return pandas.DataFrame(documents(3))


@pytest.mark.parametrize(
    "make",
    [chunked, dictionaries, large, views, numbers, reader, batch, of_polars, of_pandas],
)
def test_every_kind_of_table_gives_the_pairs_of_its_documents(make):
    table = kepl.align_table(make())
    assert table.column_names == COLUMNS
    assert len(table) == len(pairs())
    assert rows(table) == pairs()


def test_the_columns_have_types():
    schema = pa.table(kepl.align_table(pa.table(documents()))).schema
    assert schema.field("start").type == pa.int32() and schema.field("start").nullable
    assert schema.field("confidence").type == pa.float64()
    assert schema.field("english").type == pa.string()


def test_results_go_to_polars_and_pandas():
    table = kepl.align_table(pa.table(documents()))
    polars = pytest.importorskip("polars")
    assert polars.DataFrame(table).to_dicts() == pairs()
    pandas = pytest.importorskip("pandas", minversion="2.2")
    frame = pa.table(table).to_pandas()
    assert list(frame["english"]) == [pair["english"] for pair in pairs()]
    assert isinstance(frame, pandas.DataFrame)


def test_check_and_translate_are_those_of_single_documents():
    table = pa.table(documents(2))
    for row, body in zip(rows(kepl.check_table(table)), documents(2)["body"]):
        report = kepl.check(HEADLINE, body)
        assert (row["score"], row["verdict"]) == (report.score, report.verdict)
        assert len(report.findings) > 0
        for found, finding in zip(row["findings"], report.findings):
            places = tuple((place["start"], place["end"]) for place in found.pop("headline"))
            assert {**found, "headline": places} == vars(finding)
    translated = rows(kepl.translate_table(table, alternatives=2))
    for row, body in zip(translated, documents(2)["body"]):
        line = kepl.translate(HEADLINE, body, alternatives=2)
        assert row["translation"] == line
        assert [other["text"] for other in row["alternatives"]] == [a.text for a in line.alternatives]
        assert row["words"] == [vars(word) for word in line.words]


def test_options_are_those_of_single_documents(tmp_path):
    table = pa.table(documents(1))
    every = rows(kepl.align_table(table, all=True))
    assert "function" in {row["relation"] for row in every}
    none = rows(kepl.align_table(table, min_confidence=1.0))
    assert {row["relation"] for row in none} == {"unsupported"}
    mine = tmp_path / "mine.csv"
    mine.write_text("yiddish,pos,english\nסאלדאט,noun,soldier\n", encoding="utf-8")
    for glossary in (mine, kepl.Glossary(mine), pickle.loads(pickle.dumps(kepl.Glossary(mine)))):
        sources = [row["source"] for row in rows(kepl.align_table(table, glossary))]
        assert any(source.startswith(f"{mine}:2") for source in sources), sources
    with pytest.raises(ValueError, match="auto, headline, sentence"):
        kepl.translate_table(table, style="verse")


def test_a_document_that_cannot_be_used_has_a_place():
    columns = documents(1500)
    columns["headline"][1100] = None
    columns["body"][7] = " "
    table = pa.table(columns)
    with pytest.raises(kepl.KeplError) as caught:
        kepl.align_table(table)
    assert (caught.value.code, caught.value.place) == ("no-body", "table:8")
    with pytest.warns(kepl.KeplWarning) as warned:
        found = rows(kepl.align_table(table, errors="warn"))
    told = [str(one.message) for one in warned]
    assert [line.split(":")[1] for line in told] == ["8", "1101"], told
    assert {row["document"] for row in found} == set(columns["id"]) - {"7", "1100"}
    refused = rows(kepl.refused_table(table))
    assert [(row["row"], row["code"]) for row in refused] == [(7, "no-body"), (1100, "no-headline")]
    with pytest.raises(ValueError, match="raise, warn"):
        kepl.check_table(table, errors="ignore")


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"headline": [HEADLINE]}, "missing-column"),
        ({"headline": [HEADLINE], "body": [1]}, "bad-column"),
        ({"headline": [HEADLINE], "body": [BODY], "id": [1.5]}, "bad-column"),
        ({"headline": [HEADLINE], "body": [BODY], "Body": [BODY]}, "duplicate-column"),
    ],
)
def test_a_table_of_something_else_is_an_error(columns, code):
    for errors in ("raise", "warn"):
        with pytest.raises(kepl.KeplError) as caught:
            kepl.align_table(pa.table(columns), errors=errors)
        assert caught.value.code == code


def test_what_is_no_table_is_refused():
    with pytest.raises(ValueError, match="__arrow_c_stream__"):
        kepl.align_table([("1", HEADLINE, BODY)])


def test_headlines_need_no_column_of_stories():
    row, = rows(kepl.translate_table(pa.table({"headline": [HEADLINE]})))
    assert row["translation"] == kepl.translate(HEADLINE)


def test_an_empty_table_gives_an_empty_one():
    empty = pa.table(documents(1)).slice(0, 0)
    table = pa.table(kepl.align_table(empty))
    assert table.num_rows == 0 and table.column_names == COLUMNS


def test_an_error_of_the_source_comes_through():
    def broken():
        yield batch()
        raise RuntimeError("the line is cut")

    source = pa.RecordBatchReader.from_batches(batch().schema, broken())
    with pytest.raises(Exception, match="the line is cut"):
        kepl.align_table(source)


def test_other_threads_go_on_meanwhile():
    table = pa.table({"headline": [HEADLINE] * 400, "body": [BODY * 40] * 400})
    done = threading.Event()
    worker = threading.Thread(target=lambda: (kepl.align_table(table), done.set()))
    steps = 0
    worker.start()
    while not done.is_set():
        steps += 1
        done.wait(0.001)
    worker.join()
    assert steps > 2
