#pragma once
/// What a number in a sheet says: a day, a time or a plain number, told by its number format.
/// Source: ECMA-376 part 1, 18.8.30 and 18.18.

#include <string>
#include <string_view>
#include <vector>

namespace import_ {

/// What a format shows of a number; nothing of it: a plain number.
struct NumberFormat {
    bool year = false, month = false, day = false, time = false;
    bool elapsed = false;    ///< hours that go on counting, "[h]:mm"
    std::size_t padded = 0;  ///< "0000": figures, with zeros in front
    bool is_date() const { return year || month || day || time; }
};

/// Of a format code: "dd/mm/yyyy hh:mm", "[$-809]d mmmm yyyy", "0000".
NumberFormat read_format(std::string_view code);
/// Of the formats that have a number and no code (14 to 22, 45 to 47 and others).
NumberFormat built_in_format(unsigned number);

struct NumberText {
    std::string text;     ///< "2022-03-05", "2022-03-05 09:30", "15:40", "March 2021"; else the number
    std::string problem;  ///< for the person; empty
};
/// `stored`: the number as the file has it. Days count from 1 January 1900 with the 29 February 1900 that
/// never was, or from 1 January 1904.
NumberText number_text(std::string_view stored, const NumberFormat& format, bool from_1904);

}  // namespace import_
