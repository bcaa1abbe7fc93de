#pragma once
/// Analysis: who answers what as matrices, findings built on evidence, lessons, recommendations, actions, and
/// the golden thread of whatever is chosen.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/ui/screens/records_screen.h"

namespace ui {

/// A record named in a list or picture.
struct Thing {
    std::string kind, id;
    std::string called;
    std::string words, sealed;  ///< sealed: in the identified view only
    const std::string& said(bool identified) const { return identified && !sealed.empty() ? sealed : words; }
};

struct MatrixCellShown {
    std::int64_t evidence = 0, findings = 0;
    bool asked = false, gap = false;
    std::vector<Thing> behind;
};
struct MatrixShown {
    std::vector<Thing> rows, columns;
    std::vector<std::vector<MatrixCellShown>> cells;
};
struct FactorGridShown {
    std::vector<std::pair<std::string, std::string>> rows, columns;  ///< code, label
    std::vector<std::vector<std::vector<Thing>>> cells;
};
struct EvidenceShown {
    std::string id, finding, role;
    Thing target;
};
struct SimilarShown {
    std::string ref, text;
    int score = 0;
};
struct TestShown {
    std::string test, score;
    bool met = false;
};
struct RecommendationShown {
    std::string id, status, due;
    bool late = false;
    std::vector<TestShown> smart;
    std::vector<std::string> warnings;
    std::vector<SimilarShown> similar;
};
struct ActionShown {
    std::string id, colour, label, reason, due;
    int days_late = 0;
};

struct ThreadNodeShown {
    Thing thing;
    int column = 0;
};
struct ThreadShown {
    std::string of;
    std::vector<ThreadNodeShown> nodes;
    std::vector<std::pair<std::size_t, std::size_t>> links;
    std::vector<std::string> loose;
};
constexpr int kThreadColumnCount = 7;

/// What lies behind a cell that was pressed.
struct Behind {
    std::string title;
    std::vector<Thing> things;
};

/// Evidence being sought for a finding.
struct EvidencePicker {
    bool open = false;
    std::string finding;
    text::Editor words{text::Lines::One};
    std::optional<std::string> asked;  ///< the words that `found` answers, or that were asked for
    bool waiting = false;
    std::vector<Thing> found;
    std::string role = "SUPPORTS";
    std::optional<std::string> taken;  ///< id pressed in the sheet
};

struct AnalysisScreen {
    enum class View : std::uint8_t { Matrices, Records, Thread };

    RecordsScreen records;  ///< holds the head as well
    bool loading = true;
    int tab = 0;
    int matrix = 0;  ///< 0 agencies, 1 findings, 2 factors
    MatrixShown agencies, findings;
    FactorGridShown factors;
    GridState grids[3];
    std::optional<Behind> behind;
    std::vector<EvidenceShown> evidence;
    std::vector<RecommendationShown> recommendations;
    std::vector<ActionShown> actions;
    std::vector<Thing> threads;
    std::string thread_of;  ///< asked for
    std::optional<ThreadShown> thread;
    std::string node;  ///< chosen on the board
    BoardState board;
    EvidencePicker picker;

    View view() const;
    /// Opens that record in its own list.
    void show(const std::string& id);
    /// Chips of recommendations and actions, once both records and analysis are at hand.
    void mark();
};

struct AnalysisAsks {
    Requests common;
    std::optional<std::string> thread;    ///< of that record
    std::optional<std::string> evidence;  ///< words
    std::optional<Thing> go;              ///< to a record of another section
};
AnalysisAsks draw(Kit& kit, AnalysisScreen& screen);

// Parts of it, each in its own file.
void draw_matrices(Kit& kit, AnalysisScreen& screen, const Rect& content, AnalysisAsks& asks);
void draw_thread(Kit& kit, AnalysisScreen& screen, const Rect& content, AnalysisAsks& asks);
/// Above the form of a finding, recommendation or action.
void draw_more(Kit& kit, AnalysisScreen& screen, const RecordLine& line, AnalysisAsks& asks);
void draw_below(Kit& kit, AnalysisScreen& screen, const RecordLine& line, AnalysisAsks& asks);
void draw_picker(Kit& kit, AnalysisScreen& screen, AnalysisAsks& asks);
/// To that record: here where this section holds it.
void go_to(AnalysisScreen& screen, const Thing& thing, AnalysisAsks& asks);

}  // namespace ui
