"""The window speaks the chosen language, Qt's own buttons too, and English forms its plurals."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QMessageBox
from pytestqt.qtbot import QtBot

from helpdesk_desktop.app import Desktop
from helpdesk_desktop.domain.errors import Problem, ProblemCode, Unavailable
from helpdesk_desktop.domain.preferences import Preferences
from helpdesk_desktop.domain.reasons import Reason
from helpdesk_desktop.domain.ticket_rules import LABELS
from helpdesk_desktop.options import Options
from helpdesk_desktop.services.first_looks import read_looks
from helpdesk_desktop.services.settings import config_path
from helpdesk_desktop.ui import language
from helpdesk_desktop.ui.actions import Act
from helpdesk_desktop.ui.messages import error_sentence, problem_sentence
from helpdesk_desktop.ui.settings.settings_dialog import SettingsDialog
from helpdesk_desktop.ui.theme import apply_theme
from tests.at_the_desk import LONGEST_MS, DeskFile
from tests.compiled_translations import compile_translations


@pytest.fixture(autouse=True)
def _speaking(qapp: QApplication) -> Iterator[None]:
    compile_translations()
    apply_theme(qapp, "light")
    before = QLocale()
    yield
    while language._installed:
        qapp.removeTranslator(language._installed.pop())
    QLocale.setDefault(before)


def test_vietnamese_is_chosen_in_the_settings_and_spoken_at_the_next_start(
    qtbot: QtBot, desk_file: DeskFile
) -> None:
    options = Options(database=str(desk_file.path), as_login=desk_file.login)
    first = Desktop(options)
    qtbot.addWidget(first.window)
    first.window.show()
    qtbot.waitUntil(lambda: first.window.tickets.model.rowCount() > 1, timeout=LONGEST_MS)
    first.window.actions_[Act.SETTINGS].trigger()
    dialog = first.window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    dialog.language.setCurrentIndex(dialog.language.findText("Tiếng Việt"))
    dialog.language.activated.emit(dialog.language.currentIndex())
    qtbot.waitUntil(lambda: not first.runner.is_busy, timeout=LONGEST_MS)
    first.window.close()

    looks = read_looks(config_path())
    assert looks.language == "vi"
    language.speak(looks.language)
    again = Desktop(options, looks=looks)
    window = again.window
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.tickets.model.rowCount() > 1, timeout=LONGEST_MS)
    qtbot.waitUntil(lambda: not again.runner.is_busy, timeout=LONGEST_MS)
    model = window.tickets.model
    titles = [
        model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())
    ]
    assert {"Tiêu đề", "Trạng thái", "Ưu tiên", "Phụ trách"} <= set(titles)
    assert window.top_bar.new_ticket.text() == "Phiếu mới"
    assert window.actions_[Act.QUIT].text() == "Thoát"
    dock = window.quick_filters.findChildren(QListView)[0].model()
    shown = [dock.index(row, 0).data() for row in range(dock.rowCount())]
    assert shown[:2] == ["Hệ thống", "Chưa phân công"]
    window.quick_filters.choose("unprocessed")
    counts = window.status_line.findChildren(QLabel)
    qtbot.waitUntil(lambda: any("Chưa xử lý" in label.text() for label in counts))
    qtbot.waitUntil(lambda: not again.runner.is_busy, timeout=LONGEST_MS)
    window.close()
    assert again.is_drained


def test_qts_own_buttons_and_menus_are_vietnamese(qtbot: QtBot) -> None:
    language.speak("vi")
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setStandardButtons(QMessageBox.StandardButton.Cancel | QMessageBox.StandardButton.Close)
    texts = {button.text().replace("&", "") for button in box.buttons()}
    assert texts == {"Hủy", "Đóng"}
    line = QLineEdit("x")
    qtbot.addWidget(line)
    menu = line.createStandardContextMenu()
    assert any(action.text().startswith("&Dán") for action in menu.actions())
    menu.deleteLater()


def test_faults_name_the_field_in_the_language(qapp: QApplication) -> None:
    assert qapp is not None
    language.speak("vi")
    required = Problem(ProblemCode.REQUIRED, "required", {"label": "Subject"}, "subject")
    assert problem_sentence(required) == "Tiêu đề là bắt buộc."
    unknown = {"value": "x", "label": "status", "expected": "new"}
    sentence = problem_sentence(Problem(ProblemCode.UNKNOWN_CHOICE, "unknown_choice", unknown))
    assert "trạng thái" in sentence
    mine = Problem(ProblemCode.REQUIRED, "required", {"label": "Mã đơn của tôi"})
    assert problem_sentence(mine) == "Mã đơn của tôi là bắt buộc."


def test_errors_are_said_in_the_language_reasons_too(qapp: QApplication) -> None:
    assert qapp is not None
    error = Unavailable("unreachable", place="db", reason=Reason.REFUSED)
    language.speak("en")
    english = error_sentence(error)
    assert english == error.message
    language.speak("vi")
    assert error_sentence(error) == (
        "Không kết nối được máy chủ db: không có gì trả lời ở đó (kết nối bị từ chối)"
    )
    language.speak("en")
    assert error_sentence(error) == english


@pytest.mark.parametrize(
    ("choice", "one", "many"),
    [("en", "1 other ticket", "5 other tickets"), ("vi", "1 phiếu khác", "5 phiếu khác")],
)
def test_plurals_are_formed(qapp: QApplication, choice: str, one: str, many: str) -> None:
    assert qapp is not None
    language.speak(choice)  # type: ignore[arg-type]  # one of the cases
    said = [
        QCoreApplication.translate("ContactLine", "%Ln other tickets", "", count)
        for count in (1, 5)
    ]
    assert said == [one, many]


def test_a_chosen_language_brings_its_numbers_and_the_systems_keeps_its_own(
    qapp: QApplication,
) -> None:
    assert qapp is not None
    language.speak("vi")
    assert QLocale().toString(1_234_567) == "1.234.567"
    language.speak("system")
    system = QLocale.system()
    is_nobodys = system.language() == QLocale.Language.C
    expected = QLocale.Language.English if is_nobodys else system.language()
    assert QLocale().language() == expected


def test_what_is_not_translated_stays_english(qapp: QApplication) -> None:
    assert qapp is not None
    language.speak("vi")
    assert QCoreApplication.translate("MainWindow", "Never said before") == "Never said before"
    assert Preferences().language == "system"


def test_the_fields_in_a_sentence_are_said_in_the_language(qapp: QApplication) -> None:
    assert qapp is not None
    problem = Problem(ProblemCode.REQUIRED, "required", {"label": LABELS["subject"]}, "subject")
    own = Problem(ProblemCode.REQUIRED, "required", {"label": "Số serial"}, "serial")
    language.speak("vi")
    assert problem_sentence(problem) == "Tiêu đề là bắt buộc."
    assert problem_sentence(own) == "Số serial là bắt buộc."
    language.speak("en")
    assert problem_sentence(problem) == "Subject is required."
