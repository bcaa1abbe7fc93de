#pragma once
/// A corrected file beside what the agency sent before: which rows are the same, changed, added or gone.
/// Source: docs/formats/chronology-import.md, 8.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/import/import.h"
#include "storage/json/json.h"

namespace core {

/// A row that an earlier import made an event. `words` and `reading` as the event's fields have them.
struct EarlierRow {
    std::string event, import_id;
    std::int64_t source_row = 0;
    json::Object words;    ///< see row_words
    json::Object reading;  ///< earliest, latest, precision, approx, time
};

enum class RowFate { Unchanged, Changed, Added, Gone };
std::string_view to_text(RowFate);  ///< "unchanged"

struct RowCompared {
    RowFate fate = RowFate::Added;
    std::size_t row = 0;              ///< of the new file; 0: gone
    std::size_t index = 0;            ///< of the event in the preview, where there is a row
    std::string event;                ///< the earlier one; empty: added
    std::int64_t earlier_row = 0;     ///< n-th event of the earlier file
    std::vector<std::string> fields;  ///< that changed: "date", "text", "outcome_text"
};

struct Comparison {
    std::vector<std::string> imports;  ///< with rows in common
    std::vector<RowCompared> rows;     ///< the new file's in its order, then those gone
    std::size_t count(RowFate fate) const;
};

/// The agency's own words of a row, by the names of the event's fields.
json::Object row_words(const import_::Event& event);
/// What the date words of a row were read as.
json::Object row_reading(const model::DateReading& reading);

/// Matches by words and date, then by a reference that only one row has, then by alikeness of words, date and
/// position. `sure`: the files are known to belong together; else only where a fifth of the rows match first.
Comparison compare_rows(const std::vector<import_::Event>& events, const std::vector<EarlierRow>& earlier,
                        bool sure);

}  // namespace core
