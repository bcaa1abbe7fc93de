#pragma once
/// Dates in a record's fields as a person types them: "14 March 2025" where the record keeps what was stated
/// and what was understood. Source: docs/formats/dates.md.

#include "storage/json/json.h"
#include "storage/model/date_reading.h"
#include "storage/model/field.h"

namespace cli {

/// Reads each date of `kind` that is given as text. `today`: for years of two digits. Errors: Refused
/// `order_open` (day and month could be either way round), Invalid (one day is wanted, and the words are
/// none).
base::Result<void> read_typed_dates(const model::KindSpec& kind, json::Object& fields, model::Day today);

}  // namespace cli
