"""A simulated person, and what Telegram shows of them."""

from dataclasses import dataclass
from typing import Any

RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv"}


@dataclass(slots=True)
class Person:
    """Somebody with a Telegram account; `language_code` is their client's, which may be unset."""

    id: int
    first_name: str
    language_code: str | None = "en"
    last_name: str | None = None
    username: str | None = None
    deactivated: bool = False

    @property
    def direction(self) -> str:
        """Return "rtl" or "ltr", as their client is laid out."""
        base = (self.language_code or "en").lower().replace("_", "-").split("-")[0]
        return "rtl" if base in RIGHT_TO_LEFT else "ltr"

    def names(self) -> dict[str, Any]:
        """Return the fields a user and a private chat share."""
        names: dict[str, Any] = {"first_name": self.first_name}
        if self.last_name:
            names["last_name"] = self.last_name
        if self.username:
            names["username"] = self.username
        return names

    def user(self) -> dict[str, Any]:
        """Return the User object."""
        user = {"id": self.id, "is_bot": False, **self.names()}
        if self.language_code:
            user["language_code"] = self.language_code
        return user


def first_people() -> list[Person]:
    """Return the people a fresh stand-in knows."""
    return [
        Person(1001, "Mina", "en", username="mina_sandbox"),
        Person(1002, "Haruka", "ja"),
        Person(1003, "Linh", "vi", last_name="Nguyễn"),
        Person(1004, "Farid", "fa"),
        Person(1005, "Bruna", "pt-br"),
        Person(1006, "Xiulan", None),
    ]
