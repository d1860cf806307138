"""The pages: find, ask permission, call one service, answer."""
