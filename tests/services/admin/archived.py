"""A workbench with something of everything that an archive has, and looking at archives as Git and people see them."""

import hashlib
import os
import subprocess
from pathlib import Path

from blueprint.domain.convenings import Role
from blueprint.domain.editions import Artifact
from blueprint.domain.errata import ErratumKind
from blueprint.domain.principles import Stance
from blueprint.domain.proposals import Proposal
from blueprint.services.accounts import operator
from blueprint.services.context import Workbench
from blueprint.services.convenings import invitations
from blueprint.services.drafting import images, placements, proposals, revisions
from blueprint.services.publishing import completion, editions, errata
from blueprint.services.review import tags, threads
from tests.factories import make_scene, set_first_password
from tests.images import png
from tests.services.editions import adopted, collected

PASSWORD = "long enough for everybody"
ODD = {
    "حقّ الماء": ("ar", "# الماء للجميع  \r\n\r\nلكلّ بيت خمسون لترًا.\r\n"),
    "நீர் உரிமை": ("ta", "நீர் அனைவருக்கும் சொந்தம்.   \n\n\nகிணறு"),
    "水はみんなのもの": ("ja", "\ufeff水はだれのものでもない。\n\n---\n\n命である。\n\n\n"),
    "--- caf\u00e9: [null] #1 'x' \"y\"": ("fr", "---\ntitle: x\n---\ncaf\u00e9 cafe\u0301 \u212b \t\n\ttab  "),
}
"""Titles, languages and texts: scripts, line ends of both kinds, spaces at ends, no last line end, NFC beside NFD."""


class Archived:
    """A workbench in which everything happened that is archived."""

    def __init__(self, bench: Workbench) -> None:
        self.bench, self.scene = bench, make_scene(bench)
        self.odd = [self.scene.proposal(title=title, language=tag, markdown=text) for title, (tag, text) in ODD.items()]
        self.proposal, self.picture = self._discussed()
        set_first_password(bench, self.scene.people["author"], PASSWORD)
        self._publish()
        invitations.invite(bench, self.scene["convenor"], self.scene.convening.id, "guest@example.org", Role.OBSERVER)
        operator.disable(bench, "outsider@example.org")
        operator.delete(bench, "colleague@example.org", "A former member")

    def _discussed(self) -> tuple[Proposal, str]:
        scene, bench = self.scene, self.bench
        proposal = scene.proposal()
        proposals.set_authors(bench, scene["editor"], proposal.id, (scene["colleague"], scene["author"]))
        asked = scene.start_thread(proposal.id, "Their books are open to all", "Open where? 水")
        gone = scene.start_thread(proposal.id, "free of charge", "Who pays?")
        text = revisions.read_revision(bench, scene["author"], proposal.id).markdown
        scene.save(proposal, text.replace(", free of charge", "").replace("open to all", "open to everybody"))
        threads.reply(bench, scene["author"], asked.id, "In the town hall.")
        told = threads.reply(bench, scene["reviewer"], asked.id, "Words that I take back")
        threads.retract_comment(bench, scene["reviewer"], told.comments[-1].id)
        threads.resolve_thread(bench, scene["editor"], gone.id)
        reference = images.add_image(bench, scene["colleague"], proposal.id, png())
        scene.save(proposal, f"![A river]({reference})\n\n{text}", who="colleague", base=1)
        head = revisions.read_revision(bench, scene["author"], proposal.id)
        at = placements.nearest_paragraph(head, head.markdown.index("Utilities"))
        tags.tag_proposal(
            bench,
            scene["editor"],
            proposal.id,
            principle=bench.principles.all()[0].key,
            stance=Stance.ADVANCES,
            rationale="It says so.",
            evidence=(head.paragraphs[at].lineage,),
        )
        return proposal, reference.removeprefix("images/")

    def _publish(self) -> None:
        """An edition with one file, and a note on it."""
        bench, content = self.bench, b"a book"
        edition = editions.publish_edition(
            bench, self.scene["editor"], collected(self.scene, adopted(self.scene, self.proposal))
        )
        artifact = Artifact(
            format="epub",
            media_type="application/epub+zip",
            filename="water.epub",
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
        )
        bench.built_files.put(content, "epub")
        completion.finish_edition(bench, edition.id, (artifact,))
        errata.add_erratum(
            bench, self.scene["editor"], edition.id, chapter=1, kind=ErratumKind.ERRATUM, body="Read “fifty” twice."
        )


def git(folder: Path, *arguments: str) -> str:
    """What Git prints of a repository, without anybody's settings."""
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **own}, capture_output=True, check=True)
    return done.stdout.decode()


def head(folder: Path) -> list[str]:
    """The ids of the last commit and of its tree."""
    return git(folder, "rev-parse", "HEAD", "HEAD^{tree}").split()


def only(folder: Path, pattern: str) -> Path:
    """The one file of an archive that matches."""
    (found,) = folder.glob(pattern)
    return found
