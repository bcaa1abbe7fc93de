#pragma once
/// The merged chronology of one review: every contact of every agency in time order, gaps between them, and
/// the chosen one beside it. Coded view (F8) shows nothing that came from an agency word for word.

#include <optional>
#include <string>
#include <vector>

#include "app/ui/kit.h"
#include "app/ui/requests.h"
#include "app/ui/screens/review_frame.h"

namespace ui {

struct Agency {
    std::string id, name;
    std::string letter;  ///< one or two, unlike any other in this review
    int tone = 0;        ///< index into Theme::agencies
    std::int64_t count = 0;
};

/// A labelled line of the inspector.
struct Fact {
    std::string label, text;
    bool sealed = false;  ///< never in coded view
};

struct ChronologyRow {
    std::string id;
    int agency = -1;            ///< index into ChronologyScreen::agencies; -1: not known
    std::vector<int> also;      ///< other agencies that report the same contact
    std::string date;           ///< as read: "22 January 2021, 00:15"
    std::string day;            ///< under it: "Friday", or how exact the date is
    std::string written;        ///< sealed: the date as written
    std::string summary;        ///< open: confirmed by a person
    std::string what, outcome;  ///< sealed: the agency's words
    std::string open_line;      ///< open: kind and outcome as coded
    std::string gap;            ///< "5 months without contact" before it; or empty
    std::vector<Chip> coding;
    std::vector<Fact> facts;             ///< for the inspector
    std::vector<std::string> to_settle;  ///< sealed: what a person should settle
};

struct ChronologyScreen {
    ReviewHead head;  ///< its events: contacts and events in the review
    std::vector<Agency> agencies;
    std::int64_t uncoded = 0;  ///< those without a confirmed summary
    std::int64_t to_settle = 0;
    bool loading = true;
    std::string problem;

    /// Rows under the filter: how many, and those at hand from `first` on.
    std::int64_t matching = 0;
    std::int64_t first = 0;
    std::vector<ChronologyRow> rows;
    Filter asked;        ///< the filter last asked for
    NeedRows requested;  ///< the window last asked for

    text::Editor search{text::Lines::One};
    TableState table;
    std::optional<ChronologyRow> chosen;
    bool fresh = true;

    /// Puts a window of rows in place.
    void take(std::int64_t offset, std::vector<ChronologyRow> window);
    const ChronologyRow* row(std::int64_t index) const;
};

Requests draw(Kit& kit, ChronologyScreen& screen);

}  // namespace ui
