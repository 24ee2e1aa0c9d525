"""How facts are kept, found, backed up and migrated; what a fact means is not known here."""
