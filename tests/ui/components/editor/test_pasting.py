"""Pasting what other programs put on the clipboard, in a real browser on a real Streamlit page.

`pasted/NAME.html` is a clipboard as its program writes it (`pasted/NAME.rtf` its other form, if it matters),
`pasted/NAME.md` the text that it becomes.
"""

from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.ui.components.editor.conftest import EditorPage, OpenEditor

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent / "pasted"
TEXT = ".bp-text"
LINE = ".bp-paste-line"

NAMES = sorted(file.stem for file in HERE.glob("*.html"))

LEFT_OUT = {
    "google_docs_notes": "Left out of what you pasted: 1 comment.",
    "libreoffice_fr": "Left out of what you pasted: 1 comment.",
    "web_page": "Left out of what you pasted: 1 embedded object.",
    "word_review": "Left out of what you pasted: 2 comments, 1 deleted passage, 1 hidden passage, 1 picture.",
}

PASTE = """(data) => {
  const transfer = new DataTransfer();
  for (const [type, text] of Object.entries(data)) transfer.setData(type, text);
  const pasting = new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
  document.querySelector(".bp-text").dispatchEvent(pasting);
}"""

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="


# After a key the browser tells the editor of the caret's new place a little later: sooner than anybody types.
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def move(page: Page, *keys: str) -> None:
    """Move the caret."""
    for key in keys:
        page.keyboard.press(key)
        page.evaluate(TWO_FRAMES)


def paste(page: Page, html: str = "", text: str = "x", **other: str) -> None:
    """Paste at the caret; `other` are further forms of the same text."""
    page.evaluate(TWO_FRAMES)
    page.evaluate(PASTE, ({"text/html": html} if html else {}) | {"text/plain": text} | other)


def opened(open_editor: OpenEditor, markdown: str = "", **more: Any) -> Page:
    """The editor with the caret at the end of a text."""
    page = open_editor(markdown, **more)
    page.locator(TEXT).click()
    move(page, "Control+End")
    return page


def saved_after_pasting(editor_page: EditorPage, page: Page, wanted: str, html: str = "", **forms: str) -> str:
    """The draft after pasting."""
    paste(page, html, **forms)
    return editor_page.wait_for_draft(wanted)


def test_what_programs_put_on_the_clipboard_becomes_plain_structure(
    editor_page: EditorPage, open_editor: OpenEditor
) -> None:
    page = opened(open_editor)
    wrong = {}
    for name in NAMES:
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        wanted = (HERE / f"{name}.md").read_text(encoding="utf-8")
        html, rtf = (HERE / f"{name}.{kind}" for kind in ("html", "rtf"))
        forms = {"text/rtf": rtf.read_text(encoding="utf-8")} if rtf.exists() else {}
        found = saved_after_pasting(editor_page, page, wanted, html.read_text(encoding="utf-8"), **forms)
        said = page.locator(f"{LINE} .bp-paste-words").all_inner_texts()
        if found != wanted or not "".join(said).startswith(LEFT_OUT.get(name, "")) or bool(said) != (name in LEFT_OUT):
            wrong[name] = (found, said)
    assert wrong == {}


