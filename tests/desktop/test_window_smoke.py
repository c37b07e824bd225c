from tests.desktop.person import Person


def test_f8_goes_to_the_first_change(short: Person) -> None:
    short.keys("F8")
    assert short.row == short.window.presenter.items[0].row

def test_samples(reviewer: Person) -> None:
    reviewer.keys("F8")
    assert reviewer.row == reviewer.window.presenter.items[0].row
def test_samples2(reviewer: Person) -> None:
    reviewer.keys("F8")
    assert reviewer.annotate("人形机器人", "依据?")
    assert reviewer.notes[0].body == "依据?"
