"""A stand-in for Telegram on loopback, and the people who talk to a bot through it.

`telegram` is what the server knows and refuses, without any network. The modules beside it are
the edges: Bot API and simulated people over HTTP, the chat page, the player of the tests. Nothing
here knows the bot: it speaks to whatever speaks the Bot API.
"""
