"""The nouns everything else speaks in: frozen, pure, standard library only."""
