"""Settings that have to be right before anything starts."""

import os
import stat
from pathlib import Path

import pytest
from sqlalchemy import text

from blueprint.domain.errors import Invalid
from blueprint.services.accounts import registration
from blueprint.services.admin.demo import open_demonstration
from blueprint.services.context import Workbench, open_workbench
from blueprint.services.drafting import proposals
from blueprint.settings import SHIPPED_POLICIES, DemonstrationSettings, Settings
from tests.ports import free_port


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


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "many", r"The setting “port” \(BLUEPRINT_PORT\) cannot be used: Input should be a valid integer"),
        ("BLUEPRINT_SMTP_SECURITY", "perhaps", "The setting “smtp_security”"),
        ("BLUEPRINT_DATABASE_URL", "mysql://host/name", "does not begin with postgresql:// or sqlite:///"),
        ("BLUEPRINT_DATABASE_URL", "blueprint.db", "does not begin with postgresql:// or sqlite:///"),
        ("BLUEPRINT_SETTINGS", "nosuch.toml", "BLUEPRINT_SETTINGS names nosuch.toml, which is no file"),
    ],
)
def test_a_setting_that_cannot_be_is_named_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, value)
    with pytest.raises(Invalid, match=said):
        Settings()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("prot = 80", "There is no setting “prot”. Remove it from blueprint.toml, or correct it: there are base_url"),
        ("port = ", "blueprint.toml is no TOML that can be read: Invalid value"),
        ("session_days = 0", "The setting “session_days”"),
    ],
)
def test_a_file_of_settings_that_is_wrong_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "blueprint.toml").write_text(content, encoding="utf-8")
    with pytest.raises(Invalid, match=said):
        Settings()


def test_a_database_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    url = f"postgresql://amina:a-secret@127.0.0.1:{free_port()}/water"
    with pytest.raises(
        Invalid, match=r"cannot be used: .*Connection refused.* Check BLUEPRINT_DATABASE_URL"
    ) as refusal:
        open_workbench(Settings(data=tmp_path, database_url=url))
    assert "a-secret" not in str(refusal.value)


def test_a_database_that_a_newer_version_has_written_is_left_alone(bench: Workbench) -> None:
    with bench.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Invalid, match=r"A newer version of the workbench has written this database .*9999"):
        open_workbench(bench.settings)


@pytest.mark.skipif(os.name != "posix", reason="rights of files as POSIX has them")
def test_nobody_else_on_the_machine_reads_the_data_folder(tmp_path: Path) -> None:
    made, there = tmp_path / "made", tmp_path / "there"
    there.mkdir()
    there.chmod(0o775)
    for folder in (made, there):
        open_workbench(Settings(data=folder)).close()
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (made, there)] == [0o700, 0o770]
