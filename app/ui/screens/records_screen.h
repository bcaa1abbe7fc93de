#pragma once
/// A section of a review as lists of records beside a form. Everything is drawn from the field tables.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/ui/form.h"
#include "app/ui/kit.h"
#include "app/ui/requests.h"
#include "app/ui/screens/review_frame.h"
#include "app/ui/screens/sections.h"

namespace ui {

/// One record in its list.
struct RecordLine {
    std::string id, kind;
    std::string called;                 ///< "Finding 3", "V, victim"
    std::string words;                  ///< open: its first text
    std::string sealed;                 ///< more, in the identified view only
    json::Object fields;                ///< for the form
    std::vector<std::string> problems;  ///< what the rules say of it
    std::string family = {};            ///< by the name the family chose; in the family view only
    /// What it is called in this view.
    const std::string& called_in(const ReviewHead& head) const
    {
        return head.for_family() && !family.empty() ? family : called;
    }
    /// Its first words in this view; folded where they may distress.
    std::string words_in(const ReviewHead& head) const
    {
        if (head.folds() && kind != "person") return "Folded";
        return head.identified() && !sealed.empty() ? sealed : words;
    }
    std::vector<Chip> marks = {};  ///< where it stands, at the right of its line
    /// In bold in its list: a body's name says more than what kind of record it is.
    const std::string& title_in(const ReviewHead& head) const
    {
        return head.for_family() || title.empty() ? called_in(head) : title;
    }
    std::string title = {};  ///< in bold in the list; empty: as it is called
    Chip status = {};        ///< "Overdue"; without text: none
};

/// Records of one kind as a table of words.
struct RecordGrid {
    struct Row {
        std::string id;
        std::vector<std::string> cells, keys;  ///< keys: what each cell is sorted by
    };
    std::string kind;
    bool identified = false;  ///< it holds sealed words
    std::vector<std::string> columns;
    std::vector<Row> rows;
    WordTableState state;
};

struct RecordsScreen {
    ReviewHead head;
    std::string section;  ///< key
    bool loading = true;
    std::string problem;
    std::string today;
    const model::CodeLists* lists = nullptr;
    model::ReadingContext reading;

    std::map<std::string, std::vector<RecordLine>, std::less<>>
        records;  ///< by kind, every kind of the review
    /// What a reference may name, by kind; under an empty kind all of them. Made by take().
    std::map<std::string, std::vector<Choice>, std::less<>> choices;
    int tab = 0;
    TableState table;
    std::string chosen;                   ///< id
    text::Editor find{text::Lines::One};  ///< words that the lines shown hold
    std::vector<std::size_t> shown;       ///< of the lines of `shown_kind`
    std::string shown_kind;
    bool has_table = false;  ///< its place answers NeedGrid
    bool as_table = false;
    RecordGrid grid;
    std::string grid_asked;  ///< kind, and view, that was asked for
    std::optional<Form> form;
    std::vector<Draft> drafts;  ///< kept from before a lock
    bool striking = false, strike_now = false;
    text::Editor reason{text::Lines::One};
    /// What a section adds above and below the fields of the chosen record; set in each frame. Above: only
    /// what keeps its height while the fields are filled in.
    std::function<void(Kit&, const RecordLine&)> more, below;
    bool show_to_do = false;  ///< what is to be put right comes into view
    /// A section that makes its records itself: the button only says that it was pressed.
    bool adds_itself = false, add_pressed = false;
    bool adding = false;  ///< a record was asked for here: the focus goes into it when it is there
    bool begun = false;   ///< it is there

    /// The records as they stand now; the form keeps what is being typed.
    void take(std::map<std::string, std::vector<RecordLine>, std::less<>> now);
    void show_kind(std::string_view kind);  ///< its list
    void take(RecordGrid now);
    /// Why a write was refused; what was typed stays.
    void refused(std::string_view why);
    /// Opens that record, whatever is shown now.
    void show(const std::string& id);
    const RecordLine* line(std::string_view id) const;
};

Requests draw(Kit& kit, RecordsScreen& screen);
/// The list of the kind at `tab` beside its form, without heading and tabs: part of another section's screen.
void draw_records(Kit& kit, RecordsScreen& screen, const Rect& content, Requests& requests);
/// What is typed and not yet written is asked for; the form is left.
void leave_record(RecordsScreen& screen, Requests& requests);

}  // namespace ui
