"""Templates of proposals."""

from pathlib import Path

import pytest

from blueprint.domain.errors import Invalid
from blueprint.domain.policies import PolicyFiles
from blueprint.services.drafting.proposals import templates


def test_a_malformed_list_of_templates_says_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "templates.toml").write_text("[[template]]\nkey = 'plan'\n")
    with pytest.raises(Invalid, match="needs a `\\[\\[template\\]\\]` with key, name"):
        templates(PolicyFiles((tmp_path,)))
