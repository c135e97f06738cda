import shutil
import sys

import pytest
from PySide6 import QtCore

MODULE, LIBRARY, LINK, DATA = "EXTENSION", "BINARY", "SYMLINK", "DATA"


@pytest.fixture
def parts(packaging_module):
    return packaging_module("bundle_parts")


def entry(path, kind=LIBRARY):
    return (path, f"/here/{path.rpartition('/')[2]}", kind)


def links_of(table):
    return lambda file: table.get(file.rpartition("/")[2], ())


def test_lean__library_a_module_links_to_over_another__stays(parts):
    entries = [entry("PySide6/QtGui.abi3.so", MODULE), entry("Qt/lib/libQt6Gui.so.6"), entry("libGL.so.1")]
    links = links_of({"QtGui.abi3.so": ["libQt6Gui.so.6", "libc.so.6"], "libQt6Gui.so.6": ["libGL.so.1"]})

    assert parts.lean(entries, links) == entries


def test_lean__library_that_only_a_dropped_plugin_links_to__goes(parts):
    kept = [entry("PySide6/Qt/plugins/platforms/libqxcb.so"), entry("libxcb.so.1")]
    dropped = [entry("PySide6/Qt/plugins/platformthemes/libqgtk3.so"), entry("libgtk-3.so.0")]
    links = links_of({"libqxcb.so": ["libxcb.so.1"], "libqgtk3.so": ["libgtk-3.so.0", "libxcb.so.1"]})

    assert parts.lean([*dropped, *kept], links) == kept


def test_lean__libraries_that_link_to_each_other__ends(parts):
    entries = [entry("libpython3.11.so.1.0"), entry("a.so"), entry("b.so")]
    links = links_of({"libpython3.11.so.1.0": ["a.so"], "a.so": ["b.so"], "b.so": ["a.so"]})

    assert parts.lean(entries, links) == entries


@pytest.mark.parametrize(
    ("path", "is_wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqwayland.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt/plugins/imageformats/libqjpeg.so", True),
        ("PySide6/plugins/imageformats/qwebp.dll", True),
        ("PySide6/Qt/plugins/imageformats/libqgif.so", True),
        ("PySide6/Qt/plugins/imageformats/libqtiff.so", False),
        ("PySide6/Qt/plugins/imageformats/libqpdf.so", False),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/plugins/iconengines/libqoffscreen.so", False),
        ("libpython3.11.so.1.0", True),
        ("python311.dll", True),
        ("libssl.so.3", False),
    ],
)
def test_is_root__plugins_and_python__by_name(parts, path, is_wanted):
    assert parts.is_root(path) is is_wanted


def test_links_to__library_was_dropped__leaves_no_link_to_nowhere(parts):
    links = [entry("libQt6Gui.so.6", LINK), entry("libQt6Network.so.6", LINK)]

    assert parts.links_to([entry("PySide6/Qt/lib/libQt6Gui.so.6")], links) == links[:1]


def test_wanted_data__translations_and_metadata__go(parts):
    kept = [entry("base_library.zip", DATA)]
    dropped = [
        entry("PySide6/Qt/translations/qtbase_de.qm", DATA),
        entry("cryptography-50.0.2.dist-info/RECORD", DATA),
        entry("libQt6Qml.so.6", LINK),
    ]

    assert parts.wanted_data([*dropped, *kept]) == kept


def test_stage_metadata__a_library__has_its_licence_and_no_trace_of_this_machine(parts, tmp_path):
    entries = parts.stage_metadata(["SQLAlchemy", "SQLCipher"], tmp_path)

    names = {path.rpartition("/")[2] for path, _, _ in entries}
    assert {"METADATA", "RECORD"} < names
    assert any(name.startswith("LICENSE") for name in names)
    assert not names & {"direct_url.json", "INSTALLER", "REQUESTED"}
    assert {path.partition("-")[0] for path, _, _ in entries} == {"sqlalchemy"}


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("objdump") is None, reason="not run: needs objdump")
def test_needed_by__an_extension_module__names_what_it_links_to_itself_and_no_more(parts):
    needed = parts.needed_by(QtCore.__file__)

    assert "libQt6Core.so.6" in needed
    assert not [name for name in needed if name.startswith("libicu")]


def test_wanted_scripts__hooks_that_import_before_the_program__go(parts):
    names = ["pyimod01_archive", "pyi_rth_inspect", "pyi_rth_cryptography_openssl", "pyi_rth_pyside6", "__main__"]
    scripts = [(name, f"/here/{name}.py", "PYSOURCE") for name in names]

    assert [script[0] for script in parts.wanted_scripts(scripts)] == [names[0], names[2], names[4]]
