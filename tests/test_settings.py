"""Settings that have to be right before anything starts."""

from pathlib import Path

import pytest

from blueprint.domain.errors import Invalid
from blueprint.services.accounts import registration
from blueprint.services.admin.demo import open_demonstration
from blueprint.services.context import open_workbench
from blueprint.services.drafting import proposals
from blueprint.settings import SHIPPED_POLICIES, DemonstrationSettings, Settings


@pytest.mark.parametrize("wrong", ["nosuch", "empty", "file.txt"])
def test_a_wrong_folder_of_policies_is_named(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.txt").touch()
    with pytest.raises(Invalid, match=rf"BLUEPRINT_POLICIES names .*{wrong}, which is no folder"):
        Settings(policies=tmp_path / wrong)


def test_a_sample_about_other_principles_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    words = 'aspire = "We want …"\n[[principle]]\nkey = "kind"\nname = "Kind"\nstatement = "kindness"\n'
    (tmp_path / "principles.toml").write_text(words, encoding="utf-8")
    bench = open_workbench(Settings(data=tmp_path / "data", policies=tmp_path))
    with pytest.raises(Invalid, match=r"not in principles\.toml: decolonised"):
        open_demonstration(bench, report=lambda _: None)
    assert not registration.has_accounts(bench)
    bench.close()


def test_templates_of_ones_own_may_use_texts_of_ours(tmp_path: Path) -> None:
    fields = 'name = "Plan"\ndescription = "A plan."\nlanguage = "en"\n'
    rows = (f'[[template]]\nkey = "{file}"\n{fields}file = "{file}"\n' for file in ("plan.md", "model-law.en.md"))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "templates.toml").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "templates" / "plan.md").write_text("## Our plan\n", encoding="utf-8")
    own, ours = proposals.templates(Settings(policies=tmp_path).policy_files)
    assert own.markdown == "## Our plan\n"
    assert ours.markdown == (SHIPPED_POLICIES / "templates" / "model-law.en.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "data", "exports"),
    [
        ({}, "data", "exports"),
        ({"BLUEPRINT_DATA": "elsewhere"}, "elsewhere", "elsewhere/exports"),
        ({"BLUEPRINT_DATA": "data"}, "data", "data/exports"),
        ({"BLUEPRINT_EXPORTS": "files"}, "data", "files"),
        ({"BLUEPRINT_DATA": "elsewhere", "BLUEPRINT_EXPORTS": "files"}, "elsewhere", "files"),
    ],
)
def test_files_go_beside_the_default_data_folder_and_inside_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], data: str, exports: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = Settings()
    assert (settings.data, settings.exports) == (tmp_path / data, tmp_path / exports)


@pytest.mark.parametrize(
    ("given", "data"), [("", "demo"), ("BLUEPRINT_DATA", "elsewhere"), ("blueprint.toml", "elsewhere")]
)
def test_the_demonstration_has_a_data_folder_of_its_own_unless_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, data: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if given == "blueprint.toml":
        Path(given).write_text('data = "elsewhere"', encoding="utf-8")
    elif given:
        monkeypatch.setenv(given, "elsewhere")
    assert DemonstrationSettings().data == tmp_path / data


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("postgres://u:p%40ss@host/db", "postgresql+psycopg://u:p%40ss@host/db"),
        ("postgresql://u@host:5433/db?sslmode=require", "postgresql+psycopg://u@host:5433/db?sslmode=require"),
        ("postgresql+psycopg://u@host/db", "postgresql+psycopg://u@host/db"),
        ("sqlite:////srv/b.db", "sqlite:////srv/b.db"),
    ],
)
def test_a_database_url_as_hosting_services_write_it(tmp_path: Path, written: str, read: str) -> None:
    assert Settings(data=tmp_path, database_url=written).database_url == read
