#pragma once
/// The merged chronology as people and machines read it, one line an event.

#include <optional>
#include <string>
#include <vector>

#include "storage/json/json.h"
#include "storage/review/review.h"

namespace core {

using base::Result;

struct ChronologyLine {
    std::string id;
    std::string source_file;      ///< file name of the document, empty when typed by hand
    std::int64_t source_row = 0;  ///< n-th row of the file that became an event, from 1; 0 when typed by hand
    std::string date_text, time_text;
    std::string earliest, latest;  ///< YYYY-MM-DD or empty
    std::string precision;         ///< code of `date_precision`
    bool approx = false;
    std::string time;         ///< HH:MM or empty
    std::string agency;       ///< the organisation whose file or account it is
    std::string agency_text;  ///< the agency the row itself names, as written; may be empty
    std::string subject, text, outcome;
    std::vector<std::string> problems;  ///< what a person should settle
};

Result<std::vector<ChronologyLine>> chronology(review::Review& review);

/// Which events are shown; what is empty does not narrow.
struct ChronologyFilter {
    std::string from{}, to{};  ///< YYYY-MM-DD: those that may have happened then; undated ones only without
    std::string agency{};      ///< name, or the beginning of it, or id
    std::string person{};      ///< code
    std::string kind{}, theme{}, significance{};  ///< codes
    std::string text{};                           ///< all these words, in any field of words
};
/// One line of the merged chronology: an event, and every event that tells of the same contact.
struct MergedLine {
    ChronologyLine standing;              ///< the one whose wording stands
    std::vector<ChronologyLine> sources;  ///< all of the line, the standing one first
};
/// A line is shown where one of its sources passes. Errors: Invalid (a day that is none, a code that is
/// none); NotFound (nobody has that code).
Result<std::vector<MergedLine>> merged_chronology(const review::Vault& vault, review::Review& review,
                                                  const ChronologyFilter& filter, bool merged);

json::Object to_json(const ChronologyLine& line);
/// The members of the standing line, and `sources`: each of them whole.
json::Object to_json(const MergedLine& line);
std::string to_text(const MergedLine& line);  ///< every agency named
/// "2022-03-05 23:50  Police  V  ..." on one line.
std::string to_text(const ChronologyLine& line);

}  // namespace core
