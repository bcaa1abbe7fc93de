#pragma once
/// From an agency's file to events in a review: what would be imported is shown first, with its hash; only
/// what was shown is accepted. Source: docs/formats/chronology-import.md.

#include <optional>
#include <string>

#include "app/import/import.h"
#include "crypto/base/bytes.h"
#include "crypto/base/clock.h"
#include "storage/review/review.h"

namespace core {

using base::Bytes;
using base::Result;

struct ImportRequest {
    Bytes file;
    std::string file_name;    ///< without its folder; sealed with the document
    std::string agency;       ///< name of the organisation whose file it is
    std::string agency_type;  ///< code of `agency_type`
    model::DayMonthOrder order = model::DayMonthOrder::Unsettled;  ///< what the person said
    std::optional<std::string> map;                                ///< JSON, see import_::apply_map
};

struct ImportPlan {
    ImportRequest request;
    import_::Preview preview;
    base::Digest32 file{};  ///< SHA-256 of the file
    base::Digest32 hash{};  ///< SHA-256 of what was shown, agency included
};

/// Reads without writing. `today`: the day of the import, London time. Errors: Invalid, Refused (a limit), as
/// import_.
Result<ImportPlan> plan_import(ImportRequest request, model::Day today);

struct Accepted {
    std::string import_id;
    std::string document;
    std::string organisation;
    std::int64_t command = 0;
};
/// Keeps the file as a Document and writes import, organisation (when new) and events as one command.
/// Errors: Refused `order_open` (day and month undecided), `columns_open` (a question about the columns),
/// `no_events`; as Review::attach and apply.
Result<Accepted> accept_import(review::Review& review, base::Random& random, const ImportPlan& plan,
                               model::Day today);

/// The day it is in London.
model::Day london_day(base::Time at);

}  // namespace core
