#pragma once
/// One stated date ("3 Nov 2018", "12/04/21", "early spring 2022", "w/c 12/04") as written: what is
/// named, not yet which days. Several ways to read the same words are all returned, best first.

#include <optional>
#include <string>
#include <vector>

#include "storage/model/date_reading.h"
#include "storage/model/date_tokens.h"
#include "storage/model/date_words.h"

namespace model {

struct Stated {
    enum class Kind {
        OneDay,      ///< day, month (0: not given), year
        Numeric,     ///< first, second figure of which one is the day; year
        DayUnknown,  ///< "??/03/2020": figures where 0 stands for an unknown one
        Month,       ///< month, year
        Year,
        Years,        ///< year to year_to
        Season,       ///< part = Season
        Quarter,      ///< part 1 to 4
        Named,        ///< name of named_days()
        BankHoliday,  ///< any of month, weekday, name
        Term,         ///< part = Season
        HalfTerm,     ///< month or part
        Holidays,     ///< school holidays; part = Season, name "easter" or "christmas"
        AcademicYear,
        FinancialYear,
        Decade,
        HalfOf,  ///< part 1 or 2 of the month or year
        WeekOf   ///< "second week of March 2020": which one is not settled
    };
    Kind kind = Kind::OneDay;
    int day = 0;
    int month = 0;
    int part = 0;
    int first = 0, second = 0;
    std::optional<int> year, year_to;
    std::string name;
    std::optional<int> weekday;
    std::optional<WeekWord> week;
    bool weekend = false;    ///< a bank holiday weekend
    bool hedged = false;     ///< "c.", "?", "about"
    bool narrowed = false;   ///< "early", "mid", "end of"
    bool whole_day = false;  ///< day known, so that a time may follow
    std::vector<std::string> problems;
};

struct Candidate {
    Stated stated;
    Cursor next;
};

/// The latest year with these last two digits that is not after the import; 20yy when that day is not known.
int year_of_two_digits(int two_digits, Day imported);

/// One date without what stands around it. Empty when there is none here.
std::vector<Candidate> units_at(Cursor cursor, Day imported);
/// With its hedges, weekday and week words.
std::vector<Candidate> points_at(Cursor cursor, Day imported);

// Used by units_at(); in date_units_named.cpp.
void add_named_units(std::vector<Candidate>& to, Cursor cursor, Day imported);
/// A year, or a year and the next ("2019/20"), after optional "of" or a comma.
struct YearsAt {
    int year;
    std::optional<int> year_to;
    Cursor next;
};
std::optional<YearsAt> years_at(Cursor cursor, Day imported, bool two_digits);

}  // namespace model
