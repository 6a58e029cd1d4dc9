"""One draft, many devices: what any of them typed is in the draft, in every order of their requests."""

import re
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blueprint.domain.drafts import Draft, DraftConflict
from blueprint.domain.errors import AncestorNeeded, Conflict
from blueprint.domain.revisions import Revision
from blueprint.services.drafting import drafts, proposals, revisions
from tests.factories import Scene
from tests.services.drafting.devices import Device

TEXT = "Water is a right.\n\nTowns own the pipes.\n\nPrices are public.\n"
TITLE = "Water for all"


def devices(scene: Scene, count: int = 2, markdown: str = TEXT) -> list[Device]:
    """Devices of the author that have opened the same proposal."""
    proposal = scene.proposal(title=TITLE, markdown=markdown)
    found = [Device(scene, proposal.id, f"device {number}") for number in range(count)]
    for device in found:
        device.open()
    return found


def stored(scene: Scene, device: Device) -> Draft:
    """The draft on the server."""
    draft = drafts.read_draft(scene.workbench, scene["author"], device.proposal_id)
    assert draft is not None
    return draft


def words(markdown: str) -> set[str]:
    return set(re.findall(r"\w+", markdown))


def test_paragraphs_of_two_devices_come_together(scene: Scene) -> None:
    laptop, phone = devices(scene)
    laptop.type_into(0, "Everywhere.")
    phone.type_into(2, "Always.")
    laptop.write()
    draft = phone.write()
    assert draft.markdown == "Water is a right. Everywhere.\n\nTowns own the pipes.\n\nPrices are public. Always.\n"
    assert (draft.conflicts, draft.device) == ((), None)
    laptop.type_into(1, "All of them.")
    assert "Always." in laptop.write().markdown


def test_different_words_of_one_paragraph_come_together(scene: Scene) -> None:
    laptop, phone = devices(scene, markdown="Every household has a right to fifty litres of clean water a day.\n")
    laptop.markdown = laptop.markdown.replace("Every household", "Each household")
    phone.markdown = phone.markdown.replace("a day", "each day")
    laptop.write()
    draft = phone.write()
    assert draft.markdown == "Each household has a right to fifty litres of clean water each day.\n"
    assert draft.conflicts == ()


@pytest.mark.parametrize(
    ("before", "laptop_has", "phone_has", "both"),
    [
        ("Uno.\n\nDos.\n", "Uno a.\n\nDos.\n", "Uno b.\n\nDos.\n", "Uno a.\n\nUno b.\n\nDos.\n"),
        ("Water is a right.\n\nEnd.\n", "Nobody sells rivers.\n\nEnd.\n", "Prices are public today.\n\nEnd.\n",
         "Nobody sells rivers.\n\nPrices are public today.\n\nEnd.\n"),
        ("Agua.\n", "Agua clara.\n", "Agua libre.\n", "Agua clara.\n\nAgua libre.\n"),
        ("- uno\n- dos\n", "- uno\n- dos a\n", "- uno\n- dos b\n", "- uno\n- dos a\n- dos b\n"),
        ("1. uno\n2. dos\n3. tres\n", "1. uno\n2. dos a\n3. tres\n", "1. uno\n2. dos b\n3. tres\n",
         "1. uno\n2. dos a\n3. dos b\n4. tres\n"),
        ("> الماء حق\n", "> الماء حق لنا\n", "> الماء حق لهم\n", "> الماء حق لنا\n\n> الماء حق لهم\n"),
        ("Note[^1]\n\n[^1]: see x\n", "Note[^1]\n\n[^1]: see y\n", "Note[^1]\n\n[^1]: see z\n",
         "Note[^1]\n\n[^1]: see y\n\n    see z\n"),
        ("| a | b |\n|---|---|\n| c | d |\n", "| a | b |\n|---|---|\n| c | x |\n", "| a | b |\n|---|---|\n| c | y |\n",
         "| a | b |\n|---|---|\n| c | x |\n| c | y |\n"),
        ("| a | b |\n|---|---|\n| c | d |\n", "| a | x |\n|---|---|\n| c | d |\n", "| a | y |\n|---|---|\n| c | d |\n",
         "| a | x |\n|---|---|\n| a | y |\n| c | d |\n"),
        ("- uno\n  - dos\n- tres\n", "- uno\n  - dos a\n- tres\n", "- uno\n  - dos b\n- tres\n",
         "- uno\n  - dos a\n  - dos b\n- tres\n"),
        ("- uno\n\n  dos\n", "- uno\n\n  dos a\n", "- uno\n\n  dos b\n", "- uno\n\n  dos a\n\n  dos b\n"),
        ("```\nx\n```\n", "```\nxa\n```\n", "```\nxb\n```\n", "```\nxa\n```\n\n```\nxb\n```\n"),
        ("# T\nUno.\n", "# T\nUno a.\n", "# T\nUno b.\n", "# T\nUno a.\n\nUno b.\n"),
    ],
)  # fmt: skip
def test_both_wordings_of_one_passage_are_kept(
    sqlite_scene: Scene, before: str, laptop_has: str, phone_has: str, both: str
) -> None:
    laptop, phone = devices(sqlite_scene, markdown=before)
    laptop.markdown, phone.markdown = laptop_has, phone_has
    laptop.write()
    draft = phone.write()
    assert draft.markdown == both
    [conflict] = draft.conflicts
    assert conflict.kind == ("row" if before.startswith("|") else "passage")
    assert conflict.is_open(draft.text)
    assert draft.markdown.index(conflict.stored) < draft.markdown.rindex(conflict.sent)


