#include "app/core/reading_fields.h"

namespace core {

namespace {

void set_time(json::Object& fields, std::string_view id, const std::optional<model::Minutes>& time)
{
    if (time) fields.set(id, model::to_text(*time));
}

}  // namespace

void set_day(json::Object& fields, std::string_view id, const std::optional<model::Day>& day)
{
    if (day) fields.set(id, model::to_text(*day));
}

void set_reading(json::Object& fields, const model::DateReading& reading)
{
    set_day(fields, "earliest", reading.earliest);
    set_day(fields, "latest", reading.latest);
    fields.set("precision", model::to_code(reading.precision));
    if (reading.approximate) fields.set("approx", true);
    set_time(fields, "time", reading.time);
    set_time(fields, "time_earliest", reading.time_earliest);
    set_time(fields, "time_latest", reading.time_latest);
}

}  // namespace core
