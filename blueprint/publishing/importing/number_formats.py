"""Numbers as Word writes them (ECMA-376, 17.18.59 ST_NumberFormat)."""

from collections.abc import Callable

from icu4py.messageformat import MessageFormat

LARGEST = 32_767
"""Word numbers no further."""

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_HIRAGANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_HALF_AIUEO = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_HALF_IROHA = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"
_KOREAN_DIGITS = "영일이삼사오육칠팔구"
_GANADA = "가나다라마바사아자차카타파하"
_CHOSUNG = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_HINDI_VOWELS, _HINDI_CONSONANTS = "अआइईउऊऋएऐओऔअंअः", "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह"

_LETTERS = {
    "russianLower": _RUSSIAN,
    "russianUpper": _RUSSIAN.upper(),
    "arabicAbjad": _ABJAD,
    "arabicAlpha": _ARABIC,
    "hebrew2": _HEBREW,
    "aiueo": _HALF_AIUEO,
    "aiueoFullWidth": _AIUEO,
    "iroha": _HALF_IROHA,
    "irohaFullWidth": _IROHA,
    "ganada": _GANADA,
    "chosung": _CHOSUNG,
    "ideographTraditional": _STEMS,
    "ideographZodiac": _BRANCHES,
    "thaiLetters": _THAI,
    "hindiVowels": _HINDI_CONSONANTS,
    "hindiConsonants": _HINDI_VOWELS,
    "lowerGreek": _GREEK,
    "upperGreek": _GREEK.upper(),
    "hiragana": _HIRAGANA,
}
"""Formats that count with letters: Word's, and three of other programs. Hindi's two are named the wrong way round in the
standard, and so Word writes them."""

_CHINESE = {
    "chineseCounting": "hans", "chineseCountingThousand": "hans", "taiwaneseCounting": "hant",
    "taiwaneseCountingThousand": "hant", "ideographDigital": "hanidec", "taiwaneseDigital": "hanidec",
    "japaneseDigitalTenThousand": "hanidec", "koreanDigital2": "hanidec", "japaneseCounting": "jpan",
    "japaneseLegal": "jpanfin", "chineseLegalSimplified": "hansfin", "ideographLegalTraditional": "hantfin",
    "hindiNumbers": "deva", "thaiNumbers": "thai", "hebrew1": "hebr", "decimalFullWidth": "fullwide",
    "decimalFullWidth2": "fullwide", "armenian": "armn", "georgian": "geor", "ethiopic": "ethi",
}  # fmt: skip
"""Formats that are numbering systems of the CLDR; the last three are not Word's."""

_WITHOUT_MARKS = str.maketrans("", "", ",׳״")
"""The marks of thousands, and of Hebrew numbers, which Word does not print."""

_SPELT = {
    "cardinalText": "spellout", "ordinal": "ordinal", "ordinalText": "spellout,%spellout-ordinal",
    "thaiCounting": "spellout", "hindiCounting": "spellout", "vietnameseCounting": "spellout",
    "koreanCounting": "spellout", "koreanLegal": "spellout,%spellout-cardinal-native",
}  # fmt: skip
_SPELT_IN = {
    "thaiCounting": "th",
    "hindiCounting": "hi",
    "vietnameseCounting": "vi",
    "koreanCounting": "ko",
    "koreanLegal": "ko",
}


def written(count: int, format: str, language: str = "en") -> str:
    """A number in this format; in decimal digits when it is too large for it, or the format is not known.

    `language` (a BCP 47 tag) is that of formats in words: “first”, “21st”.
    """
    simple = _SIMPLE.get(format)
    if count < 1 or count > LARGEST:
        return str(count)
    if simple is not None:
        return simple(count)
    if format in _LETTERS:
        return _repeated(count, _LETTERS[format])
    if format in _CHINESE:
        shown = _icu("number", f"en-u-nu-{_CHINESE[format]}", count).translate(_WITHOUT_MARKS)
        return f"壹{shown}" if shown.startswith("拾") else shown
    if format in _SPELT:
        return _spelt(count, format, language)
    return str(count)


def in_digits(count: int, one: str) -> str:
    """A number in the decimal digits of the script that has this digit one."""
    return str(count).translate({ord("0") + digit: ord(one) - 1 + digit for digit in range(10)})


def _spelt(count: int, format: str, language: str) -> str:
    """A number in words, which begin with a capital as in Word."""
    spelt = _icu(_SPELT[format], _SPELT_IN.get(format, language), count).replace("\u00ad", "")
    if format == "koreanLegal":
        return spelt.replace(" ", "")
    return spelt[:1].upper() + spelt[1:] if format.endswith("Text") else spelt


def _icu(style: str, locale: str, count: int) -> str:
    return str(MessageFormat(f"{{n,{style}}}", locale).format({"n": count}))


def _roman(count: int) -> str:
    result = ""
    for size, letters in _ROMAN:
        times, count = divmod(count, size)
        result += letters * times
    return result


def _repeated(count: int, letters: str) -> str:
    """The letter, doubled behind the last one, and so on: z, aa, bb."""
    times, at = divmod(count - 1, len(letters))
    return letters[at] * (times + 1)


def _enclosed(first: int, last: int) -> Callable[[int], str]:
    """The characters from ①, ⑴ or ⒈ on, as far as there are any."""
    return lambda count: chr(first + count - 1) if first + count - 1 <= last else str(count)


_SIMPLE: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda count: f"{count:02}",
    "decimalZero2": lambda count: f"{count:02}",
    "decimalZero3": lambda count: f"{count:03}",
    "decimalZero4": lambda count: f"{count:04}",
    "decimalZero5": lambda count: f"{count:05}",
    "lowerLetter": lambda count: _repeated(count, "abcdefghijklmnopqrstuvwxyz"),
    "upperLetter": lambda count: _repeated(count, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "hex": lambda count: f"{count:X}",
    "chicago": lambda count: _repeated(count, "*†‡§"),
    "numberInDash": lambda count: f"- {count} -",
    "decimalEnclosedCircle": _enclosed(0x2460, 0x2473),
    "decimalEnclosedCircleChinese": _enclosed(0x2460, 0x2473),
    "decimalEnclosedParen": _enclosed(0x2474, 0x2487),
    "decimalEnclosedFullstop": _enclosed(0x2488, 0x249B),
    "ideographEnclosedCircle": _enclosed(0x3220, 0x3229),
    "koreanDigital": lambda count: "".join(_KOREAN_DIGITS[int(digit)] for digit in str(count)),
    "ideographZodiacTraditional": lambda count: _STEMS[(count - 1) % 10] + _BRANCHES[(count - 1) % 12],
    "none": lambda _count: "",
}
