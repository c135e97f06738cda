"""What Kindroot promises about a journal, to whom it matters, and which test shows it; and what it can't do.

The one place of these words: About, Settings and the first run show them, and a test checks that each test named here
exists. The promises and limits are those of the design of the vault (T1 to T9).
"""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: who might look, what they learn and don't, and the test files that can fail if it is not so."""

    code: str
    who: str
    words: str
    tests: tuple[str, ...]


def promises() -> tuple[Promise, ...]:
    """Return the promises in the order of the design."""
    return (
        Promise(
            "T1",
            _tr("Someone who shares your account on this computer, while the journal is locked or closed"),
            _tr(
                "They can see that a writing program and a journal are here. They find no words of yours, no title, no "
                "name, nothing you searched for: not in files, and not in the memory left after a lock."
            ),
            ("tests/traces/test_nothing_is_left.py", "tests/traces/test_seeded_leaks.py"),
        ),
        Promise(
            "T2",
            _tr("Someone who walks in while the journal is open"),
            _tr(
                "Lock and Hide now take the page away at once. What is half-typed is kept, and only the passphrase "
                "brings it back. After a while without a key the journal locks by itself."
            ),
            ("tests/ui/test_hide_now.py", "tests/ui/test_idle.py"),
        ),
        Promise(
            "T3",
            _tr("Someone who sits down after you at a shared computer"),
            _tr(
                "A guest session makes no file at all. A journal leaves only encrypted files, and before it is open it "
                "shows a shape and a colour, never a name."
            ),
            ("tests/vault/test_guest.py", "tests/traces/test_nothing_is_left.py"),
        ),
        Promise(
            "T4",
            _tr("Someone who has your disk"),
            _tr(
                "They need your passphrase or your recovery code. Six made words would take longer to guess than "
                "anyone has. After “change and lock out”, an old copy shows nothing that you write from then on."
            ),
            ("tests/vault/test_header.py", "tests/vault/test_rotation.py"),
        ),
        Promise(
            "T5",
            _tr("Someone who reads a folder that you sync or back up"),
            _tr("They see no content, and every change they make to the files is noticed when the journal opens."),
            ("tests/faults/test_damaged_files.py", "tests/vault/test_snapshots.py"),
        ),
        Promise(
            "T6",
            _tr("Someone who hands you a pack, a file or a text to paste"),
            _tr("It is read as plain words. It runs nothing, opens no other file and reaches no network."),
            ("tests/hostile/test_mutated_input.py", "tests/ui/test_text_guard.py"),
        ),
        Promise(
            "T7",
            _tr("A crash, a power cut, a full disk, or a disk that goes bad"),
            _tr(
                "What was shown as saved is kept. If a file is damaged, the journal says so, nothing is written over "
                "it, and what can still be read is saved into a new journal."
            ),
            ("tests/faults/test_killed_while_saving.py", "tests/faults/test_power_cut.py"),
        ),
        Promise(
            "T8",
            _tr("A person who leads a group, or looks after the computer"),
            _tr("There is no master key and nobody else's way in. Nobody can read along, and nobody can reset it."),
            ("tests/vault/test_creation.py",),
        ),
        Promise(
            "T9",
            _tr("We who made this, and what we may add later"),
            _tr("Nothing is sent anywhere. Messages, settings and fault reports hold no words of yours."),
            ("tests/architecture/test_no_network.py", "tests/vault/test_errors.py"),
        ),
    )


def limits() -> tuple[str, ...]:
    """Return what nothing here protects against, in plain words."""
    return (
        _tr("A program that watches the computer: it can read the screen and every key while you type."),
        _tr("A camera, or someone who looks over your shoulder."),
        _tr("Someone who controls the computer and has changed it, such as an administrator."),
        _tr("Someone who makes you tell the passphrase. There is no second, harmless journal behind another one."),
        _tr(
            "An open journal when the computer sleeps or hibernates: its memory may be written to the disk. Lock first."
        ),
        _tr("Pictures of the screen, where the system allows them."),
        _tr("The system's own notes that this program was used, and when."),
        _tr("Copies that you or others made before: they open with the passphrase they were made with."),
        _tr("What an SSD keeps of deleted files. It is encrypted, but it may stay on the disk for a while."),
        _tr("Pages that you print or save as plain text."),
        _tr("Input methods and screen readers: they have to see the words to do their work."),
        _tr("A forgotten passphrase. Without a recovery code nobody can open the journal: not us, not anyone."),
    )


def _tr(words: str) -> str:
    return QCoreApplication.translate("Promises", words)
