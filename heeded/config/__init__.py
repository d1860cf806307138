"""Settings and addresses: the only place that reads the environment."""

import os

# Threads that share out the products of a search cost more than they save: those of OpenBLAS, and those that compare
# vectors, wait by turning, and took as much of the processor as all the rest. Read when numpy is imported, so this
# stands where every process passes first.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
