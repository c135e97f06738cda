"""Every plain sentence for what can go wrong, by code; the window and the command line say the same words.

Errors carry a code and fields, never text for people. A sentence says what happened and what to do; its fields are
filled in by name.
"""

SENTENCES: dict[str, str] = {
    # settings
    "settings_damaged": "The settings file could not be read, so they are as they came. Your journal is not touched.",
    "settings_name_unknown": "The settings file holds something this version does not know; it was passed over.",
    "settings_not_saved": "The settings could not be saved and will last until you close the window. "
    "Please free some space on the disk, or check that you may write in the program's data folder.",
    "settings_value_ignored": "A setting held something it can't be, so that one is as it came.",
    "system_refused": "This could not be done. The computer says: {reason}",
    "folder_not_writable": "Kindroot can't write in {folder}. "
    "Free some space or choose a folder you may write in, then try again.",
    "spelling_missing": "Spelling can't be checked here: the optional part “chunspell” is not installed.",
    "spelling_no_dictionary": "Spelling can't be checked here: there is no dictionary on this computer.",
    "spelling_dictionary_unreadable": "The dictionary for this language can't be read. Another one may do.",
    "unexpected": "Something went wrong inside the program. What was saved before is untouched.",
    # content: packs
    "pack_not_usable": "This pack can't be used yet. Places to mend: {count}, the first at {place}; "
    "`kindroot packs check` lists them all.",
    "pack_not_a_folder": "There is no such folder. A pack is a folder with a pack.toml in it.",
    "pack_file_missing": "The file {name} is missing.",
    "pack_file_outside": "“{name}” does not name a file inside the pack. "
    "Please give a path inside the folder, with / and without .. in it.",
    "pack_file_unreadable": "{name} can't be read.",
    "pack_file_too_large": "{name} is larger than {most_kb} kB, the most a file of a pack may have.",
    "pack_too_large": "The pack's files have more than {most_mb} MB together; the rest was not read.",
    "pack_too_many_files": "The pack has more than {most} files; the rest was not read.",
    "pack_not_utf8": "{name} is not UTF-8 text from byte {byte} on. Please save it as UTF-8.",
    "pack_has_bom": "{name} begins with a byte-order mark. Please save it as UTF-8 without one.",
    "pack_has_nul": "{name} has a NUL character in it, so it is not plain text.",
    "pack_toml_broken": "The file is not TOML: {reason}.",
    "pack_toml_too_deep": "Keys or lists are nested too deep here, or the line is too long.",
    "pack_control_character": "The text has a control character, {number}, that can't be shown.",
    "pack_newer_format": "This pack is of format {format}; this version of the program reads format {known}.",
    "pack_unknown_key": "“{name}” is not part of the pack format, so it is passed over. It may be a slip of the pen.",
    "pack_missing_key": "“{name}” is missing.",
    "pack_wrong_type": "Here should stand {expected}, not {got}.",
    "pack_bad_value": "“{value}” is not one of the words the format knows here.",
    "pack_unknown_step_type": "“{value}” is not a type of step.",
    "pack_bad_id": "An id has 1 to {most} letters, without spaces.",
    "pack_empty_text": "“{name}” says nothing yet.",
    "pack_duplicate_id": "The id {id} was there before; each may stand once.",
    "pack_review_unsigned": "A pack is “reviewed” when [review] names who read it, in reviewed_by and "
    "lived_experience_review; until then it is “unreviewed”.",
    "pack_article_changed": "{name} is not the text this pack was made from: its SHA-256 differs.",
    "pack_furniture_missing": "“{words}” is not in the article, so there is nothing to leave out.",
    "pack_unknown_article": "There is no article {id} in this pack.",
    "pack_unknown_theme": "There is no theme {id} in this pack.",
    "pack_unknown_passage": "There is no passage {id} in this pack.",
    "pack_unknown_practice": "There is no practice {id} in this pack.",
    "pack_quote_not_found": "The words of {id} are not in {name}: “{words}”.",
    "pack_quote_not_unique": "The words of {id} stand {times} times in {name}; please quote a little more: “{words}”.",
    "pack_offsets_differ": "The words of {id} stand at {start} to {end}, in code points.",
    "pack_prefix_differs": "The prefix of {id} is not what stands before its words.",
    "pack_suffix_differs": "The suffix of {id} is not what stands after its words.",
    "pack_passage_hidden": "{id} lies in page furniture, so Readings does not show it.",
    "pack_no_passage": "{id} has no passage; everything asked stands on one.",
    "pack_no_theme": "{id} has no theme.",
    "pack_quoted_words_not_in_passage": "“{words}” stands in double quotes and in none of the passages linked here. "
    "Double quotes hold an article's exact words; for other words please use ‘single’ ones.",
    "pack_deep_not_private": "{id} is deep, so its place is “private”.",
    "pack_deep_without_note": "{id} is deep, so it needs a content_note.",
    "pack_practice_file_name": "The practice {id} stands in a file of another name.",
    "pack_practice_too_short": "The practice {id} has fewer than {fewest} steps.",
    "pack_practice_without_reading": "The practice {id} has no step that reads a passage.",
    "pack_practice_without_close": "The last step of {id} is not a close.",
    "pack_practice_without_note": "{id} is not gentle, so it needs a content_note.",
    "pack_deep_not_off": "{id} is deep, so it is off_by_default.",
    "pack_deep_not_steadied": "{id} is deep, so a ground step comes before the first thing to do and after the last.",
    "pack_deep_without_stop": "{id} is deep, so it needs cautions that say when to stop.",
    "pack_sittings_differ": "by_sitting needs a line for each of {count} sittings.",
    "pack_step_leads_nowhere": "The step {id} leads to {to}, which is not there.",
    "pack_step_unreachable": "No way leads to the step {id}.",
    "pack_step_never_closes": "From the step {id} no way leads to a close.",
    "pack_skip_unsaid": "The answers of {id} lead to different steps; a next says where a person goes who skips it.",
    "pack_read_step_without_passage": "The read step {id} has no passage of its own.",
    "pack_step_passage_not_listed": "The practice does not list the passage {id}.",
    "pack_step_without_words": "The step {id} has no way in words alone: words_only or parts.",
    "pack_scale_lengths_differ": "“{name}” needs one for each of {count} answers.",
    "pack_bad_date": "“{value}” is not a day; please write it as 2025-03-01, or leave it empty.",
    "pack_two_support_pages": "There can be one support page in a pack; this is another.",
    "pack_wording": "“{words}” is among the words the style guide leaves out.",
    "pack_grade": "The reading grade is {grade}; at most {most} is asked for. Shorter sentences help most.",
    "pack_few_prompts": "The built-in pack has at least {fewest} prompts; here are {count}.",
    "pack_few_prompts_for_article": "The built-in pack has at least {fewest} prompts for an article; {id} has {count}.",
    "pack_few_practices": "The built-in pack has at least {fewest} practices; here are {count}.",
    "pack_theme_without_lexicon": "The theme {id} is not in the lexicon.",
    "pack_theme_unused": "No prompt and no practice has the theme {id}.",
    # content: prompts
    "no_prompt_left": "No prompt is left to offer on that day. A free page is always there; "
    "prompts that were set aside can be let in again.",
    # vault
    "wrong_passphrase": "That isn't the passphrase of this journal. Capitals and spaces count; please try again.",
    "wrong_recovery_code": "That recovery code doesn't open this journal. It may belong to another one.",
    "mistyped_recovery_code": "That recovery code has a slip in it somewhere: it is seven groups of four letters and "
    "digits. Please compare it with what you wrote down.",
    "no_such_slot": "This journal has no secret of that kind. Please use the other one: passphrase or recovery code.",
    "passphrase_too_weak": "That passphrase would be guessed too soon. "
    "Please take at least 15 characters, best of all several words that don't belong together.",
    "header_damaged": "Both copies of this journal's key file (vault.json) are damaged or missing, so it can't be "
    "opened. Nothing was changed; please put those two files back from a copy of the folder.",
    "database_damaged": "The passphrase is right, but the journal's database is damaged. "
    "Nothing was changed; please keep the whole folder. What is left can be rescued into a new journal beside it.",
    "database_missing": "The journal's key file is here, but its database ({name}) isn't. "
    "Please put that file back from a copy of the folder; no new one was made.",
    "newer_version": "This journal was last opened by a newer version of the program. "
    "Nothing was changed; please open it with that version.",
    "kdf_out_of_bounds": "This journal asks for a key derivation outside what is safe, so it was not opened. "
    "Somebody may have changed it; please use a copy of the folder that you trust.",
    "not_enough_memory": "There isn't enough free memory to open this journal. "
    "Please close some other programs, then try again.",
    "vault_in_use": "This journal is open in another window or program. Please close it there, then try again.",
    "not_a_vault": "There is no journal in this folder. Please choose the folder that holds the file vault.json.",
    "vault_already_exists": "There already is a journal in this folder, and it was left as it is. "
    "Please open that one, or choose another folder for a new one.",
    "folder_not_empty": "A new journal needs an empty folder, and this one holds other files. Please choose another.",
    "vault_not_writable": "The journal's folder can't be written in. "
    "Please choose a folder you may write in, or change who may write in this one.",
    "disk_full": "The disk is full, so that could not be saved yet. Please free some space, then try again.",
    "vault_io_error": "The disk didn't answer as it should, so that could not be done. "
    "Please check that it is still connected, then try again.",
    "sealed_page_unreadable": "A page that was put aside when you hid the window can't be read any more. "
    "It was left where it is; everything in the journal is untouched.",
    "sealed_page_waits": "A page you hid before it was saved still waits to be put back, and a new key could not open "
    "it. Nothing was changed. Please free some space, then try again.",
    "vault_interrupted": "That was stopped before it was done, because something newer was asked for. "
    "Nothing was changed.",
    "vault_unexpected": "Something went wrong inside the program, and that could not be done. "
    "What was saved before is untouched.",
    "last_slot": "Nothing else would open this journal, so its recovery code was left as it is. "
    "Please choose a passphrase first.",
    "second_folder_missing": "The folder for copies isn't there just now. "
    "Please plug in the stick or choose another folder; the backup beside the journal was made all the same.",
    "snapshot_damaged": "That backup is damaged and can't be used. Nothing was changed; please choose another one.",
    "snapshot_missing": "There is no such backup here. `kindroot vault backup VAULT --list` shows those there are.",
    "snapshot_of_another_key": "That backup was made under another key, so this passphrase doesn't open it. "
    "Please try the passphrase the journal had then.",
    "snapshot_of_another_vault": "That backup belongs to another journal. "
    "Please restore it into a new or empty folder, so that nothing is replaced.",
    "erasing_may_leave": "What Kindroot kept here is erased. Copies that were made elsewhere, on a stick, in a synced "
    "folder or in a backup of this computer, are still there, and a solid-state disk may keep remnants for a while.",
    "damaged_pages": "Some pages of the database are damaged. Please keep the folder; what is left can be rescued.",
    "damaged_structure": "The database's structure is damaged. Please keep the folder; what is left can be rescued.",
    "damaged_references": "Some parts of the journal point to others that are gone. Please keep a copy of the folder.",
    "damaged_search_index": "The search index doesn't fit the entries. The entries themselves can still be read.",
    # journal
    "text_has_nul": "The text holds a character that stands for nothing (NUL), and can't be kept with it. "
    "Please take out what was pasted last; the rest is fine.",
    "text_has_broken_character": "The text holds half a character, and can't be kept with it. "
    "Please take out what was pasted last; the rest is fine.",
    "draft_empty": "There is nothing on the page yet, so there is nothing to keep.",
    "draft_not_found": "That draft is no longer there. It may have been kept or let go already.",
    "entry_not_found": "That entry is no longer there. It may have been deleted.",
    "already_imported": "That text is in the journal already, so it was not brought in again.",
    "moment_out_of_range": "The date is outside what a journal can hold. Please use one between the years 2 and 9998.",
    "moment_skipped": "That time did not happen there: the clocks went forward over it. "
    "Please choose one a little earlier or later.",
    "zone_unknown": "That is not a time zone Kindroot knows. Please choose one from the list, such as Europe/London.",
    "tag_not_valid": "A tag starts with a letter and holds letters, numbers, hyphens, underscores and slashes, "
    "up to 64 of them. Please try it without other signs.",
    "tag_not_found": "That tag is no longer there. It may have been renamed or removed.",
    "tag_name_taken": "Another tag has that name, or had it before. You can merge the two.",
    "version_not_found": "That earlier wording is no longer there. It may have been deleted.",
    "file_of_another_page": "A picture or file of it lies with another page already.",
    "preference_not_valid": "The preference “{name}” can't be set to that, so it was left as it was.",
    # journal: practices
    "practice_not_found": "That practice is not in the readings any more. Pages made with it are still in the journal.",
    "run_not_found": "That practice is no longer under way. It may have been finished or let go.",
    "run_finished": "That practice is finished. Its page is in the journal, and can be changed there.",
    "run_damaged": "A part of this practice can't be read any more, so it can't go on. "
    "What you answered is untouched; a backup may hold it whole.",
    "answer_damaged": "One of the answers can't be read any more. It was left as it is; a backup may hold it whole.",
    "no_more_sittings": "This was the last sitting of this practice.",
    "circle_damaged": "The circle can't be read any more. It was left as it is; a backup may hold it whole.",
    "circle_not_valid": "The circle doesn't hold together as it is, so the last one was kept.",
    "drawing_not_found": "That drawing is no longer there. It may have gone with its page.",
    "drawing_not_valid": "There is more on the sheet than can be kept, so the last strokes were left out. "
    "What was there before is kept.",
    "drawing_damaged": "That drawing can't be read any more. It was left as it is; a backup may hold it whole.",
    "story_line_empty": "There are no words in that line yet, so there is nothing to keep.",
    "story_line_not_found": "That line is no longer there. It may have been taken away with its page.",
    "support_entry_not_valid": "Each needs a name and a way to reach them, and there is room for {most} of them.",
    "here_damaged": "What was filled in for this computer can't be read. It may have been changed by hand.",
    "here_not_saved": "This could not be written for this computer. The disk may be full or closed to changes.",
    "set_aside_not_found": "That letter or plan is no longer there. It may have gone with its page.",
    "check_in_not_found": "That check-in is no longer there. It may have been taken away.",
    "answer_not_among_options": "That answer is not among those that can be given here, so it was not kept.",
    "too_many_items": "That is more than {most} lines, the most a step can hold. What is there was kept; "
    "the rest can go on a page of its own.",
    # journal: pictures and files
    "attachment_too_large": "That file is larger than {most_mib} MiB, the most a page can hold of one, so it was not "
    "added. It is where it was, untouched.",
    "attachment_empty": "That file is empty, so there is nothing to keep of it.",
    "attachment_not_found": "That picture or file is no longer there. It may have been removed.",
    "attachment_damaged": "A part of that picture or file is damaged, so it can't be opened. "
    "The page's words are untouched, and a backup may still hold it whole.",
    "file_not_readable": "That file can't be read, so it was not added. "
    "Please check that it is still there and that you may open it.",
    "file_is_folder": "That is a folder. Please add the files in it one by one.",
    "file_not_plain": "That is no plain file, so it was not added.",
    "file_elsewhere": "That file is not on this computer, so it was not fetched. Please save it here first, "
    "then add it.",
    "picture_not_readable": "That picture could not be read from the clipboard. Please copy it again, then try once "
    "more.",
    # exchange
    "copy_not_written": "The copy could not be written there, so nothing was. "
    "Please choose a folder you may write in that has room for it.",
    "import_source_missing": "There is nothing at {source}. Please check the path, then try again.",
    "import_source_not_a_folder": "{source} is neither a folder of text files nor an export of a journal. "
    "Please name the folder, or the export's journal.json.",
    "import_source_newer": "This export was written by a newer version of the program. "
    "Nothing was changed; please bring it in with that version.",
    "import_no_such_batch": "There is no such import to take out again.",
    "import_source_not_readable": "The folder {source} can't be read. "
    "Please check that you may open it, then try again.",
    "import_source_changed": "A file was changed or went away while it was read, so nothing was brought in. "
    "Please try again when the folder stays as it is.",
    "import_too_many_files": "The folder holds more than {most} text files. Please bring it in a part at a time.",
    "import_is_link": "It is a link to somewhere else.",
    "import_not_a_file": "It isn't a plain file.",
    "import_too_large": "It is larger than 25 MB.",
    "import_not_readable": "It can't be read.",
    "import_not_utf8": "It isn't UTF-8 text. Please save it as UTF-8, then import again.",
    "import_empty": "There are no words in it.",
    "import_not_understood": "It isn't in the form of an export.",
    "import_newer_form": "It was written by a newer version of the program.",
    "import_bad_moment": "It has a date that can't be read.",
    "import_zone_unknown": "It names a time zone that isn't known here.",
    "import_cut_short": "It ends before it is complete, or is damaged there; what stands before was read.",
    "import_without_its_page": "It is an earlier wording of a page that isn't here.",
    "import_file_missing": "A file it names isn't there.",
    "import_file_outside": "It names a file outside the folder, which was not opened.",
    "import_file_differs": "A file it names isn't the one that was written with it.",
    "export_warning": "What is written there is plain text: anyone who can open that folder can read it.",
    "export_out_not_a_folder": "{out} is not a folder. Please name a new one; it is made for you.",
    "export_out_not_empty": "{out} holds files already, and they were left as they are. Please name a new folder.",
    "export_out_parent_missing": "There is no folder {out}. Please make it first, or choose another place.",
    "export_out_in_vault": "{out} lies inside the journal's own folder, where everything is encrypted. "
    "Please choose another place.",
    "export_out_partial_left": "An export that was cut short lies in {partial}, in plain text. "
    "Please delete that folder, then try again.",
    "export_out_not_written": "The computer says: {reason}. So {out} could not be written, and nothing was left there.",
    # command line: bench
    "bench_window_missing": "The window didn't come up, so nothing was measured. "
    "`kindroot selfcheck` says what is missing.",
    "bench_window_stopped": "The window came up but went no further than: {reached}. Nothing was measured. "
    "`kindroot selfcheck` may say what is missing.",
    "bench_program_failed": "{program} ended with {exit_code}, so nothing was measured. "
    "`kindroot selfcheck` may say what is missing.",
    "bench_rival_found_nothing": "Another journal found nothing to compare with, so nothing was measured.",
    "bench_rivals_not_named": "Not measured: jrnl and RedNotebook. --rival-python names a Python that has them.",
    "bench_rival_missing": "Not measured: {name} is not installed there.",
    # command line: secrets
    "passphrase_file_unreadable": "The passphrase could not be read from {file}. "
    "Please check that the file is there and holds one line of plain text.",
    "passphrase_missing": "No passphrase was given. Please type one when asked, or name a file with --passphrase-file.",
    "passphrases_differ": "The two passphrases were not the same, so nothing was made. Please try again.",
}


def sentence(code: str, **fields: object) -> str:
    """Return the sentence for a code, with its fields filled in; an unknown code is a bug and raises KeyError."""
    return SENTENCES[code].format(**fields)
