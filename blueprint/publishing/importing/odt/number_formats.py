"""Numbers as OpenDocument names their formats (ODF 1.3, part 3, 19.500), and LibreOffice names those of other scripts."""

import re
import unicodedata

from blueprint.publishing.importing.number_formats import in_digits, written

_FORMATS = {
    "1": "decimal",
    "i": "lowerRoman",
    "I": "upperRoman",
    "1st": "ordinal",
    "One": "cardinalText",
    "First": "ordinalText",
}
_LETTERS = {"a": "abcdefghijklmnopqrstuvwxyz", "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_OTHERS = {
    "一, 二, 三, ...": "japaneseCounting", "א, י, ק, ...": "hebrew1", "01, 02, 03, ...": "decimalZero",
    "壹, 贰, 叁, ...": "chineseLegalSimplified", "壹, 貳, 參, ...": "ideographLegalTraditional",
    "일, 이, 삼, ...": "koreanCounting", "일, 이, 삼, ... (ko-x-digital)": "koreanDigital",
    "하나, 둘, 셋, ...": "koreanLegal",
    "*, †, ‡, §, **, ††, ...": "chicago",
}  # fmt: skip
_ALPHABETS = {
    "أ, ب, ت, ...": "أبتثجحخدذرزسشصضطظعغفقكلمنهوى", "ا, ب, ج, ...": "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "أ, ب, ج, ...": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", "א, ב, ג, ...": "אבגדהוזחטיכלמנסעפצקרשת",
    "क, ख, ग, ...": "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह", "ก, ข, ค, ...": "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
}  # fmt: skip
"""Letters behind the last of which two are written: the 29th is that of the first alphabet's two first ones."""
_CYCLES = {
    "가, 나, 다, ...": "가나다라마바사아자차카타파하", "ㄱ, ㄴ, ㄷ, ...": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "㉠, ㉡, ㉢, ...": "㉠㉡㉢㉣㉤㉥㉦㉧㉨㉩㉪㉫㉬㉭", "㉮, ㉯, ㉰, ...": "㉮㉯㉰㉱㉲㉳㉴㉵㉶㉷㉸㉹㉺㉻",
    "ア, イ, ウ, ...": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "ｱ, ｲ, ｳ, ...": "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ",
    "イ, ロ, ハ, ...": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン",
    "ｲ, ﾛ, ﾊ, ...": "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ",
}  # fmt: skip
"""Letters that begin anew behind the last one."""
_FEW = {
    "甲, 乙, 丙, ...": "甲乙丙丁戊己庚辛壬癸", "子, 丑, 寅, ...": "子丑寅卯辰巳午未申酉戌亥",
    "①, ②, ③, ...": "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)))),
}  # fmt: skip
"""Characters behind the last of which digits are written."""
_FINANCIAL = "零壱弐参四伍六七八九"
_CYRILLIC = re.compile(r"([Аа]), [Бб], \.\., А?а?а, ([АаБб])б, \.\.\. \((\w\w)\)")
_CYRILLIC_LETTERS = {
    "ru": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "bg": "абвгдежзиклмнопрстуфхцчшщъюя",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
}


def odt_number(count: int, format: str, language: str = "en", *, doubles: bool = False) -> str:
    """A number in a format; in digits when it is too large for it, or the format is not known.

    `doubles`: whether letters are doubled behind the last one (aa, bb) or combined (aa, ab); `language` (BCP 47) is that of
    formats in words.
    """
    if count < 1 or format in _FORMATS or format in _OTHERS:
        return written(count, _FORMATS.get(format) or _OTHERS.get(format, "decimal"), language)
    if letters := _LETTERS.get(format) or _ALPHABETS.get(format):
        return _doubled(count, letters) if doubles and format in _LETTERS else _combined(count, letters)
    if cyrillic := _CYRILLIC.fullmatch(format):
        return _cyrillic(count, *cyrillic.groups())
    if format in _CYCLES:
        return _CYCLES[format][(count - 1) % len(_CYCLES[format])]
    if format in _FEW:
        return _FEW[format][count - 1] if count <= len(_FEW[format]) else str(count)
    if format.startswith("壱"):
        return "".join(_FINANCIAL[int(digit)] for digit in str(count))
    first = format[:1]
    return in_digits(count, first) if unicodedata.decimal(first, 0) == 1 else str(count)


def _doubled(count: int, letters: str) -> str:
    times, at = divmod(count - 1, len(letters))
    return letters[at] * (times + 1)


def _combined(count: int, letters: str) -> str:
    result = ""
    while count > 0:
        count, at = divmod(count - 1, len(letters))
        result = letters[at] + result
    return result


def _cyrillic(count: int, first: str, second: str, language: str) -> str:
    letters = _CYRILLIC_LETTERS.get(language)
    if letters is None:
        return str(count)
    result = _doubled(count, letters) if second in "Бб" else _combined(count, letters)
    return result[:1].upper() + result[1:] if first == "А" else result
