"""What the tests of the web part share: one real server, a convening in its database, an edition in its library."""

from collections.abc import Iterator

import pytest

from blueprint.domain.editions import Edition
from blueprint.domain.principles import Stance
from blueprint.domain.proposals import Decision
from blueprint.services.context import open_workbench
from blueprint.services.drafting import images, revisions
from blueprint.services.library import catalogue
from blueprint.services.publishing import build, collections, editions
from blueprint.services.review import decisions, tags
from blueprint.settings import Settings
from tests.factories import Scene, make_scene
from tests.images import png
from tests.mail_server import Mailbox, mail_server
from tests.web.serving import Site, free_port, own_environment, serving

ARABIC = "## الماء\n\nالماء حق للجميع.\n\nIt is also written in English.\n"
HOSTILE = '<script>alert("title")</script> & "quotes"'


@pytest.fixture(scope="session")
def mailbox() -> Mailbox:
    """What the server has sent by email."""
    return Mailbox()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, mailbox: Mailbox) -> Iterator[Site]:
    """A server for all tests of the session."""
    data, port, mail_port = tmp_path_factory.mktemp("site"), free_port(), free_port()
    smtp = {"BLUEPRINT_SMTP_HOST": "127.0.0.1", "BLUEPRINT_SMTP_PORT": str(mail_port)}
    environment = own_environment(
        data, port, BLUEPRINT_SMTP_SECURITY="none", BLUEPRINT_TRUSTED_PROXIES="127.0.0.0/8", **smtp
    )
    with mail_server(mailbox, mail_port), serving(environment) as url:
        workbench = open_workbench(Settings(data=data, port=port))
        yield Site(url, workbench)
        workbench.close()


@pytest.fixture(scope="session")
def group(site: Site) -> Scene:
    """A convening with someone in every role, known to the server."""
    return make_scene(site.workbench)


@pytest.fixture(scope="session")
def image(group: Scene) -> str:
    """An image of a proposal that is published, as Markdown names it."""
    proposal = group.proposal(title="With a picture")
    src = images.add_image(group.workbench, group["author"], proposal.id, png())
    head = revisions.read_revision(group.workbench, group["author"], proposal.id)
    group.save(proposal, f"{head.markdown}\n![A red square]({src})\n\nA footnote.[^1]\n\n[^1]: At the *foot*.\n")
    return src if _publish(group, [proposal.id], "With a picture") else ""


@pytest.fixture(scope="session")
def edition(group: Scene) -> tuple[str, Edition]:
    """An edition of two chapters, with a hostile title and an Arabic text, and its collection's name in addresses."""
    water = group.proposal(title=HOSTILE)
    arabic = group.proposal(title="الماء", markdown=ARABIC, language="ar")
    tags.tag_proposal(
        group.workbench,
        group["editor"],
        water.id,
        principle="just",
        stance=Stance.ADVANCES,
        rationale="<b>Why</b>",
        evidence=(revisions.read_revision(group.workbench, group["editor"], water.id).paragraphs[-1].lineage,),
    )
    return _publish(group, [water.id, arabic.id], HOSTILE)


def _publish(group: Scene, proposals: list[str], title: str) -> tuple[str, Edition]:
    bench, editor = group.workbench, group["editor"]
    for proposal in proposals:
        decisions.decide(bench, editor, proposal, Decision.SUBMIT)
        decisions.decide(bench, editor, proposal, Decision.ADOPT)
    made = collections.create_collection(
        bench, editor, group.convening.id, title=title, foreword="Read *this* first.", language="en"
    )
    collections.edit_collection(
        bench, editor, made.id, title=title, foreword=made.foreword, language="en", proposals=tuple(proposals)
    )
    waiting = editions.publish_edition(bench, editor, made.id)
    build.build_edition_here(bench, waiting.id)
    return made.slug, catalogue.read_edition(bench, made.slug, waiting.number)[1]
