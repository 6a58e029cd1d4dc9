"""Writing in the editor as a person would, in a real browser on a real Streamlit page."""

import struct
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui.components.editor.conftest import Desk, OpenDesk

pytestmark = pytest.mark.browser

TEXT = ".bp-text"


SETTLED = "() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done)), 50))"
"""The browser tells the editor of a new selection a moment after the key that made it."""


def caret_at_end(page: Page, words: str) -> None:
    """Click at the end of the paragraph that says `words`."""
    page.get_by_text(words, exact=True).click()
    page.evaluate(SETTLED)
    page.keyboard.press("End")
    page.evaluate(SETTLED)


def select_last_word(page: Page) -> None:
    """Select the word before the caret."""
    page.keyboard.press("Control+Shift+ArrowLeft")
    page.evaluate(SETTLED)


def press(page: Page, name: str) -> None:
    """Press a button of the toolbar."""
    page.get_by_role("toolbar").get_by_role("button", name=name, exact=True).click()


def test_opening_changes_nothing_and_a_word_changes_only_its_paragraph(desk: Desk, open_desk: OpenDesk) -> None:
    before = (
        "__One__  \r\ntwo\r\n\r\n*  a\r\n*  b\r\n\r\n> q\r\nlazy\r\n\r\n| x|y |\r\n|-|-|\r\n|1|2|\r\n\r\n<b>raw</b>\r\n"
    )
    page = open_desk(before)
    page.wait_for_timeout(900)
    assert desk.draft() is None
    caret_at_end(page, "b")
    page.keyboard.type(" more")
    assert desk.drafted(before.replace("*  b", "*  b more")) == before.replace("*  b", "*  b more")
    page.keyboard.press("Control+z")
    assert desk.drafted(before) == before


def test_toolbar_and_keys_make_structure(desk: Desk, open_desk: OpenDesk) -> None:
    page = open_desk("start\n")
    caret_at_end(page, "start")
    for keys, words in [("Control+Alt+2", "Head"), ("Control+Alt+0", "plain "), ("Control+Shift+8", "item")]:
        page.keyboard.press("Enter")
        page.keyboard.press(keys)
        page.keyboard.type(words)
        if words == "plain ":
            page.keyboard.press("Control+b")
            page.keyboard.type("bold")
            page.keyboard.press("Control+b")
            page.keyboard.type(" and ")
            page.keyboard.press("Control+i")
            page.keyboard.type("italic")
            page.keyboard.press("Control+i")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("inner")
    expect(page.get_by_role("button", name="Bulleted list")).to_have_attribute("aria-pressed", "true")
    wanted = "start\n\n## Head\n\nplain **bold** and *italic*\n\n- item\n  - inner\n"
    assert desk.drafted(wanted) == wanted


def test_typed_signs_stay_signs(desk: Desk, open_desk: OpenDesk) -> None:
    page = open_desk("")
    page.locator(TEXT).click()
    page.keyboard.type("*not bold* # no_heading_here [x] <b> | \\ `x`")
    page.wait_for_timeout(900)
    draft = desk.draft()
    assert draft is not None
    page.reload()
    expect(page.locator(f"{TEXT} p")).to_have_text("*not bold* # no_heading_here [x] <b> | \\ `x`")
    assert page.locator(f"{TEXT} em, {TEXT} h1, {TEXT} code").count() == 0


def test_tables_grow_and_shrink(desk: Desk, open_desk: OpenDesk) -> None:
    page = open_desk("| a | b |\n|:--|--:|\n| c | d |\n")
    caret_at_end(page, "d")
    press(page, "Add a row below")
    press(page, "Add a column after")
    page.get_by_text("a", exact=True).click()
    press(page, "Remove this column")
    wanted = "| b |  |\n| --: | --- |\n| d |  |\n|  |  |\n"
    assert desk.drafted(wanted) == wanted


def test_a_footnote_is_written_and_found_again(desk: Desk, open_desk: OpenDesk) -> None:
    page = open_desk("Words here\n\nNext[^1]\n\n[^1]: Old note\n")
    caret_at_end(page, "Words here")
    press(page, "Footnote")
    page.keyboard.type("New note")
    expect(page.locator(".bp-ref").first).to_have_attribute("data-number", "1")
    expect(page.locator(".bp-note").last).to_have_attribute("data-number", "1")
    page.keyboard.press("Escape")
    page.keyboard.type("!")
    wanted = "Words here[^2]!\n\nNext[^1]\n\n[^1]: Old note\n\n[^2]: New note\n"
    assert desk.drafted(wanted) == wanted
    page.locator(".bp-ref").last.click()
    page.keyboard.type(" more")
    assert desk.drafted(wanted.replace("Old note", "Old note more")).count("Old note more") == 1
    page.locator(".bp-note").last.hover()
    page.get_by_role("button", name="Back to the text").last.click()
    page.keyboard.type("?")
    assert "[^2]?!" in desk.drafted(wanted.replace("Old note", "Old note more").replace("!", "?!"))


