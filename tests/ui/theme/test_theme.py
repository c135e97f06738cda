import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel

from journal_app.settings.preferences import PageFont, Preferences, Theme
from journal_app.ui.theme import fonts, icons
from journal_app.ui.theme.fonts import FontError, ReadingFont, make_font, unused_families
from journal_app.ui.theme.palette import ROLES, colour, role_of
from journal_app.ui.theme.theme import FADE_MS, Look, ThemeChoice, ThemeController
from journal_app.ui.theme.tokens import THEMES, TokenError, load_colours
from journal_app.ui.theme.typography import Type, measure_px, set_type, text_factor, type_font, words_family


def test_fonts__bundled_families__are_really_used(qapp: QApplication) -> None:
    assert unused_families() == ()


def test_fonts__each_face__is_matched_exactly(qapp: QApplication) -> None:
    for face in fonts.FACES:
        font = make_font(face.family, 16, face.weight, italic=face.italic)
        info = QFontInfo(font)

        assert (info.family(), info.weight(), info.italic()) == (face.family, face.weight, face.italic)


def test_make_font__face_that_does_not_ship__is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FontError):
        make_font("Inter", 16, 900)


def test_unused_families__family_qt_would_replace__is_named(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "FACES", (fonts.Face("No Such Letters", 400, False, fonts.FACES[0].path),))

    assert unused_families() == ("No Such Letters",)


@pytest.mark.parametrize("name", THEMES)
def test_theme__chosen__puts_every_token_into_the_palette(dressed: ThemeController, name: str) -> None:
    dressed.change_look(choice=ThemeChoice(name))
    label = QLabel()

    for token in ROLES:
        assert colour(label, token).name().upper() == getattr(load_colours(name), token), token


def test_roles__fifteen_tokens__each_has_its_own() -> None:
    assert len(set(ROLES.values())) == 15


def test_role_of__unknown_token__is_named() -> None:
    with pytest.raises(TokenError, match="shiny"):
        role_of("shiny")


class _FakeHints:
    """A desktop whose colours the test decides; the offscreen platform has none of its own."""

    def __init__(self) -> None:
        self.scheme = Qt.ColorScheme.Light

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme

    def setColorScheme(self, scheme: Qt.ColorScheme) -> None:
        self.asked_for = scheme

    def unsetColorScheme(self) -> None:
        self.asked_for = None


class _FakeWishes:
    """A person who told their system what they need; `motionPreference` is missing before Qt 6.12."""

    def __init__(self) -> None:
        self.contrast = Qt.ContrastPreference.NoPreference

    def contrastPreference(self) -> Qt.ContrastPreference:
        return self.contrast


@pytest.fixture
def desktop(dressed: ThemeController, monkeypatch: pytest.MonkeyPatch) -> _FakeHints:
    fake = _FakeHints()
    monkeypatch.setattr(dressed, "_hints", fake)
    return fake


def _turn(desktop: _FakeHints, scheme: Qt.ColorScheme) -> None:
    desktop.scheme = scheme
    QApplication.styleHints().colorSchemeChanged.emit(scheme)


def test_theme__system_turns_dark__follows_live(dressed: ThemeController, desktop: _FakeHints, qtbot) -> None:
    with qtbot.waitSignal(dressed.theme_changed):
        _turn(desktop, Qt.ColorScheme.Dark)
    assert dressed.theme == "dark"

    with qtbot.waitSignal(dressed.theme_changed):
        _turn(desktop, Qt.ColorScheme.Light)
    assert dressed.theme == "light"


def test_theme__chosen_light__stays_when_the_system_turns_dark(dressed: ThemeController, desktop: _FakeHints) -> None:
    dressed.change_look(choice=ThemeChoice.LIGHT)

    _turn(desktop, Qt.ColorScheme.Dark)

    assert dressed.theme == "light"
    assert desktop.asked_for == Qt.ColorScheme.Light


def test_theme__system_asks_for_contrast__gives_it_and_lives_without_the_newer_wish(
    dressed: ThemeController, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes = _FakeWishes()
    monkeypatch.setattr(dressed, "_wishes", wishes)
    wishes.contrast = Qt.ContrastPreference.HighContrast

    dressed.change_look(text_percent=110)

    assert dressed.theme == "contrast"
    assert dressed.fade_ms == FADE_MS


def test_theme__same_look_again__says_nothing(dressed: ThemeController, qtbot) -> None:
    with qtbot.assertNotEmitted(dressed.theme_changed):
        dressed.set_look(Look())


def test_theme__200_percent__doubles_what_has_a_type(dressed: ThemeController) -> None:
    label = QLabel()
    set_type(label, Type.HEADING1)
    before = label.font().pixelSize()

    dressed.change_look(text_percent=200)

    assert label.font().pixelSize() == 2 * before
    assert text_factor() == 2.0


@pytest.mark.parametrize(("percent", "factor"), [(20, 1.0), (500, 2.0)])
def test_theme__scale_out_of_range__is_brought_into_it(dressed: ThemeController, percent: int, factor: float) -> None:
    dressed.change_look(text_percent=percent)

    assert dressed.text_factor == factor


def test_theme__atkinson__is_what_words_are_set_in(dressed: ThemeController) -> None:
    dressed.change_look(reading_font=ReadingFont.ATKINSON, reading_px=24)

    assert words_family() == "Atkinson Hyperlegible Next"
    assert type_font(Type.READING).pixelSize() == 24
    assert type_font(Type.CONTROL).family() == "Inter"


def test_theme__apply_preferences__reads_every_field_about_the_look(dressed: ThemeController) -> None:
    dressed.apply(Preferences(theme=Theme.CONTRAST, text_scale=150, page_font=PageFont.ATKINSON, page_size=22))

    assert dressed.look == Look(ThemeChoice.CONTRAST, 150, ReadingFont.ATKINSON, 22, False)
    assert dressed.theme == "contrast"


def test_theme__less_motion__fades_take_no_time(dressed: ThemeController) -> None:
    assert dressed.fade_ms == FADE_MS

    dressed.change_look(less_motion=True)

    assert dressed.fade_ms == 0


def test_measure__66_characters__holds_66_characters_of_prose(dressed: ThemeController) -> None:
    font = QFont(type_font(Type.READING))

    assert measure_px(font, 75) > measure_px(font, 66) > 66 * 6


def test_icon__theme_changes__takes_the_new_colour(dressed: ThemeController) -> None:
    picture = icons.icon("lock", "accent")

    def ink() -> str:
        image = picture.pixmap(32).toImage()
        solid = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255]
        return solid[0].name().upper()

    light = ink()
    dressed.change_look(choice=ThemeChoice.DARK)

    assert (light, ink()) == (load_colours("light").accent, load_colours("dark").accent)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_pixmap__pixel_ratio__is_drawn_for_it(dressed: ThemeController, ratio: float) -> None:
    picture = icons.pixmap("lock", colour(QLabel(), "ink"), 18, ratio)

    assert picture.width() == round(18 * ratio)
    assert picture.devicePixelRatio() == ratio


def test_icon__unknown_name__is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_app_icon__always__is_drawn(dressed: ThemeController) -> None:
    assert not icons.app_icon().pixmap(64).isNull()
