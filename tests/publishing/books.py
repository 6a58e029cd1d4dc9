"""Small books for the tests, in several scripts, with every construct that a proposal may hold."""

from datetime import UTC, datetime
from typing import Any, TypeVar

from pydantic import BaseModel

from blueprint.publishing import Advance, Book, Chapter, Contributor

V = TypeVar("V", bound=BaseModel)

DATE = datetime(2026, 5, 1, 12, tzinfo=UTC)
PRINCIPLES = (("just", "Just"), ("plural", "Plural"), ("peaceful", "Peaceful"))

ENGLISH = """# Buses for everyone

A bus that comes is worth *more* than a train that **may** come[^1]. See [the plan](https://example.org/plan).

## What we ask for

- Ten new lines.
- Drivers paid for the night,
  and for the way home.
  1. From January.

> Nobody was ever late for a bus that waits.

| Measure | Cost |
|---|---:|
| Lines | 12 |
| Wages | 30 |

### In detail

A second paragraph with `code`, ~~old~~ words and H~2~O. Back to [the asks](#what-we-ask-for).

---

Term
: What it means.

[^1]: So said the riders, *twice*.
"""

ARABIC = """تقترح هذه الوثيقة **ميثاقًا للمياه** يكفل لكل إنسان حقه في الماء[^1].

## المبادئ العامة

- تُدار الأحواض بمجالس منتخبة.
- تُنشر البيانات كل ثلاثة أشهر.

> النهر لا يملكه من يبيعه.

| البند | الموعد |
|---|---|
| الجرد | 2027 |

An English paragraph among them.

[^1]: انظر الفقرة 3.
"""

JAPANESE = """## はじめに

この提案は、住まいを**商品ではなく権利**として位置づける。「誰も
取り残さない」という原則に立つ[^1]。

- 公有地の売却を停止する。

[^1]: 国連の報告書 (2019) を参照。
"""


def chapter(markdown: str = ENGLISH, **fields: Any) -> Chapter:
    """A chapter, with an author and a claim unless told otherwise."""
    given: dict[str, Any] = {
        "title": "Buses for everyone",
        "contributors": (Contributor(name="Amina Diallo", organisation="Riders’ Union"),),
        "advances": (Advance(principle="just", rationale="It serves those who have no car."),),
    }
    return Chapter(markdown=markdown, **(given | fields))


def book(*chapters: Chapter, **fields: Any) -> Book:
    """A book of these chapters, or of one in English."""
    given: dict[str, Any] = {
        "title": "Moving Together",
        "subtitle": "Three proposals",
        "date": DATE,
        "edition": 2,
        "licence": "CC-BY-SA-4.0",
        "publisher": "The convening on transport",
        "permalink": "https://example.org/library/moving/2",
        "principles": PRINCIPLES,
    }
    return Book(chapters=chapters or (chapter(),), **(given | fields))


def changed(value: V, **fields: Any) -> V:
    """The value with other fields."""
    return value.model_copy(update=fields)


def plain(markdown: str, **fields: Any) -> Book:
    """A book of one bare text."""
    return book(Chapter(title="A text", source="text.md", markdown=markdown, **fields))
