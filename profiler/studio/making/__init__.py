"""How gestures come about: one file for each family of causes, each a function from the bench to a draft or None."""
