"""The banks that the demo office refers to."""

from __future__ import annotations

from intranet.banks import services
from intranet.banks.models import Branch
from intranet.banks.services import BankDetails, BranchDetails

# (name, kind, branches as (name, town)).
BANKS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "PT Bank Rakyat Indonesia (Persero) Tbk",
        "BUMN",
        (("Kantor Cabang Jember", "Jember"), ("Unit Ambulu (contoh)", "Ambulu")),
    ),
    ("BPR Contoh Jember", "BPR", (("Kantor Pusat", "Jember"),)),
    (
        "PT Bank Pembangunan Daerah Jawa Timur Tbk (Bank Jatim)",
        "BPD",
        (("Kantor Cabang Jember", "Jember"),),
    ),
    (
        "PT Bank Pembangunan Daerah Jawa Tengah (Bank Jateng)",
        "BPD",
        (("Kantor Cabang Contoh", "Semarang"),),
    ),
)


def add() -> list[Branch]:
    """The banks with their branches; the branches of the banks named first come first."""
    branches = []
    for name, kind, of_bank in BANKS:
        bank = services.add_bank(BankDetails(name, kind), by=None)
        branches += [
            services.add_branch(bank, BranchDetails(branch, town), by=None)
            for branch, town in of_bank
        ]
    return branches
