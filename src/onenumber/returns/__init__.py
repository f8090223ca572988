"""returns: minimum-dataset returns out, past referrals in."""
