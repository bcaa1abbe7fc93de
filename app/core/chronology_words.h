#pragma once
/// What the chronology says of dates, gaps and agencies, in words. Months are always spelled out.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/date_reading.h"

namespace core {

/// "22 January 2021".
std::string day_words(model::Day day);

/// A date as it was read, as two short lines.
struct DateWords {
    std::string date;  ///< "22 January 2021, 00:15", "1 to 31 March 2021", "Date not known"
    std::string note;  ///< "Friday", "approximate", or empty
};
/// `earliest` and `latest`: YYYY-MM-DD or empty; `time`: HH:MM or empty.
DateWords date_words(std::string_view earliest, std::string_view latest, std::string_view time,
                     bool approximate);

/// "74 days without contact", "5 months without contact"; empty when it is no gap worth a line.
std::string gap_words(std::int64_t days);

/// A letter or two for each agency, no two alike, in the order given.
std::vector<std::string> agency_letters(const std::vector<std::string>& names);

}  // namespace core
