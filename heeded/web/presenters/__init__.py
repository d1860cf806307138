"""What a template is given: words, addresses and numbers, made from records here so that templates only lay out."""
