"""Where the file of an edition is."""

from blueprint.domain.editions import Artifact


def test_a_file_is_stored_by_its_hash_and_the_ending_of_its_name() -> None:
    file = Artifact(format="pdf", media_type="application/pdf", filename="a.v2.pdf", sha256="0ab1" * 16, size=1)
    assert file.stored == f"{'0ab1' * 16}.pdf"
    assert file.stored_by_hash == f"0a/{'0ab1' * 16}.pdf"
