"""Which parties of one side are not on the other."""

from hypothesis import given
from hypothesis import strategies as st

from standoff.language.cast import Party
from standoff.language.events.drafts import NOWHERE, apart
from standoff.types import Span

HERE, THERE = Span(0, 4), Span(9, 12)


def test_another_of_the_same_state_named_by_other_words_stays() -> None:
    police, crowd = Party("TUR", HERE), Party("TUR", THERE)
    assert apart([police], [crowd]) == (police,)


def test_the_same_state_goes_where_one_of_the_two_is_named_by_no_words() -> None:
    assert apart([Party("TUR", NOWHERE)], [Party("TUR", HERE)]) == ()
    assert apart([Party("TUR", HERE)], [Party("TUR", NOWHERE)]) == ()


def test_the_same_words_name_nobody_on_the_other_side_under_another_code() -> None:
    assert apart([Party("TUR", HERE)], [Party("GRC", HERE)]) == ()


_PARTIES = st.lists(
    st.builds(Party, st.sampled_from(["TUR", "GRC", "UNKNOWN"]), st.sampled_from([HERE, THERE])), max_size=4
)


@given(_PARTIES, _PARTIES)
def test_who_is_apart_keeps_its_order_and_shares_no_words(parties: list[Party], others: list[Party]) -> None:
    found = apart(parties, others)
    assert list(found) == [party for party in parties if party.span not in {other.span for other in others}]
    assert apart(found, others) == found
    assert apart(parties, ()) == tuple(parties)
