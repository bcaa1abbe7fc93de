#pragma once
/// The import assistant: a file is chosen, whose it is is said, what would come in is shown, and only that is
/// accepted. An agency's words are shown in identified view only.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/ui/kit.h"
#include "app/ui/kit_files.h"
#include "app/ui/requests.h"
#include "app/ui/screens/review_frame.h"

namespace ui {

struct ImportedBefore {
    std::string id, agency, words;
    std::string file_name;  ///< sealed
};

struct PreviewRow {
    std::size_t number = 0;
    std::string reading;
    std::string written, who, what, agency;  ///< sealed
    std::vector<std::string> to_settle;      ///< sealed
};
struct PreviewProblem {
    std::string words;
    std::size_t rows = 0;
    std::vector<std::size_t> at;  ///< into the rows; empty: they were set aside
    bool sealed = false;
    std::size_t next = 0;  ///< of `at`: where the next press goes
};
struct PreviewColumn {
    std::string heading, field;
    bool remembered = false;
};
struct PreviewDate {
    std::size_t number = 0;
    std::string written;  ///< sealed
    std::string day_first, month_first;
};
struct PreviewName {
    std::string text;  ///< sealed
    std::string words;
    bool add = false;  ///< as a third party
};
struct PreviewCompared {
    std::size_t unchanged = 0, changed = 0, added = 0, gone = 0;
    std::vector<std::string> rows;
};

/// What would come in.
struct ImportPreview {
    std::string hash, file_name, kind;  ///< file_name: sealed
    std::size_t header_row = 0, rows_read = 0, to_settle = 0;
    std::vector<std::string> parts;
    std::string part;
    std::vector<PreviewColumn> columns;
    std::vector<PreviewRow> rows;
    std::vector<PreviewProblem> problems;
    std::string order, order_question;
    std::vector<PreviewDate> order_rows;
    std::vector<std::string> questions, notes;
    std::vector<PreviewName> agencies, names;
    std::optional<PreviewCompared> compared;
    bool acceptable = false;
    std::string why_not;
};

/// What the person said about the file.
struct ImportWish {
    std::string path, pasted;  ///< of these one; both empty: the file shown before
    std::string agency, agency_type;
    std::string order;
    std::map<std::size_t, std::string> fields;  ///< column from 1
    std::optional<std::size_t> header_row;
    std::string part;
    bool all_rows = false;
};

struct ImportScreen {
    enum class Step : std::uint8_t { Choose, Agency, Reading, Preview, Writing, Done };

    ReviewHead head;
    Step step = Step::Choose;
    bool loading = true;
    std::string problem, problem_field;

    // Before a file is chosen.
    std::vector<ImportedBefore> made;
    FileChooser chooser;
    std::string undoing;  ///< id of the import that is asked about
    bool undo_now = false;
    bool fresh = false;  ///< a file is at hand: whose it is, is asked next

    // Whose it is.
    std::vector<Choice> agencies;                             ///< of the review: id, name, note
    std::map<std::string, std::string, std::less<>> type_of;  ///< by id of the agency
    std::vector<Choice> types;
    std::string agency;  ///< id; "new": another
    text::Editor name{text::Lines::One};
    std::string type;
    std::string source;  ///< what was chosen, in words; sealed

    ImportWish wish;
    std::vector<Choice> fields;  ///< what a column may hold
    ImportPreview preview;
    bool again = false;  ///< the preview is being read again
    int tab = 0;
    TableState table;

    // While it is written, and after.
    std::string doing;
    float share = -1;
    bool stoppable = true, stopping = false;
    std::string import_id;
    std::size_t events = 0, to_settle = 0, people = 0;

    void choose(std::string path);  ///< a file was chosen or dropped
    void take(ImportPreview now);   ///< what was chosen in the preview before stays
    void start_again();
};

struct ImportAsks {
    Requests common;
    bool look = false;    ///< with `wish`
    bool accept = false;  ///< what the preview shows
    bool stop = false;
    bool leave = false;  ///< the file is let go
    std::string undo;    ///< id of an import
};

ImportAsks draw(Kit& kit, ImportScreen& screen);

}  // namespace ui