def test_a_conflict_ends_when_one_wording_goes_or_the_author_settles_it(sqlite_scene: Scene) -> None:
    laptop, phone = devices(sqlite_scene, markdown="Agua.\n\nTierra.\n")
    laptop.markdown, phone.markdown = "Agua clara.\n\nTierra fértil.\n", "Agua libre.\n\nTierra común.\n"
    laptop.write()
    first, second = phone.write().conflicts
    laptop.write()
    laptop.markdown = laptop.markdown.replace("Agua libre.\n\n", "")
    assert laptop.write().conflicts == (second,)
    assert first.stored == "Agua clara."
    kept = drafts.save_draft(
        sqlite_scene.workbench, sqlite_scene["author"], laptop.proposal_id, base=1, title=laptop.title,
        markdown=laptop.markdown, sequence=100, device="tablet", follows=laptop.follows, settled=(second.id,),
    )  # fmt: skip
    assert kept.conflicts == ()


def test_what_one_device_deleted_and_the_other_changed_stays(sqlite_scene: Scene) -> None:
    laptop, phone = devices(sqlite_scene)
    laptop.markdown = laptop.markdown.replace("Towns own the pipes.\n\n", "")
    phone.type_into(1, "And the wells of the villages around them, all of them.")
    laptop.write()
    draft = phone.write()
    assert "Towns own the pipes. And the wells" in draft.markdown
    [conflict] = draft.conflicts
    assert conflict.stored == ""


@pytest.mark.parametrize("anew", ["Streams belong to nobody at all.", "لا أحد يملك الأنهار والينابيع."])
def test_what_one_device_wrote_anew_and_the_other_changed_was_not_removed(sqlite_scene: Scene, anew: str) -> None:
    for writer_is_first in (True, False):
        laptop, phone = devices(sqlite_scene)
        writer, changer = (laptop, phone) if writer_is_first else (phone, laptop)
        writer.markdown = writer.markdown.replace("Towns own the pipes.", anew)
        changer.type_into(1, "All.")
        laptop.write()
        draft = phone.write()
        [conflict] = draft.conflicts
        assert {conflict.stored, conflict.sent} == {anew, "Towns own the pipes. All."}
        assert conflict.is_open(draft.text)


def test_a_passage_that_both_went_on_with_has_two_wordings(sqlite_scene: Scene) -> None:
    laptop, phone = devices(sqlite_scene)
    laptop.type_into(1, "All of them.")
    phone.type_into(1, "And of every spring, well, lake, river, cistern and reservoir that feeds them. " * 4)
    laptop.write()
    draft = phone.write()
    [conflict] = draft.conflicts
    assert conflict.stored == "Towns own the pipes. All of them."
    assert conflict.sent == draft.markdown.split("\n\n")[2].strip()


