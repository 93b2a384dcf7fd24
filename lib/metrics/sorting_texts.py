"""Texts as sets of neighbouring characters, compared in bulk: the ground on which sorting help stands.

Chinese is written without spaces, so that two neighbouring characters (a bigram) stand for a word. Punctuation and white space end a run.
Words that say how something is and not what (太慢, 多年没有调整, 不够公开) are taken out first: they join the most different matters.
A bigram weighs the more the fewer texts hold it; two texts are the more alike the more of their weight they share: what both hold, over the
geometric mean of what each holds, 0.0 to 1.0.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

_BREAK = re.compile(r"[\W_]+")
_EMPTY_WORDS = re.compile(
    r"希望|建议|要求|能够|应该|应当|可以|比较|有时|有的|个别|部分|学校|我们|不够|情况|问题|进一步|加强|的|了|吗|呢|请"
)
"""Words of every opinion, which say nothing about what it is about."""

_SAYS_HOW = re.compile(
    r"太|很|更|最|常常|经常|常|偏|过于|过|多少|多|少|慢|快|差|高|低|大|小|长|短|难|久|早|晚|老化|陈旧|复杂|困难|清楚|公开|公布|公示|更新|及时|增加|减少|增设|调整|安排|时间|"
    r"没有|没人|没|不了|不够|不足|不|质量|数量|价格|机会|排队|完整|多年|容易|互相|布置|占用|浪费|注意|方式|组织|参与|走过场|流于形式|回音|知道|了解|重复|固定|单独|统一|"
    r"几个|一个|一次|几次|现在|以后|同样|各种|多开|每天|天天|导致|造成|影响"
)
"""Words of manner, degree and complaint."""

_NEIGHBOURS = 25
"""A bigram that many texts hold joins each only to so many that follow it among them, the texts in order of their words."""
_RAREST = 8
"""So many bigrams of a text, the rarest that others share, decide with which others it is compared."""
_BASE = 1 << 21


def plain(text: str) -> str:
    """A text without punctuation and words that say nothing; breaks are single spaces."""
    return _BREAK.sub(" ", _EMPTY_WORDS.sub(" ", unicodedata.normalize("NFKC", text).casefold())).strip()


def subject(text: str) -> str:
    """What a plain text is about: without the words that say how it is."""
    return _BREAK.sub(" ", _SAYS_HOW.sub(" ", text)).strip()


@dataclass(frozen=True, slots=True, eq=False)
class Grams:
    """The bigrams of some texts: `text` and `gram` are parallel, sorted, without repetition; weights stand by gram, lengths (roots of the weight held) by text."""

    text: np.ndarray
    gram: np.ndarray
    held_by: np.ndarray
    weight: np.ndarray
    length: np.ndarray


def grams_of(texts: Sequence[str]) -> Grams:
    """The bigrams of texts that went through `subject`."""
    joined = "  ".join(texts) + "  "
    codes = np.frombuffer(joined.encode("utf-32-le"), dtype="<u4").astype("int64")
    owner = np.repeat(np.arange(len(texts)), [len(text) + 2 for text in texts])
    here, following = codes[:-1], codes[1:]
    is_gram = (here != 32) & (following != 32)
    pairs = np.unique(np.stack([owner[:-1][is_gram], (here * _BASE + following)[is_gram]], axis=1), axis=0)
    _, gram = np.unique(pairs[:, 1], return_inverse=True)
    held_by = np.bincount(gram)
    weight = np.log(1 + len(texts) / np.maximum(held_by, 1))
    length = np.sqrt(np.bincount(pairs[:, 0], weights=weight[gram], minlength=len(texts)))
    return Grams(pairs[:, 0], gram, held_by, weight, length)


def candidates(grams: Grams) -> np.ndarray:
    """Pairs of texts (smaller first) that share a bigram which is among the rarest of both, so that not every two need be compared."""
    shared = grams.held_by[grams.gram] > 1
    table = pd.DataFrame({"text": grams.text[shared], "gram": grams.gram[shared], "held": grams.held_by[grams.gram[shared]]})
    table = table.sort_values(["text", "held"])
    rare = table[table.groupby("text").cumcount() < _RAREST]
    texts, keys = rare["text"].to_numpy(), rare["gram"].to_numpy()
    order = np.lexsort((texts, keys))
    texts, keys = texts[order], keys[order]
    found = []
    for step in range(1, _NEIGHBOURS + 1):
        same = keys[step:] == keys[:-step]
        if not same.any():
            break
        found.append(np.stack([texts[:-step][same], texts[step:][same]], axis=1))
    return np.unique(np.concatenate(found), axis=0) if found else np.zeros((0, 2), dtype="int64")


def likeness(grams: Grams, pairs: np.ndarray) -> np.ndarray:
    """How alike the two texts of each pair are, 0.0 to 1.0."""
    size = len(grams.held_by)
    keys = grams.text * size + grams.gram
    begins = np.searchsorted(grams.text, pairs[:, 0])
    counts = np.searchsorted(grams.text, pairs[:, 0], side="right") - begins
    pair = np.repeat(np.arange(len(pairs)), counts)
    place = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(begins, counts)
    gram = grams.gram[place]
    wanted = pairs[pair, 1] * size + gram
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    weights = np.where(keys[at] == wanted, grams.weight[gram], 0.0)
    shared = np.bincount(pair, weights=weights, minlength=len(pairs))
    lengths = grams.length[pairs[:, 0]] * grams.length[pairs[:, 1]]
    alike: np.ndarray = shared / np.where(lengths > 0, lengths, 1.0)
    return alike


def shared_words(first: str, second: str, most: int = 4) -> tuple[str, ...]:
    """The runs of two characters and more that stand in both, the longest first: what a proposal names as its reason."""
    runs = set[str]()
    start = 0
    while start < len(first):
        end = start + 2
        while end <= len(first) and first[start:end] in second and " " not in first[start:end]:
            end += 1
        if end - 1 - start >= 2:
            runs.add(first[start : end - 1])
        start = end - 1
    return tuple(sorted(runs, key=lambda run: (-len(run), first.find(run)))[:most])
