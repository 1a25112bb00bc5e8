"""How the weights of the learned tagger are made and scored. Not part of the package."""