def test_two_titles_are_kept_and_told(scene: Scene) -> None:
    laptop, phone = devices(scene)
    laptop.title, phone.title = "Water for towns", "Water for everyone"
    laptop.write()
    draft = phone.write()
    assert draft.title == "Water for everyone"
    assert draft.conflicts == (DraftConflict(kind="title", stored="Water for towns", sent="Water for everyone"),)
    phone.title = "Water for towns"
    assert phone.write().conflicts == ()


def test_a_title_and_a_text_of_two_devices_come_together(scene: Scene) -> None:
    laptop, phone = devices(scene)
    laptop.title = "Water for towns"
    phone.type_into(0, "Everywhere.")
    laptop.write()
    draft = phone.write()
    assert (draft.title, draft.conflicts) == ("Water for towns", ())
    assert "Everywhere." in draft.markdown


def test_a_repeated_and_a_late_request_change_nothing(scene: Scene) -> None:
    laptop, phone = devices(scene)
    laptop.type_into(0, "Unwise.")
    early = laptop.markdown, laptop.follows, laptop.shared
    laptop.write()
    laptop.markdown = TEXT
    laptop.write()
    phone.type_into(1, "Wise.")
    draft = phone.write()
    again = drafts.save_draft(
        scene.workbench, scene["author"], laptop.proposal_id, base=1, title=TITLE, markdown=early[0], sequence=1,
        device=laptop.name, follows=early[1], ancestor=early[2],
    )  # fmt: skip
    assert again == draft == stored(scene, laptop)
    assert "Unwise" not in draft.markdown


def test_a_request_whose_answer_was_lost_is_followed_by_the_next(scene: Scene) -> None:
    [laptop] = devices(scene, 1)
    laptop.type_into(0, "One")
    laptop.write(answered=False)
    laptop.type_into(0, "two")
    draft = laptop.write()
    assert (draft.markdown.partition("\n")[0], draft.conflicts) == ("Water is a right. One two", ())


def test_a_device_whose_clock_is_behind_is_heard(scene: Scene) -> None:
    laptop, phone = devices(scene)
    laptop.clock = 1_000_000
    laptop.type_into(0, "Early.")
    laptop.write()
    phone.open()
    phone.type_into(1, "Late.")
    draft = phone.write()
    assert "Late." in draft.markdown
    assert draft.sequence > 1_000_000


def test_a_device_goes_on_after_another_one_saved(scene: Scene) -> None:
    laptop, phone = devices(scene)
    laptop.type_into(0, "Everywhere.")
    laptop.write()
    phone.open()
    saved = revisions.save_revision(
        scene.workbench, scene["author"], laptop.proposal_id, base=1, title=TITLE, markdown=laptop.markdown
    )
    phone.type_into(0, "Always.")
    draft = phone.write()
    assert (draft.base, draft.conflicts) == (saved.number, ())
    assert draft.markdown.startswith("Water is a right. Everywhere. Always.\n")


def test_a_device_that_never_wrote_goes_on_after_another_one_saved(scene: Scene) -> None:
    laptop, phone = devices(scene)
    laptop.type_into(0, "Everywhere.")
    draft = laptop.write()
    revisions.save_revision(
        scene.workbench, scene["author"], laptop.proposal_id, base=1, title=TITLE, markdown=laptop.markdown,
        sequence=draft.sequence,
    )  # fmt: skip
    phone.type_into(2, "Always.")
    draft = phone.write()
    assert draft.base == 2
    assert {"Everywhere", "Always"} <= words(draft.markdown)


def save(laptop: Device, draft: Draft) -> Revision:
    """Save the text on a device's screen, as its editor does: it names the state of the draft that it has."""
    return revisions.save_revision(
        laptop.scene.workbench, laptop.scene["author"], laptop.proposal_id, base=laptop.base, title=TITLE,
        markdown=laptop.markdown, sequence=draft.sequence, state=laptop.follows,
    )  # fmt: skip


