"""What can go wrong with the model.

MeaningError
├── WrongModel   a file is not the one that it must be
└── NoWeights    there is nothing to make a model from
"""


class MeaningError(Exception):
    """Something about the model. `reason` and `advice` are plain words for whoever runs the library."""

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(reason, advice)
        self.reason = reason
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.reason} {self.advice}".strip()


class WrongModel(MeaningError):
    """A file is not the one that it must be."""


class NoWeights(MeaningError):
    """There is nothing to make a model from."""
