"""What a heading says of the time that its section tells of."""

from __future__ import annotations

import re
from typing import Final

_AND_WHERE_TO: Final = re.compile(r"[与和及、](?:总体|指导|发展|工作|主要)*(?:要求|思路|目标|任务|战略|思想|方略)")


def looks_ahead(title: str) -> bool:
    """Say whether a heading that names what there is tells of what is to come as well: 发展基础与总体要求."""
    return _AND_WHERE_TO.search(title) is not None
