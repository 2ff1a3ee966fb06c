from standoff.web.remembering import Key, Remembered


def test_a_page_is_remembered_by_its_address_and_the_moment_of_the_record() -> None:
    pages = Remembered()
    pages.put(Key("/demands?", 1), b"one", "text/html")
    found = pages.get(Key("/demands?", 1))
    assert found is not None
    assert (found.body, found.media_type) == (b"one", "text/html")
    assert pages.get(Key("/demands?", 2)) is None
    assert pages.get(Key("/demands?status=met", 1)) is None


def test_the_pages_that_nobody_asked_for_longest_are_forgotten_first() -> None:
    pages = Remembered(most=10)
    for name in ("/a", "/b"):
        pages.put(Key(name, 1), b"12345", "text/html")
    pages.get(Key("/a", 1))
    pages.put(Key("/c", 1), b"12345", "text/html")
    assert [name for name in ("/a", "/b", "/c") if pages.get(Key(name, 1))] == ["/a", "/c"]
    pages.put(Key("/d", 1), b"x" * 11, "text/html")
    assert pages.get(Key("/d", 1)) is None
