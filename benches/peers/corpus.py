#!/usr/bin/env python3
"""Makes a corpus of any size out of the glossary itself: sentences of its words beside their senses.

    corpus.py PAIRS [--seed N] > corpus.jsonl

Words come as often as Zipf's law has it, English has another order and words of its own, one word in ten is
rendered freely, and one in fifty is a word that no glossary has. Python 3.9+, standard library only.
"""
import argparse
import bisect
import csv
import itertools
import json
import pathlib
import random
import unicodedata

FILES = ("nouns", "verbs", "adjectives", "places", "politics", "economy", "war", "health")
FILLER = "the a of in on to and for with after before".split()
SYLLABLES = [(y, e) for y, e in zip("בא דע מי לו ני רא טא קע זי פא".split(), "ba de mi lu ni ro ta ke zi pa".split())]


def unpointed(word):
    text = unicodedata.normalize("NFKD", word)
    return "".join(c for c in text if not unicodedata.combining(c)).replace("|", "")


def entries():
    folder = pathlib.Path(__file__).resolve().parents[2] / "glossaries"
    for name in FILES:
        with open(folder / f"{name}.csv", encoding="utf8", newline="") as f:
            for row in csv.DictReader(f):
                if " " not in row["yiddish"]:
                    yield unpointed(row["yiddish"]), row["english"].split(" | ")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=int)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    words = list(entries())
    rng.shuffle(words)
    heap = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(words))))

    def pick():
        return words[bisect.bisect(heap, rng.random() * heap[-1]) % len(words)]

    for number in range(args.pairs):
        yiddish, english = [], []
        for _ in range(rng.randint(4, 10)):
            if rng.random() < 0.02:
                name = [SYLLABLES[int(rng.paretovariate(0.4)) % len(SYLLABLES)] for _ in range(rng.randint(3, 5))]
                yiddish.append("".join(y for y, _ in name))
                english.append("".join(e for _, e in name).capitalize())
                continue
            word, senses = pick()
            yiddish.append(word)
            english.append(rng.choice(senses) if rng.random() < 0.9 else pick()[1][0])
        for i in range(len(english) - 1):
            if rng.random() < 0.3:
                english[i], english[i + 1] = english[i + 1], english[i]
        body = " ".join(w for e in english for w in ([rng.choice(FILLER), e] if rng.random() < 0.6 else [e]))
        print(json.dumps({"id": str(number), "headline": " ".join(yiddish), "body": body + "."}, ensure_ascii=False))


if __name__ == "__main__":
    main()
