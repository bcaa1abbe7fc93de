#pragma once
/// An agency's file on its way into the review: what would be imported is shown, and only that is accepted.
/// Drives app/core/importing. Belongs to the store thread, but for ImportProgress.

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/core/desk_store.h"

namespace core {

/// Shared by the thread that imports and the one that shows it.
struct ImportProgress {
    std::atomic<int> step{0};  ///< 0 reading, 1 keeping the file, 2 preparing the contacts, 3 writing them
    std::atomic<std::uint64_t> done{0}, total{0};
    std::atomic<bool> cancel{false};
};

struct ImportAgency {
    std::string id, name, type;  ///< type: code of `agency_type`
    bool remembered = false;     ///< how its columns were read is known
};
struct ImportMade {
    std::string id;
    std::string agency;
    std::string words;      ///< "312 contacts, 4 rows set aside, received 3 May 2026"
    std::string file_name;  ///< sealed
};
/// What is known before a file is chosen.
struct ImportOffer {
    std::vector<ImportAgency> agencies;
    std::vector<ImportMade> made;  ///< newest first
};
Result<ImportOffer> desk_import_offer(DeskStore& store);

/// What the person said so far. A file or a pasted table; neither: the one shown before.
struct ImportAsk {
    std::string path;    ///< UTF-8
    std::string pasted;  ///< text with tabs, or HTML
    std::string agency, agency_type;
    std::string order;                          ///< "DMY", "MDY"; empty: as the file shows
    std::map<std::size_t, std::string> fields;  ///< column from 1, name of its field
    std::optional<std::size_t> header_row;      ///< 0: none
    std::string part;                           ///< sheet or table; empty: the best
    bool all_rows = false;
};

struct ImportRow {
    std::size_t number = 0;  ///< of the row in the file
    std::string reading;     ///< "Sunday 3 April 2022"
    std::string written;     ///< sealed, as all that follow
    std::string who, what, agency;
    std::vector<std::string> to_settle;
};
/// Rows that say the same to a person, or were set aside for the same reason.
struct ImportProblem {
    std::string words;
    std::size_t rows = 0;
    std::vector<std::size_t> at;  ///< indexes into the rows shown; empty: set aside
    bool sealed = false;          ///< may quote the file
};
struct ImportColumn {
    std::string heading, field;  ///< field: its name in a column map
    bool remembered = false;
};
struct ImportDate {
    std::size_t number = 0;
    std::string written;                 ///< sealed
    std::string day_first, month_first;  ///< readings
};
struct ImportNamed {
    std::string text;   ///< sealed
    std::string words;  ///< "12 rows"
};
struct ImportChange {
    std::string words;  ///< "Row 12: changed from row 9 of the earlier file: what happened, date"
};
struct ImportCompared {
    std::size_t unchanged = 0, changed = 0, added = 0, gone = 0;
    std::vector<ImportChange> rows;
};

struct ImportShown {
    std::string hash;
    std::string file_name;  ///< sealed
    std::string kind;       ///< "Comma-separated text, Windows-1252"
    std::size_t header_row = 0;
    std::vector<std::string> parts;
    std::string part;  ///< that is read
    std::size_t rows_read = 0, to_settle = 0;
    std::vector<ImportColumn> columns;
    std::vector<ImportRow> rows;
    std::vector<ImportProblem> problems;
    std::string order;  ///< as used: "DMY", "MDY" or empty
    std::string order_question;
    std::vector<ImportDate> order_rows;  ///< some that would differ
    std::vector<std::string> questions, notes;
    std::vector<ImportNamed> agencies;  ///< that rows name themselves
    std::vector<ImportNamed> names;     ///< of nobody the review knows
    std::optional<ImportCompared> compared;
    std::string agency, agency_type;
    bool acceptable = false;
    std::string why_not;  ///< when it is not
};
/// Reads and shows; nothing is written. `reader`: the program that is started to read the file, apart (empty:
/// in this process). Errors: Cancelled; as plan_import.
Result<ImportShown> desk_import_look(DeskStore& store, const ImportAsk& ask, const base::Path& reader,
                                     ImportProgress& progress);

struct ImportDone {
    std::string import_id;
    std::size_t events = 0, to_settle = 0, people = 0;
};
/// Writes what was shown with that hash; first the names in `third_parties` become people. Errors: Refused
/// `preview_changed`; Cancelled (nothing was written); as accept_import.
Result<ImportDone> desk_import_accept(DeskStore& store, const std::string& hash,
                                      const std::vector<std::string>& third_parties,
                                      ImportProgress& progress);

/// The other side of the reader: where the program was started to read a file, does that and never returns.
void serve_reader(int count, char** words);

/// Takes a whole import back. Errors: Refused naming what rests on it.
Result<void> desk_import_undo(DeskStore& store, const std::string& import_id);
/// What was shown is let go.
void desk_import_leave(DeskStore& store);

}  // namespace core
