from statistics import mean

from tracker.demo.chance import chance


def test_the_same_question_has_the_same_answer_in_every_process():
    assert chance(7, "morning dose") == chance(7, "morning dose") == 0.5247236673973781


def test_every_part_of_a_question_counts():
    answers = {
        chance(7, "walk"),
        chance(8, "walk"),
        chance(7, "sprint"),
        chance(7),
        chance(7, "walk", "later"),
    }
    assert len(answers) == 5


def test_answers_lie_from_0_up_to_1_and_everywhere_between():
    answers = sorted(chance(number, "walk") for number in range(1000))
    assert 0 <= answers[0] < 0.01
    assert 0.99 < answers[-1] < 1
    assert abs(mean(answers) - 0.5) < 0.03
    assert len(set(answers)) == 1000
