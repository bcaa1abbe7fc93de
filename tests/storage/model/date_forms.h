#pragma once
/// Dates as written and what they are read as, day first, imported on 22 November 2026.

#include <span>
#include <string_view>

namespace test {

struct Form {
    std::string_view date, time;
    std::string_view earliest, latest;  ///< YYYY-MM-DD or null
    std::string_view precision;
    bool approximate;
    std::string_view clock;  ///< HH:MM or -
    bool to_settle;          ///< a problem is listed
};

std::span<const Form> forms_one();
std::span<const Form> forms_two();

}  // namespace test
