"""How a person works Streamlit's own widgets."""

import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

SOON = 5_000
"""Milliseconds in which a list opens and holds still, if it does."""
TRIES = 4
AT_REST = (
    "(shown) => Promise.allSettled(shown.getAnimations({ subtree: true }).map((one) => one.finished)).then(() => null)"
)


def choose(page: Page, label: str, option: str) -> None:
    """Pick from a list: the first option that begins with these words."""
    _pick(page.get_by_role("combobox", name=label, exact=True), option)
    expect(page.get_by_role("listbox")).to_have_count(0)


def add(where: Locator, label: str, option: str) -> None:
    """The same where several can be chosen, whose list stays until Escape closes it."""
    _pick(where.get_by_role("combobox", name=label, exact=True), option)
    where.page.keyboard.press("Escape")


def _pick(box: Locator, option: str) -> None:
    """A list that was opened while the page still moved closes again, and a person then opens it once more."""
    wanted = box.page.get_by_role("option", name=option).first
    for _ in range(TRIES):
        box.click()
        try:
            wanted.click(timeout=SOON)
        except TimeoutError:
            box.page.keyboard.press("Escape")
        else:
            return
    pytest.fail(f"The list never let “{option}” be chosen.")


def unfold(page: Page, label: str) -> None:
    """Open what is folded away under these words."""
    folded = page.locator("details", has=page.locator("summary", has_text=label)).first
    folded.wait_for()
    if folded.get_attribute("open") is None:
        folded.locator("summary").click()
    folded.evaluate(AT_REST)


def said(page: Page, words: str) -> Locator:
    """A message of these words, in a corner of the screen."""
    return page.get_by_test_id("stToast").filter(has_text=words)


def fill(page: Page, label: str, words: str) -> None:
    """Type into the field of that name."""
    page.get_by_role("textbox", name=label, exact=True).fill(words)
