"""Lists with their signs, tasks, formulas, scripts and tables without a head, as a person writes them."""

import pytest
from playwright.sync_api import Page, expect

from tests.ui.components.editor.conftest import EditorPage, OpenEditor
from tests.ui.components.editor.test_writing import SETTLED, TEXT, caret_at_end, press, select_last_word

pytestmark = pytest.mark.browser


def signs(page: Page) -> list[str]:
    """The form of each ordered list, and the number it begins with."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.bp-text ol')].map((one) => "
        "`${getComputedStyle(one).listStyleType} ${one.getAttribute('start') ?? 1}`)"
    )
    return found


def test_a_sign_at_the_beginning_begins_a_list(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("The council shall:\n")
    caret_at_end(page, "The council shall:")
    page.keyboard.press("Enter")
    page.keyboard.type("(a) set the fee")
    page.keyboard.press("Enter")
    page.keyboard.type("publish it:")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("in print")
    page.keyboard.press("Enter")
    page.keyboard.type("online")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("review")
    wanted = "The council shall:\n\n(a) set the fee\n(b) publish it:\n\n    (i) in print\n    (ii) online\n(c) review\n"
    assert editor_page.wait_for_draft(wanted) == wanted
    assert signs(page) == ["bp-lower-alpha-brackets 1", "bp-lower-roman-brackets 1"]
    page.reload()
    expect(page.locator(f"{TEXT} ol ol li")).to_have_count(2)
    assert signs(page) == ["bp-lower-alpha-brackets 1", "bp-lower-roman-brackets 1"]


def test_backspace_takes_the_list_back_and_names_stay_names(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("")
    page.locator(TEXT).click()
    page.keyboard.type("i. ")
    assert signs(page) == ["bp-lower-roman-stop 1"]
    page.keyboard.press("Backspace")
    assert signs(page) == []
    page.keyboard.type("x")
    assert editor_page.wait_for_draft("i. x\n").startswith("i")
    page.keyboard.press("Control+a")
    for words in ("A. Smith", "z. B. so", "(c) 2026"):
        page.keyboard.type(words)
        page.keyboard.press("Enter")
    assert signs(page) == []
    wanted = "A. Smith\n\nz\\. B. so\n\n\\(c) 2026\n"
    assert editor_page.wait_for_draft(wanted) == wanted
    page.keyboard.type("A.  Section")
    assert signs(page) == ["bp-upper-alpha-stop 1"]


def test_the_menu_gives_a_list_other_signs_and_a_start(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("1. one\n2. two\n   - deep\n\nend\n")
    caret_at_end(page, "two")
    page.get_by_role("button", name="Signs of the list").click()
    menu = page.get_by_role("dialog", name="Signs of the list")
    expect(menu.get_by_role("radio", name="1. 2.")).to_be_focused()
    menu.get_by_role("radio", name="(i) (ii)", exact=True).check()
    wanted = "(i) one\n(ii) two\n     - deep\n\nend\n"
    assert editor_page.wait_for_draft(wanted) == wanted
    menu.get_by_label("Begins with number").fill("4")
    page.keyboard.press("Enter")
    expect(menu).to_be_hidden()
    expect(page.locator(TEXT)).to_be_focused()
    wanted = "(iv) one\n(v) two\n\n    - deep\n\nend\n"
    assert editor_page.wait_for_draft(wanted).startswith("(iv) one\n(v) two\n")
    caret_at_end(page, "end")
    page.get_by_role("button", name="Signs of the list").focus()
    page.keyboard.press("Enter")
    expect(menu.get_by_role("radio", name="1. 2.")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(page.locator(TEXT)).to_be_focused()
    assert signs(page) == ["bp-lower-roman-brackets 4", "bp-decimal-bracket 1"]


def test_a_new_item_counts_the_ones_behind_it_on(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("vii. __one__\nviii. two\n      more\nix. three\n")
    caret_at_end(page, "one")
    page.keyboard.press("Enter")
    page.keyboard.type("new")
    wanted = "vii. __one__\nviii. **new**\nix.   two\n      more\nx.  three\n"
    assert editor_page.wait_for_draft(wanted) == wanted


def test_tasks_are_ticked_and_begun(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("- [ ] __ask__\n- [x] tell\n- plain\n")
    boxes = page.locator(f"{TEXT} input[type=checkbox]")
    expect(boxes).to_have_count(2)
    boxes.first.check()
    wanted = "- [x] __ask__\n- [x] tell\n- plain\n"
    assert editor_page.wait_for_draft(wanted) == wanted
    caret_at_end(page, "tell")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("third")
    wanted = "- [x] __ask__\n- [ ] tell\n- [ ] third\n- plain\n"
    assert editor_page.wait_for_draft(wanted) == wanted
    caret_at_end(page, "plain")
    press(page, "Task list")
    expect(boxes).to_have_count(4)
    expect(page.get_by_role("button", name="Task list")).to_have_attribute("aria-pressed", "true")
    press(page, "Task list")
    page.keyboard.press("Home")
    page.keyboard.type("[x] ")
    wanted = "- [x] __ask__\n- [ ] tell\n- [ ] third\n- [x] plain\n"
    assert editor_page.wait_for_draft(wanted) == wanted


def test_a_new_line_in_a_cell(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("| a | b |\n|---|---|\n| c | d |\n")
    caret_at_end(page, "d")
    page.keyboard.press("Enter")
    page.keyboard.type("(a) first")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("(b) second")
    wanted = "| a | b |\n|---|---|\n| c | d<br>(a) first<br>(b) second |\n"
    assert editor_page.wait_for_draft(wanted) == wanted


def test_a_table_without_a_head_can_get_one(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("|  |  |\n|---|---|\n| a | b |\n| c | d |\n")
    expect(page.locator(f"{TEXT} tr").first).to_be_hidden()
    caret_at_end(page, "a")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    page.keyboard.type("x")
    expect(page.locator(f"{TEXT} td").first).to_have_text("xa")
    button = page.get_by_role("toolbar").get_by_role("button", name="Head row")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert editor_page.wait_for_draft(wanted := "|  xa |  b |\n|---|---|\n| c | d |\n") == wanted
    button.click()
    expect(page.locator(f"{TEXT} th").first).to_be_hidden()
    assert editor_page.wait_for_draft(wanted := "|  |  |\n|---|---|\n| xa | b |\n| c | d |\n") == wanted


def test_words_are_set_lower_and_higher(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("H2\n\nuse <sub>a b</sub> and <u>c</u> <mark>d</mark> <small>e</small>\n")
    for tag in ("sub", "u", "mark", "small"):
        expect(page.locator(f"{TEXT} {tag}")).to_have_count(1)
    caret_at_end(page, "H2")
    page.keyboard.press("Shift+ArrowLeft")
    page.evaluate(SETTLED)
    press(page, "Subscript")
    page.keyboard.press("ArrowRight")
    page.evaluate(SETTLED)
    page.keyboard.press("Control+,")
    page.keyboard.type("O, m")
    page.keyboard.press("Control+.")
    page.keyboard.type("2")
    wanted = "H~2~O, m^2^\n\nuse <sub>a b</sub> and <u>c</u> <mark>d</mark> <small>e</small>\n"
    assert editor_page.wait_for_draft(wanted) == wanted


def test_formulas_are_drawn_and_written(editor_page: EditorPage, open_editor: OpenEditor) -> None:
    page = open_editor("It is $E = mc^2$ and $\\frac{1$ here, not $5 and $6.\n")
    formulas = page.locator(f"{TEXT} .bp-formula")
    expect(formulas.first.locator("math")).to_have_count(1)
    expect(formulas.last).to_have_text("$\\frac{1$")
    expect(formulas.last).to_have_attribute(
        "title", "This formula cannot be read yet. Please look for a missing brace or a misspelled command."
    )
    formulas.last.click()
    dialog = page.get_by_role("dialog", name="Formula")
    expect(dialog.get_by_role("status")).to_contain_text("cannot be read yet")
    dialog.get_by_label("Formula in TeX").fill("\\frac{1}{2}")
    expect(dialog.locator("mfrac")).to_have_count(1)
    dialog.get_by_label("On a line of its own").check()
    dialog.get_by_role("button", name="Apply").click()
    wanted = "It is $E = mc^2$ and $$\\frac{1}{2}$$ here, not $5 and $6.\n"
    assert editor_page.wait_for_draft(wanted) == wanted
    expect(formulas.last.locator("math[display=block]")).to_have_count(1)
    page.keyboard.press("Control+End")
    page.keyboard.type(" ")
    press(page, "Formula")
    dialog.get_by_label("Formula in TeX").fill("a $ b")
    dialog.get_by_role("button", name="Apply").click()
    expect(dialog.get_by_role("alert")).to_contain_text("without dollar signs")
    dialog.get_by_label("Formula in TeX").fill("x_1")
    dialog.get_by_role("button", name="Apply").click()
    wanted = "It is $E = mc^2$ and $$\\frac{1}{2}$$ here, not \\$5 and \\$6. $x_1$\n"
    assert editor_page.wait_for_draft(wanted) == wanted


def test_the_library_of_formulas_is_fetched_when_there_is_one(open_editor: OpenEditor) -> None:
    page = open_editor("No formula\n")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.reload()
    page.wait_for_selector(TEXT)
    assert [url for url in fetched if "math.js" in url] == []


def test_signs_run_from_the_right_in_arabic(open_editor: OpenEditor) -> None:
    page = open_editor("(a) تحدد الرسوم\n(b) تنشرها\n", language="ar")
    list_box, item_box = (page.locator(f"{TEXT} {tag}").first.bounding_box() for tag in ("ol", "ol > li > p"))
    assert list_box is not None
    assert item_box is not None
    assert item_box["x"] + item_box["width"] < list_box["x"] + list_box["width"] - 20


def test_last_word_can_still_be_chosen(open_editor: OpenEditor) -> None:
    page = open_editor("a chosen formula\n")
    caret_at_end(page, "a chosen formula")
    select_last_word(page)
    press(page, "Formula")
    expect(page.get_by_label("Formula in TeX")).to_have_value("formula")
