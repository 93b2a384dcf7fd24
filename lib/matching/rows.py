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

from collections.abc import Sequence

import numpy as np
import pandas as pd

from lib.ingest.model import Workbook
from lib.matching.candidates import candidates
from lib.matching.joint import BLANK, Joint
from lib.matching.model import NUMBER_OF, Correction, How, Matching, Pairs
from lib.matching.pairing import Pairing
from lib.matching.sides import Sides, sides_of_feedback, sides_of_tasks
from lib.matching.texts import likeness

_SURE, _ALIKE, _MARGIN = 0.6, 0.34, 0.08
_ID_KEPT, _ID_ALIKE = 0.8, 0.5
_HINTS = {"same_key": 0.15, "same_number": 0.1, "same_place": 0.06, "same_group": 0.05}
_MOST_ROUNDS = 60
_WORDS = ("group", "text", "number", "key")


def match_rows(old: Workbook, new: Workbook, corrections: Sequence[Correction] = (), joint: Joint | None = None) -> Matching:
    """Which row of `new` is which row of `old`; every row of both exactly once.

    Args:
        old, new: as read; never modified.
        corrections: what somebody said; of two about one row the later holds, and a row that is not there is passed over.
        joint: the feedback frames of both, where they have been numbered already.
    """
    feedback = Joint(old.feedback, new.feedback) if joint is None else joint
    opinions, ledger = (_matched(sides, corrections, How.SAME) for sides in sides_of_feedback(feedback))
    tasks = _matched(sides_of_tasks(Joint(old.tasks, new.tasks)), corrections, How.MOVED)
    return Matching(_in_order((tasks,)), _in_order((opinions, ledger)))


def _matched(sides: Sides, corrections: Sequence[Correction], elsewhere: How) -> Pairing:
    pairing = Pairing(sides)
    pairing.correct(corrections)
    pairing.join_equal()
    if not pairing.is_open:
        return pairing
    is_kept = _trust(sides) >= _ID_KEPT
    if is_kept:
        pairing.take(_by_kept_id(pairing), How.ID)
    for names in (("key",), ("content",), ("detail", "number"), ("number",), ("detail",), ()):
        pairing.join(("group", "text", *names), How.SAME)
    for names in (("key",), ("number",), ()):
        pairing.join(("text", *names), elsewhere)
    _pair_alike(pairing, is_kept=is_kept)
    if is_kept and pairing.is_open and not _are_running_numbers(sides):
        pairing.join(("key",), How.ID)
    pairing.join(("group", "number", "rest"), How.UNSURE)
    pairing.join(("group", "number"), How.UNSURE, either_blank=True)
    return pairing


def _in_order(pairings: Sequence[Pairing]) -> Pairs:
    """Every row of both frames exactly once: new rows in their order, then the old ones that stand alone, one pairing after the other."""
    joint = pairings[0].sides.joint
    rows = [(each.old["row"].to_numpy(), each.new["row"].to_numpy() - joint.width) for each in pairings]
    olds = [
        np.where(each.partner >= 0, of_old[each.partner] if len(of_old) else -1, -1)
        for each, (of_old, _) in zip(pairings, rows, strict=True)
    ]
    news = np.concatenate([of_new for _, of_new in rows])
    order = np.argsort(news, kind="stable")
    alone = [_without_partner(each) for each in pairings]
    left = np.concatenate([of_old[places] for places, (of_old, _) in zip(alone, rows, strict=True)])
    hows = np.concatenate([_hows(each) for each in pairings])
    alike = np.concatenate([np.where(each.partner >= 0, each.likeness.round(4), np.nan) for each in pairings])
    return Pairs.of_frames(
        joint.old,
        joint.new,
        np.concatenate([np.concatenate(olds)[order], left]),
        np.concatenate([news[order], np.full(len(left), -1)]),
        np.concatenate([hows[order], *(each.how_old[places] for each, places in zip(pairings, alone, strict=True))]),
        np.concatenate([alike[order], np.full(len(left), np.nan)]),
    )


