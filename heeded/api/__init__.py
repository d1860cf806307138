"""The door for programs: versioned JSON over the same calls that the pages use."""
