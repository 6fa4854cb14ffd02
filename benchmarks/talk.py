"""The small conversation that every contender holds: eight questions, three options each."""

QUESTIONS = (
    "Where do you live now?",
    "How long have you been there?",
    "What do you do?",
    "Who pays your taxes?",
    "Have you ever paid late?",
    "Has your address changed this year?",
    "Do you have a family with you?",
    "What would you like to do next?",
)
OPTIONS = ("Yes, all of it", "Only in part", "I don't know")
COUNT = len(QUESTIONS)


def asked(number: int) -> str:
    """Return the text of a question, counted from 0."""
    return f"<b>Question {number + 1} of {COUNT}</b>\n\n{QUESTIONS[number]}"


def thanks(answers: dict[str, str]) -> str:
    """Return the text at the end."""
    told = "\n".join(f"{name}: {value}" for name, value in sorted(answers.items()))
    return f"<b>Thank you.</b>\n\n{told}"
