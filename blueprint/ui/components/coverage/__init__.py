"""The coverage of a convening: its proposals by the twelve principles, as a table of marks, and in words."""

from collections.abc import Iterable
from typing import TypedDict

import streamlit as st

from blueprint import component_assets
from blueprint.domain.languages import direction
from blueprint.domain.principles import Coverage, Principle, Stance, Tag
from blueprint.domain.proposals import Proposal
from blueprint.ui.components.client_messages import ClientMessages
from blueprint.ui.components.coverage.messages import coverage_messages
from blueprint.ui.html import urls


class CoverageCell(TypedDict):
    """What one proposal does to one principle, and why."""

    advances: bool
    rationale: str


class CoverageRow(TypedDict):
    """A proposal with a cell for each of the twelve; None where nobody has said anything."""

    id: str
    title: str
    dir: str
    href: str
    cells: list[CoverageCell | None]


class CoverageColumn(TypedDict):
    """A principle; `gap` when no proposal advances it."""

    name: str
    statement: str
    gap: bool
    advancing: int


class CoverageTable(TypedDict):
    """What coverage.js draws."""

    messages: ClientMessages
    columns: list[CoverageColumn]
    rows: list[CoverageRow]


_component = st.components.v2.component("coverage", js=component_assets.loader("components/coverage"))


def coverage_table(table: CoverageTable, *, key: str) -> None:
    # In a list: for a dictionary Streamlit imports pandas.
    _component(key=key, data=[table])


def table_of(coverage: Coverage, languages: dict[str, str], most: int | None = None) -> CoverageTable:
    """The coverage as the browser draws it, with the first rows; `languages` by id give the direction of each title."""
    gaps = coverage.gaps()
    return CoverageTable(
        messages=coverage_messages(),
        columns=[_column(principle, coverage, principle in gaps) for principle in coverage.principles],
        rows=[_row(id, title, coverage, languages.get(id, "en")) for id, title in coverage.proposals[:most]],
    )


def _column(principle: Principle, coverage: Coverage, gap: bool) -> CoverageColumn:
    advancing = sum(1 for tag in tags_of(coverage, principle) if tag.stance is Stance.ADVANCES)
    return CoverageColumn(name=principle.name, statement=principle.statement, gap=gap, advancing=advancing)


def tags_of(coverage: Coverage, principle: Principle) -> list[Tag]:
    """What the proposals do to one principle, in the order of the proposals."""
    rows = (coverage.cells.get(id, {}) for id, _ in coverage.proposals)
    return [row[principle.key] for row in rows if principle.key in row]


def _row(id: str, title: str, coverage: Coverage, language: str) -> CoverageRow:
    tags = coverage.cells.get(id, {})
    cells = [_cell(tags.get(principle.key)) for principle in coverage.principles]
    return CoverageRow(id=id, title=title, dir=direction(language), href=urls.proposal(id).href, cells=cells)


def _cell(tag: Tag | None) -> CoverageCell | None:
    return CoverageCell(advances=tag.stance is Stance.ADVANCES, rationale=tag.rationale) if tag else None


def languages_of(proposals: Iterable[Proposal]) -> dict[str, str]:
    """Each proposal's language by its id."""
    return {proposal.id: proposal.language for proposal in proposals}
