import pytest

from tests.flows.person import Person


@pytest.fixture
def asked(person):
    person.tap("Start")
    return person


@pytest.mark.parametrize(
    "text",
    [
        "Outside Japan", "outside japan", "  OUTSIDE   JAPAN!! ", "7", "７", "Outside\u200b Japan",
        "\u202eOutside Japan\u202c", "Ｏｕｔｓｉｄｅ Ｊａｐａｎ",
    ],
)  # fmt: skip
def test_a_label_or_number_counts_whatever_its_case_and_width(asked, text):
    assert asked.say(text).session.interview.answers == {"situation": "abroad"}


def test_a_japanese_label_counts_in_an_english_conversation(desk, asked):
    label = Person(desk, "ja")
    label.start()
    label.act(label.page.rows[0][0].action)
    japanese = label.page.rows[6][0].label

    assert asked.say(japanese).session.interview.answers == {"situation": "abroad"}


def test_a_close_match_is_read_back_before_it_counts(asked):
    turn = asked.say("outsid japn")
    assert turn.session.interview.answers == {}
    assert "Do you mean: Outside Japan?" in turn.page.text
    assert asked.say("Yes, that is right").session.interview.answers == {"situation": "abroad"}


def test_a_close_match_can_be_refused(asked):
    asked.say("outsid japn")
    turn = asked.say("No, let me choose")
    assert turn.session.interview.answers == {}
    assert turn.page.view == "question"


@pytest.mark.parametrize(
    "text", ["blah blah", "0", "99", "🙂", "\u200b", "", "-", "٣٣٣٣", "\ud800"]
)
def test_what_fits_nothing_gets_a_friendly_answer_and_the_question_again(asked, text):
    turn = asked.say(text)

    assert turn.session.interview.answers == {}
    assert turn.page.text.startswith("I did not understand that.")
    assert "What is your situation today?" in turn.page.text


def test_ten_thousand_characters_get_a_friendly_answer(asked):
    assert asked.say("a" * 10_000).page.text.startswith("That is a long message.")


def test_a_status_is_understood_by_its_japanese_name(asked):
    asked.answer("in_japan")
    assert asked.say("技術・人文知識・国際業務").session.interview.answers["status"] == (
        "engineer_specialist"
    )


def test_a_number_in_the_list_of_groups_opens_the_group(asked):
    asked.answer("in_japan")
    assert asked.say("1").page.view == "group.companies"
    assert asked.say("3").session.interview.answers["status"] == "specified_skilled_worker_2"


@pytest.mark.parametrize(
    "text",
    [
        "2027-05-31",
        "令和9年5月31日",
        "31 May 2027",
        "31.5.2027",
        "2027/5/31",
        "R9.5.31",
        "５月31日 2027",
    ],
)
def test_a_typed_date_is_read_back(asked, text):
    for code in ("in_japan", "engineer_specialist", "renew"):
        asked.answer(code)
    turn = asked.say(text)
    assert "I read this date: 31 May 2027 (2027-05-31). Is that right?" in turn.page.text
    assert asked.tap("Yes, that is right").session.interview.answers["expiry_date"] == "2027-05-31"


@pytest.mark.parametrize("text", ["tomorrow", "2027-02-30", "99999", "31 May", "1/2/3"])
def test_a_date_that_is_none_gets_a_friendly_answer(asked, text):
    for code in ("in_japan", "engineer_specialist", "renew"):
        asked.answer(code)
    assert "could not read a date" in asked.say(text).page.text


def test_i_do_not_know_can_be_typed_at_a_date(asked):
    for code in ("in_japan", "engineer_specialist", "renew"):
        asked.answer(code)
    assert asked.say("i don't know").session.interview.answers["expiry_date"] == "unknown"


@pytest.fixture
def at_payments(asked):
    asked.finish(payment_problems=("residence_tax",), residence_tax="exempt")
    asked.command("answers")
    asked.act(next(b.action for b in asked.buttons if b.action.question == "payment_problems"))
    return asked


def test_several_answers_can_be_typed_as_a_list_and_wait_for_done(at_payments):
    turn = at_payments.say("1, Pension")
    assert turn.session.draft == ("residence_tax", "pension")
    done = at_payments.tap("Done, continue")
    assert done.session.interview.answers["payment_problems"] == ("residence_tax", "pension")


def test_one_typed_answer_of_several_is_ticked(at_payments):
    at_payments.say("pension")
    assert at_payments.say("income tax").session.draft == ("income_tax", "pension")


def test_none_of_these_can_be_typed(at_payments):
    turn = at_payments.say("None of these")
    assert turn.session.interview.answers["payment_problems"] == ("none",)


def test_a_close_match_among_several_is_ticked_after_a_yes(at_payments):
    at_payments.say("pension")
    assert "Do you mean" in at_payments.say("incom taks").page.text
    assert at_payments.tap("Yes, that is right").session.draft == ("income_tax", "pension")


def test_a_list_with_one_unclear_part_ticks_nothing(at_payments):
    assert at_payments.say("1, blah").session.draft == ()


def test_the_label_of_any_button_on_the_page_can_be_typed(person):
    person.finish()
    assert person.say("who can help").page.view == "who"
    assert person.say("back to the result").page.view == "question"


def test_the_name_of_a_language_switches_to_it_from_anywhere(person):
    person.finish()
    assert person.say("日本語").session.language == "ja"
    assert person.say("english").session.language == "en"