def _without_partner(pairing: Pairing) -> np.ndarray:
    """The places of the old rows that are paired with none."""
    is_alone = np.ones(len(pairing.old), dtype=bool)
    is_alone[pairing.partner[pairing.partner >= 0]] = False
    return np.flatnonzero(is_alone)


def _hows(pairing: Pairing) -> np.ndarray:
    """By what each new row was paired; a row of one text that bears one id is known by that."""
    keys = pairing.new["key"].to_numpy()
    known = np.append(pairing.old["key"].to_numpy(), BLANK)[pairing.partner]  # the last stands for no partner
    is_one_id = (pairing.how == NUMBER_OF[How.SAME]) & (keys != BLANK) & (keys == known)
    return np.where(is_one_id, NUMBER_OF[How.ID], pairing.how)


def _trust(sides: Sides) -> float:
    """Whether ids are kept from one workbook to the next: of the rows known by a text given once in each, the share with one id.

    Where no such row tells, ids other than running numbers are believed.
    """
    keys = []
    for side in (sides.old, sides.new):
        texts = side["text"].to_numpy()
        known = np.full(len(sides.forms) + 1, BLANK)  # the last stands for a blank
        known[texts] = side["key"].to_numpy()
        times = np.bincount(texts[texts != BLANK], minlength=len(known))
        known[times != 1] = BLANK
        keys.append(known)
    both = (keys[0] != BLANK) & (keys[1] != BLANK)
    if not both.any():
        return 0.0 if _are_running_numbers(sides) else 1.0
    return float((keys[0][both] == keys[1][both]).mean())


def _are_running_numbers(sides: Sides) -> bool:
    """Whether the new ids are plain numbers, as 序号 is."""
    keys = sides.new["key"].to_numpy()
    written = pd.Series(sides.forms.words(keys[keys != BLANK]), dtype="str")
    return bool(written.str.fullmatch(r"[\d.\-]+").mean() > 0.5) if len(written) else True


def _by_kept_id(pairing: Pairing) -> pd.DataFrame:
    """Rows of one kept id with texts much alike, unless the texts say otherwise.

    They say otherwise where the new text stands in the old workbook already, or the old text in the new one under an id that is not new.
    """
    old, new = (free[(free["key"] != BLANK) & (free["text"] != BLANK)] for free in pairing.free())
    both = old.rename_axis("old").reset_index().merge(new.rename_axis("new").reset_index(), on="key", suffixes=("_old", "_new"))
    old_keys, new_keys = pairing.old["key"].to_numpy(), pairing.new["key"].to_numpy()
    size = len(pairing.sides.forms)
    stands = _among(size, pairing.old["text"].to_numpy())
    is_known_id = (new_keys == BLANK) | _among(size, old_keys)[new_keys]
    stands_elsewhere = _among(size, pairing.new["text"].to_numpy()[is_known_id])
    is_open = ~stands[both["text_new"]] & ~stands_elsewhere[both["text_old"]]
    both = both[is_open | (both["text_old"] == both["text_new"]).to_numpy()]
    texts = [pairing.words(both[name].to_numpy()) for name in ("text_old", "text_new")]
    both = both.assign(likeness=likeness(*texts))
    alike: pd.DataFrame = both.loc[both["likeness"] >= _ID_ALIKE, ["old", "new", "likeness"]]
    return alike


def _among(size: int, numbers: np.ndarray) -> np.ndarray:
    """For each number of a form whether it stands there; the last is a blank, which never does."""
    stands = np.zeros(size + 1, dtype=bool)
    stands[numbers] = True
    stands[BLANK] = False
    return stands


def _pair_alike(pairing: Pairing, *, is_kept: bool) -> None:
    """Pair what is left by likeness: round by round those couples that are each other's best."""
    old, new = (_in_words(pairing, free) for free in pairing.free())
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


def _in_words(pairing: Pairing, free: pd.DataFrame) -> pd.DataFrame:
    """The rows with their words instead of numbers, None where blank."""
    words = pairing.sides.forms.words
    return free.assign(**{name: pd.Series(words(free[name].to_numpy()), index=free.index, dtype="object") for name in _WORDS})


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
