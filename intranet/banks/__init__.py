"""Banks that lend, and the referrals sent to them."""
