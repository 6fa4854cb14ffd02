"""Telegram, storage, delivery, sandbox and command line. Knows no law and no sentence shown to a person."""
