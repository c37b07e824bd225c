"""Set phrases of the genre: what says nothing of which clause a block is, and so decides no pair."""

from __future__ import annotations

import re
from typing import Final

# A note of who answers for a task, or of what another clause says, at the end of a block or alone in one.
_NOTE: Final = re.compile(
    r"[（(\[](?:责任(?:单位|部门|主体)|牵头(?:单位|部门)|配合单位|主办|[^（()）]{0,120}?(?:负责|牵头|配合|分工))[^（）()]*"
    r"(?:[（(][^（）()]*[）)][^（）()]*)*[）)]。?$"
)
_PHRASES: Final = re.compile(
    "|".join(
        sorted(
            (
                "以习近平新时代中国特色社会主义思想为指导",
                "深入贯彻落实党的二十大精神",
                "坚持以",
                "按照国家有关规定",
                "按照有关规定",
                "按有关规定执行",
                "有关规定",
                "法律、法规",
                "法律法规",
                "依法依规",
                "依法予以",
                "依法",
                "各市、县[(\\[]市、区[)\\]]人民政府",
                "各市、县[(\\[]市、区[)\\]]政府",
                "各地区各部门",
                "各地各部门",
                "各级各有关部门",
                "各级人民政府",
                "县级以上人民政府",
                "有关部门",
                "有关单位",
                "相关部门",
                "相关单位",
                "主管部门",
                "按照职责分工",
                "按职责分工",
                "负责本行政区域内",
                "行政区域内",
                "加强组织领导",
                "加强统筹协调",
                "建立健全",
                "健全完善",
                "进一步",
                "切实",
                "积极",
                "大力",
                "深入",
                "加快",
                "推动",
                "推进",
                "促进",
                "加强",
                "完善",
                "强化",
                "支持",
                "鼓励",
                "结合实际",
                "认真贯彻执行",
                "认真组织实施",
                "认真抓好落实",
            ),
            key=lambda phrase: (-len(phrase), phrase),
        )
    )
)


def without_note(text: str) -> str:
    """Return folded ``text`` without the note of responsible units that closes it; ``""`` if it is but a note."""
    tail = text[-600:]
    if not tail.endswith((")", "）", "。")):
        return text
    match = _NOTE.search(tail)
    return text[: len(text) - len(tail) + match.start()] if match else text


def without_phrases(text: str) -> str:
    """Return folded ``text`` without the set phrases of the genre."""
    return _PHRASES.sub("", text)
