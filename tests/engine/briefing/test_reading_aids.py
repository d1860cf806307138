"""Reading time and readability, worked out by hand."""

from heeded.engine.briefing import reading_aids


def test_lix_is_words_in_a_sentence_plus_long_words_in_a_hundred() -> None:
    aids = reading_aids("The nurse rang the doctor at once. Nobody answered her.")
    # 10 words, 2 sentences; "answered" alone has seven letters or more
    assert (aids.words, aids.sentences) == (10, 2)
    assert (aids.words_a_sentence, aids.long_words, aids.lix) == (5.0, 10.0, 15)


def test_six_letters_are_not_long_and_seven_are() -> None:
    assert reading_aids("Doctor doctor doctor doctor.").long_words == 0.0
    assert reading_aids("Nursery nursery nursery nursery.").long_words == 100.0


def test_the_hardest_sentence_is_long_and_has_long_words() -> None:
    hard = "Multidisciplinary representatives retrospectively deliberated about inconsistent documentation."
    assert reading_aids(f"The boy ran home. {hard} He slept.").hardest_sentence == hard


def test_minutes_are_rounded_up() -> None:
    assert reading_aids("word " * 230).minutes == 1
    assert reading_aids("word " * 231).minutes == 2


def test_hyphens_and_apostrophes_make_one_word() -> None:
    assert reading_aids("The child’s well-known carer spoke.").words == 5


def test_no_words_have_no_figures() -> None:
    for text in ("", "  \n ", "… – !"):
        aids = reading_aids(text)
        assert (aids.words, aids.minutes, aids.lix, aids.hardest_sentence) == (0, 0, 0, "")
