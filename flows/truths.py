"""Which rows hold for settled facts, remembered, so that a change asks again only who reads it.

An assessment with improvements and a timeline looks at the same facts a hundred times with one or
two of them changed; most of the rows don't read those.
"""

from collections.abc import Mapping

from flows.rules import Rule
from flows.truth import Fact, Truth


class Truths:
    """The truth of rows by their id, worked out when first asked for."""

    def __init__(
        self, facts: Mapping[str, Fact], known: Mapping[str, tuple[Rule, Truth]] | None = None
    ) -> None:
        """Start with settled facts, and what is known of rows already."""
        self.facts = facts
        self._known = dict(known or {})

    def of(self, rule: Rule) -> Truth:
        """Return whether a row holds; None when an unknown fact decides."""
        found = self._known.get(rule.id)
        if found is None:
            found = self._known[rule.id] = (rule, rule.when(self.facts))
        return found[1]

    def after(self, facts: Mapping[str, Fact]) -> "Truths":
        """Return the truths of other facts, keeping those of rows that read none of the changed."""
        changed = {name for name, fact in facts.items() if self.facts.get(name) != fact}
        kept = {
            name: found
            for name, found in self._known.items()
            if changed.isdisjoint(found[0].when.facts)
        }
        return Truths(facts, kept)
