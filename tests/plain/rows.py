"""`match_rows`: from what is certain to what is not.

1. what somebody said by hand;
2. rows equal in every cell;
3. the same id with a text much alike, where the ids of this workbook have proved to be kept (see `_trust`);
4. the same text: in the same phase first, then elsewhere; of several with one text those that agree in id, in all other cells,
   in number, then in order;
5. texts that are alike, the likest first, with id, number, phase and place between neighbours as hints;
6. ids that have proved to be kept, whatever the text; rows of one number that agree in all the rest, and rows without a text by their
   number.

An office that inserts a row and numbers all anew changes every number and hardly a text: so the text goes before the number, and an id
that is a running number is no more than a hint.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from lib.ingest.model import Workbook
from lib.matching.candidates import candidates
from lib.matching.model import Correction, How, Matching, Pair
from lib.matching.texts import likeness
from tests.plain.sides import side_of_feedback, side_of_tasks

_SURE, _ALIKE, _MARGIN = 0.6, 0.34, 0.08
_ID_KEPT, _ID_ALIKE = 0.8, 0.5
_HINTS = {"same_key": 0.15, "same_number": 0.1, "same_place": 0.06, "same_group": 0.05}
_MOST_ROUNDS = 60


def match_rows(old: Workbook, new: Workbook, corrections: Sequence[Correction] = ()) -> Matching:
    """Which row of `new` is which row of `old`; every row of both exactly once.

    Args:
        old, new: as read; never modified.
        corrections: what somebody said; of two about one row the later holds, and a row that is not there is passed over.
    """
    known: dict[str, str] = {}
    opinions, ledger = (
        _matched(side_of_feedback(old.feedback, is_ledger, known), side_of_feedback(new.feedback, is_ledger, known), corrections, How.SAME)
        for is_ledger in (False, True)
    )
    tasks = _matched(side_of_tasks(old.tasks), side_of_tasks(new.tasks), corrections, How.MOVED)
    return Matching(tasks, _in_order((*opinions, *ledger), new.feedback["ref"]))


def _matched(old: pd.DataFrame, new: pd.DataFrame, corrections: Sequence[Correction], elsewhere: How) -> tuple[Pair, ...]:
    pairing = _Pairing(old, new)
    pairing.correct(corrections)
    pairing.join(("whole",), How.SAME)
    kept = _trust(old, new)
    if kept >= _ID_KEPT:
        pairing.take(_by_kept_id(pairing), How.ID)
    for names in (("key",), ("content",), ("detail", "number"), ("number",), ("detail",), ()):
        pairing.join(("group", "text", *names), How.SAME)
    for names in (("key",), ("number",), ()):
        pairing.join(("text", *names), elsewhere)
    _pair_alike(pairing, is_kept=kept >= _ID_KEPT)
    if kept >= _ID_KEPT and not _are_running_numbers(new["key"]):
        pairing.join(("key",), How.ID)
    pairing.join(("group", "number", "rest"), How.UNSURE)
    pairing.join(("group", "number"), How.UNSURE, either_blank=True)
    return pairing.pairs()


def _in_order(pairs: Iterable[Pair], refs: pd.Series) -> tuple[Pair, ...]:
    """Opinions and ledger rows together, new rows in their order; the old ones that stand alone last."""
    place = {ref: n for n, ref in enumerate(refs)}
    return tuple(sorted(pairs, key=lambda pair: len(place) if pair.new is None else place[pair.new]))


class _Pairing:
    """What is paired so far. Places are row numbers of the two sides' frames."""

    def __init__(self, old: pd.DataFrame, new: pd.DataFrame) -> None:
        self.old, self.new = old, new
        self.is_old_free, self.is_new_free = np.ones(len(old), dtype=bool), np.ones(len(new), dtype=bool)
        self.partner = np.full(len(new), -1)  # of each new row; -1: none
        self.how = np.full(len(new), str(How.NONE), dtype=object)
        self.how_old = np.full(len(old), str(How.NONE), dtype=object)
        self.likeness = np.full(len(new), 1.0)

    def take(self, couples: pd.DataFrame, how: How) -> None:
        """Pair rows: columns `old`, `new` and, where it is known, `likeness`."""
        first, second = couples["old"].to_numpy("int64"), couples["new"].to_numpy("int64")
        self.partner[second], self.how[second] = first, str(how)
        self.is_old_free[first] = self.is_new_free[second] = False
        if "likeness" in couples:
            self.likeness[second] = couples["likeness"].to_numpy("float64")

    def join(self, names: Sequence[str], how: How, *, either_blank: bool = False) -> None:
        """Pair free rows that agree in these columns and are blank in none; the n-th of several with the n-th.

        Args:
            names: columns of the sides.
            how: what the pairs are called.
            either_blank: only couples of which one text is blank.
        """
        if not (self.is_old_free.any() and self.is_new_free.any()):
            return
        left, right = (
            side.loc[is_free, list(names)].dropna().rename_axis("place").reset_index()
            for side, is_free in ((self.old, self.is_old_free), (self.new, self.is_new_free))
        )
        if left.empty or right.empty:
            return
        for rows in (left, right):
            rows["nth"] = rows.groupby(list(names), sort=False).cumcount()
        both = left.merge(right, on=[*names, "nth"], suffixes=("_old", "_new"))
        couples = both.rename(columns={"place_old": "old", "place_new": "new"})[["old", "new"]]
        if either_blank:
            blank = self.old["text"].isna().to_numpy()[couples["old"]] | self.new["text"].isna().to_numpy()[couples["new"]]
            couples = couples[blank]
        if "text" not in names:
            couples = couples.assign(likeness=self._likeness(couples))
        self.take(couples, how)

    def free(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """What is left on each side, with its place as the index."""
        return self.old[self.is_old_free], self.new[self.is_new_free]

    def correct(self, corrections: Sequence[Correction]) -> None:
        """What was said by hand, the latest first."""
        if not corrections:
            return
        old_places = {ref: n for n, ref in enumerate(self.old["ref"])}
        new_places = {ref: n for n, ref in enumerate(self.new["ref"])}
        for each in reversed(corrections):
            first = -1 if each.old is None else old_places.get(each.old, -2)
            second = -1 if each.new is None else new_places.get(each.new, -2)
            is_known = -2 not in (first, second) and (first, second) != (-1, -1)
            if not is_known or (first >= 0 and not self.is_old_free[first]) or (second >= 0 and not self.is_new_free[second]):
                continue
            if first >= 0:
                self.is_old_free[first], self.how_old[first] = False, str(How.HAND)
            if second >= 0:
                self.is_new_free[second], self.how[second] = False, str(How.HAND)
            if first >= 0 and second >= 0:
                self.partner[second] = first
                self.likeness[second] = self._likeness(pd.DataFrame({"old": [first], "new": [second]}))[0]

    def pairs(self) -> tuple[Pair, ...]:
        """Every row of both sides exactly once."""
        first, second = self.partner, np.arange(len(self.new))
        old_keys = np.append(self.old["key"].to_numpy("object"), np.nan)[first]  # the last stands for no partner
        is_one_id = self.new["key"].notna().to_numpy() & (self.new["key"].to_numpy("object") == old_keys)
        how = np.where((self.how == str(How.SAME)) & is_one_id, str(How.ID), self.how)
        olds, news = self.old["ref"].tolist(), self.new["ref"].tolist()
        named = {str(each): each for each in How}
        found = [
            Pair(olds[o], news[n], named[by], like) if o >= 0 else Pair(None, news[n], named[by], None)
            for o, n, by, like in zip(first.tolist(), second.tolist(), how.tolist(), self.likeness.round(4).tolist(), strict=True)
        ]
        alone = np.setdiff1d(np.arange(len(self.old)), first[first >= 0])
        return (*found, *(Pair(olds[o], None, How(self.how_old[o]), None) for o in alone.tolist()))

    def _likeness(self, couples: pd.DataFrame) -> np.ndarray:
        """Of each couple; equal texts, and two blank ones, are looked at no further."""
        first = self.old["text"].fillna("").to_numpy("object")[couples["old"]]
        second = self.new["text"].fillna("").to_numpy("object")[couples["new"]]
        differs = first != second
        found = np.ones(len(couples))
        found[differs] = likeness(first[differs].tolist(), second[differs].tolist())
        return found


def _trust(old: pd.DataFrame, new: pd.DataFrame) -> float:
    """Whether ids are kept from one workbook to the next: of the rows known by a text given once in each, the share with one id.

    Where no such row tells, ids other than running numbers are believed.
    """
    sides = [side[~side["text"].duplicated(keep=False)].dropna(subset=["text", "key"]) for side in (old, new)]
    known = sides[0].merge(sides[1], on="text", suffixes=("_old", "_new"))
    if known.empty:
        return 0.0 if _are_running_numbers(new["key"]) else 1.0
    return float((known["key_old"] == known["key_new"]).mean())


def _are_running_numbers(keys: pd.Series) -> bool:
    """Whether the ids are plain numbers, as 序号 is."""
    written = keys.dropna()
    return bool(written.astype("str").str.fullmatch(r"[\d.\-]+").mean() > 0.5) if len(written) else True


def _by_kept_id(pairing: _Pairing) -> pd.DataFrame:
    """Rows of one kept id with texts much alike, unless the texts say otherwise.

    They say otherwise where the new text stands in the old workbook already, or the old text in the new one under an id that is not new.
    """
    old, new = pairing.free()
    both = old.rename_axis("old").reset_index().merge(new.rename_axis("new").reset_index(), on="key", suffixes=("_old", "_new"))
    both = both.dropna(subset=["key", "text_old", "text_new"])
    ids_of_text = pairing.new.dropna(subset=["text"])
    under_old_id = ids_of_text.loc[ids_of_text["key"].isna() | ids_of_text["key"].isin(pairing.old["key"].dropna()), "text"]
    is_open = ~both["text_new"].isin(pairing.old["text"]) & ~both["text_old"].isin(under_old_id)
    both = both[is_open | (both["text_old"] == both["text_new"])]
    both = both.assign(likeness=likeness(both["text_old"].tolist(), both["text_new"].tolist()))
    return both.loc[both["likeness"] >= _ID_ALIKE, ["old", "new", "likeness"]]


def _pair_alike(pairing: _Pairing, *, is_kept: bool) -> None:
    """Pair what is left by likeness: round by round those couples that are each other's best."""
    old, new = pairing.free()
    if old.empty or new.empty:
        return
    left, right = old.reset_index(names="place"), new.reset_index(names="place")
    couples = candidates(left, right, _hinted(left, right, pairing.partner))
    couples = couples.assign(score=couples["likeness"] + _bonus(couples, left, right, pairing.partner, is_kept=is_kept))
    couples = couples[couples["likeness"] >= _ALIKE].sort_values(["score", "old", "new"], ascending=[False, True, True], ignore_index=True)
    for _ in range(_MOST_ROUNDS):
        if couples.empty:
            return
        is_best = ~couples["old"].duplicated() & ~couples["new"].duplicated()
        best = couples[is_best].assign(margin=_margins(couples, is_best))
        is_sure = (best["likeness"] >= _SURE) & (best["margin"] >= _MARGIN)
        for how, chosen in ((How.REWORDED, best[is_sure]), (How.UNSURE, best[~is_sure])):
            places = {"old": left["place"].to_numpy()[chosen["old"]], "new": right["place"].to_numpy()[chosen["new"]]}
            pairing.take(pd.DataFrame(places).assign(likeness=chosen["likeness"].to_numpy()), how)
        couples = couples[~couples["old"].isin(best["old"]) & ~couples["new"].isin(best["new"])]


def _margins(couples: pd.DataFrame, is_best: pd.Series) -> np.ndarray:
    """By how much each best couple is ahead of what else its two rows could be; a row that plainly belongs elsewhere is no rival."""
    best, others = couples[is_best], couples[~is_best]
    scores = {side: best.set_index(side)["score"] for side in ("old", "new")}
    ahead = np.full(len(best), 1.0)
    for side, other in (("old", "new"), ("new", "old")):
        elsewhere = others[other].map(scores[other])
        rivals = others[~(elsewhere > others["score"] + _MARGIN)]
        strongest = best[side].map(rivals.groupby(side)["score"].max())
        ahead = np.fmin(ahead, (best["score"] - strongest).to_numpy("float64"))
    return ahead


def _hinted(left: pd.DataFrame, right: pd.DataFrame, partner: np.ndarray) -> pd.DataFrame:
    """Couples to look at whatever their texts: one number, one id, or one place between neighbours that are paired."""
    found = [_expected(left, right, partner)]
    for name in ("number", "key"):
        sides = [side[~side[name].duplicated(keep=False)].dropna(subset=[name])[[name]].reset_index() for side in (left, right)]
        found.append(sides[0].merge(sides[1], on=name, suffixes=("_old", "_new")).rename(columns={"index_old": "old", "index_new": "new"}))
    return pd.concat([each[["old", "new"]] for each in found]).drop_duplicates()


def _expected(left: pd.DataFrame, right: pd.DataFrame, partner: np.ndarray) -> pd.DataFrame:
    """Rows that follow equally far behind the same pair: columns `old` and `new`, row numbers of the two frames."""
    places = np.arange(len(partner))
    anchor = np.maximum.accumulate(np.where(partner >= 0, places, -1))
    back = places - anchor
    before = np.where(anchor >= 0, partner[np.maximum(anchor, 0)], -1)
    here = right["place"].to_numpy()
    wanted = pd.DataFrame({"place": (before + back)[here], "new": np.arange(len(right))})
    return wanted.merge(left[["place"]].rename_axis("old").reset_index(), on="place")[["old", "new"]]


def _bonus(couples: pd.DataFrame, left: pd.DataFrame, right: pd.DataFrame, partner: np.ndarray, *, is_kept: bool) -> np.ndarray:
    """What speaks for a couple beside its texts."""
    first, second = left.iloc[couples["old"]].reset_index(drop=True), right.iloc[couples["new"]].reset_index(drop=True)
    expected = _expected(left, right, partner)
    at_place = pd.MultiIndex.from_frame(couples[["old", "new"]]).isin(pd.MultiIndex.from_frame(expected))
    said = {
        "same_key": (first["key"] == second["key"]).to_numpy() & is_kept,
        "same_number": (first["number"] == second["number"]).to_numpy(),
        "same_place": at_place,
        "same_group": (first["group"] == second["group"]).to_numpy(),
    }
    total: np.ndarray = sum((said[name] * weight for name, weight in _HINTS.items()), np.zeros(len(couples)))
    return total
