#pragma once
/// The words agencies put over their columns.
/// Source: docs/formats/chronology-import.md, "Headings".

#include <string>
#include <string_view>

#include "app/import/import.h"

namespace import_ {

struct HeadingReading {
    Field field = Field::Other;
    int score = 0;  ///< 100 a known heading, less where only a word of it is known, 0 unknown
};

HeadingReading read_heading(std::string_view heading);
/// Lower case, words of letters and figures parted by one space.
std::string plain_heading(std::string_view heading);
/// Distinct fields that the cells of a record name.
std::size_t known_headings(const Record& record, const Remembered& remembered = {});

/// How much a record looks like a row of headings; 0 not at all.
std::size_t heading_score(const Record& record, const Remembered& remembered);
struct Header {
    std::size_t row = 0;  ///< its number; 0: none
    std::size_t score = 0;
};
/// The best row of headings among the first hundred.
Header find_header(const Table& table, const Remembered& remembered);
bool reads_as_date(std::string_view cell);

}  // namespace import_
