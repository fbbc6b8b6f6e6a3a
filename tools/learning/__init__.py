"""How the tagger learns from the passages, words and labels of `data/`."""
