"""The contact sheet leaves no place of the node out (`make screens`)."""

from django.urls import reverse

from dev.ui.screens.places import SCREENS
from tests.browser.test_office import PLACES
from tests.node import cast


def test_every_place_is_on_the_contact_sheet():
    drawn = {screen.path for screen in SCREENS}
    assert [place for place in PLACES if reverse(place, kwargs={"agency": cast.SO}) not in drawn] == []


def test_every_screen_has_a_file_of_its_own():
    names = [screen.name for screen in SCREENS]
    assert len(names) == len(set(names))
