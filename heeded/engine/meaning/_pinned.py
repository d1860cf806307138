"""Which model: its revision, the files that are accepted, by SHA-256, and the name that stands with every vector."""

import hashlib

REVISION = "1110a243fdf4706b3f48f1d95db1a4f5529b4d41"  # of sentence-transformers/all-MiniLM-L6-v2
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # model.safetensors
TOKENIZER = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"  # tokenizer.json
GRAPH = (
    "e7ee4b91be39357cbe8da3555ef2eab40eb8829bbc22904006d2fa232f44c07e"  # model.onnx, as _graph.py writes it
)
DIMENSIONS = 384
# Model, revision, the first of our own file's hash, and the way that passages are cut: vectors of another name are
# never compared with these.
IDENTIFIER = f"all-MiniLM-L6-v2@{REVISION[:8]}/int8-{GRAPH[:8]}/stretches-1"


def sha256(content: bytes) -> str:
    """Its SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
