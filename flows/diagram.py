"""The interview as a Mermaid state diagram, drawn from the questions themselves."""

from itertools import pairwise

from flows.questionnaire import Questionnaire
from flows.questions import Question


def mermaid(questionnaire: Questionnaire) -> str:
    """Return the diagram: questions in asking order, each with the condition on which it is asked.

    Every question leads to the first later one whose condition holds, so one line through all of
    them with the conditions as notes says the same as all edges, and can be read.
    """
    questions = tuple(questionnaire.questions.values())
    lines = ["stateDiagram-v2", f"    [*] --> {questions[0].id}"]
    for question, following in pairwise(questions):
        lines.append(f"    {question.id} --> {following.id}")
    lines.append(f"    {questions[-1].id} --> result")
    lines.append("    result --> [*]")
    for question in questions:
        lines += _note(question)
    return "\n".join(lines)


def _note(question: Question) -> list[str]:
    asked = f"asked when {question.ask_when.words}"
    follows = [f"follows when {each.when.words}: {each.value}" for each in question.follows]
    return [
        f"    note right of {question.id}",
        *(f"        {_safe(line)}" for line in (question.kind.value, asked, *follows)),
        "    end note",
    ]


def _safe(line: str) -> str:
    """Mermaid takes a semicolon for the end of a statement."""
    return line.replace(";", ",").replace(":", " -")
