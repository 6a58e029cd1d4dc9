"""The coverage of a convening: its proposals by the twelve principles, as a picture that is a table, and in words."""

from typing import TypedDict

import streamlit as st

from blueprint import component_assets
from blueprint.domain.languages import direction
from blueprint.domain.principles import Coverage, Principle, Stance, Tag
from blueprint.domain.proposals import Proposal
from blueprint.ui.html import urls


class Cell(TypedDict):
    """What one proposal does to one principle, and why."""

    advances: bool
    rationale: str


class Row(TypedDict):
    """A proposal with a cell for each of the twelve; None where nobody has said anything."""

    id: str
    title: str
    dir: str
    href: str
    cells: list[Cell | None]


class Column(TypedDict):
    """A principle; `gap` when no proposal advances it."""

    name: str
    statement: str
    gap: bool
    advancing: int


class Picture(TypedDict):
    """What coverage.js draws."""

    columns: list[Column]
    rows: list[Row]


_component = st.components.v2.component("coverage", js=component_assets.loader("coverage"))


def coverage_picture(picture: Picture, *, key: str) -> None:
    """Draw it."""
    _component(key=key, data=[picture])  # in a list: looking into a dictionary costs pandas


def picture_of(coverage: Coverage, languages: dict[str, str]) -> Picture:
    """The coverage as the picture shows it; `languages` of the proposals by id say which way each title runs."""
    gaps = coverage.gaps()
    return Picture(
        columns=[_column(principle, coverage, principle in gaps) for principle in coverage.principles],
        rows=[_row(id, title, coverage, languages.get(id, "en")) for id, title in coverage.proposals],
    )


def _column(principle: Principle, coverage: Coverage, gap: bool) -> Column:
    advancing = sum(1 for tag in tags_of(coverage, principle) if tag.stance is Stance.ADVANCES)
    return Column(name=principle.name, statement=principle.statement, gap=gap, advancing=advancing)


def tags_of(coverage: Coverage, principle: Principle) -> list[Tag]:
    """What the proposals do to one principle, in the order of the proposals."""
    rows = (coverage.cells.get(id, {}) for id, _ in coverage.proposals)
    return [row[principle.key] for row in rows if principle.key in row]


def _row(id: str, title: str, coverage: Coverage, language: str) -> Row:
    tags = coverage.cells.get(id, {})
    cells = [_cell(tags.get(principle.key)) for principle in coverage.principles]
    return Row(id=id, title=title, dir=direction(language), href=urls.proposal(id).href, cells=cells)


def _cell(tag: Tag | None) -> Cell | None:
    return Cell(advances=tag.stance is Stance.ADVANCES, rationale=tag.rationale) if tag else None


def languages_of(proposals: tuple[Proposal, ...]) -> dict[str, str]:
    """Each proposal's language by its id."""
    return {proposal.id: proposal.language for proposal in proposals}
