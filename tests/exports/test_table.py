"""A table in words: which of its columns stand at the right."""

import pandas as pd
import pytest

from lib.exports.table import Table


@pytest.mark.parametrize(
    ("cells", "values", "at_the_right"),
    [
        (["3", "1,204"], None, True),
        (["3", "未填报"], None, True),
        (["未填报", "未填报"], pd.array([None, None], "Int64"), True),
        (["未填报", "未填报"], None, False),
        (["甲", "乙"], pd.array([None, None], "Int64"), False),
        (["", ""], pd.array([None, None], "Int64"), False),
    ],
)
def test_counts_stand_at_the_right_also_where_none_is_known(cells: list[str], values: object, *, at_the_right: bool) -> None:
    behind = None if values is None else pd.DataFrame({"done": values})
    table = Table("units", "", (("done", "已完成"),), pd.DataFrame({"done": cells}, dtype="str"), (), "", behind)

    assert table.is_of_numbers("done") is at_the_right
