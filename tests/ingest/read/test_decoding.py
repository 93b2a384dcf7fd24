"""Which encoding a text has, where its bytes fit more than one."""

import pytest

from lib.ingest.read.decoding import decode

TEXT = "阶段,工作内容,完成时限\n筹备,学习文件,3月中旬\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk"])
def test_a_whole_text_is_read_by_its_own_encoding(encoding: str):
    assert decode(TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize("missing", [1, 2])
def test_a_text_cut_within_a_character_keeps_its_words(missing: int):
    cut = TEXT.rstrip().encode()[:-missing]

    assert decode(cut).text.startswith("阶段,工作内容,完成时限\n筹备,学习文件,3月中")
    assert (decode(cut).encoding, decode(cut).damaged) == ("utf-8", True)
