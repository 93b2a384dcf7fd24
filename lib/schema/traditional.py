"""Traditional characters of the vocabulary's words, so that 項次, 主辦單位 and 執行中 name what 项次, 主办单位 and 执行中 name.

Only for comparing headers and states: what a cell says is shown as it was written. It holds just the characters that stand in
the vocabulary; a text is never converted.
"""

_PAIRS = (
    "专專与與举舉产產价價会會传傳体體关關内內决決况況准準划劃别別办辦务務动動区區协協单單历歷县縣参參发發变變号號启啟员員团團围圍"
    "块塊坚堅处處备備复復头頭实實审審对對导導层層属屬岗崗师師带帶并並应應废廢开開弃棄归歸当當录錄彻徹征徵态態总總执執报報担擔拟擬"
    "挂掛摆擺据據撑撐数數时時暂暫来來条條构構标標检檢档檔毕畢汇匯汇彙测測滞滯满滿点點状狀环環现現电電码碼确確称稱稳穩类類简簡纠糾"
    "约約级級纳納线線组組细細织織终終经經结結给給绝絕续續缓緩编編职職联聯节節范範见見规規视視计計订訂认認议議论論设設访訪证證评評鉴鑑"
    "试試话話详詳说說请請课課谈談负負责責质質资資轮輪输輸边邊达達过過还還进進迟遲适適采採针針销銷键鍵长長门門闭閉问問间間队隊阶階"
    "际際难難项項顺順预預领領频頻题題风風馈饋验驗骤驟后後听聽周週个個众眾党黨写寫机機制製布佈注註系係释釋图圖汇滙"
)
_TO_SIMPLIFIED = {ord(traditional): simplified for simplified, traditional in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}


def simplified(text: str) -> str:
    """A text with the vocabulary's characters in their simplified form."""
    return text if text.isascii() else text.translate(_TO_SIMPLIFIED)


def traditional_of(signs: str) -> str:
    """The traditional forms of some simplified characters."""
    return "".join(sorted(chr(sign) for sign, short in _TO_SIMPLIFIED.items() if short in signs))
