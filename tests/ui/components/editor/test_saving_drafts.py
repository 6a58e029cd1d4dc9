"""No word is lost: reruns, reloads, lost connections, sign-outs and refusals, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.ui.components.editor.conftest import EditorPage, OpenEditor

pytestmark = pytest.mark.browser

TEXT = ".bp-text"
JOURNAL = "(id) => Object.keys(localStorage).filter((key) => key.startsWith(`blueprint-draft:${id}`))"


def write(page: Page, words: str) -> None:
    """Type at the end of the text."""
    page.locator(TEXT).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def status(page: Page) -> str:
    """What the status line says."""
    return page.locator(".bp-save-status").inner_text()


def test_a_rerun_keeps_caret_text_and_undo(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("One\n")
    write(page, " two")
    page.get_by_role("button", name="Run again").click()
    page.wait_for_timeout(600)
    expect(page.locator(TEXT)).to_have_text("One two")
    page.locator(TEXT).focus()
    page.keyboard.type(" three")
    expect(page.locator(TEXT)).to_have_text("One two three")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(page.locator(TEXT)).to_have_text("One")


def test_an_editor_that_is_removed_and_shown_again_has_every_word(
    editor_page: EditorPage, open_editor: OpenEditor
) -> None:
    page = open_editor("One\n")
    write(page, " two")
    page.get_by_text("Put away").click()
    expect(page.locator(TEXT)).to_have_count(0)
    assert editor_page.wait_for_draft("One two\n") == "One two\n"
    page.get_by_text("Put away").click()
    expect(page.locator(TEXT)).to_have_text("One two")
    write(page, " three")
    assert editor_page.wait_for_draft("One two three\n") == "One two three\n"


def test_saving_a_revision_gives_title_text_message_and_base(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("One\n")
    write(page, " two")
    page.get_by_label("Title").fill("A title\u2028 with <b>signs</b>")
    page.get_by_label("What did you change?").fill("Said it better")
    page.get_by_role("button", name="Save revision").click()
    expect(page.get_by_text("Revision 2")).to_be_visible()
    saved = editor_page.proposal()
    assert (saved["markdown"], saved["title"], saved["messages"]) == (
        "One two\n",
        "A title\u2028 with <b>signs</b>",
        ["Said it better"],
    )
    expect(page.locator(".bp-save-status")).to_have_text("Revision saved")
    expect(page.get_by_label("What did you change?")).to_have_value("")
    write(page, " three")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Revision 3")).to_be_visible()
    assert editor_page.proposal()["markdown"] == "One two three\n"
    page.keyboard.press("Control+z")  # how much it takes back depends on how fast one typed
    expect(page.locator(TEXT)).to_have_text(re.compile("^One( two)?$"))
    page.keyboard.press("Control+y")
    expect(page.locator(TEXT)).to_have_text("One two three")


def test_a_draft_comes_back_after_a_reload(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("One\n")
    write(page, " two")
    assert editor_page.wait_for_draft("One two\n") == "One two\n"
    page.reload()
    expect(page.locator(TEXT)).to_have_text("One two")
    assert page.locator(".bp-notice").count() == 0
    assert page.evaluate(JOURNAL, editor_page.proposal()["id"]) == []


def test_closing_the_tab_in_the_middle_of_a_word_loses_nothing(
    editor_page: EditorPage, open_editor: OpenEditor
) -> None:
    page = open_editor("One\n")
    write(page, " two")
    page.goto("about:blank")
    assert editor_page.wait_for_draft("One two\n") == "One two\n"


def test_words_typed_without_a_connection_are_kept_and_sent(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("One\n")
    page.context.set_offline(True)
    write(page, " two")
    expect(page.locator(".bp-save-status")).to_contain_text("No connection. Your words are kept on this device")
    assert editor_page.draft() is None
    page.context.set_offline(False)
    assert editor_page.wait_for_draft("One two\n", within=8) == "One two\n"
    expect(page.locator(".bp-save-status")).to_have_text("Saved just now")


def test_a_tab_closed_without_a_connection_offers_its_words_again(
    editor_page: EditorPage, open_editor: OpenEditor
) -> None:
    page = open_editor("One\n")
    editor_page.set_mode("error")
    write(page, " two")
    expect(page.locator(".bp-save-status")).to_contain_text("does not answer")
    requests = editor_page.request_count()
    page.goto("about:blank")
    assert editor_page.wait_for_requests(requests) > requests  # a closing tab tries once more
    editor_page.set_mode("ok")
    page.goto(editor_page.address)
    expect(page.locator(TEXT)).to_have_text("One two")
    expect(page.locator(".bp-notice")).to_contain_text("We kept what you typed")
    assert editor_page.wait_for_draft("One two\n") == "One two\n"
    page.get_by_role("button", name="Use the last saved text instead").click()
    expect(page.locator(TEXT)).to_have_text("One")
    assert editor_page.wait_for_draft("One\n") == "One\n"


def test_signing_in_again_elsewhere_lets_saving_go_on(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("One\n")
    editor_page.set_mode("signed-out")
    write(page, " two")
    expect(page.locator(".bp-save-status")).to_contain_text(
        "You have been signed out. Your words are kept on this device."
    )
    link = page.get_by_role("link", name="Sign in again")
    expect(link).to_have_attribute("target", "_blank")
    write(page, " three")
    editor_page.set_mode("ok")
    assert editor_page.wait_for_draft("One two three\n", within=8) == "One two three\n"


def test_a_refusal_is_told_in_its_own_words(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("One\n")
    editor_page.set_mode("refuse")
    write(page, " two")
    expect(page.locator(".bp-save-status")).to_have_text("This proposal was adopted, so its text can no longer change.")
    editor_page.set_mode("ok")
    write(page, " three")
    assert editor_page.wait_for_draft("One two three\n") == "One two three\n"


def test_reading_only_has_nothing_to_press(open_editor: OpenEditor) -> None:
    page = open_editor("One\n", read_only=True)
    expect(page.locator(TEXT)).to_have_attribute("contenteditable", "false")
    assert page.get_by_role("toolbar").count() == 0
    assert page.get_by_role("button", name="Save revision").count() == 0


def test_a_journal_of_an_earlier_version_is_sent(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("One\n")
    key = f"blueprint-draft:{editor_page.proposal()['id']}"
    entry = {"base": 1, "title": "A right to care leave", "markdown": "One two\n", "sequence": 1_795_000_000_000}
    page.evaluate("([key, entry]) => localStorage.setItem(key, JSON.stringify(entry))", [key, entry])
    page.reload()
    expect(page.locator(TEXT)).to_have_text("One two")
    expect(page.locator(".bp-notice")).to_contain_text("We kept what you typed")
    assert editor_page.wait_for_draft("One two\n") == "One two\n"
    page.wait_for_function("(key) => localStorage.getItem(key) === null", arg=key)


def test_two_tabs_that_are_closed_without_a_connection_lose_nothing(
    editor_page: EditorPage, open_editor: OpenEditor
) -> None:
    page = open_editor("One\n\nTwo\n\nThree\n")
    other = page.context.new_page()
    other.goto(editor_page.address)
    other.wait_for_selector(TEXT)
    editor_page.set_mode("error")
    write(page, " at the end")
    other.locator(f"{TEXT} > p").first.click()
    other.keyboard.press("End")
    other.keyboard.type(" at the beginning")
    for tab in (page, other):
        expect(tab.locator(".bp-save-status")).to_contain_text("does not answer")
    other.close()
    page.goto("about:blank")
    editor_page.set_mode("ok")
    page.goto(editor_page.address)
    expect(page.locator(TEXT)).to_contain_text("at the beginning")
    expect(page.locator(TEXT)).to_contain_text("at the end")
    whole = "One at the beginning\n\nTwo\n\nThree at the end\n"
    assert editor_page.wait_for_draft(whole) == whole


def test_the_source_view_takes_another_devices_text_over(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("One\n\nTwo\n")
    page.get_by_role("button", name="Show the Markdown source").click()
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowLeft")
    other = page.context.new_page()
    other.goto(editor_page.address)
    other.locator(f"{TEXT} > p").first.click()
    other.keyboard.press("End")
    other.keyboard.type(" and a half")
    expect(page.locator(".cm-content")).to_contain_text("One and a half")
    page.bring_to_front()
    page.keyboard.type(", then")
    assert editor_page.wait_for_draft("One and a half\n\nTwo, then\n") == "One and a half\n\nTwo, then\n"
    expect(other.locator(TEXT)).to_contain_text("Two, then")
    other.close()
