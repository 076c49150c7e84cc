"""Everything that speaks SQL; rows never leave it, frozen dataclasses do."""
