#pragma once
/// From an agency's file to events in a review: what would be imported is shown first, with its hash; only
/// what was shown is accepted. Source: docs/formats/chronology-import.md.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/core/import_agencies.h"
#include "app/core/import_compare.h"
#include "app/import/import.h"
#include "app/import/reader.h"
#include "crypto/base/bytes.h"
#include "crypto/base/clock.h"
#include "storage/review/review.h"
#include "storage/rules/names.h"
#include "storage/rules/reference_data.h"

namespace core {

using base::Bytes;
using base::Result;

struct ImportRequest {
    Bytes file;
    std::string file_name;    ///< without its folder; sealed with the document
    std::string agency;       ///< name of the organisation whose file it is
    std::string agency_type;  ///< code of `agency_type`; may be empty where the review knows the agency
    model::DayMonthOrder order = model::DayMonthOrder::Unsettled;  ///< what the person said
    std::optional<std::string> map = {};                           ///< JSON, see import_::apply_map
    std::string part = {};  ///< name of the sheet or table that holds the chronology; empty: the best
    bool all_rows = false;  ///< also rows that an earlier import of the agency made already
    const rules::ReferenceData* data = nullptr;  ///< lists and bank holidays; null: the program's own
    import_::Apart reader = {};  ///< the process that reads the file; without a program: this one
};

/// What the review knows beforehand. Empty: nothing.
struct ImportKnown {
    std::vector<KnownOrganisation> organisations;
    std::vector<EarlierRow> earlier;  ///< of the sender's imports, in the order they were made
    rules::NameIndex people;
    std::map<std::string, model::Day> births;  ///< of people whose day of birth is known, by id
    bool has_people = false;
};
/// For a file of that agency. Errors: as Review::records.
Result<ImportKnown> known_for_import(review::Review& review, const ImportRequest& request);

/// How often words stand in a file, as written.
struct CountedText {
    std::string text;
    std::size_t rows = 0;
};

struct ImportPlan {
    ImportRequest request;
    import_::Preview preview;           ///< rows that are already imported are set aside in it
    std::vector<AgencyNamed> agencies;  ///< that rows name themselves
    std::vector<std::optional<std::size_t>> agency_of;  ///< for each event of the preview, into `agencies`
    std::optional<Comparison> comparison;    ///< with earlier imports of the agency that have rows in common
    std::vector<CountedText> subjects;       ///< who the rows are about, as written
    std::vector<CountedText> unknown_names;  ///< of people the review does not know: third parties
    std::vector<std::vector<std::string>> subject_ids;  ///< for each event: the people its subject cell names
    std::string sender;                                 ///< id of the organisation, where the review knows it
    import_::Remembered columns;                        ///< what the agency's columns were before
    base::Digest32 file{};                              ///< SHA-256 of the file
    base::Digest32 hash{};  ///< SHA-256 of what was shown, agencies and comparison included
};

/// Reads without writing. `today`: the day of the import, London time. Errors: Invalid, Refused (a limit,
/// macros), as import_.
Result<ImportPlan> plan_import(ImportRequest request, model::Day today, const ImportKnown& known = {});
/// The same, with what the review knows.
Result<ImportPlan> plan_import(review::Review& review, ImportRequest request, model::Day today);

/// A file beside what the agency sent before, also where little is the same. Errors: NotFound (the review has
/// no such agency), Conflict `nothing_earlier` (it sent nothing), Refused (a question about the file is
/// open).
Result<Comparison> compare_import(review::Review& review, ImportRequest request, model::Day today);

struct Accepted {
    std::string import_id;
    std::string document;
    std::string organisation;
    std::int64_t command = 0;
};
/// Told of long work: 0 keeping the file (bytes), 1 preparing the events, 2 writing them; from there on it
/// cannot be stopped. False stops it.
using ImportTold = std::function<bool(std::uint64_t step, std::uint64_t done, std::uint64_t total)>;
/// Keeps the file as a Document and writes import, organisations (when new), events, the agency's columns and
/// the links to rows that were corrected as one command. Errors: Refused `order_open` (day and month
/// undecided), `columns_open` (a question about the columns), `no_events`; Cancelled (nothing was written);
/// as Review::attach and apply.
Result<Accepted> accept_import(review::Review& review, base::Random& random, const ImportPlan& plan,
                               model::Day today, const ImportTold& told = {});

/// The day it is in London.
model::Day london_day(base::Time at);
/// The clock on a wall in London at that moment, as if it were UTC.
base::Time london_time(base::Time at);

}  // namespace core
