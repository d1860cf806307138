"""One module a command: `arguments(parser)` and `run(chosen, out) -> exit code`."""
