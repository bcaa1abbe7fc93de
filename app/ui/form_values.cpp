// From what is typed to a value, and back.
#include <algorithm>
#include <charconv>

#include "app/ui/form.h"
#include "storage/model/validate.h"

namespace ui {

namespace {

using model::FieldKind;

base::Error not_valid(std::string what)
{
    return base::fail(base::ErrorKind::Invalid, std::move(what));
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
    return text;
}

json::Value typed_lines(std::string_view typed)
{
    json::Array lines;
    while (!typed.empty()) {
        const auto end = std::min(typed.find('\n'), typed.size());
        if (const auto line = trimmed(typed.substr(0, end)); !line.empty()) lines.emplace_back(line);
        typed.remove_prefix(std::min(end + 1, typed.size()));
    }
    return lines.empty() ? json::Value() : json::Value(std::move(lines));
}

base::Result<json::Value> whole_number(std::string_view typed)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    if (error != std::errc() || end != typed.data() + typed.size() || number > (1LL << 53) - 1 ||
        number < -(1LL << 53) + 1)
        return not_valid("Enter a whole number, such as 12");
    return json::Value(number);
}

// As a person would type it: "3 April 2022".
std::string as_typed(model::Day day)
{
    constexpr std::string_view kMonths[] = {"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};
    return std::to_string(static_cast<unsigned>(day.day())) + " " +
           std::string(kMonths[static_cast<unsigned>(day.month()) - 1]) + " " +
           std::to_string(static_cast<int>(day.year()));
}

// One exact day of the calendar.
base::Result<json::Value> exact_day(std::string_view typed, const model::ReadingContext& context)
{
    if (const auto day = model::day_from_text(typed)) return json::Value(model::to_text(*day));
    const auto read = model::read_date(typed, "", context);
    if (read.order_ambiguous && context.order == model::DayMonthOrder::Unsettled)
        return not_valid("Day and month could be either way round: write the month as a word");
    // That it is later than today is for a person to see, and no reason to refuse it.
    const auto again =
        read.problems.empty() ? read : model::read_date(typed, "", model::looking_ahead(context));
    const bool same = again.earliest == read.earliest && again.latest == read.latest;
    if (!read.earliest || read.earliest != read.latest || !same || !again.problems.empty())
        return not_valid("Enter one day, such as 3 April 2022");
    return json::Value(model::to_text(*read.earliest));
}

json::Value stated_date(std::string_view typed, const model::ReadingContext& context)
{
    const auto read = model::read_date(typed, "", context);
    json::Object date;
    date.set("text", typed);
    if (read.earliest) date.set("earliest", model::to_text(*read.earliest));
    if (read.latest) date.set("latest", model::to_text(*read.latest));
    date.set("precision", model::to_code(read.precision));
    if (read.approximate) date.set("approx", true);
    return date;
}

base::Result<json::Value> time_of_day(std::string_view typed)
{
    std::string digits;
    for (const char c : typed)
        if (c >= '0' && c <= '9') digits += c;
    if (digits.size() == 3) digits = "0" + digits;
    const auto hours = digits.size() == 4 ? (digits[0] - '0') * 10 + digits[1] - '0' : 99;
    const auto minutes = digits.size() == 4 ? (digits[2] - '0') * 10 + digits[3] - '0' : 99;
    if (hours > 23 || minutes > 59 || typed.size() > 5)
        return not_valid("Enter a time of day, such as 14:05");
    return json::Value(digits.substr(0, 2) + ":" + digits.substr(2));
}

}  // namespace

model::ReadingContext reading_for(const model::FieldSpec& field, const model::ReadingContext& context)
{
    return field.ahead ? model::looking_ahead(context) : context;
}

base::Result<json::Value> value_of(const model::FieldSpec& field, std::string_view typed,
                                   const FormContext& context)
{
    const auto text = trimmed(typed);
    if (text.empty()) return json::Value();
    switch (field.kind) {
        case FieldKind::Integer: return whole_number(text);
        case FieldKind::Date: return exact_day(text, reading_for(field, context.reading));
        case FieldKind::Time: return time_of_day(text);
        case FieldKind::DateText: return stated_date(text, reading_for(field, context.reading));
        case FieldKind::Texts: return typed_lines(typed);
        case FieldKind::Text:
        case FieldKind::Prose: return json::Value(std::string(field.verbatim ? typed : text));
        case FieldKind::Code:
        case FieldKind::Codes:
        case FieldKind::Tri:
        case FieldKind::Flag:
        case FieldKind::Ref:
        case FieldKind::Refs:
        case FieldKind::Digest:
        case FieldKind::Digests:
        case FieldKind::Rows: break;
    }
    return not_valid("This field is not typed");
}

std::string typed_text(const model::FieldSpec& field, const json::Value* value)
{
    if (value == nullptr || value->is_null()) return {};
    if (field.kind == FieldKind::DateText && value->object() != nullptr)
        return json::text_or(*value->object(), "text");
    if (field.kind == FieldKind::Date && value->text() != nullptr)
        if (const auto day = model::day_from_text(*value->text())) return as_typed(*day);
    if (value->text() != nullptr) return *value->text();
    if (value->number() != nullptr) return std::to_string(*value->number());
    std::string text;
    if (value->array() != nullptr)
        for (const auto& line : *value->array())
            if (line.text() != nullptr) text += (text.empty() ? "" : "\n") + *line.text();
    return text;
}

std::vector<Choice> choices_of(const model::CodeLists& lists, std::string_view list, std::string_view on,
                               const std::vector<std::string>& held)
{
    std::vector<Choice> choices;
    const auto* found = lists.list(list);
    if (found == nullptr) return choices;
    const auto holds = [&](const std::string& code) {
        return std::find(held.begin(), held.end(), code) != held.end();
    };
    for (const auto& value : found->values)
        if (value.valid(on) || holds(value.code)) choices.push_back({value.code, value.label, value.note});
    for (const auto& code : held)
        if (found->find(code) == nullptr) choices.push_back({code, code, "A local value"});
    return choices;
}

}  // namespace ui
