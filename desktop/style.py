"""The style sheet of bars, panels and controls, made from a theme."""

from __future__ import annotations

from string import Template

from comparators.files import resource
from desktop.theme import UI_FAMILIES, Theme

_SHEET = Template(
    """
* { font-family: $families; font-size: ${size}px; }
QMainWindow, QDialog, QWidget#page { background: $bg; color: $ink; }
QWidget { color: $ink; }
QWidget#bar, QWidget#panel, QStatusBar { background: $panel; }
QWidget#bar { border-bottom: 1px solid $line; }
QStatusBar { border-top: 1px solid $line; color: $soft; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: $soft; font-size: 12px; padding: 0 8px; }
QFrame#tour { background: $paper; border: 1px solid $accent; border-radius: 10px; }
QFrame#card { background: $paper; border: 1px solid $line; border-radius: 8px; }
QLabel#title { font-size: 15px; font-weight: 600; }
QLabel#soft { color: $soft; }
QLabel#faint, QLabel#heading { color: $faint; font-size: 12px; }
QLabel#problem { background: $num_bg; color: $num; border-radius: 6px; padding: 8px 12px; }
QToolTip { background: $panel; color: $ink; border: 1px solid $line; padding: 4px 6px; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QPushButton, QToolButton { background: $paper; color: $ink; border: 1px solid $line; border-radius: 6px;
  padding: 5px 12px; }
QPushButton:hover, QToolButton:hover { border-color: $accent; }
QPushButton:pressed, QToolButton:pressed { background: $accent_bg; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QPushButton:disabled, QToolButton:disabled { color: $faint; background: $row; }
QPushButton:checked, QToolButton:checked { background: $accent_bg; color: $accent; font-weight: 600; }
QPushButton#primary, QToolButton#primary { background: $accent; color: $accent_ink; border-color: $accent;
  font-weight: 600; padding: 6px 16px; }
QPushButton#primary:disabled { background: $line; border-color: $line; color: $soft; }
QPushButton#link { background: transparent; border: 0; color: $accent; padding: 4px 6px; }
QPushButton#link:hover { text-decoration: underline; }
QPushButton#link:focus { border: 1px solid $accent; }
QToolButton#flat { background: transparent; border: 1px solid transparent; padding: 4px 6px; color: $soft; }
QToolButton#flat:hover { background: $accent_bg; color: $accent; }
QToolButton#flat:focus { border: 1px solid $accent; }
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton#segment { border-radius: 0; margin-left: -1px; color: $soft; }
QPushButton#segment:checked { color: $accent; }
QPushButton#segment[place="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; margin-left: 0; }
QPushButton#segment[place="last"] { border-top-right-radius: 6px; border-bottom-right-radius: 6px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit { background: $paper; color: $ink;
  border: 1px solid $line; border-radius: 6px; padding: 4px 8px; selection-background-color: $select_bg;
  selection-color: $ink; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid $accent;
  padding: 3px 7px; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox::down-arrow { image: url("$icons/chevron.svg"); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: $paper; color: $ink; border: 1px solid $line;
  selection-background-color: $accent_bg; selection-color: $accent; }
QCheckBox, QRadioButton { spacing: 6px; }
QCheckBox::indicator { width: 13px; height: 13px; border: 1px solid $faint; border-radius: 3px; background: $paper; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$icons/$check.svg"); }
QCheckBox::indicator:disabled { background: $row; border-color: $line; }
QCheckBox:focus, QRadioButton:focus { color: $accent; text-decoration: underline; }

QTabBar { background: $panel; }
QTabBar::tab { background: $panel; color: $soft; padding: 10px 6px; border: 0; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $accent; font-weight: 600; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }

QScrollArea, QTextBrowser { background: transparent; border: 0; }
QTreeView, QListView, QTableView, QScrollArea > QWidget > QWidget#panel { background: $panel; color: $ink;
  border: 0; outline: 0; selection-background-color: $accent_bg; selection-color: $accent; }
QTreeView, QListView, QTableView, QTextBrowser { border: 1px solid transparent; }
QTreeView:focus, QListView:focus, QTableView:focus, QTextBrowser:focus { border: 1px solid $accent; }
QTableView { gridline-color: $line; alternate-background-color: $row; }
QTreeView::item:hover, QListView::item:hover { background: $row; }
QTreeView::item:selected, QListView::item:selected,
QTableView::item:selected { background: $accent_bg; color: $accent; }
QHeaderView { background: $panel; }
QHeaderView::section { background: $panel; color: $faint; border: 0; border-bottom: 1px solid $line; padding: 4px;
  font-size: 12px; }

QMenuBar { background: $panel; color: $ink; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 4px 10px; background: transparent; }
QMenuBar::item:selected { background: $accent_bg; color: $accent; }
QMenu { background: $paper; color: $ink; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: $accent_bg; color: $accent; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 32px; min-width: 32px; margin: 2px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $line; border: 0; border-radius: 3px; height: 6px; max-height: 6px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QGroupBox { border: 1px solid $line; border-radius: 8px; margin-top: 10px; padding: 12px 10px 8px 10px; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; padding: 0 4px; color: $soft; }
"""
)


def style_sheet(theme: Theme) -> str:
    """Return the style sheet for a theme."""
    families = ", ".join(f'"{name}"' for name in UI_FAMILIES)
    return _SHEET.substitute(
        theme.colors,
        families=families,
        size=theme.ui_size,
        icons=resource("icons").as_posix(),
        check="check-dark" if theme.dark else "check-light",
    )
