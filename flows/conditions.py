"""The closed vocabulary of conditions, shared by questions and rules.

A condition is a TOML table; its keys are facts, all of which must hold. It compiles to a callable
that answers True, False or None: None means that an unknown fact decides. Nothing here evaluates
text, and nothing here knows what a fact means.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows.operators import OPERATORS, guarded, known
from flows.terms import UNKNOWN, BadData
from flows.truth import FactSource, Test, Truth


@dataclass(frozen=True, slots=True)
class Condition:
    """A compiled condition. `facts` are the names it reads, in the order written."""

    test: Test
    facts: tuple[str, ...]
    words: str

    def __call__(self, facts: FactSource) -> Truth:
        """Return whether the condition holds; None when an unknown fact decides."""
        return self.test(facts)


ALWAYS = Condition(lambda _: True, (), "always")


def compile_condition(table: Mapping[str, Any], place: str) -> Condition:
    """Compile a condition table. Raises BadData that names `place` for anything unknown."""
    parts = [_part(key, value, place) for key, value in table.items()]
    if not parts:
        return ALWAYS
    if len(parts) == 1:
        return parts[0]
    return _joined(parts, False, " and ")


def _part(key: str, value: Any, place: str) -> Condition:
    if key in ("all", "any"):
        return _joined(
            [compile_condition(each, place) for each in value],
            key == "any",
            " or " if key == "any" else " and ",
        )
    if key == "not":
        inner = compile_condition(value, place)
        return Condition(_negate(inner.test), inner.facts, f"not ({inner.words})")
    if isinstance(value, str):
        return _one_of(key, (value,))
    if isinstance(value, list):
        return _one_of(key, tuple(value))
    if isinstance(value, dict):
        return _operators(key, value, place)
    raise BadData(f"{place}: {key} = {value!r} is no condition; give a code, a list or a table")


def _joined(parts: list[Condition], decides: bool, word: str) -> Condition:
    """Join by or (`decides` True) or and (`decides` False) in three-valued logic."""
    tests = tuple(part.test for part in parts)

    def test(facts: FactSource) -> Truth:
        result: Truth = not decides
        for each in tests:
            truth = each(facts)
            if truth is decides:
                return decides
            if truth is None:
                result = None
        return result

    names = tuple(dict.fromkeys(name for part in parts for name in part.facts))
    words = word.join(f"({p.words})" if " or " in p.words else p.words for p in parts)
    return Condition(test, names, words)


def _negate(inner: Test) -> Test:
    def test(facts: FactSource) -> Truth:
        truth = inner(facts)
        return None if truth is None else not truth

    return test


def _one_of(name: str, codes: tuple[str, ...]) -> Condition:
    wanted = frozenset(codes)

    def test(facts: FactSource) -> Truth:
        fact = facts.get(name, UNKNOWN)
        if fact in wanted:
            return True
        return None if fact == UNKNOWN else False

    return Condition(test, (name,), f"{name} is {' or '.join(codes)}")


def _operators(name: str, table: Mapping[str, Any], place: str) -> Condition:
    parts = []
    for operator, operand in table.items():
        build = OPERATORS.get(operator)
        if build is None:
            allowed = ", ".join(OPERATORS)
            raise BadData(f"{place}: {name} has unknown test {operator}; allowed: {allowed}")
        built = build(operand)
        absent = operator == "lacks"
        test = known(name) if operator == "known" else guarded(name, built.test, absent)
        parts.append(Condition(test, (name, *built.more), f"{name} {built.words}"))
    return parts[0] if len(parts) == 1 else _joined(parts, False, " and ")
