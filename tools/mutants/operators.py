"""Which faults are put in: Cosmic Ray's operators that keep a program's types, and two of our own."""

from collections.abc import Iterator
from typing import Any

from cosmic_ray.operators import (
    binary_operator_replacement,
    boolean_replacer,
    break_continue,
    comparison_operator_replacement,
    number_replacer,
    zero_iteration_for_loop,
)
from cosmic_ray.operators.operator import Operator
from parso import parse

Position = tuple[tuple[int, int], tuple[int, int]]

COMPARISONS = (
    ("Eq", "NotEq"),
    ("NotEq", "Eq"),
    ("Lt", "LtE"),
    ("Lt", "GtE"),
    ("LtE", "Lt"),
    ("LtE", "Gt"),
    ("Gt", "GtE"),
    ("Gt", "LtE"),
    ("GtE", "Gt"),
    ("GtE", "Lt"),
    ("Is", "IsNot"),
    ("IsNot", "Is"),
)
"""The opposite of each comparison, and its neighbour at the boundary."""


class RemoveCall(Operator):  # type: ignore[misc] # Cosmic Ray ships no types
    """Removes a statement that is a call, or that raises: an event not recorded, a check not made."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        """Where the statement is."""
        if node.type == "simple_stmt" and (_is_call(node.children[0]) or node.children[0].type == "raise_stmt"):
            yield node.children[0].start_pos, node.children[0].end_pos

    def mutate(self, node: Any, index: int) -> Any:  # noqa: ARG002 Cosmic Ray's signature
        """The statement as `pass`."""
        node.children[0] = parse(node.children[0].get_first_leaf().prefix + "pass")
        return node

    @classmethod
    def examples(cls) -> tuple[()]:
        """None: Cosmic Ray's own tests use these."""
        return ()


class RemoveElement(Operator):  # type: ignore[misc]
    """Removes an element of a set: a role from the permission table."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        """Where each element is, when the set has two or more."""
        if _is_set(node):
            for element in node.children[1].children[::2]:
                yield element.start_pos, element.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        """The set without that element and the comma beside it."""
        elements = node.children[1].children
        start = 2 * index if 2 * index + 1 < len(elements) else 2 * index - 1
        del elements[start : start + 2]
        return node

    @classmethod
    def examples(cls) -> tuple[()]:
        """None: Cosmic Ray's own tests use these."""
        return ()


def _is_call(node: Any) -> bool:
    return (
        node.type in ("atom_expr", "power")
        and node.children[-1].type == "trailer"
        and str(node.children[-1].children[0].value) == "("
    )


def _is_set(node: Any) -> bool:
    if node.type != "atom" or node.children[0].get_code().strip() != "{" or len(node.children) != 3:
        return False
    inside = node.children[1]
    return inside.type == "dictorsetmaker" and inside.children[1].get_code().strip() == "," and len(inside.children) > 2


def operators() -> list[Operator]:
    """Every operator in use."""
    compared = (f"ReplaceComparisonOperator_{old}_{new}" for old, new in COMPARISONS)
    counted = ("ReplaceBinaryOperator_Add_Sub", "ReplaceBinaryOperator_Sub_Add")
    return [
        RemoveCall(),
        RemoveElement(),
        boolean_replacer.AddNot(),
        boolean_replacer.ReplaceTrueWithFalse(),
        boolean_replacer.ReplaceFalseWithTrue(),
        boolean_replacer.ReplaceAndWithOr(),
        boolean_replacer.ReplaceOrWithAnd(),
        break_continue.ReplaceBreakWithContinue(),
        break_continue.ReplaceContinueWithBreak(),
        number_replacer.NumberReplacer(),
        zero_iteration_for_loop.ZeroIterationForLoop(),
        *(getattr(comparison_operator_replacement, name)() for name in compared),
        *(getattr(binary_operator_replacement, name)() for name in counted),
    ]
