"""Where one goes next is always here."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.web.http.request_context import local_path

_awkward = st.text(st.sampled_from("/\\?#:@.&=%ab \t\n\r\0\u2028é"), max_size=30)


@given(_awkward | st.text(max_size=50))
def test_it_never_leads_elsewhere(wanted: str) -> None:
    path = local_path(wanted)
    assert path.startswith("/")
    assert urlsplit(urljoin("https://here.example/sign-in", path)).netloc == "here.example"
    assert "\r" not in path
    assert "\n" not in path


@pytest.mark.parametrize("path", ["/", "/draft?id=a&x=%2F", "/library/a/1#p-2", "/convening?id=é"])
def test_our_own_pages_are_kept(path: str) -> None:
    assert local_path(path) == path
