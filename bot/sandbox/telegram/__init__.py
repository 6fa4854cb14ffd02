"""What Telegram keeps, does and refuses: chats, updates, callbacks, limits.

Plain objects in memory, no network. Error texts are Telegram's own, because a bot is tested
against them. Where Telegram silently drops something a bot meant (an unknown parameter, the
101st entity), this stand-in refuses, so that the mistake is seen.
"""
