#pragma once
/// What was understood of a date, as the fields of an event. Source: docs/formats/dates.md.

#include <optional>
#include <string_view>

#include "storage/json/json.h"
#include "storage/model/date_reading.h"

namespace core {

/// Nothing is set where there is no day.
void set_day(json::Object& fields, std::string_view id, const std::optional<model::Day>& day);
/// `earliest`, `latest`, `precision`, `approx`, `time`, `time_earliest`, `time_latest`.
void set_reading(json::Object& fields, const model::DateReading& reading);

}  // namespace core