def test_links_ask_for_an_address(desk: Desk, open_desk: OpenDesk) -> None:
    page = open_desk("Read this\n")
    caret_at_end(page, "Read this")
    select_last_word(page)
    page.keyboard.press("Control+k")
    address = page.get_by_label("Address")
    address.fill("not an address")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Please write a web address")
    address.fill("example.org")
    page.keyboard.press("Enter")
    wanted = "Read [this](https://example.org)\n"
    assert desk.drafted(wanted) == wanted


def test_an_image_is_sent_described_and_shown(desk: Desk, open_desk: OpenDesk) -> None:
    page = open_desk("Here\n")
    caret_at_end(page, "Here")
    press(page, "Picture")
    page.get_by_label("Picture file").set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": b"no"})
    page.get_by_role("button", name="Add picture").click()
    expect(page.get_by_role("alert")).to_contain_text("not a picture we know")
    page.get_by_label("Picture file").set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": _png()})
    page.get_by_label("What does it show?").fill("A red [dot]")
    page.get_by_role("button", name="Add picture").click()
    page.wait_for_function("document.querySelector('.bp-text img')?.naturalWidth === 1")
    src = page.locator(f"{TEXT} img[src]").get_attribute("src")
    wanted = f"Here![A red \\[dot\\]]({str(src).removeprefix('/')})\n"
    assert desk.drafted(wanted) == wanted


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
        + chunk(b"IEND", b"")
    )


def test_the_source_can_be_written_too(desk: Desk, open_desk: OpenDesk) -> None:
    page = open_desk("One\r\n\r\n*Two*\r\n")
    press(page, "Show the Markdown source")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n- three")
    assert desk.drafted("One\r\n\r\n*Two*\r\n\r\n- three") == "One\r\n\r\n*Two*\r\n\r\n- three"
    press(page, "Show the Markdown source")
    expect(page.locator(f"{TEXT} li")).to_have_text("three")
    page.locator(f"{TEXT} p").first.click()
    page.keyboard.press("End")
    page.keyboard.type("!")
    assert desk.drafted("One!\r\n\r\n*Two*\r\n\r\n- three") == "One!\r\n\r\n*Two*\r\n\r\n- three"


PASTED = {
    "word": "# Title\n\nSome **bold** and *slanted* words[^1].\n\n- First\n  - Deeper\n\n"
    "| Head |  |\n| --- | --- |\n| a<br>b | c |\n\n[^1]: The note.\n",
    "google_docs": "## Part\n\n**Strong** plain [link](https://a.b/)\n\n- one\n  - two\n",
}

PASTE = """([selector, html]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "x");
  const pasting = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
  document.querySelector(selector).dispatchEvent(pasting);
}"""


@pytest.mark.parametrize("source", PASTED)
def test_pasted_pages_become_plain_structure(source: str, desk: Desk, open_desk: OpenDesk) -> None:
    html = (Path(__file__).parent / "pasted" / f"{source}.html").read_text(encoding="utf-8")
    wanted = PASTED[source]
    page = open_desk("")
    page.locator(TEXT).click()
    page.evaluate(PASTE, [TEXT, html])
    assert desk.drafted(wanted) == wanted


def test_each_paragraph_runs_its_own_way(open_desk: OpenDesk) -> None:
    page = open_desk("English\n\nعربي\n\n- فارسی\n- [x](y)\n\n> اردو\n")
    directions = page.evaluate(
        "[...document.querySelectorAll('.bp-text > *')].map((one) => getComputedStyle(one).direction)"
    )
    assert directions == ["ltr", "rtl", "rtl", "rtl"]


def test_the_toolbar_is_one_stop_with_arrow_keys(open_desk: OpenDesk) -> None:
    page = open_desk("Words\n")
    toolbar = page.get_by_role("toolbar", name="Formatting")
    assert toolbar.locator("[tabindex='0']").count() == 1
    toolbar.get_by_role("button", name="Bold").focus()
    page.keyboard.press("ArrowRight")
    expect(toolbar.get_by_role("button", name="Italic")).to_be_focused()
    page.keyboard.press("End")
    expect(toolbar.get_by_role("button", name="Show the Markdown source")).to_be_focused()
    assert toolbar.locator("[tabindex='0']").count() == 1


def test_a_phone_has_room_for_it(open_desk: OpenDesk) -> None:
    page = open_desk(
        "# Heading\n\n"
        + "Words " * 60
        + "\n\n| a | b | c | d | e |\n|-|-|-|-|-|\n| longword | longword | longword | longword | x |\n",
        width=360,
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    sizes = page.evaluate(
        "[...document.querySelectorAll('.bp-bar button')].filter((one) => one.offsetParent).map((one) => one.offsetHeight)"
    )
    assert min(sizes) >= 44
