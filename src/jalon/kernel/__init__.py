"""Words that every other part uses: errors, codes, languages, periods. Standard library only."""
