#include "storage/rules/words.h"

#include <array>

#include "storage/model/field.h"

namespace rules {

std::string day_words(Day day)
{
    constexpr std::array kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                    "July",    "August",   "September", "October", "November", "December"};
    return std::to_string(static_cast<unsigned>(day.day())) + " " +
           kMonths.at(static_cast<unsigned>(day.month()) - 1) + " " +
           std::to_string(static_cast<int>(day.year()));
}

std::string span_words(const std::string& earliest, const std::string& latest)
{
    const auto from = model::day_from_text(earliest), to = model::day_from_text(latest);
    if (from && to) return *from == *to ? day_words(*from) : day_words(*from) + " to " + day_words(*to);
    if (from) return "not before " + day_words(*from);
    return to ? "not after " + day_words(*to) : "";
}

std::string field_words(std::string_view kind, std::string_view field)
{
    const auto* spec = model::kind(kind);
    const auto* one = spec == nullptr ? nullptr : spec->field(field);
    return "\"" + std::string(one == nullptr ? field : one->label) + "\"";
}

}  // namespace rules
