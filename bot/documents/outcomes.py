"""Reads conversations from standard input and writes their outcomes, a JSON object a line each.

Its text is run in the folder of another commit, so it names nothing younger than the rule book.
"""

import json
import sys
from datetime import date

from flows.assessment import assess
from flows.interview import assume_unknown
from flows.questionnaire import load_questionnaire
from flows.rules import load_rules
from flows.terms import BadAnswer


def main() -> None:
    """Answer every line."""
    questionnaire, book = load_questionnaire(), load_rules()
    for line in sys.stdin:
        asked = json.loads(line)
        as_of = date.fromisoformat(asked["as_of"])
        try:
            known = questionnaire.questions
            answers = {
                name: known[name].read(value)
                for name, value in asked["answers"].items()
                if name in known
            }
        except BadAnswer as error:
            sys.stdout.write(json.dumps({"error": [str(error)]}) + "\n")
            continue
        facts = assume_unknown(questionnaire, answers, as_of).facts.settled()
        routes = assess(book, known, facts, as_of).routes
        told = {
            route: [result.level, *(each.rule.id for each in result.deciding)]
            for route, result in routes.items()
        }
        sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
