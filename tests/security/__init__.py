"""Attacks that must come to nothing: what may not be seen, files that mean harm, the doors of the site."""
