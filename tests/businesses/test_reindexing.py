"""Making the search index anew from the command line."""

from intranet.businesses import search
from tests import factories


def test_what_came_in_another_way_is_found_after_reindexing(app):
    factories.business(name="Kopi Argopuro")
    assert search.find("argopuro") == []

    result = app.test_cli_runner().invoke(args=["register", "reindex"])

    assert result.output == "1 entries can be found.\n"
    assert len(search.find("argopuro")) == 1
