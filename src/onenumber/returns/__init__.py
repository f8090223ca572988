"""returns: minimum-dataset returns out, past referrals in. Nouns: ImportBatch, ImportedRow. Neighbours: `hub` below, `demo` above."""
