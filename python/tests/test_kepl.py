"""What a user of the package relies on."""

import dataclasses
import json
import pickle
import re
import threading
import warnings
from importlib.util import find_spec
from pathlib import Path

import pytest

import kepl

HEADLINE = "צוועלף סאלדאטן פארוואונדעט אין כארקיוו"
BODY = "Twenty soldiers were wounded in Kharkiv on Monday."


def test_pairs_point_into_the_body():
    for body in (BODY, "😀 “" + BODY + "” 👩‍👧"):
        pairs = [pair for pair in kepl.align(HEADLINE, body) if pair.english]
        assert {"soldiers", "wounded", "Kharkiv"} <= {pair.english for pair in pairs}
        for pair in pairs:
            assert body[pair.start : pair.end] == pair.english


def test_function_words_and_unsure_pairs_as_on_the_command_line():
    some = kepl.align(HEADLINE, BODY)
    every = kepl.align(HEADLINE, BODY, all=True)
    assert "function" not in {pair.relation for pair in some}
    assert "function" in {pair.relation for pair in every}
    none = kepl.align(HEADLINE, BODY, min_confidence=1.0)
    assert {pair.relation for pair in none} == {"unsupported"}


def test_objects_do_not_change():
    pair = kepl.align(HEADLINE, BODY)[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        pair.english = "other"
    with pytest.raises(AttributeError):
        kepl.translate(HEADLINE).words = ()


def test_objects_can_be_pickled_and_written_as_json():
    pairs = kepl.align(HEADLINE, BODY)
    again = pickle.loads(pickle.dumps(pairs))
    assert again == pairs and again.document == pairs.document
    line = kepl.translate(HEADLINE, BODY)
    copy = pickle.loads(pickle.dumps(line))
    assert copy == line and copy.words == line.words
    assert json.loads(json.dumps(dataclasses.asdict(pairs[0])))["yiddish"] == pairs[0].yiddish


def test_check_finds_the_number_that_differs():
    report = kepl.check(HEADLINE, BODY)
    finding = report.findings[0]
    assert finding.code == "number-differs" and finding.severity in ("error", "warning")
    assert BODY[finding.start : finding.end] == "Twenty"
    (start, end), = finding.headline
    assert HEADLINE[start:end] == finding.yiddish


def test_translation_is_a_string_with_its_words():
    line = kepl.translate(HEADLINE, BODY, alternatives=3)
    assert isinstance(line, str) and "soldiers" in line.lower()
    assert 0 < len(line.alternatives) <= 3
    assert all(other.text != line for other in line.alternatives)
    assert any("soldiers" in word.english.lower() for word in line.words)


def test_translate_knows_its_styles():
    with pytest.raises(ValueError, match="auto, headline, sentence"):
        kepl.translate(HEADLINE, style="verse")


def test_lines_stay_lines():
    text = "א צייטונג\n\nצוויי צייטונגען\n"
    assert kepl.romanize(text) == "a tsaytung\n\ntsvey tsaytungen\n"
    assert kepl.normalize(text, "unpointed").count("\n") == 3
    with pytest.raises(ValueError, match="unpointed"):
        kepl.normalize(text, "none")


def test_an_unknown_word_has_no_analyses():
    found = kepl.lookup("abc")
    assert found == [] and not found.known


@pytest.mark.parametrize(
    ("headline", "body", "code"),
    [
        ("", BODY, "no-headline"),
        ("A headline", BODY, "no-headline"),
        (HEADLINE, " \n", "no-body"),
        (HEADLINE, "nul \0", "nul-byte"),
    ],
)
def test_what_cannot_be_used_is_an_error_with_a_code(headline, body, code):
    for work in (kepl.align, kepl.check):
        with pytest.raises(kepl.KeplError) as caught:
            work(headline, body)
        assert caught.value.code == code
        assert caught.value.advice in str(caught.value)


def test_texts_that_are_no_unicode_are_refused():
    with pytest.raises(UnicodeEncodeError):
        kepl.align(HEADLINE, "\ud800")


def test_warnings_are_given():
    with pytest.warns(kepl.KeplWarning, match="hebrew-language"):
        kepl.align("ראש הממשלה אמר היום כי הוא לא יתפטר מתפקידו", BODY)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        kepl.align(HEADLINE, BODY)


def test_a_glossary_of_ones_own_wins(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("yiddish,pos,english\nסאלדאט,noun,trooper\n", encoding="utf-8")
    body = "Troopers came to Kharkiv."
    for glossary in (path, str(path), kepl.Glossary(path)):
        pair = kepl.align("א סאלדאט אין כארקיוו", body, glossary)[0]
        assert pair.english == "Troopers" and "mine.csv" in pair.source
    assert kepl.lookup("סאלדאט", path)[0].english == ("trooper",)


def test_a_glossary_that_cannot_be_read_is_an_error(tmp_path):
    with pytest.raises(kepl.KeplError) as caught:
        kepl.Glossary(tmp_path / "none.csv")
    assert caught.value.code == "unreadable-glossary"


def test_many_are_aligned_in_order_like_one():
    documents = [(number, HEADLINE, f"{BODY} Number {number} it is.") for number in range(600)]
    found = list(kepl.align_many(documents))
    assert [pairs.document for pairs in found] == [str(number) for number in range(600)]
    assert found[599] == kepl.align(*documents[599][1:])


def test_many_are_taken_as_they_are_needed():
    taken = []

    def documents():
        for number in range(100_000):
            taken.append(number)
            yield number, HEADLINE, BODY

    next(kepl.align_many(documents()))
    assert len(taken) < 1000


def test_one_of_many_that_cannot_be_used():
    documents = [("a", HEADLINE, BODY), ("b", "", BODY), ("c", HEADLINE, BODY)]
    with pytest.raises(kepl.KeplError, match="^b: "):
        list(kepl.align_many(documents))
    kept = list(kepl.align_many(documents, errors="keep"))
    assert [pairs.error and pairs.error.code for pairs in kept] == [None, "no-headline", None]
    assert kept[1] == [] and len(kept[2]) > 0
    with pytest.raises(ValueError, match="raise, keep"):
        kepl.align_many(documents, errors="ignore")


def test_other_threads_go_on_meanwhile():
    body = BODY * 40_000
    done = threading.Event()
    worker = threading.Thread(target=lambda: (kepl.align(HEADLINE, body), done.set()))
    steps = 0
    worker.start()
    while not done.is_set():
        steps += 1
        done.wait(0.001)
    worker.join()
    assert steps > 2


def test_html_is_escaped():
    evil = "<script>alert('&')</script>"
    pair = dataclasses.replace(
        kepl.align(HEADLINE, BODY)[0],
        yiddish=evil, romanized=evil, english=evil, relation=evil, gloss=evil, source=evil,
    )
    finding = dataclasses.replace(
        kepl.check(HEADLINE, BODY).findings[0],
        code=evil, severity=evil, yiddish=evil, english=evil, message=evil, advice=evil,
    )
    word = kepl.Word(english=evil, yiddish=evil, source=evil, guessed=True)
    analysis = kepl.Analysis(lemma=evil, pos=evil, english=(evil,), romanized=evil, rule=evil)
    shown = [
        pair,
        kepl.Alignment([pair], evil),
        finding,
        kepl.Report(document=evil, score=0.5, verdict=evil, findings=(finding,)),
        kepl.Translation(evil, [kepl.Alternative(evil, 1.0)], [word]),
        analysis,
        kepl.Lookup([analysis], evil, True),
    ]
    for one in shown:
        html = one._repr_html_()
        assert "<script" not in html and "&lt;script&gt;" in html
        assert "<table>" in html
    assert 'lang="yi" dir="rtl"' in kepl.align(HEADLINE, BODY)._repr_html_()


@pytest.mark.filterwarnings("ignore::kepl.KeplWarning")
def test_the_examples_of_the_guide_run(tmp_path, monkeypatch, capsys):
    guide = Path(__file__).parents[2] / "docs" / "python.md"
    examples = re.findall(r"```python\n(.*?)```", guide.read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.chdir(tmp_path)
    rows = f'id,headline,body\n1,{HEADLINE},"{BODY}"\n2,,"{BODY}"\n'
    Path("news.csv").write_text(rows, encoding="utf-8")
    names = {"kepl": kepl}
    for example in examples:
        if "pyarrow" not in example or find_spec("pyarrow"):
            exec(example, names)
    out = capsys.readouterr().out
    assert "rusland Russia exact" in out and "Kharkiv" in out and "[no-headline]" in out


def test_errors_can_be_pickled():
    with pytest.raises(kepl.KeplError) as caught:
        kepl.align("", BODY)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.code, str(again)) == (caught.value.code, str(caught.value))
