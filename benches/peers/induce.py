#!/usr/bin/env python3
"""Asks kepl and eflomal for the same hidden words of a made-up corpus, and draws how right each is.

    corpus.py 3000 > corpus.jsonl
    induce.py target/release/kepl corpus.jsonl > induce.svg

A fifth of the glossary's words is hidden from kepl; eflomal (`pip install eflomal`) knows none of them anyway. A
pair is right if the hidden entry has it. The curves show, for the best pairs of each, what share is right.
Of eflomal the pairs are ranked by how often both directions link them, and then by their share of the word's links.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from corpus import entries  # noqa: E402


def hidden_senses():
    out = collections.defaultdict(set)
    for word, senses in entries():
        if zlib.crc32(word.encode()) % 5 == 0:
            out[word] |= {w for s in senses for w in s.lower().split()}
    return out


def of_kepl(binary, corpus, hidden, folder):
    lemmas = folder / "hidden.txt"
    lemmas.write_text("".join(w + "\n" for w in hidden), encoding="utf8")
    run = [binary, "induce", corpus, "--hide", lemmas, "--format", "jsonl"]
    out = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    return [(c["yiddish"], c["english"].lower()) for c in map(json.loads, out.splitlines())]


def of_eflomal(corpus, folder):
    rows = [json.loads(line) for line in open(corpus, encoding="utf8")]
    sides = [[r["headline"].split() for r in rows], [re.findall(r"\w+", r["body"].lower()) for r in rows]]
    for name, side in zip("se", sides):
        (folder / name).write_text("".join(" ".join(line) + "\n" for line in side), encoding="utf8")
    run = ["eflomal-align", "-s", folder / "s", "-t", folder / "e", "-f", folder / "fwd", "-r", folder / "rev"]
    subprocess.run(run, check=True, capture_output=True)
    links, words = collections.Counter(), collections.Counter()
    for y, e, fwd, rev in zip(*sides, open(folder / "fwd"), open(folder / "rev")):
        for pair in set(fwd.split()) & set(rev.split()):
            i, j = map(int, pair.split("-"))
            links[y[i], e[j]] += 1
            words[y[i]] += 1
    return sorted(links, key=lambda p: (-links[p], -links[p] / words[p[0]], p))


def curve(pairs, hidden):
    right, out = 0, []
    for yiddish, english in pairs:
        if yiddish in hidden:
            right += any(w in hidden[yiddish] for w in english.split())
            out.append(right / (len(out) + 1))
    return out


def svg(curves):
    longest = max(len(c) for _, c, _ in curves)
    lines = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 330" font-family="sans-serif" font-size="12">',
             "<title>Share of right pairs among the best of each</title>", '<rect width="520" height="330" fill="white"/>',
             '<path d="M50 20V290H500" stroke="#999" fill="none"/>',
             f'<text x="220" y="318">best pairs, 1 to {longest}</text><text x="14" y="180" transform="rotate(-90 14 180)">share right</text>']
    for at, (name, values, colour) in enumerate(curves):
        points = " ".join(f"{50 + 450 * i / longest:.1f},{290 - 270 * v:.1f}" for i, v in enumerate(values) if i >= 9)
        lines.append(f'<polyline points="{points}" stroke="{colour}" stroke-width="2" fill="none"/>')
        lines.append(f'<text x="400" y="{40 + 18 * at}" fill="{colour}">{name}</text>')
    return "\n".join(lines + ["</svg>"])


def main():
    binary, corpus = sys.argv[1:]
    hidden = hidden_senses()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        curves = [("kepl", curve(of_kepl(binary, corpus, hidden, folder), hidden), "#0a6"),
                  ("eflomal", curve(of_eflomal(corpus, folder), hidden), "#c50")]
    for name, values, _ in curves:
        shown = {n: round(values[n - 1], 3) for n in (100, 300, 1000) if n <= len(values)}
        print(name, len(values), "pairs, share right of the best:", shown, file=sys.stderr)
    print(svg(curves))


if __name__ == "__main__":
    main()
