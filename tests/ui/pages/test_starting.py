"""A convening's proposals, and the three ways to start one."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from blueprint.domain.convenings import Convening, Role
from blueprint.domain.people import Person
from blueprint.services.context import Workbench
from blueprint.services.drafting import proposals, revisions
from blueprint.services.review import threads
from blueprint.ui.components.convening.new_proposal import offered
from tests.publishing.importing import word

OpenPage = Callable[..., AppTest]
LinksOf = Callable[[AppTest], list[str]]
WordsOf = Callable[[AppTest], str]
Joined = Callable[[str, Role], Person]


def test_a_template_becomes_the_first_text(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person, convening: Convening
) -> None:
    app = open_page(ada, "convening", id=convening.id)
    assert "No proposals yet. Start the first one below." in words_of(app)
    app.selectbox(key="start-language").set_value("ar").run()
    template = offered(proposals.templates(workbench.policies), "ar")[0]
    assert template.language == "ar"
    app.text_input(key="start-title").set_value("الماء حقّ للجميع")
    app.button(key="start-go").click().run()
    (started,) = proposals.list_proposals(workbench, ada.id, convening.id)
    assert (started.title, started.language) == ("الماء حقّ للجميع", "ar")
    assert revisions.read_revision(workbench, ada.id, started.id).markdown == template.markdown


def test_an_empty_page_is_empty(workbench: Workbench, open_page: OpenPage, ada: Person, convening: Convening) -> None:
    app = open_page(ada, "convening", id=convening.id)
    app.segmented_control(key="source").set_value("empty").run()
    app.text_input(key="start-title").set_value("Water")
    app.button(key="start-go").click().run()
    (started,) = proposals.list_proposals(workbench, ada.id, convening.id)
    assert revisions.read_revision(workbench, ada.id, started.id).markdown == ""


def test_a_file_is_shown_with_its_report_before_it_is_brought_in_under_its_own_heading(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person, convening: Convening
) -> None:
    app = open_page(ada, "convening", id=convening.id)
    app.segmented_control(key="source").set_value("file").run()
    app.file_uploader(key="start-file").set_value(
        ("water.md", b"# Water for all\n\nNobody owns the *rain* <b>&.\n", "text/markdown")
    ).run()
    shown = words_of(app)
    assert "Paragraphs 1, Headings 1" in shown
    assert "Nothing had to be changed or left out." in shown
    assert "Nobody owns the <em>rain</em>" in shown
    assert proposals.list_proposals(workbench, ada.id, convening.id) == ()
    app.button(key="start-go").click().run()
    (started,) = proposals.list_proposals(workbench, ada.id, convening.id)
    assert started.title == "Water for all"
    assert revisions.read_revision(workbench, ada.id, started.id).markdown == "Nobody owns the *rain* <b>&.\n"


def test_the_report_names_what_is_left_out_of_a_word_file(
    open_page: OpenPage, words_of: WordsOf, ada: Person, convening: Convening
) -> None:
    body = word.paragraph("Everyone", " <w:r><w:rPr><w:vanish/></w:rPr><w:t>nearly &lt;i&gt;</w:t></w:r>")
    app = open_page(ada, "convening", id=convening.id)
    app.segmented_control(key="source").set_value("file").run()
    app.file_uploader(key="start-file").set_value(("law.docx", word.docx(body), "application/octet-stream")).run()
    assert "<strong>Hidden text (1)</strong>" in words_of(app)
    assert "paragraph 1: nearly &lt;i&gt;" in words_of(app)


def test_a_text_that_runs_the_other_way_asks_for_its_language(
    open_page: OpenPage, words_of: WordsOf, ada: Person, convening: Convening
) -> None:
    app = open_page(ada, "convening", id=convening.id)
    app.segmented_control(key="source").set_value("file").run()
    app.file_uploader(key="start-file").set_value(("ماء.md", "الماء حقّ للجميع.\n".encode(), "text/markdown")).run()
    assert "Choose the language of the text" in words_of(app)
    app.selectbox(key="start-language").set_value("ar").run()
    assert "Choose the language of the text" not in words_of(app)


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    workbench: Workbench, open_page: OpenPage, ada: Person, convening: Convening
) -> None:
    app = open_page(ada, "convening", id=convening.id)
    app.segmented_control(key="source").set_value("file").run()
    app.file_uploader(key="start-file").set_value(
        ("broken.docx", b"this is no Word file", "application/octet-stream")
    ).run()
    assert "Word" in next(html for html in _refusals(app))
    assert [each.key for each in app.button if each.key == "start-go"] == []
    assert proposals.list_proposals(workbench, ada.id, convening.id) == ()


def test_the_list_shows_each_proposals_status(
    workbench: Workbench,
    open_page: OpenPage,
    words_of: WordsOf,
    links_of: LinksOf,
    ada: Person,
    joined: Joined,
    convening: Convening,
) -> None:
    proposal = proposals.start_proposal(
        workbench, ada.id, convening.id, title="# Water *now*", language="es", markdown="El agua es de todos.\n"
    )
    threads.start_thread(workbench, ada.id, proposal.id, revision=1, start=0, end=7, body="¿De quién?")
    app = open_page(joined("Rea", Role.REVIEWER), "convening", id=convening.id)
    said = words_of(app)
    assert "# Water *now*" in links_of(app)
    for fact in ("Draft", "Español", "Ada Okafor", "1 open thread<", "revision 1", "changed just now"):
        assert fact in said
    assert len(app.button) == 0  # a reviewer starts nothing


def test_a_language_without_templates_is_offered_the_english_ones(workbench: Workbench) -> None:
    assert {template.language for template in offered(proposals.templates(workbench.policies), "th")} == {"en"}


def _refusals(app: AppTest) -> list[str]:
    return [html.proto.body for html in app.get("html") if "bp-refusal" in html.proto.body]
