from tests.library.folders import folders

__all__ = ["folders"]
