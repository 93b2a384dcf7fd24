"""归并建议: opinions that say much the same, and a category where the cell is blank. Proposals, never applied.

Two opinions are proposed for merging where they are alike beyond `ALIKE` and, if both bear a category, bear the same one; where somebody put both under the same
subcategory already, `ALIKE_WITHIN` is enough.
A category is proposed where the words of the blank opinion stand, weighted by how much they tell one category from the others, clearly nearer to one than to
any other; the words that decided are named. Only opinions that remain are looked at: what is merged already is settled.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.access.scope import filled
from lib.metrics.grouping import stripped
from lib.metrics.sorting_texts import Grams, candidates, grams_of, likeness, plain, shared_words, subject
from lib.schema import Opinion
from lib.schema.categories import CATEGORY_KEYWORDS

ALIKE = 0.30
"""From this likeness on two opinions are proposed for merging. Set on one half of the labelled pairs in tests/metrics/sorting_pairs.tsv; the other half judges it."""
ALIKE_WITHIN = 0.20
"""The same for two opinions of one subcategory. Set on the sample, of whose 16 pairs that were merged it finds 4 and no other pair; judged on the labelled pairs."""
MOST_PROPOSALS = 500
"""More would not be read; the likest come first."""
MOST_OPINIONS = 10_000
"""So many are compared, the first in the sheet; they take some three seconds."""
_CLEARLY = 1.25
"""By how much the first category must lead the second."""
_LEAST_TAUGHT = 8
"""A category teaches its words from so many opinions on; below, the stated keywords alone speak for it."""
_STATED = 2.0
"""The weight of a stated keyword, beside the logarithm of how much more often a category's own opinions hold a word."""


@dataclass(frozen=True, slots=True)
class MergeProposal:
    """Two opinions that say much the same: `keep` stands first in the sheet; `shared` are the words both have; 0.0 to 1.0."""

    keep: str
    merge: str
    keep_id: str
    merge_id: str
    shared: tuple[str, ...]
    likeness: float


