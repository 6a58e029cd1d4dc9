"""How a person works Streamlit's own widgets."""

import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

OPEN_TIMEOUT = 5_000
"""Milliseconds in which a list opens and holds still, if it does."""
ATTEMPTS = 4
ANIMATIONS_FINISHED = (
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
    for _ in range(ATTEMPTS):
        box.click()
        try:
            wanted.click(timeout=OPEN_TIMEOUT)
        except TimeoutError:
            box.page.keyboard.press("Escape")
        else:
            return
    pytest.fail(f"The list never let “{option}” be chosen.")


def expand(page: Page, label: str) -> None:
    """Open the expander of that label."""
    expander = page.locator("details", has=page.locator("summary", has_text=label)).first
    expander.wait_for()
    if expander.get_attribute("open") is None:
        expander.locator("summary").click()
    expander.evaluate(ANIMATIONS_FINISHED)


def toast(page: Page, words: str) -> Locator:
    """The toast message with these words."""
    return page.get_by_test_id("stToast").filter(has_text=words)


def fill(page: Page, label: str, words: str) -> None:
    """Type into the field of that name."""
    page.get_by_role("textbox", name=label, exact=True).fill(words)
