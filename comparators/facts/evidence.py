"""What speaks for a change of an industry, as a reader is told it."""

from __future__ import annotations

from comparators.facts.model import Clue, Evidence
from comparators.messages import Language, say


def evidence_text(evidence: Evidence, language: Language = "zh") -> str:
    """Return the clues as words: ``同含“氢能”；优先发展→探索发展（降）``."""
    return say("evidence-stop", language).join(_clue(clue, language) for clue in evidence)


def _clue(clue: Clue, language: Language) -> str:
    code, names = clue
    if code.startswith("tier"):
        old, new = (tier or say("evidence-no-tier", language) for tier in names)
        return say(f"evidence-{code}", language, old=old, new=new)
    if code.startswith(("still", "before")):
        # Section and region by turns.
        places = [_place(*place, language) for place in zip(names[::2], names[1::2], strict=True)]
        return say(f"evidence-{code}", language, places=say("evidence-and", language).join(places))
    return say(f"evidence-{code}", language, name=names[0] if names else "")


def _place(section: str, region: str, language: Language) -> str:
    place = section or say("evidence-front", language)
    return say("evidence-region", language, place=place, region=region) if region else place
