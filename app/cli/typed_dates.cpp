#include "app/cli/typed_dates.h"

namespace cli {

namespace {

using base::ErrorKind;
using base::fail;

base::Result<model::DateReading> reading_of(const model::FieldSpec& field, const std::string& typed,
                                            model::Day today)
{
    model::ReadingContext context;
    context.imported = today;
    auto read = model::read_date(typed, "", field.ahead ? model::looking_ahead(context) : context);
    if (read.order_ambiguous)
        return fail(
            ErrorKind::Refused,
            "The date of '" + std::string(field.id) +
                "' can be read with the day or the month first: write the month as a word. Nothing was "
                "written.",
            "order_open");
    return read;
}

base::Result<json::Value> exact(const model::FieldSpec& field, const std::string& typed, model::Day today)
{
    if (model::day_from_text(typed)) return json::Value(typed);
    TRY_ASSIGN(const auto read, reading_of(field, typed, today));
    if (!read.earliest || read.earliest != read.latest)
        return fail(ErrorKind::Invalid,
                    "The field '" + std::string(field.id) +
                        "' takes one day, such as 14 March 2025. Nothing was written.",
                    "field_type");
    return json::Value(model::to_text(*read.earliest));
}

base::Result<json::Value> stated(const model::FieldSpec& field, const std::string& typed, model::Day today)
{
    TRY_ASSIGN(const auto read, reading_of(field, typed, today));
    json::Object date;
    date.set("text", typed);
    if (read.earliest) date.set("earliest", model::to_text(*read.earliest));
    if (read.latest) date.set("latest", model::to_text(*read.latest));
    date.set("precision", model::to_code(read.precision));
    if (read.approximate) date.set("approx", true);
    return json::Value(std::move(date));
}

}  // namespace

base::Result<void> read_typed_dates(const model::KindSpec& kind, json::Object& fields, model::Day today)
{
    for (const auto& field : kind.fields) {
        const auto* value = fields.find(field.id);
        if (value == nullptr || value->text() == nullptr) continue;
        const std::string typed = *value->text();
        if (field.kind == model::FieldKind::Date) {
            TRY_ASSIGN(auto day, exact(field, typed, today));
            fields.set(field.id, std::move(day));
        } else if (field.kind == model::FieldKind::DateText) {
            TRY_ASSIGN(auto date, stated(field, typed, today));
            fields.set(field.id, std::move(date));
        }
    }
    return {};
}

}  // namespace cli
