"""From bytes to text: which encoding it is, and which characters no document can hold.

The encoding is told from the byte order mark, from validity (UTF-8) and, between those that accept nearly any
bytes (GB18030, Big5, UTF-16 without a mark), from how much of the result is made of everyday characters.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from comparators.document import Problem
from comparators.errors import InputError
from comparators.options import LoadLimits

_SAMPLE: Final = 120_000
# Everyday characters, simplified and traditional: about half of any Chinese text, next to none of a wrong reading.
_EVERYDAY: Final = frozenset(
    "，。、；：！？（）《》“”‘’「」『』〔〕【】—…·　"
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相"
    "全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料"
    "象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取"
    "据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身"
    "车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持"
    "音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛"
    "亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严龙飞"
    "這個們來時說產種後過會對發動點業裡現實體機當從還開應經與關線數質氣題變條沒結解問無系軍員設長資邊計運農幾規熱領導壓濟極術聯認權證"
    "較將組見別論決強戰則據處隊給門華確張馬節話況溫傳許廣記須際驗連斷難礦辦響約勞團歷構稱準維劃選標寫親層專狀廠識適屬圓調滿縣參紅細聽"
    "該鐵價嚴龍飛區劃範圍輔導單位補助計畫審查執行臺灣條例辦法請書總統號環境衛務擴創產業園區務實體驗項應備齊企業發展請"
)
_ENCODING_NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32-le": "UTF-32 LE",
    "utf-32-be": "UTF-32 BE",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "cp1252": "Windows-1252",
}
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
# Zero-width and direction marks, soft hyphens, byte order marks inside: they print nothing and split words.
_INVISIBLE: Final = re.compile("[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SPACES: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_NEWLINES: Final = re.compile("\r\n?|[\x85\u2028\u2029\x0b]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with line feeds (and form feeds) alone as line ends, the encoding found, and what was put right."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, path: str, limits: LoadLimits, declared: str = "") -> Decoded:
    """Turn a text file's bytes into clean text.

    ``declared`` is an encoding that the file itself names (HTML's ``charset``); it is taken where the bytes bear
    it out. Raises :class:`InputError` where the bytes are no text, or more text than ``limits.max_text``.
    """
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", ""))
    body = data[len(mark) :]
    problems: list[Problem] = []
    if not encoding:
        encoding = _guess(body, declared)
        if not encoding:
            raise InputError("text-not-text", path=path)
        if encoding not in ("utf-8", _codec(declared)):
            problems.append(Problem("text-encoding-guessed", params=(("encoding", encoding_name(encoding)),)))
    text = body.decode(encoding, errors="replace")
    damaged = text.count("\ufffd") - body.count(b"\xef\xbf\xbd") if encoding == "utf-8" else text.count("\ufffd")
    if damaged > max(20, len(text) // 50):
        raise InputError("text-not-text", path=path)
    if damaged > 0:
        problems.append(Problem("text-damaged", params=(("count", damaged), ("encoding", encoding_name(encoding)))))
    if len(text) > limits.max_text:
        raise InputError("text-too-long", path=path, count=len(text), limit=limits.max_text)
    controls = len(_CONTROLS.findall(text))
    if controls > max(20, len(text) // 20):
        raise InputError("text-not-text", path=path)
    text, more = clean(text)
    return Decoded(text, encoding, (*problems, *more))


def encoding_name(codec: str) -> str:
    """Return an encoding's name as people write it."""
    return _ENCODING_NAMES.get(codec, codec.upper())


def clean(text: str) -> tuple[str, tuple[Problem, ...]]:
    """Take out what prints nothing (controls, zero-width marks), make every line end a line feed.

    Unusual spaces become ordinary ones, the ideographic space and the form feed stay. Returns the text and what
    was taken out.
    """
    problems: list[Problem] = []
    if text.isascii() and not _CONTROLS.search(text):
        return _NEWLINES.sub("\n", text), ()
    for pattern, code, put in (
        (_CONTROLS, "text-controls", ""),
        (_SURROGATES, "text-surrogates", "\ufffd"),
        (_INVISIBLE, "text-invisible", ""),
    ):
        found = pattern.findall(text)
        if found:
            names = "、".join(sorted({f"U+{ord(char):04X}" for char in found}))
            problems.append(Problem(code, params=(("count", len(found)), ("names", names))))
            text = pattern.sub(put, text)
    return _NEWLINES.sub("\n", _SPACES.sub(" ", text)), tuple(problems)


def _codec(name: str) -> str:
    """Return the codec that an encoding's declared name stands for; ``""`` for none that can be used."""
    try:
        found = codecs.lookup(name.strip()).name if name else ""
    except LookupError:
        return ""
    if found in ("gb2312", "gbk", "gb18030", "hz"):
        return "gb18030"  # what is declared as its older subsets is read as the whole
    return "big5hkscs" if found in ("big5", "cp950", "big5hkscs") else found


def _guess(body: bytes, declared: str) -> str:
    sample = body[:_SAMPLE]
    wide = _guess_wide(sample)
    if wide:
        return wide
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        utf8_valid = error.start
    else:
        return "utf-8"
    codec = _codec(declared)
    if codec and codec != "utf-8" and _share(_try(body, codec)) > 0.15:
        return codec
    scores = {name: _share(_try(sample, name)) for name in ("gb18030", "big5hkscs")}
    best = max(scores, key=lambda name: scores[name])
    as_utf8 = sample.decode("utf-8", errors="replace")
    damaged = as_utf8.count("\ufffd")
    if len(as_utf8) - len(as_utf8.encode("ascii", errors="ignore")) - damaged >= max(4, 3 * damaged):
        return "utf-8"  # whole characters of it hardly ever come about by chance
    if scores[best] >= 0.15:
        return best
    narrow = len(as_utf8.encode("ascii", errors="ignore"))
    if narrow >= 0.85 * len(as_utf8) and not _CONTROLS.search(sample.decode("cp1252", errors="replace")):
        return "cp1252"
    # A file of a few bytes has no everyday characters to count on.
    strict = _strictly(body, "gb18030") if len(body) < 64 and utf8_valid < len(body) else ""
    return "gb18030" if strict and all("\u4e00" <= c <= "\u9fa5" or c.isascii() for c in strict) else ""


def _guess_wide(sample: bytes) -> str:
    """Return UTF-16 of either order where the bytes are that; ``""`` else."""
    sample = sample[: len(sample) // 2 * 2]
    if len(sample) < 4:
        return ""
    narrow = sample[:20_000]
    share = {name: _share(_try(sample, name), narrow=True) for name in ("utf-16-le", "utf-16-be")}
    best = max(share, key=lambda name: share[name])
    if share[best] < 0.4:
        return ""
    other = narrow.decode("utf-8", errors="ignore")
    zeros = narrow.count(0)
    # ASCII alone reads as rare ideographs in UTF-16, never as everyday ones; zeros settle what is left.
    return best if zeros or _share(other) < share[best] else ""


def _try(body: bytes, codec: str) -> str:
    """Decode, with U+FFFD for what is no character; a sample's last, cut character does not count."""
    try:
        return body[:_SAMPLE].decode(codec, errors="replace").rstrip("\ufffd")
    except (LookupError, ValueError):
        return ""


def _strictly(body: bytes, codec: str) -> str:
    try:
        return body.decode(codec)
    except UnicodeDecodeError:
        return ""


def _share(text: str, narrow: bool = False) -> float:
    """Return how much of ``text`` is everyday characters, ASCII left out or (``narrow``) counted as such."""
    ascii_count = len(text.encode("ascii", errors="ignore"))
    everyday = sum(map(_EVERYDAY.__contains__, text))
    bad = text.count("\ufffd") * 4
    if narrow:
        controls = len(_CONTROLS.findall(text))
        return (everyday + ascii_count - bad - 4 * controls) / max(1, len(text))
    return (everyday - bad) / max(1, len(text) - ascii_count)