@dataclass(frozen=True, slots=True)
class CategoryProposal:
    """A category for an opinion that has none, and the words that speak for it, the weightiest first."""

    ref: str
    feedback_id: str
    category: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SortingHelp:
    """Both lists, how many more alike pairs were found than are listed, and how many opinions were compared and were not, where these are too many."""

    merges: tuple[MergeProposal, ...]
    categories: tuple[CategoryProposal, ...]
    unlisted: int = 0
    compared: int = 0
    uncompared: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is proposed."""
        return not self.merges and not self.categories


def sorting_help(
    opinions: pd.DataFrame, category_order: Sequence[str] = (), alike: float = ALIKE, most: int = MOST_OPINIONS
) -> SortingHelp:
    """Proposals over the opinions that remain, the likest first.

    Args:
        opinions: columns ref, feedback_id, text, category, subcategory and merged_into, as `returned_opinions` gives them; never modified.
        category_order: categories that the settings declare; others in use are known too.
        alike: from which likeness two opinions are proposed that bear no common subcategory.
        most: so many opinions are looked at, the first in the sheet.
    """
    remaining = opinions[filled(opinions[Opinion.TEXT]) & ~filled(opinions[Opinion.MERGED_INTO])]
    kept = remaining.head(most)
    texts = kept[Opinion.TEXT].map(plain).tolist()
    if not texts:
        return SortingHelp((), ())
    grams = grams_of([subject(text) for text in texts])
    merges, found = _merges(kept, texts, grams, alike)
    categories = _categories(kept, texts, category_order)
    return SortingHelp(merges, categories, found - len(merges), len(kept), len(remaining) - len(kept))


def _merges(kept: pd.DataFrame, texts: Sequence[str], grams: Grams, alike: float) -> tuple[tuple[MergeProposal, ...], int]:
    """The likest pairs as proposals, and how many were found."""
    codes, _ = pd.factorize(pd.Series(texts))
    pairs = np.unique(np.concatenate([candidates(grams), _same(codes)]), axis=0)
    degrees = np.where(codes[pairs[:, 0]] == codes[pairs[:, 1]], 1.0, likeness(grams, pairs))
    categories = stripped(kept[Opinion.CATEGORY]).to_numpy()
    first, second = categories[pairs[:, 0]], categories[pairs[:, 1]]
    below = stripped(kept[Opinion.SUBCATEGORY]).to_numpy()
    is_near = (below[pairs[:, 0]] == below[pairs[:, 1]]) & (below[pairs[:, 0]] != "")
    proposed = (degrees >= np.where(is_near, min(ALIKE_WITHIN, alike), alike)) & ((first == second) | (first == "") | (second == ""))
    pairs, degrees = pairs[proposed], degrees[proposed]
    order = np.lexsort((pairs[:, 1], pairs[:, 0], -np.round(degrees, 6)))[:MOST_PROPOSALS]
    refs, ids = kept[Opinion.REF].tolist(), kept[Opinion.FEEDBACK_ID].fillna("").tolist()
    listed = tuple(
        MergeProposal(refs[a], refs[b], ids[a], ids[b], shared_words(texts[a], texts[b]), round(float(degree), 3))
        for (a, b), degree in zip(pairs[order].tolist(), degrees[order], strict=True)
    )
    return listed, len(pairs)


def _same(codes: np.ndarray) -> np.ndarray:
    """Each text that stands in the same words a second time, with the first of them; `codes` tell apart what is worded differently."""
    places = np.arange(len(codes))
    firsts = pd.Series(places).groupby(codes).transform("min").to_numpy()
    again = firsts != places
    return np.stack([firsts[again], places[again]], axis=1)


def _categories(kept: pd.DataFrame, texts: Sequence[str], order: Sequence[str]) -> tuple[CategoryProposal, ...]:
    """Blank opinions with the category that their words speak for most, where one clearly leads."""
    written = stripped(kept[Opinion.CATEGORY])
    blank = written.eq("").to_numpy(bool)
    names = list(dict.fromkeys([*order, *written[~blank]])) or list(CATEGORY_KEYWORDS)
    if not blank.any():
        return ()
    words = _taught(texts, written, names)
    refs, ids = kept[Opinion.REF].tolist(), kept[Opinion.FEEDBACK_ID].fillna("").tolist()
    found = []
    for place in np.flatnonzero(blank).tolist():
        said = {name: _speaking(texts[place], words[name]) for name in names}
        ranked = sorted(((sum(weight for _, weight in each), name) for name, each in said.items()), key=lambda pair: -pair[0])
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        if ranked[0][0] >= _STATED and ranked[0][0] > _CLEARLY * second:
            name = ranked[0][1]
            deciding = sorted(said[name], key=lambda pair: (-pair[1], -len(pair[0])))
            found.append(CategoryProposal(refs[place], ids[place], name, tuple(word for word, _ in deciding[:3])))
    return tuple(found)


def _taught(texts: Sequence[str], written: pd.Series, names: Sequence[str]) -> dict[str, dict[str, float]]:
    """For each category its words with their weights: stated keywords, and bigrams that its own opinions hold more than others."""
    words = {name: dict.fromkeys(CATEGORY_KEYWORDS.get(name, ()), _STATED) for name in names}
    known = written.ne("").to_numpy()
    labels = written.to_numpy()
    by_text = [{text[n : n + 2] for n in range(len(text) - 1) if " " not in text[n : n + 2]} for text in texts]
    table = pd.DataFrame(
        [(labels[n], gram) for n in np.flatnonzero(known).tolist() for gram in by_text[n]], columns=["category", "gram"], dtype="str"
    )
    sizes = written[known].value_counts()
    counts = pd.crosstab(table["gram"], table["category"]).reindex(columns=sizes.index)
    total = counts.sum(axis=1)
    for name in names:
        if sizes.get(name, 0) < _LEAST_TAUGHT:
            continue
        inside = (counts[name] + 0.5) / (sizes[name] + 1)
        outside = (total - counts[name] + 0.5) / (int(sizes.sum()) - sizes[name] + 1)
        gain = pd.Series(np.log(inside / outside))
        telling = gain[(counts[name] >= 3) & (gain > 1)]
        weights = zip(telling.index.tolist(), telling.tolist(), strict=True)
        words[name] |= {str(gram): max(weight, words[name].get(gram, weight)) for gram, weight in weights}
    return words


def _speaking(text: str, words: dict[str, float]) -> list[tuple[str, float]]:
    """The words of a category that stand in a text; one within another that stands there too is not counted twice."""
    found = [(word, weight) for word, weight in words.items() if word in text]
    return [(word, weight) for word, weight in found if not any(word != other and word in other for other, _ in found)]
