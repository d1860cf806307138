"""The sample library: fictional reviews, their sources and the builder of their files and gold.

Start with README.md (how a review is written), then `build.py`. Everything here is fiction.
"""
