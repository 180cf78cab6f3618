from sitrep.link.words import READ_CHARACTERS, Rarities, ages_in, cosine, count_pages, load_common, names_in, terms_in


def test_common_word_is_common_in_a_case_of_two_pages_and_a_surname_rare() -> None:
    rarities = count_pages([{"killed", "orrin"}, {"killed", "orrin"}])
    assert rarities.of("orrin") > 3 * rarities.of("killed")


def test_word_of_many_pages_in_hand_is_less_rare_than_one_of_few() -> None:
    rarities = Rarities(10_000, {"velm": 4_000, "sorrin": 3})
    assert rarities.of("sorrin") > rarities.of("velm")


def test_table_of_common_words_holds_shares() -> None:
    assert all(0 < share <= 1 for share in load_common().values())
    assert load_common()["the"] > load_common()["killed"]


def test_text_is_like_itself_and_unlike_one_without_a_word_of_it() -> None:
    rarities = count_pages([{"mill", "ferry"}])
    one, other = rarities.vector(terms_in("a mill at the ferry")), rarities.vector(terms_in("cheese"))
    assert round(cosine(one, one), 6) == 1
    assert cosine(one, other) == 0


def test_names_leave_out_initials_and_single_capitals() -> None:
    assert names_in("Police met Ada B. Orrin in Velm. Tom McOrr left.") == {"ada orrin", "tom mcorr"}


def test_ages_are_read_in_three_ways() -> None:
    assert ages_in("Ada Orrin, 34, a 7-year-old boy and a man aged 61; 34 cars") == {34, 7, 61}


def test_top_of_a_page_is_long_enough_for_the_news() -> None:
    assert READ_CHARACTERS > 1_000
