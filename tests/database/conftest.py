from tests.library_of_samples import loaded_samples, sample_library

__all__ = ["loaded_samples", "sample_library"]
