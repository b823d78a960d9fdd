#!/usr/bin/env python3
"""Holds the lemmas of a treebank against those that `kepl glossary lookup` finds for its words.

    lemmas.py target/release/kepl TREEBANK.conllu [--misses]

The treebank is in CoNLL-U, as Universal Dependencies have it. Words are what has letters and a lemma. A word is
found if one of its readings has the treebank's lemma, points, ligatures and the bar of separable verbs aside; a verb
whose particle stands apart may have the lemma without it. `--misses` lists the words that are not, with what was
found instead, the most frequent first. Python 3.9+, standard library only.
"""
import argparse
import collections
import json
import subprocess
import tempfile
import unicodedata

LIGATURES = str.maketrans({"װ": "וו", "ױ": "וי", "ײ": "יי"})


def fold(word):
    """`word` as lemmas are compared: without points, ligatures and bars."""
    word = unicodedata.normalize("NFKD", word).translate(LIGATURES)
    return "".join(c for c in word if not unicodedata.combining(c) and c not in "|־-׳'’")


def words(path):
    """The words of the treebank with their parts of speech and lemmas."""
    with open(path, encoding="utf8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) != 10 or not cells[0].isdigit():
                continue
            form, lemma, pos = cells[1:4]
            if lemma != "_" and any(c.isalpha() for c in form) and pos not in ("PUNCT", "NUM", "SYM", "X"):
                yield form, pos, lemma


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kepl")
    parser.add_argument("treebank")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    count = collections.Counter(words(args.treebank))
    forms = sorted({form for form, _, _ in count})
    with tempfile.NamedTemporaryFile("w", encoding="utf8", suffix=".txt") as file:
        file.write("".join(f"{form}\n" for form in forms))
        file.flush()
        run = [args.kepl, "glossary", "lookup", "--words", file.name, "--format", "jsonl"]
        out = subprocess.run(run, capture_output=True, text=True, encoding="utf8").stdout
    answers = {form: json.loads(line) for form, line in zip(forms, out.splitlines(), strict=True)}
    found = {form: {fold(a["lemma"]) for a in answer["analyses"]} for form, answer in answers.items()}
    total, right, misses = collections.Counter(), collections.Counter(), collections.Counter()
    for (form, pos, lemma), n in count.items():
        total[pos] += n
        if fold(lemma) in found[form]:
            right[pos] += n
        else:
            misses[form, pos, lemma] += n
    for pos in sorted(total):
        print(f"{pos}\t{total[pos]}\t{right[pos] / total[pos]:.3f}")
    print(f"all\t{sum(total.values())}\t{sum(right.values()) / sum(total.values()):.3f}")
    if args.misses:
        for (form, pos, lemma), n in misses.most_common():
            print(n, form, pos, lemma, " ".join(sorted(found[form])) or "-", sep="\t")


if __name__ == "__main__":
    main()
