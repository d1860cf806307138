"""Windows: the sentences of a passage; that which carries the meaning is marked where the passage is shown."""

from heeded.engine.flow import sentences

_FEWEST = 6  # words: a shorter sentence says too little alone and goes with the one after it


def sentence_windows(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each window of `text` in reading order; none where there is nothing but blanks."""
    windows: list[tuple[int, int]] = []
    begun = -1
    for start, end in sentences(text):
        begun = start if begun < 0 else begun
        if text.count(" ", begun, end) + 1 >= _FEWEST:
            windows.append((begun, end))
            begun = -1
    if begun >= 0:
        first = windows.pop()[0] if windows else begun
        windows.append((first, len(text.rstrip())))
    return tuple(windows)
