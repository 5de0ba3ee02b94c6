"""The only place for the English of errors and problems; the window translates by key.

Braces are filled by name. A sentence names the field, row or file, and the way out. Long because
every fault of the program has its sentence here, and nowhere else.
"""

SENTENCES: dict[str, str] = {
    # The database
    "no_database": "There is no database at {place}. Make one with: helpdesk-desktop-cli init",
    "unreachable": "The database server {place} cannot be reached: {reason}",
    "wrong_password": "The server {place} refused this user name or password.",
    "no_such_database": "The server {place} has no database of this name.",
    "too_many_clients": "The server {place} has no free connection just now. Try again shortly.",
    "connection_lost": "The connection to the database was lost. Nothing unsaved is lost.",
    "save_unconfirmed": (
        "The connection was lost while saving. It is not known yet whether the change was saved."
    ),
    "server_refused": "The database server does not allow this with your account: {reason}",
    "locked": "Another program is writing to the database. Try again in a moment.",
    "disk_full": "The disk is full, so nothing could be saved. Free some space and try again.",
    "read_only": "The database {place} can only be read, so nothing can be saved there.",
    "unreadable": "The file {place} cannot be read: {reason}",
    "orphan_log": (
        "{place} is the log of a database file that is gone, and may hold what was saved last. "
        "Bring that file back, or move this one away."
    ),
    "unwritable_folder": "The folder {place} cannot be written, so the database cannot live there.",
    "timed_out": "The database did not answer in time. Try again, or narrow the filter.",
    "io_error": "The disk reported an error while the database was in use: {reason}",
    "newer_schema": (
        "This database was made by a newer version of the program (schema {found}, this program "
        "knows {known}). Update the program; the database was not touched."
    ),
    "older_schema": (
        "This database has an older schema ({found}; this program needs {known}). An administrator "
        "can migrate it with: helpdesk-desktop-cli init"
    ),
    "migration_unfinished": (
        "A migration of this database was interrupted. An administrator can finish it with: "
        "helpdesk-desktop-cli init"
    ),
    "program_incomplete": (
        "The program is incomplete: {place} is missing. Install it again; no data was touched."
    ),
    "foreign_file": "{place} is not a Helpdesk Desktop database. It was not touched.",
    "foreign_database": (
        "The database {place} belongs to another program: it has tables, but not ours. "
        "It was not touched."
    ),
    "empty_file": "{place} is an empty file, not a Helpdesk Desktop database. It was not touched.",
    "damaged": "The database file {place} is damaged: {reason}. It was not touched.",
    "not_a_file": "{place} is a folder, not a database file.",
    "network_share": "{place} lies on a network share, where SQLite files get damaged.",
    # The address of a database
    "bad_url": "This is not a database address: {reason}",
    "unknown_driver": "{scheme} databases are not supported. Use sqlite, postgresql or mariadb.",
    "password_in_url": (
        "A password in the address is accepted for this computer only. "
        "Use --password-file, or leave it out and type it when asked."
    ),
    "password_needed": "The server {place} wants a password. Use --password-file PATH.",
    "password_file": "The password file {place} cannot be used: {reason}",
    "tls_needed": (
        "The server {place} offers no verified encryption, so the connection was refused: {reason}"
    ),
    # Queries
    "query_unknown_field": "There is no field “{field}”.",
    "query_unknown_choice": "“{value}” is not a value of {field}. Expected {expected}.",
    "query_unknown_agent": "There is no agent “{value}”.",
    "query_unknown_group": "There is no group “{value}”.",
    "query_missing_value": "A value is missing after “{field}:”. Expected {expected}.",
    "query_bad_value": "“{value}” does not fit {field}. Expected {expected}.",
    "query_bad_operator": "“{operator}” cannot be used with {field}. Expected {expected}.",
    "query_unclosed_quote": 'The quote is not closed. Expected “"”.',
    "query_unclosed_parenthesis": "The parenthesis is not closed. Expected “)”.",
    "query_unexpected": "“{value}” cannot stand here. Expected {expected}.",
    "query_unexpected_end": "The query ends too early. Expected {expected}.",
    "query_too_deep": "Parentheses nest at most three deep.",
    "query_nothing_to_search": "There is nothing to search for in “{value}”: no letter or digit.",
    "query_too_long": "A query has {limit} characters at most.",
    "query_too_many": "A filter has {limit} conditions at most.",
    "query_too_many_values": "A filter has {limit} values at most.",
    "query_bad_text": (
        "The query contains a NUL character or half a character, which no ticket can hold."
    ),
    "query_sort_keys": "The list is sorted by no more than {limit} columns.",
    "query_unsortable": "The list cannot be sorted by {value}.",
    "query_nested_scope": "“{scope}:( )” cannot stand inside another one.",
    "query_scope_field": "“{field}” cannot stand inside “{scope}:( )”.",
    "why_for_others": "Only an administrator may ask what somebody else sees.",
    "query_masked_sort": "Your role sees phone numbers masked, so it cannot sort by phone.",
    "filter_unusable": "This filter cannot be used: {reason}",
    "unknown_column": "There is no column “{value}”. Columns: {expected}.",
    # Values
    "invalid_values": "{count} value(s) cannot be taken.",
    "required": "{label} is required.",
    "new_company_needs": "The new company “{name}” needs a value for {label}.",
    "new_contact_needs": "The new contact “{name}” needs a value for {label}.",
    "too_long": "{label} may have {limit} characters at most; this has {count}.",
    "subject_cut": (
        "The subject was longer than {limit} characters; the whole is in the description."
    ),
    "bad_text_nul": "{label} contains a NUL character, which cannot be stored.",
    "bad_text_surrogate": (
        "{label} contains half a character (a lone surrogate), which cannot be stored."
    ),
    "bad_email": "“{value}” is not an e-mail address.",
    "number_as_name": (
        "“{value}” is a phone number. Put it with the phone numbers; a contact needs no name then."
    ),
    "bad_phone": "“{value}” is not a phone number.",
    "bad_number": "“{value}” is not a number.",
    "bad_whole_number": "“{value}” is not a whole number that {label} can hold.",
    "number_out_of_range": (
        "“{value}” is out of range: {label} takes numbers from {least} to {most}."
    ),
    "too_many_places": "{label} takes six decimal places at most, and “{value}” has more.",
    "number_range": "{label} must be between {low} and {high}.",
    "bad_date": "“{value}” is not a date or time.",
    "bad_day": "“{value}” is not a day such as 2026-11-23.",
    "ambiguous_date": (
        "“{value}” can be read in two ways; day first was taken. Set date_order to be sure."
    ),
    "nonexistent_time": (
        "“{value}” does not exist in the time zone {zone} (clocks change); one "
        "hour later was taken."
    ),
    "unknown_choice": "“{value}” is not a {label}. Expected {expected}.",
    "unknown_option": "“{value}” is no option of {label}. Expected {expected}.",
    "no_match": "“{value}” does not match the pattern of {label}: {pattern}",
    "pattern_too_slow": (
        "Whether “{value}” matches the pattern of {label} took too long to tell. An administrator "
        "can make the pattern simpler: {pattern}"
    ),
    "pattern_too_big": (
        "The pattern repeats too much: written out it has more than {limit} parts."
    ),
    "bad_pattern": "This is no regular expression: {reason}.",
    "unknown_field": "There is no field “{value}”.",
    "read_only_field": "{label} cannot be set.",
    "unknown_agent": "There is no agent “{value}”.",
    "unknown_agent_dropped": "There is no agent “{value}”; nobody was assigned.",
    "unknown_cc_dropped": "There is no agent “{value}”; they were left out of the CCs.",
    "unknown_group": "There is no group “{value}”.",
    "contact_unchosen": (
        "“{value}” is not chosen yet: take a contact from the list, create one, or empty the field."
    ),
    "contact_empty": "A new contact needs a name, a phone number or an e-mail address.",
    "retired": "“{value}” is retired and cannot be chosen any more.",
    "conflict": "Someone else changed {what} first. Nothing was overwritten.",
    "undo_conflict": "Ticket #{serial} was not put back: {fields} changed again in the meantime.",
    "undo_number": (
        "Ticket #{serial} was not put back: history keeps no phone numbers, so the old one is not "
        "known here."
    ),
    "undo_gone": "{label} cannot be put back: what stood there cannot be chosen any more.",
    "gone": "{what} was removed in the meantime.",
    "no_such_ticket": "There is no ticket #{serial}.",
    "no_such_contact": "There is no such contact.",
    "no_such_company": "There is no such company.",
    "contact_merged": "{what} was merged into another one. Nothing was overwritten.",
    "merge_undo_changed": (
        "The merge was not undone: {what} changed again in the meantime. Nothing was put back."
    ),
    "merge_undo_tickets": (
        "The merge was not undone: {count} of the moved tickets got another contact in the "
        "meantime. Nothing was put back."
    ),
    "merge_undo_contacts": (
        "The merge was not undone: {count} of the moved contacts got another company in the "
        "meantime. Nothing was put back."
    ),
    "merge_too_few": "Choose at least two to merge.",
    "merge_notes_too_long": "The notes of all of them together are too long to be kept as one.",
    "not_allowed": "Your role does not allow this: {action}.",
    "inactive_agent": "The account “{value}” is switched off. Ask an administrator.",
    "external_id_taken": "Another ticket has the external id “{value}” already.",
    "phone_of_contact": "The number is the contact's; change it there.",
    "file_gone": "The file {place} was moved, deleted or replaced; nothing can be saved in it now.",
    "value_of_contact": "{label} is the contact's; change it there, or name another contact.",
    "bad_key": "“{value}” cannot be a key. Use lower-case letters, digits and dashes.",
    "no_such_group": "There is no group “{value}”.",
    "unknown_setting": "“{value}” cannot be set here. Expected {expected}.",
    "unknown_zone": "There is no time zone “{value}”. Example: Asia/Ho_Chi_Minh.",
    "unknown_region": "“{value}” is no country code of two letters. Example: VN.",
    "settings_unreadable": (
        "The settings file {place} cannot be read ({reason}); the defaults are used."
    ),
    "settings_set_aside": (
        "The settings file could not be read ({reason}). It was set aside as {place}; "
        "the defaults are used."
    ),
    "settings_unwritable": "The settings file {place} cannot be written: {reason}",
    "login_taken": "There is already an agent with the login “{value}”.",
    "name_taken": "There is already a {what} named “{value}”.",
    "bad_login": "“{value}” cannot be a login. Use letters, digits, dots, dashes and underscores.",
    "unknown_role": "There is no role “{value}”.",
    "who_are_you": "Which agent are you? Use --as LOGIN. Agents: {expected}.",
    "last_administrator": "At least one active administrator must remain.",
    "take_right": (
        "Your role may not export: at most {limit} tickets can be copied or printed at once."
    ),
    "export_right": (
        "Your role may not export: a list as CSV or JSON has {limit} rows at most. Narrow the "
        "query, or use --limit."
    ),
    "last_of_kind": "At least one role of the kind “{value}” must remain.",
    "only_administrators": "Only an administrator may change administrators.",
    "wider_than_own": "You cannot give a role more than your own has: {what}.",
    "role_in_use": (
        "{count} agent(s) have the role “{value}”. Give them another one first; the role was not "
        "removed."
    ),
    "group_in_use": (
        "{count} ticket(s) belong to the group “{value}”. Move them first; the group was not "
        "removed."
    ),
    "group_gone": "This group was removed. Choose another one.",
    "type_retired": "This type is retired and cannot be chosen any more.",
    "no_such_type": "There is no ticket type “{value}”.",
    "as_refused": "This server knows who you are; --as cannot be used here.",
    # Custom fields
    "bad_field_key": (
        "“{value}” cannot be the key of a field. Begin with a letter, and use letters, digits, "
        "dashes and underscores."
    ),
    "no_such_field": "There is no custom field “{value}”.",
    "unknown_kind": "There is no kind of field “{value}”. Kinds: {expected}.",
    "too_many_fields": "There may be {limit} custom fields at most.",
    "never_closed": "{label} cannot be required to close: only tickets are closed.",
    "pattern_of_regex": "Only a field of the kind “regex” has a pattern.",
    "no_options": "{label} has no options: only drop-down, multi-select and dependent fields have.",
    "too_many_options": "{label} may have {limit} options at most; these are {count}.",
    "options_too_deep": "Options nest at most {limit} deep.",
    "options_flat": "“{value}” lies below another option, which only a dependent field has.",
    "option_level": "“{value}” lies more than one level below the option before it.",
    "option_twice": "“{value}” stands twice in the same place.",
    "option_path_sign": (
        "“{value}” cannot be an option of a tree: “ / ” stands between the names of a path."
    ),
    # Files
    "no_file": "There is no file {place}.",
    "file_too_large": "{place} is larger than {limit} bytes when unpacked.",
    "packed_ratio": "{place} unpacks to more than {limit} times its size and was refused.",
    "bad_packed": "{place} is not a readable gzip file: {reason}",
    "bad_encoding": "{place} cannot be read as {encoding} at byte {position}.",
    "unknown_encoding": "There is no encoding “{value}”.",
    "line_too_long": (
        "{place} has a line longer than {limit} characters, so it is no file of this kind."
    ),
    "bad_encoding_row": "This row is not valid {encoding}.",
    "unknown_format": (
        "The kind of file {place} is not known. Expected csv, tsv, xlsx, json or jsonl."
    ),
    "workbook_locked": (
        "{place} is protected by a password. Open it in its own program, save it without one, and "
        "choose it again."
    ),
    "workbook_old": (
        "{place} is a workbook of Excel 97–2003 or another old Office file. Save it as .xlsx, and "
        "choose it again."
    ),
    "workbook_binary": (
        "{place} is a binary workbook (.xlsb). Save it as .xlsx, and choose it again."
    ),
    "workbook_no_sheet": "{place} is a workbook without any sheet of cells.",
    "bad_workbook": "{place} is not a readable workbook: {reason}",
    "unknown_sheet": "There is no sheet “{value}”. Sheets: {expected}.",
    "cell_error": "“{value}” is an error of the spreadsheet; the cell was taken as empty.",
    "cell_uncomputed": (
        "The formula in {value} has no stored result; the cell was taken as empty. Open the file "
        "in its own program and save it."
    ),
    "no_header": "{place} has no header line.",
    "no_preset": "The columns of {place} fit no preset. Use --map or --preset ({expected}).",
    "unknown_preset": "There is no preset “{value}”. Presets: {expected}.",
    "preset_misfit": "{place} lacks the column “{column}” that the preset {preset} needs.",
    "map_unreadable": "The map file {place} cannot be read: {reason}",
    "map_unknown_column": "The map names a column “{column}” that {place} does not have.",
    "ragged": "This row has {found} cells; the header has {expected}.",
    "found_by_email": (
        "The contact “{contact}” was found by its e-mail; “{value}” ({label}) was not taken."
    ),
    "found_by_phone": (
        "The contact “{contact}” was found by its number; “{value}” ({label}) was not taken."
    ),
    "masked_number": "“{value}” is a masked number, which is none; it was not taken.",
    "two_numbers": "“{value}” is a number, too, beside that in Phone; it was not taken.",
    "duplicate_row": "A row with the same id stands in line {first}.",
    "update_unseen": (
        "The ticket with this id is not in your list: it was deleted or merged, or your role does "
        "not show it. Nothing was changed."
    ),
    "column_twice": "Not taken: another column of this row gives {label}, and another value.",
    "untaken_no_right": "Not taken: there is no such field, and your role may not make one.",
    "untaken_too_many": (
        "Not taken: there are {limit} custom fields already, so none was made for this column."
    ),
    "untaken_call": "Not taken: calls are no part of an import.",
    "untaken_retired": "Not taken: the field {label} is retired.",
    "untaken_unknown": "Not taken: there is no field “{value}”. Make it first.",
    "contact_stays": "Another {label} stays: the contact was there already. Rows: {count}.",
    "contact_made_otherwise": (
        "Another {label} stays: an earlier row made this contact. Rows: {count}."
    ),
    "contact_missing": "No contact could take {label}: the ticket has none. Rows: {count}.",
    "company_stays": "Another {label} stays: the company was there already. Rows: {count}.",
    "company_made_otherwise": (
        "Another {label} stays: an earlier row made this company. Rows: {count}."
    ),
    "company_missing": "No company could take {label}: the ticket has none. Rows: {count}.",
    "unclosed_row": "The row starts a quoted text that never ends.",
    "field_too_large": "A cell of this row is longer than {limit} characters.",
    "bad_json": "{place} is not valid JSON: {reason}",
    "choice_refused": "“{value}” ({label}) is mapped to “reject the row”.",
    "file_changed": "The file was changed while it was read. Choose it again.",
    "export_no_name": "Choose where the file is to be written.",
    "export_no_column": "Choose at least one column.",
    "export_exists": "There is already a file {place}. It would be replaced.",
    "export_folder": "{place} is a folder. Give the file a name of its own.",
    "export_no_folder": "There is no folder {place}. Choose another one.",
    "export_odd_file": "{place} is no ordinary file, so it was left alone. Choose another name.",
    "export_read_only": "The file {place} is read-only, so it was left alone. Choose another name.",
    "export_database": "{place} is a database, so it was left alone. Choose another name.",
    "export_barred": "You may not write into the folder {place}. Choose another one.",
    "export_read_only_disk": "The disk of {place} is read-only. Choose another folder.",
    "export_disk_full": (
        "The disk has no room for {place}. Nothing was changed there. Free some space, or choose "
        "another disk."
    ),
    "export_in_use": (
        "{place} is open in another program, so it was left as it was. Close it there, or choose "
        "another name."
    ),
    "unwritable": "The file {place} cannot be written: {reason}",
    "bad_preset_name": (
        "“{value}” cannot be the name of a preset. Use up to 60 letters, digits, spaces, dots, "
        "dashes and underscores."
    ),
    "preset_taken": "There is already a preset “{value}”.",
    "preset_of_program": "“{value}” is a preset of the program. Choose another name.",
    "mapping_unusable": "The mapping cannot be used: {reason}",
    "json_not_rows": "{place} holds no list of objects.",
    "not_an_object": "This element is not an object.",
    # Backups
    "backup_exists": "There is already a file {place}. Choose another name, or use --force.",
    "backup_onto_itself": "{place} is the database itself. Choose another name for the backup.",
    "backup_onto_database": (
        "{place} is a database that is worked in, and no backup: nothing may take its place. "
        "Choose another name for the backup."
    ),
    "backup_onto_device": "{place} is a device or a pipe, and no file. Choose another name.",
    "backup_no_folder": "There is no folder {place}. Make it, or choose another one.",
    "backup_read_only": "Nothing can be written into the folder {place}. Choose another one.",
    "backup_unlisted": "The folder of the backups {place} cannot be read: {reason}.",
    "backup_disk_full": (
        "The disk of {place} takes no copy of the database: it has no room, or it fails. Nothing "
        "was left there. Free some space, or choose another disk."
    ),
    "backup_on_network": (
        "{place} lies on a network share, where SQLite cannot write safely. Make the backup on a "
        "disk of this computer, and copy it there."
    ),
    "backup_damaged": "The backup {place} is damaged: {reason}. Nothing was changed.",
    "backup_unsealed": (
        "{place} does not end as a backup does: it was cut off, or it is a copy that this program "
        "did not make. Nothing was changed."
    ),
    "not_a_backup": "{place} is not a backup of Helpdesk Desktop. Nothing was changed.",
    "newer_backup": (
        "The backup {place} was made by a newer version of the program. Update the program first."
    ),
    "not_sound": "{place} does not hold together: {reason}.",
    "opened_backup": (
        "{place} is a backup. Restore it instead of working in it: Backups… in the menu, or "
        "helpdesk-desktop-cli restore."
    ),
    "restore_in_use": (
        "{place} is open in another program. Close every window and command that works on it, and "
        "restore again. Nothing was changed."
    ),
    "restore_of_itself": "{place} is the database itself. Choose a backup.",
    "restore_of_open_file": (
        "{place} is not closed: what was written last is not in it yet. Open and close it with the "
        "program first."
    ),
    "dump_where": "Say where the backup of {place} goes: backup PATH.",
    "dump_no_tool": (
        "{tool} is not on this computer, and {place} is backed up by the server's own tools. Where "
        "they are: {command}"
    ),
    "dump_failed": "{tool} could not back up {place}: {reason}",
    "dump_silent": (
        "{place} hangs: {tool} came no further for {seconds} seconds, so there is no backup. Try "
        "again when the server answers, or let it wait longer with --timeout SECONDS."
    ),
    "dump_unfinished": "The backup of {place} has no end, so it was not kept. Try again.",
    "dump_not_listed": "Backups of {place} lie wherever they were put; the program keeps no list.",
    "backup_of_server": (
        "{place} is on a server. An administrator restores it there, by the server's own tools: "
        "{command}"
    ),
    # Settings and the administrator's policy
    "no_such_setting": "There is no setting “{value}”. Settings: {expected}.",
    "bad_setting": "“{value}” cannot be the setting {name}. Expected {expected}.",
    "password_in_setting": (
        "A password has no place in the setting {name}. Leave it out of the address, and type it "
        "when asked, or use --password-file."
    ),
    "setting_locked": "{name} was set by your administrator ({place}) and cannot be changed.",
    "setting_held": (
        "{name} cannot be changed until the administrator's policy {place} is mended."
    ),
    "demo_locked": (
        "The database was set by your administrator ({place}), so there is no demo on this "
        "computer: its sample data would need a database of their own."
    ),
    "policy_unreadable": (
        "The administrator's policy {place} cannot be read: {reason}. Until it is mended nothing "
        "in it counts, and database, agent, backups and updates cannot be changed."
    ),
    "policy_unknown": (
        "The administrator's policy {place} has what this program does not know: {expected}. "
        "Everything else in it counts."
    ),
    "policy_value": (
        "The administrator's policy {place} cannot set {name}: {reason} It stays as it is."
    ),
    "policy_expansion": (
        "“{value}” cannot stand in it: anybody could set it. What can stand in it: {expected}."
    ),
    "policy_home": (
        "“{value}” begins with a home folder that the system does not know. Write the whole path."
    ),
    "policy_variable": (
        "HELPDESK_POLICY_FILE is not used: this computer has a policy of its own ({place})."
    ),
    "variable_unused": "{variable} is not used: {name} was set by your administrator ({place}).",
    "variable_value": "{variable} is not used: {reason}",
    # Links from outside; they are never repeated: their words are a stranger's
    "link_too_long": "This link has more than {limit} characters; nothing was opened.",
    "link_bad_text": (
        "This link holds a character that no link may hold, such as a line break; nothing was "
        "opened."
    ),
    "link_unreadable": (
        "The program does not know this link; nothing was opened. It opens links such as "
        "helpdesk:ticket/123 and helpdesk:filter?q=status:new."
    ),
    "link_asks_more": (
        "This link asks for more than a link may; nothing was opened. A link opens a ticket, a "
        "filter or a call, and changes nothing."
    ),
    "link_no_serial": (
        "This link names no ticket; nothing was opened. It ends in a ticket's number, as in "
        "helpdesk:ticket/123."
    ),
    "link_no_number": "This link names no phone number that can be read; nothing was opened.",
    # The command line
    "usage": "{reason}",
    "output": "The answer cannot be written: {reason}.",
    "csv_of_lists": "--format {format} is for lists; use --json here.",
    "output_format": "--output needs a file that ends in .csv, .xlsx or .json, or --format.",
    "output_needed": "A workbook is a file: say where with --output PATH.",
    "cancelled": "Cancelled.",
    "database_needed_local": "This command works on a local SQLite file only.",
    "already_there": "{place} already holds a database; it was left as it is.",
    # Saved quick filters
    "filter_no_text": "This quick filter cannot be used: what is stored of it is no filter.",
    "filter_newer_part": (
        "This quick filter cannot be used: it has a condition that this program does not know. "
        "A newer version of the program may have written it."
    ),
    "filter_unknown_field": (
        "This quick filter cannot be used: there is no field “{field}” here any more."
    ),
    "filter_retired_field": (
        "This quick filter cannot be used: the field “{field}” was retired. An administrator can "
        "bring it back."
    ),
    "filter_gone_value": (
        "This quick filter cannot be used: {value}, which it names as “{label}”, is not there any "
        "more. Choose another value in its place."
    ),
    "filter_names_retired": "It names “{value}” as “{label}”, which was retired.",
    "filter_names_left": "It names “{value}” as “{label}”, who works here no more.",
    "filter_order_lost": (
        "It was saved in the order “{value}”, which cannot be had here: the newest change first."
    ),
    "filter_order_retired": "It was saved in an order by “{value}”, which was retired.",
    "filter_groups_lost": (
        "It was saved with its rows grouped by “{value}”, which cannot be had here."
    ),
    "filter_too_large": (
        "This cannot be one quick filter: its conditions nest more than three deep, or are too "
        "many. Remove some of them."
    ),
    "no_such_filter": "This quick filter is not there any more.",
    "filter_of_another": "Only its owner may change {what}. Duplicate it to have one of your own.",
    "filter_not_taken_over": (
        "You cannot take over {what}: its owner still works here, or your role does not allow it."
    ),
    "share_group_gone": "One of the groups is not there any more. Choose again.",
}
