"""How a person works Streamlit's own widgets."""

from playwright.sync_api import Locator, Page


def choose(page: Page, label: str, option: str) -> None:
    """Pick from a list: the first option that begins with these words."""
    page.get_by_role("combobox", name=label, exact=True).click()
    page.get_by_role("option", name=option).first.click()


def unfold(page: Page, label: str) -> None:
    """Open what is folded away under these words."""
    page.locator("summary", has_text=label).first.click()


def said(page: Page, words: str) -> Locator:
    """A message of these words, in a corner of the screen."""
    return page.get_by_test_id("stToast").filter(has_text=words)
