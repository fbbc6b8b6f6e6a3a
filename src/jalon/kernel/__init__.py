"""Words that every other part uses: errors, codes, languages, limits. Standard library only."""
