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
std::size_t known_headings(const Record& record);

}  // namespace import_