def drafts_in_turn(scene: Scene) -> tuple[Device, Device, Draft, Draft]:
    """Two devices and the drafts that they wrote, the second after the first."""
    laptop, phone = devices(scene)
    laptop.type_into(0, "Everywhere.")
    draft = laptop.write()
    phone.open()
    phone.type_into(0, "Always.")
    return laptop, phone, draft, phone.write()


def test_a_newer_draft_of_another_device_goes_on_from_the_revision(scene: Scene) -> None:
    laptop, phone, draft, newer = drafts_in_turn(scene)
    assert save(laptop, draft).markdown == TEXT.replace("right.", "right. Everywhere.")
    kept = drafts.read_draft(scene.workbench, scene["author"], phone.proposal_id)
    assert kept is not None
    assert (kept.base, kept.text, kept.conflicts) == (2, newer.text, ())
    saved = save(phone, newer)
    assert (saved.number, saved.merged) == (3, None)
    assert saved.markdown == TEXT.replace("right.", "right. Everywhere. Always.")


def test_a_newer_draft_has_what_others_changed_in_the_revision(scene: Scene) -> None:
    laptop, phone, draft, _newer = drafts_in_turn(scene)
    proposal = proposals.read_proposal(scene.workbench, scene["author"], laptop.proposal_id)[0]
    scene.save(proposal, TEXT.replace("public.", "public. Cheap."), who="editor")
    assert save(laptop, draft).merged == 2
    kept = drafts.read_draft(scene.workbench, scene["author"], phone.proposal_id)
    assert kept is not None
    assert (kept.base, kept.conflicts) == (3, ())
    assert kept.markdown == TEXT.replace("right.", "right. Everywhere. Always.").replace("public.", "public. Cheap.")


def test_a_newer_draft_stays_as_it_is_when_the_saved_text_is_no_state_of_it(scene: Scene) -> None:
    laptop, phone, draft, newer = drafts_in_turn(scene)
    laptop.type_into(2, "Typed since.")
    save(laptop, draft)
    assert drafts.read_draft(scene.workbench, scene["author"], phone.proposal_id) == newer


def test_what_somebody_else_saved_meanwhile_is_merged_when_the_author_saves(scene: Scene) -> None:
    [laptop] = devices(scene, 1)
    proposal = proposals.read_proposal(scene.workbench, scene["author"], laptop.proposal_id)[0]
    scene.save(proposal, TEXT.replace("public.", "public. Cheap."), who="editor")
    laptop.type_into(0, "Everywhere.")
    draft = laptop.write()
    assert (draft.base, draft.markdown) == (1, TEXT.replace("right.", "right. Everywhere."))


def test_a_device_goes_on_after_another_one_put_the_draft_away(scene: Scene) -> None:
    laptop, phone = devices(scene)
    laptop.type_into(0, "Unwise.")
    laptop.write()
    phone.open()
    drafts.discard_draft(scene.workbench, scene["author"], laptop.proposal_id)
    phone.type_into(2, "Always.")
    assert phone.write().markdown == TEXT.replace("public.", "public. Always.")


def test_the_ancestor_is_asked_for_where_it_is_not_known(scene: Scene) -> None:
    laptop, phone = devices(scene)
    laptop.write()
    phone.open()
    laptop.type_into(0, "Everywhere.")
    laptop.write()
    phone.type_into(1, "Always.")
    write = {"base": 1, "title": TITLE, "markdown": phone.markdown, "sequence": 9, "device": "telephone"}
    with pytest.raises(AncestorNeeded):
        drafts.save_draft(scene.workbench, scene["author"], phone.proposal_id, **write, follows=phone.follows)
    assert "Always." not in stored(scene, phone).markdown
    draft = drafts.save_draft(scene.workbench, scene["author"], phone.proposal_id, **write)
    assert {"Everywhere", "Always"} <= words(draft.markdown)


