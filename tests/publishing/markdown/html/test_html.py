"""HTML in a text: what it means is shown, its words stay, and what is dangerous is refused with its place."""

import re

import pytest

from blueprint.publishing import run_preflight
from blueprint.publishing.errors import Refusal
from blueprint.publishing.html.render import chapter_html, text_html
from blueprint.publishing.markdown.ast import plain_text
from blueprint.publishing.markdown.normalize import normalize
from tests.publishing.books import book, chapter


def body(markdown: str) -> str:
    """The text as HTML without paragraph numbers."""
    return " ".join(text_html(normalize(chapter(markdown), {}, counted=False), {}).split())


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("H<sub>2</sub>O, 5 m<sup>2</sup>", "<p>H<sub>2</sub>O, 5 m<sup>2</sup></p>"),
        ("H~2\\ x\\ y~ m^2^", "<p>H<sub>2 x y</sub> m<sup>2</sup></p>"),
        ("a<br>b<br/>c", "<p>a<br /> b<br /> c</p>"),
        (
            "<u>u</u> <mark>ملاحظة</mark> <small>s</small>",
            '<p><u>u</u> <mark>ملاحظة</mark> <span class="small">s</span></p>',
        ),
        ("<b>x *y*</b> <i>z", "<p><strong>x <em>y</em></strong> z</p>"),
        ("<sup>a *b</sup>* c", "<p>a <em>b</em> c</p>"),
        ("x <!-- note --> y", "<p>x y</p>"),
        ("<!-- note --> 言葉", "<p>言葉</p>"),
        ("<!-- a\nb -->\n\nc", "<p>c</p>"),
        ("Write <your name> or <ime> here", "<p>Write &lt;your name&gt; or &lt;ime&gt; here</p>"),
        ("<your-name>", "<p>&lt;your-name&gt;</p>"),
        ("<div align='center'>\nMitte <b>fett</b>\n</div>", "<p>Mitte <strong>fett</strong></p>"),
        ("<details>\n<summary>கேள்வி</summary>\n\n*பதில்*\n\n</details>", "<p>கேள்வி</p> <p><em>பதில்</em></p>"),
        ("<aside><p>One.</p><p>Two.</p></aside>", "<p>One.</p> <p>Two.</p>"),
        ("<figure>\n<figcaption>Caption</figcaption>\n</figure>", "<p>Caption</p>"),
        ("<center>A<br>B", "<p>A<br /> B</p>"),
        ("`<sup>` \\<sub>", "<p><code>&lt;sup&gt;</code> &lt;sub&gt;</p>"),
        ('Word: <span lang="ar" dir="rtl">نص</span>', '<p>Word: <span lang="ar" dir="rtl">نص</span></p>'),
        ('<a href="https://e.org/x">w</a>', '<p><a href="https://e.org/x">w</a></p>'),
    ],
)
def test_what_becomes_of_html(markdown: str, html: str) -> None:
    assert body(markdown) == html


def test_a_link_in_html_is_checked_like_any_other() -> None:
    with pytest.raises(Refusal, match="javascript"):
        body('<a href="javascript:x()">n</a>')


TABLE = """<table>

<tr><th>Fee</th><th>Sum</th></tr>

<tr><td rowspan="2">Small</td><td>5</td></tr>
<tr><td>6</td></tr>
</table>
"""


def test_a_table_in_html_is_a_table_also_with_empty_lines_in_it() -> None:
    html = body(TABLE)
    assert "<th>Fee</th>" in html
    assert '<td rowspan="2">Small</td> <td>5</td>' in html


def test_a_fenced_example_of_a_table_stays_as_it_is() -> None:
    assert body(f"```\n{TABLE}```\n").count("&lt;") == TABLE.count("<")


@pytest.mark.parametrize(
    "markdown",
    [
        "a <script>b</script>",
        "<iframe src='x'></iframe>",
        "a <object>",
        "<div><svg onload=x></svg>w</div>",
        "<form>\nx\n</form>",
    ],
)
def test_what_is_dangerous_is_refused_with_its_line(markdown: str) -> None:
    with pytest.raises(Refusal, match=r"line 3: There is HTML here that no edition can hold \(<\w+>\)"):
        normalize(chapter(f"One.\n\n{markdown}"), {})


def test_all_refused_elements_are_named_at_once() -> None:
    text = "One <script>\n\nTwo\n\n<iframe>\n\n</iframe>"
    found = [(f.line, f.sentence) for f in run_preflight(book(chapter(text)), {}) if f.stops]
    assert [line for line, _ in found] == [1, 5]


def test_links_lead_to_named_places() -> None:
    text = 'See [the table](#t1) and [the list](#l).\n\n<a name="t1"></a>\n\n## Fees\n\nA <a id="l">list</a>.'
    html = chapter_html(chapter(text), {})
    assert '<a href="#s-fees">the table</a>' in html
    assert re.search(r'<a href="#(p-\d)">the list</a>.*<div id="\1"', html, re.DOTALL)
    assert not [f for f in run_preflight(book(chapter(text)), {}) if "leads nowhere" in f.sentence]


def test_attribute_lists_are_not_shown() -> None:
    text = "# One {#one .x}\n\nSee [two](https://e.org){target=_blank}.\n\n## Three {: .no_toc}\n\nFour.\n{: .lead}"
    assert plain_text(normalize(chapter(text), {}).blocks) == "One See two. Three Four."


def test_the_first_dialect_shows_html_as_it_is_written() -> None:
    assert "7&lt;sup&gt;th&lt;/sup&gt;" in chapter_html(chapter("The 7<sup>th</sup> day.", dialect=1), {})
