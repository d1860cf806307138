"""Rights of Landlock: what may be done with a file, and with what stands in a folder."""

EXECUTE, WRITE, READ, LIST = 1, 1 << 1, 1 << 2, 1 << 3
REMOVE = 1 << 4 | 1 << 5  # a folder, a file
MAKE = 1 << 7 | 1 << 8  # a folder, a file
MOVE, CUT = 1 << 13, 1 << 14  # from one folder to another, since version 2; to a shorter length, since 3
ALL_BY_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
ALL_NOW = (1 << 16) - 1  # since version 5
OF_A_FILE = EXECUTE | WRITE | READ | CUT
