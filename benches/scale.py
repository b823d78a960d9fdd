#!/usr/bin/env python3
"""Times kepl on corpora of growing size, and draws the times: see docs/performance.md.

    cargo build --release --bin kepl --example scale
    benches/scale.py documents target/release [DOCUMENTS ...]
    benches/scale.py match target/release [STORIES ...]
    benches/scale.py draw       draws what docs/performance.csv and docs/match.csv have

`documents` are read one by one; `match` has as many headlines as stories, of words drawn as language draws them
(benches/peers/corpus.py).

Each corpus is generated anew and deleted afterwards. Times are of the wall, memory is the largest resident set.
The rows of one size are measured one after the other, so that their ratios are of one run.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BENCHES = Path(__file__).resolve().parent
DOCS = BENCHES.parent / "docs"
PLOTS = {"documents": "performance", "match": "match"}
SIZES = {"documents": [1000, 10_000, 100_000, 1_000_000], "match": [1000, 3000, 10_000, 30_000, 100_000]}
COLUMNS = ["documents", "work", "cores", "seconds", "user_seconds", "megabytes_resident", "megabytes_of_stories"]


def run(command, cores):
    """Wall seconds, user seconds and resident megabytes of a command on so many cores."""
    allowed = ",".join(map(str, sorted(os.sched_getaffinity(0))[:cores]))
    threads = {**os.environ, "RAYON_NUM_THREADS": str(cores)}
    begun = time.monotonic()
    process = subprocess.Popen(["taskset", "-c", allowed, *command], stdout=subprocess.DEVNULL, env=threads)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begun
    if os.waitstatus_to_exitcode(status) > 1:
        raise SystemExit(f"failed: {command}")
    return seconds, used.ru_utime, used.ru_maxrss / 1024


def measure_match(release, stories, folder):
    """Rows of one size: so many headlines against so many stories."""
    made = subprocess.run([BENCHES / "peers/corpus.py", str(stories)], capture_output=True, check=True, encoding="utf8")
    rows = [json.loads(line) for line in made.stdout.splitlines()]
    sides = []
    for field in ("headline", "body"):
        sides.append(Path(folder) / f"{field}.jsonl")
        lines = (json.dumps({"id": row["id"], "text": row[field]}, ensure_ascii=False) + "\n" for row in rows)
        sides[-1].write_text("".join(lines), encoding="utf8")
    megabytes = sum(len(row["body"].encode()) for row in rows) / 1e6
    command = [str(release / "kepl"), "match", "--headlines", str(sides[0]), "--bodies", str(sides[1])]
    for cores in (1, 2):
        seconds, user, resident = run(command, cores)
        yield [stories, "match", cores, f"{seconds:.3f}", f"{user:.3f}", f"{resident:.0f}", f"{megabytes:.1f}"]


def measure(release, documents, folder):
    """Rows of one size: each document aligned, checked and translated."""
    corpus = Path(folder) / "corpus.jsonl"
    scale, kepl = str(release / "examples/scale"), str(release / "kepl")
    with corpus.open("wb") as file:
        subprocess.run([scale, "generate", str(documents)], stdout=file, check=True)
    said = subprocess.run([scale, "bare", str(corpus)], capture_output=True, text=True, check=True).stdout
    megabytes = int(said.split()[4]) / 1e6
    works = [("bare", [scale, "bare"], 1)]
    works += [("align", [kepl, "align"], cores) for cores in (1, 2)]
    if documents <= 100_000:
        works += [(work, [kepl, work], cores) for work in ("check", "translate") for cores in (1, 2)]
    for work, command, cores in works:
        seconds, user, resident = run([*command, str(corpus)], cores)
        yield [documents, work, cores, f"{seconds:.3f}", f"{user:.3f}", f"{resident:.0f}", f"{megabytes:.1f}"]
    corpus.unlink()


def draw(rows):
    """The processor's times over the documents or stories, both logarithmic, as SVG."""
    from math import log10

    width, height, left, bottom = 640, 400, 70, 50
    sizes = sorted({int(row[0]) for row in rows})
    low, high = -3, 3
    span = max(log10(sizes[-1]) - log10(sizes[0]), 1)

    def x(documents):
        return left + (log10(documents) - log10(sizes[0])) / span * (width - left - 130)

    def y(seconds):
        return 20 + (high - log10(max(seconds, 1e-3))) / (high - low) * (height - bottom - 20)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
        "<title>Seconds of the processor against documents</title>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for power in range(low, high + 1):
        at = y(10**power)
        out.append(f'<path d="M{left} {at:.1f}H{width - 130}" stroke="#ddd"/>')
        out.append(f'<text x="{left - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>')
    for size in sizes:
        out.append(f'<text x="{x(size):.1f}" y="{height - 28}" text-anchor="middle">{size:,}</text>')
    out.append(f'<text x="{(left + width - 130) / 2}" y="{height - 8}" text-anchor="middle">documents</text>')
    colours = {"bare": "#666", "align": "#1b6ca8", "check": "#a8501b", "translate": "#3a7d2c", "match": "#1b6ca8"}
    ends = []
    for work, cores in dict.fromkeys((row[1], row[2]) for row in rows):
        points = [(x(int(r[0])), y(float(r[4]))) for r in rows if (r[1], r[2]) == (work, cores)]
        path = " ".join(f"{px:.1f},{py:.1f}" for px, py in points)
        dash = ' stroke-dasharray="5 3"' if int(cores) == 2 else ""
        out.append(f'<polyline points="{path}" fill="none" stroke="{colours[work]}" stroke-width="2"{dash}/>')
        ends.append([points[-1][1], points[-1][0], work, cores])
    ends.sort()
    for before, end in zip(ends, ends[1:]):
        end[0] = max(end[0], before[0] + 13)
    for at, right, work, cores in ends:
        s = "s" if int(cores) > 1 else ""
        out.append(f'<text x="{right + 6:.1f}" y="{at + 4:.1f}" fill="{colours[work]}">{work}, {cores} core{s}</text>')
    return "\n".join([*out, "</svg>"]) + "\n"


def main():
    work, *rest = sys.argv[1:]
    if work == "draw":
        for plot in PLOTS.values():
            with (DOCS / f"{plot}.csv").open(newline="") as file:
                rows = list(csv.reader(file))[1:]
            (DOCS / f"{plot}.svg").write_text(draw(rows))
        return
    release = Path(rest[0])
    sizes = [int(n) for n in rest[1:]] or SIZES[work]
    rows = []
    with tempfile.TemporaryDirectory(dir=release) as folder:
        for size in sizes:
            for row in (measure_match if work == "match" else measure)(release, size, folder):
                print(*row, sep="\t", flush=True)
                rows.append(row)
    with (DOCS / f"{PLOTS[work]}.csv").open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    (DOCS / f"{PLOTS[work]}.svg").write_text(draw(rows))


main()
