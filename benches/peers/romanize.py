#!/usr/bin/env python3
"""Romanizes the words of a dictionary with kepl, `yiddish` and `uroman`, and counts the right ones.

    romanize.py target/release/kepl LEXICON.tsv

The lexicon is any dictionary as a table with the columns `lemma` (pointed) and `romanized` (YIVO, several split by
` | `). Each word is asked for twice: as it stands, and as the press would write it, without points. Only letters
count. `pip install "setuptools<80" yiddish uroman`. kepl has a glossary, and may have learned these words; the
others are systems of rules. Seconds are of the wall and of the same run, of kepl with its start.
"""
import csv
import re
import subprocess
import sys
import tempfile
import time
import unicodedata

import uroman
import yiddish

LIGATURES = str.maketrans({"װ": "וו", "ױ": "וי", "ײ": "יי"})


def unpointed(word):
    text = unicodedata.normalize("NFKD", word)
    return "".join(c for c in text if not unicodedata.combining(c)).translate(LIGATURES)


def plain(text):
    return re.sub(r"[^a-z]", "", text.lower())


def of_kepl(binary, words):
    with tempfile.NamedTemporaryFile("w", encoding="utf8", suffix=".txt") as file:
        file.write("".join(f"{word}\n" for word in words))
        file.flush()
        run = [binary, "normalize", "--romanize", file.name]
        return subprocess.run(run, capture_output=True, check=True, encoding="utf8").stdout.splitlines()


def main():
    binary, lexicon = sys.argv[1:]
    with open(lexicon, encoding="utf8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        rows = [(row["lemma"], row["romanized"].split(" | ")) for row in table if row["romanized"]]
    rules = uroman.Uroman()
    tools = {
        "kepl": lambda words: of_kepl(binary, words),
        "yiddish": lambda words: [yiddish.transliterate(word, loshn_koydesh=True) for word in words],
        "uroman": lambda words: [rules.romanize_string(word, lcode="yid") for word in words],
    }
    print("tool\tpointed\tunpointed\tseconds")
    for name, tool in tools.items():
        shares, begun = [], time.perf_counter()
        for shape in (str, unpointed):
            said = tool([shape(word) for word, _ in rows])
            right = sum(plain(got) in map(plain, want) for got, (_, want) in zip(said, rows, strict=True))
            shares.append(f"{right / len(rows):.4f}")
        print(name, *shares, f"{time.perf_counter() - begun:.2f}", sep="\t")


if __name__ == "__main__":
    main()
