"""Proof of the rule book by enumeration. Pure like the rest of `flows`: the day is passed in.

What is enumerated, and how the space is cut, stands in `space`; every counter-example is a
conversation that can be repeated with `zairyu-bot assess`.
"""
