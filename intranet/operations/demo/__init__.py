"""A synthetic office to look around in: Jember, its staff, 13,652 businesses, banks, cases.

The same seed and the same day give the same office. Nobody in it exists: every NIK has the
sequence 0000, every telephone number begins with 0800-00, every NIB with five zeros.
"""

from intranet.operations.demo.loading import BUSINESSES, CASES, SEED, Progress, load
from intranet.operations.demo.staff import USERNAMES, set_password

__all__ = ["BUSINESSES", "CASES", "SEED", "USERNAMES", "Progress", "load", "set_password"]
