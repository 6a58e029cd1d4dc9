"""Writing in the editor as a person would, in a real browser on a real Streamlit page."""

import struct
import zlib

import pytest
from playwright.sync_api import Page, expect

from tests.ui.components.editor.conftest import EditorPage, OpenEditor

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


def test_opening_changes_nothing_and_a_word_changes_only_its_paragraph(
    editor_page: EditorPage, open_editor: OpenEditor
) -> None:
    before = (
        "__One__  \r\ntwo\r\n\r\n*  a\r\n*  b\r\n\r\n> q\r\nlazy\r\n\r\n| x|y |\r\n|-|-|\r\n|1|2|\r\n\r\n<b>raw</b>\r\n"
    )
    page = open_editor(before)
    page.wait_for_timeout(900)
    assert editor_page.draft() is None
    caret_at_end(page, "b")
    page.keyboard.type(" more")
    assert editor_page.wait_for_draft(before.replace("*  b", "*  b more")) == before.replace("*  b", "*  b more")
    page.keyboard.press("Control+z")
    assert editor_page.wait_for_draft(before) == before


SEEN = """(view) => {
  const at = view.querySelector(".cm-cursor-primary")
    ?? { getBoundingClientRect: () => getSelection().getRangeAt(0).getBoundingClientRect() };
  const { top, bottom } = at.getBoundingClientRect();
  const bar = (name) => document.querySelector(name).getBoundingClientRect();
  return top >= bar(".bp-toolbar").bottom && bottom <= bar(".bp-save-bar").top;
}"""
"""Whether the caret is between the toolbar and the bar below the text."""


@pytest.mark.parametrize("view", [TEXT, ".cm-editor"])
def test_the_caret_is_never_below_the_bars(open_editor: OpenEditor, view: str) -> None:
    page = open_editor("A line.\n\n" * 60 + "The end\n")
    caret_at_end(page, "The end")
    if view != TEXT:
        press(page, "Show the Markdown source")
        page.keyboard.press("Control+End")
    for _ in range(12):
        page.keyboard.press("Enter")
    page.keyboard.type("Seen")
    page.evaluate(SETTLED)
    assert page.locator(view).evaluate(SEEN)
    for _ in range(40):
        page.keyboard.press("ArrowUp")
    page.evaluate(SETTLED)
    assert page.locator(view).evaluate(SEEN)


def test_toolbar_and_keys_make_structure(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("start\n")
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
    assert editor_page.wait_for_draft(wanted) == wanted


def test_typed_markdown_signs_are_escaped(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("")
    page.locator(TEXT).click()
    page.keyboard.type("*not bold* # no_heading_here [x] <b> | \\ `x`")
    page.wait_for_timeout(900)
    draft = editor_page.draft()
    assert draft is not None
    page.reload()
    expect(page.locator(f"{TEXT} p")).to_have_text("*not bold* # no_heading_here [x] <b> | \\ `x`")
    assert page.locator(f"{TEXT} em, {TEXT} h1, {TEXT} code").count() == 0


def test_tables_grow_and_shrink(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("| a | b |\n|:--|--:|\n| c | d |\n")
    caret_at_end(page, "d")
    press(page, "Add a row below")
    press(page, "Add a column after")
    page.get_by_text("a", exact=True).click()
    press(page, "Remove this column")
    wanted = "| b |  |\n| --: | --- |\n| d |  |\n|  |  |\n"
    assert editor_page.wait_for_draft(wanted) == wanted


def test_a_footnote_is_written_and_found_again(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("Words here\n\nNext[^1]\n\n[^1]: Old note\n")
    caret_at_end(page, "Words here")
    press(page, "Footnote")
    page.keyboard.type("New note")
    expect(page.locator(".bp-footnote-reference").first).to_have_attribute("data-number", "1")
    expect(page.locator(".bp-footnote").last).to_have_attribute("data-number", "1")
    page.keyboard.press("Escape")
    page.keyboard.type("!")
    wanted = "Words here[^2]!\n\nNext[^1]\n\n[^1]: Old note\n\n[^2]: New note\n"
    assert editor_page.wait_for_draft(wanted) == wanted
    page.locator(".bp-footnote-reference").last.click()
    page.keyboard.type(" more")
    assert editor_page.wait_for_draft(wanted.replace("Old note", "Old note more")).count("Old note more") == 1
    page.locator(".bp-footnote").last.hover()
    page.get_by_role("button", name="Back to the text").last.click()
    page.keyboard.type("?")
    assert "[^2]?!" in editor_page.wait_for_draft(wanted.replace("Old note", "Old note more").replace("!", "?!"))


def test_links_ask_for_an_address(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("Read this\n")
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
    assert editor_page.wait_for_draft(wanted) == wanted


def test_an_image_is_sent_described_and_shown(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("Here\n")
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
    assert editor_page.wait_for_draft(wanted) == wanted


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


def test_the_markdown_source_can_be_edited(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("One\r\n\r\n*Two*\r\n")
    press(page, "Show the Markdown source")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n- three")
    assert editor_page.wait_for_draft("One\r\n\r\n*Two*\r\n\r\n- three") == "One\r\n\r\n*Two*\r\n\r\n- three"
    press(page, "Show the Markdown source")
    expect(page.locator(f"{TEXT} li")).to_have_text("three")
    page.locator(f"{TEXT} p").first.click()
    page.keyboard.press("End")
    page.keyboard.type("!")
    assert editor_page.wait_for_draft("One!\r\n\r\n*Two*\r\n\r\n- three") == "One!\r\n\r\n*Two*\r\n\r\n- three"


def test_each_paragraph_has_its_own_direction(open_editor: OpenEditor) -> None:
    page = open_editor("English\n\nعربي\n\n- فارسی\n- [x](y)\n\n> اردو\n")
    directions = page.evaluate(
        "[...document.querySelectorAll('.bp-text > *')].map((one) => getComputedStyle(one).direction)"
    )
    assert directions == ["ltr", "rtl", "rtl", "rtl"]


def test_the_toolbar_is_one_stop_with_arrow_keys(open_editor: OpenEditor) -> None:
    page = open_editor("Words\n")
    toolbar = page.get_by_role("toolbar", name="Formatting")
    assert toolbar.locator("[tabindex='0']").count() == 1
    toolbar.get_by_role("button", name="Bold").focus()
    page.keyboard.press("ArrowRight")
    expect(toolbar.get_by_role("button", name="Italic")).to_be_focused()
    page.keyboard.press("End")
    expect(toolbar.get_by_role("button", name="Show the Markdown source")).to_be_focused()
    assert toolbar.locator("[tabindex='0']").count() == 1
    page.keyboard.press("Escape")
    expect(page.locator(TEXT)).to_be_focused()


def test_a_phone_has_room_for_it(open_editor: OpenEditor) -> None:
    page = open_editor(
        "# Heading\n\n"
        + "Words " * 60
        + "\n\n| a | b | c | d | e |\n|-|-|-|-|-|\n| longword | longword | longword | longword | x |\n",
        width=360,
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    sizes = page.evaluate(
        "[...document.querySelectorAll('.bp-tool')].filter((one) => one.offsetParent).map((one) => one.offsetHeight)"
    )
    assert min(sizes) >= 44