def test_a_journal_from_before_devices_had_names_still_arrives(scene: Scene) -> None:
    """It knows nothing but its revision; what goes on from the stored draft replaces it, anything else is merged."""
    [laptop] = devices(scene, 1)
    laptop.type_into(0, "One two")
    laptop.write()
    longer = laptop.markdown.replace("One two", "One two three")
    write = {"base": 1, "title": TITLE, "sequence": 50, "device": "reader of a journal"}
    me = scene["author"]
    draft = drafts.save_draft(scene.workbench, me, laptop.proposal_id, markdown=longer, **write)
    assert (draft.markdown, draft.conflicts) == (longer, ())
    other = TEXT.replace("a right.", "a right. Four")
    draft = drafts.save_draft(
        scene.workbench, me, laptop.proposal_id, markdown=other, **(write | {"device": "another", "sequence": 51})
    )
    assert {"One", "two", "three", "Four"} <= words(draft.markdown)


def test_an_editor_from_before_devices_had_names_never_overwrites_another_device(scene: Scene) -> None:
    [laptop] = devices(scene, 1)
    me, old = scene["author"], {"base": 1, "title": TITLE}
    for sequence in (5, 7, 6):
        drafts.save_draft(scene.workbench, me, laptop.proposal_id, **old, markdown=f"{sequence}", sequence=sequence)
    assert stored(scene, laptop).markdown == "7"
    laptop.type_into(0, "Everywhere.")
    laptop.write()
    assert {"7", "Everywhere"} <= words(stored(scene, laptop).markdown)
    with pytest.raises(Conflict):
        drafts.save_draft(scene.workbench, me, laptop.proposal_id, **old, markdown="8", sequence=8_000)
    assert "Everywhere" in stored(scene, laptop).markdown


def test_many_devices_at_once(scene: Scene) -> None:
    everyone = devices(scene, 8)
    for number, device in enumerate(everyone):
        device.type_into(number % 4, f"word{number}")
    threads = [threading.Thread(target=device.write) for device in everyone]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert {f"word{number}" for number in range(8)} <= words(stored(scene, everyone[0]).markdown)


STEPS = st.lists(
    st.tuples(
        st.integers(0, 1), st.sampled_from(("type", "type", "write", "write", "lose", "repeat", "open", "save", "title")),
        st.integers(0, 3),
    ),
    max_size=24,
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_word_of_either_device_is_lost_in_any_order(sqlite_scene: Scene, steps: list[tuple[int, str, int]]) -> None:
    pair = devices(sqlite_scene)
    typed: list[str] = []
    unsent: tuple[set[str], set[str]] = set(), set()
    for number, (at, step, paragraph) in enumerate(steps):
        device = pair[at]
        if step == "type":
            word = f"word{number}"
            device.type_into(paragraph, word)
            typed.append(word)
            unsent[at].add(word)
        elif step == "title":
            device.title = f"{TITLE} {at}{number}"
        elif step in ("write", "repeat", "lose"):
            device.write(answered=step != "lose")
            if step == "repeat":
                device.clock -= 1
                device.write()
        elif step == "open" and not unsent[at]:
            device.open()
        elif step == "save" and not unsent[at]:
            _save(sqlite_scene, device)
        if step in ("write", "repeat", "lose"):
            unsent[at].clear()
    for device in (*pair, *pair):
        device.write()
    assert set(typed) <= words(_everything(sqlite_scene, pair[0].proposal_id))
    for device in pair:
        device.open()
    assert pair[0].markdown == pair[1].markdown


def _save(scene: Scene, device: Device) -> None:
    """Save what this device and the server have in common, as the editor does: it sends its draft first."""
    draft = device.write()
    base = min(device.base, revisions.read_revision(scene.workbench, scene["author"], device.proposal_id).number)
    revisions.save_revision(
        scene.workbench, scene["author"], device.proposal_id, base=base, title=device.title or TITLE,
        markdown=device.markdown, sequence=draft.sequence,
    )  # fmt: skip


def _everything(scene: Scene, proposal_id: str) -> str:
    """The draft, and the newest revision."""
    draft = drafts.read_draft(scene.workbench, scene["author"], proposal_id)
    head = revisions.read_revision(scene.workbench, scene["author"], proposal_id)
    return f"{draft.markdown if draft else ''} {head.markdown}"
