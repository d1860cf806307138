"""The command line: `heeded`. Start at `main.py`; each command is a module of `commands/`, loaded only when called."""
