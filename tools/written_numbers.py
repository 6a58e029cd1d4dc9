"""Write the table of numbers written out in words: `python -m tools.written_numbers` (see `WRITTEN_OUT`).

The words are those of the rules for spelling out numbers in Unicode's CLDR, as ICU has them, and the names of months those
of the languages that write "3. Mai". CLDR has no ordinals of Persian: they are formed from its cardinals.
"""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale
from babel.localedata import locale_identifiers
from icu4py.messageformat import MessageFormat

from blueprint.text.document.numbers.written_out import MONTHS, VALUES, WRITTEN_OUT

GENDERS = ("", "-masculine", "-feminine", "-neuter")
RULES = (
    *(f"cardinal{gender}" for gender in GENDERS),
    *(f"ordinal{gender}" for gender in (*GENDERS, "-masculine-adjective", "-n", "-r", "-s", "-m", "-native", "-nafn")),
)
"""Names of CLDR's sets of rules. ICU reads an unknown one as "cardinal"."""
OTHER_SCRIPTS = frozenset({"ja", "zh", "yue", "und", "root"})
"""Languages whose words for numbers are numerals: 三."""
PERSIAN = {1: "اول", 2: "دوم", 3: "سوم", 30: "سی‌ام"}
SOFT_HYPHENS_AND_BREAKS = str.maketrans("", "", "\xad\u200b")


def rows() -> Iterator[tuple[str, str, list[str]]]:
    """The language, the rules and the words of each row."""
    for language in _languages():
        seen: list[list[str]] = []
        for rule in RULES:
            words = [_spelled_out(language, rule, value) for value in VALUES]
            if words not in seen and words != _spelled_out_in_english(rule, language) and not _has_digits(words):
                seen.append(words)
                yield language, rule, words
    yield "fa", "ordinal", [PERSIAN.get(value) or _spelled_out("fa", "cardinal", value) + "م" for value in VALUES]
    for language in _languages():
        if "d. MMMM" in str(Locale.parse(language).date_formats["long"]):
            yield language, MONTHS, list(Locale.parse(language).months["format"]["wide"].values())


def _languages() -> list[str]:
    return sorted({name for name in locale_identifiers() if "_" not in name and name not in OTHER_SCRIPTS})


def _spelled_out(language: str, rule: str, value: int) -> str:
    message = MessageFormat(f"{{n,spellout,%spellout-{rule}}}", language)
    return message.format({"n": value}).translate(SOFT_HYPHENS_AND_BREAKS)


def _spelled_out_in_english(rule: str, language: str) -> list[str]:
    """What ICU falls back to in languages that it does not know."""
    return [] if language == "en" else [_spelled_out("en", rule, value) for value in VALUES]


def _has_digits(words: list[str]) -> bool:
    return any(character.isdigit() for word in words for character in word)


def main() -> None:
    """Write the table."""
    lines = ["\t".join((language, rule, "|".join(words))) for language, rule, words in rows()]
    WRITTEN_OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
