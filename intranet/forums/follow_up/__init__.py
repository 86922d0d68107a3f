"""What becomes of wishes: answers, promises, cases, referrals, proposals for a budget."""