def test_the_line_under_the_text_offers_to_undo(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = opened(open_editor, "Before\n")
    page.keyboard.type(" words")
    paste(page, (HERE / "word_review.html").read_text(encoding="utf-8"))
    expect(page.locator(LINE)).to_contain_text("2 comments")
    assert page.locator(LINE).get_attribute("aria-live") == "polite"
    page.locator(LINE).get_by_role("button", name="Undo").click()
    expect(page.locator(f"{TEXT} p")).to_have_text("Before words")
    expect(page.locator(LINE)).to_be_empty()
    paste(page, (HERE / "word_review.html").read_text(encoding="utf-8"))
    page.keyboard.type("more")
    expect(page.locator(LINE)).to_contain_text("2 comments")
    expect(page.locator(LINE).get_by_role("button", name="Undo")).to_have_count(0)
    page.locator(LINE).get_by_role("button", name="Close this message").click()
    expect(page.locator(LINE)).to_be_empty()


def test_pictures_that_came_along_are_sent(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = opened(open_editor)
    good = f'<img src="data:image/png;base64,{PNG}" alt="A red dot" width="40">'
    bad = '<img src="data:image/png;base64,AAAA" width="40"><img src="data:image/tiff;base64,AAAA" width="40">'
    paste(page, f"<p>One {good} two {bad} three</p>")
    page.wait_for_selector(f"{TEXT} img[src]")
    src = str(page.locator(f"{TEXT} img[src]").get_attribute("src")).removeprefix("/")
    wanted = f"One ![A red dot]({src}) two three\n"
    assert editor_page.wait_for_draft(wanted) == wanted
    expect(page.locator(LINE)).to_contain_text("Left out of what you pasted: 2 pictures.")
    expect(page.locator(LINE)).to_contain_text("not a picture we know")


def test_pictures_of_word_come_from_its_other_form(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = opened(open_editor)
    data = "".join(f"{byte:02x}" for byte in b64decode(PNG))
    pict = rf"{{\pict{{\*\picprop}}\picw1\pich1\pngblip\bliptag1{{\*\blipuid 00ff}}{data}}}"
    rtf = rf"{{\rtf1 One {{\*\shppict{pict}}}{{\nonshppict{{\pict\wmetafile8 0102}}}} two}}"
    html = '<p>One <img src="file:///C:/Temp/clip_image001.png" width="40" height="40"> two</p>'
    paste(page, html, **{"text/rtf": rtf})
    page.wait_for_selector(f"{TEXT} img[src]")
    src = str(page.locator(f"{TEXT} img[src]").get_attribute("src")).removeprefix("/")
    assert editor_page.wait_for_draft(f"One ![]({src}) two\n") == f"One ![]({src}) two\n"


def test_pictures_on_the_web_become_links_that_can_be_replaced(
    editor_page: EditorPage, open_editor: OpenEditor
) -> None:
    page = opened(open_editor)
    paste(page, '<p>See <img src="https://a.example/river.png" alt="The river"> here</p>')
    wanted = "See [The river](https://a.example/river.png) here\n"
    assert editor_page.wait_for_draft(wanted) == wanted
    expect(page.locator(LINE)).to_contain_text("1 picture is elsewhere on the web; a link is in its place.")
    page.locator(LINE).get_by_role("button", name="Choose its file").click()
    png = b64decode(PNG)
    page.get_by_label("Picture file").set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": png})
    page.get_by_label("What does it show?").fill("The river")
    page.get_by_role("button", name="Add picture").click()
    page.wait_for_selector(f"{TEXT} img[src]")
    src = str(page.locator(f"{TEXT} img[src]").get_attribute("src")).removeprefix("/")
    assert editor_page.wait_for_draft(f"See ![The river]({src}) here\n") == f"See ![The river]({src}) here\n"


def test_an_address_over_chosen_words_becomes_their_link(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = opened(open_editor, "Read this\n")
    page.keyboard.press("Control+Shift+ArrowLeft")
    page.wait_for_timeout(80)
    paste(page, text="https://example.org/a_b?c=d")
    wanted = "Read [this](https://example.org/a_b?c=d)\n"
    assert editor_page.wait_for_draft(wanted) == wanted
    page.keyboard.press("Control+End")
    page.keyboard.type(" at ")
    paste(page, text="https://example.org/x")
    page.keyboard.type(" now")
    wanted = "Read [this](https://example.org/a_b?c=d) at [https://example.org/x](https://example.org/x) now\n"
    assert editor_page.wait_for_draft(wanted) == wanted


def test_pasted_markdown_is_offered_as_such(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = opened(open_editor, "Note[^1]\n\n[^1]: Old\n")
    move(page, "Control+Home", "End")
    page.keyboard.press("Enter")
    paste(page, text="## Part\n\n- **one**[^1]\n- two\n\n(a) x\n(b) y\n\n[^1]: New\n")
    expect(page.locator(LINE)).to_contain_text("looks like Markdown")
    page.locator(LINE).get_by_role("button", name="Read it as Markdown").click()
    expect(page.locator(f"{TEXT} h2")).to_have_text("Part")
    draft = "Note[^1]\n\n## Part\n\n- **one**[^2]\n- two\n\n(a) x\n(b) y\n\n[^1]: Old\n\n[^2]: New\n"
    assert editor_page.wait_for_draft(draft) == draft
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    paste(page, text="Only words, and a price: $5 - no more.\nAnother line.")
    expect(page.locator(LINE)).to_be_empty()


def test_lists_and_tables_in_a_cell_become_its_lines(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("| a | b |\n| - | - |\n| x | y |\n")
    page.get_by_text("y", exact=True).click()
    page.keyboard.press("End")
    paste(page, '<p>:</p><ol type="a"><li>eins</li><li>zwei</li></ol><ul><li>drei</li></ul>')
    wanted = "| a | b |\n| - | - |\n| x | y:<br>a. eins<br>b. zwei<br>\u2022 drei |\n"
    assert editor_page.wait_for_draft(wanted) == wanted


def test_notes_go_to_the_others_and_the_caret_stays(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = opened(open_editor, "Start\n\n| a |\n|---|\n| b |\n\nEnd[^1]\n\n[^1]: Old\n")
    move(page, "Control+Home", "End")
    paste(page, (HERE / "google_docs_notes.html").read_text(encoding="utf-8"))
    page.keyboard.type("!")
    notes = "[^1]: Old\n\n[^2]: Seit 2020.\n\n[^3]: Laut [Amt](https://example.org/a).\n"
    wanted = f"StartDie Miete steigt[^2] nicht[^3].!\n\n| a |\n|---|\n| b |\n\nEnd[^1]\n\n{notes}"
    assert editor_page.wait_for_draft(wanted) == wanted
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(page.locator(".bp-footnote")).to_have_count(1)


def test_lines_of_text_in_a_cell_replace_nothing(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("| a | b |\n|---|---|\n| c | d |\n")
    page.get_by_text("c", exact=True).click()
    page.keyboard.press("End")
    paste(page, text=" one\n# two\r\n\r\n- three\n- four\n")
    wanted = "| a | b |\n|---|---|\n| cone<br># two<br>- three<br>- four | d |\n"
    assert editor_page.wait_for_draft(wanted) == wanted
    expect(page.locator(LINE)).to_be_empty()


HOSTILE = [
    '<img src=x onerror="window.ran=1"><svg onload="window.ran=1"><script>window.ran=1</script></svg><p>ok</p>',
    '<p>ok <a href="javascript:window.ran=1">a</a><a href="data:text/html,x">b</a></p><iframe srcdoc="x"></iframe>',
    "<div>" * 30_000 + "ok",
    "<!--[if" * 100_000 + "ok",
    "<!--[if x]>" * 100_000 + "ok",
    '<table><tr><td rowspan="65534" colspan="1000">ok</td></tr>' + "<tr><td>1</td></tr>" * 300 + "</table>",
    "<p>" + "<a href='#x' id='x'>y</a>" * 3_000 + "ok</p>",
    "<ol><li>" * 300 + "ok",
    "<b>" * 250_000 + "ok",
]


def test_hostile_clipboards_harm_nothing(open_editor: OpenEditor) -> None:
    page = opened(open_editor)
    page.evaluate("window.ran = 0")
    for html in HOSTILE:
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        begun = page.evaluate("performance.now()")
        paste(page, html, text="ok")
        assert page.evaluate("performance.now()") - begun < 8000, html[:60]
        expect(page.locator(TEXT)).to_contain_text("ok")
        assert page.evaluate("window.ran") == 0
        assert page.locator(f"{TEXT} :is(script, iframe, svg, [onerror], [href^='javascript:'])").count() == 0
