"""A Heeded library over its API, from any Python program. Imports no room of the house."""
