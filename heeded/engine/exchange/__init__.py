"""Exchange: codebooks and coded projects from and for other programs (REFI-QDA, CSV, XLSX).

`open_codebook` and `read_project` open strangers' files: call them inside a `heeded.engine.sandbox.Sandbox`. They
raise FileRefused in plain words, and what they could not take is listed in `left_out`. What a kind of file cannot
hold in the first place is told by `cannot_carry`.
"""

from heeded.engine.exchange._carrying import cannot_carry
from heeded.engine.exchange._codebook import codebook_file, open_codebook, read_codebook
from heeded.engine.exchange._project_read import read_project
from heeded.engine.exchange._project_write import project_file
from heeded.engine.exchange._records import Codebook, Coding, FileKind, Project, Source, User
from heeded.engine.exchange._settling import framework_of_names, identifier_for

__all__ = [
    "Codebook",
    "Coding",
    "FileKind",
    "Project",
    "Source",
    "User",
    "cannot_carry",
    "codebook_file",
    "framework_of_names",
    "identifier_for",
    "open_codebook",
    "project_file",
    "read_codebook",
    "read_project",
]
