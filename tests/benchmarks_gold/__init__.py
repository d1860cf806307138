"""Tests of the gold sets that were made by reading: their form, and that they fit the files they speak of."""
