"""Some of a text's paragraphs, with indexes of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from blueprint.text.diff.features import Features


class Selection:
    """All paragraphs but those `left_out`; indexes in it become indexes in the whole text, and vice versa."""

    def __init__(self, features: Sequence[Features], left_out: Set[int]) -> None:
        self._all = [at for at in range(len(features)) if at not in left_out] if left_out else None
        self.features = features if self._all is None else [features[at] for at in self._all]
        self._selected = {at: selected for selected, at in enumerate(self._all or ())}

    def selected(self, indexes: Iterable[int]) -> tuple[int, ...]:
        """The indexes in the selection of paragraphs that are in it."""
        return tuple(indexes if self._all is None else (self._selected[at] for at in indexes))

    def in_whole(self, selected: Iterable[int]) -> tuple[int, ...]:
        """The indexes in the whole text."""
        return tuple(selected if self._all is None else (self._all[at] for at in selected))
