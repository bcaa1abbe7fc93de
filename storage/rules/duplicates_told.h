#pragma once
/// Events made ready to be compared. For duplicates.cpp only.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "storage/rules/duplicates_words.h"
#include "storage/rules/order.h"

namespace rules {

struct Told {
    const Record* record = nullptr;
    MinuteSpan minutes;
    std::int64_t first_day = 0, last_day = 0;  ///< since 1970; meaningful where dated
    bool dated = false;                        ///< both ends known
    bool timed = false;                        ///< known to within a few hours
    bool day_exact = false;
    std::int32_t agency = 0;  ///< the same number: the same agency
    AgencyNames own = 0, named = 0;
    std::vector<std::uint32_t> words;  ///< ascending, unique
    std::vector<std::string> people;   ///< ids, ascending
    std::vector<int> clocks;           ///< times of day that its text names
    std::string kind, from;            ///< contact_kind; import
    Refers refers = Refers::No;

    std::int64_t width() const { return last_day - first_day; }
};

/// All events of a review, with how often each word occurs and where.
struct TellingSet {
    std::vector<Told> events;
    std::vector<std::string> word_shown;               ///< as first met
    std::vector<std::vector<std::uint32_t>> postings;  ///< events with the word, ascending
    std::vector<double> weight;                        ///< evidence of sharing the word, at least 0
    std::array<double, 48> clock{};  ///< share of the timed events in each half hour of the day
    std::vector<double> rate;        ///< events a day about each event
};
TellingSet tell(const Facts& facts);
/// Which half hour of the day it began in, from 0. Takes a timed event.
std::size_t half_hour(const Told& told);

}  // namespace rules
