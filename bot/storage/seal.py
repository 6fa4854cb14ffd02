"""Seals what is stored, and hashes chat ids, with keys made from SECRET_KEY.

The first key seals; all of them open. Sealed bytes name their key by four bytes and are bound to
what they are and to whom they belong, so that a row can't be moved to another person.
"""

import hmac
import os
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12
NAME = 4


class CannotOpen(Exception):
    """Sealed bytes that no key of ours opens."""


@dataclass(frozen=True, slots=True)
class Key:
    """The keys made from one secret."""

    name: bytes
    hashing: bytes = field(repr=False)
    cipher: AESGCM = field(repr=False)

    @classmethod
    def of(cls, secret: str) -> "Key":
        """Derive the keys of one secret."""
        return cls(
            derive(secret, "name")[:NAME], derive(secret, "chat"), AESGCM(derive(secret, "seal"))
        )


class Seals:
    """Seals and opens with the keys in force."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        """Take the secrets, newest first."""
        self._keys = tuple(Key.of(secret) for secret in secrets)
        self._named = {key.name: key for key in self._keys}
        self.rotating = len(self._keys) > 1

    def seal(self, plain: bytes, what: str, whose: object = "") -> bytes:
        """Return `plain` sealed with the newest key, bound to what it is and whose."""
        key, nonce = self._keys[0], os.urandom(NONCE)
        return key.name + nonce + key.cipher.encrypt(nonce, plain, f"{what}:{whose}".encode())

    def open(self, sealed: bytes, what: str, whose: object = "") -> bytes:
        """Return what was sealed; CannotOpen when the key is missing or the bytes were changed."""
        key = self._named.get(sealed[:NAME])
        if key is None:
            raise CannotOpen(f"{what}: sealed with a key that SECRET_KEY does not name")
        nonce, rest = sealed[NAME : NAME + NONCE], sealed[NAME + NONCE :]
        try:
            return key.cipher.decrypt(nonce, rest, f"{what}:{whose}".encode())
        except InvalidTag:
            raise CannotOpen(f"{what}: changed, or moved from another row") from None

    def stale(self, sealed: bytes) -> bool:
        """Return whether bytes are sealed with an older key."""
        return sealed[:NAME] != self._keys[0].name

    def hash(self, number: int) -> str:
        """Return the name of a chat in the database: a keyed hash of its id."""
        return _hash(self._keys[0], number)

    def older(self, number: int) -> tuple[str, ...]:
        """Return the names that a chat had under older keys."""
        return tuple(_hash(key, number) for key in self._keys[1:])


def derive(secret: str, purpose: str) -> bytes:
    """Return 32 bytes for one purpose, which tell nothing about the secret or other purposes."""
    told = f"zairyu-bot {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=told).derive(secret.encode())


def _hash(key: Key, number: int) -> str:
    digest = hmac.digest(key.hashing, str(number).encode(), "sha256")[:16]
    return urlsafe_b64encode(digest).decode().rstrip("=")
