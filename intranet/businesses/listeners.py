"""What the register of businesses does when something changes below it."""

from intranet import moments
from intranet.accounts.models import User
from intranet.businesses import search_index
from intranet.people.models import Person


@moments.on("person_changed")
def keep_person_findable(person: Person, by: User) -> None:
    search_index.index_person(person)
