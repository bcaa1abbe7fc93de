#pragma once
/// What the readers of sheets, documents and pasted tables share: limits as they go, clean text, and what is
/// reported of rows.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/import/import.h"

namespace import_ {

/// Counts what a file has given so far. Errors: Refused at a limit.
class Meter {
public:
    explicit Meter(const Limits& limits) : limits_(limits) {}
    Result<void> row();
    /// `column` from 0; `bytes` of its text.
    Result<void> cell(std::size_t column, std::size_t bytes);

private:
    const Limits& limits_;
    std::size_t rows_ = 0;
    std::size_t cells_ = 0;
    std::size_t bytes_ = 0;
};

/// Facts about rows that are no doubts: "A formula gave the value (rows 3, 5, 9)."
class Reports {
public:
    void add(std::string_view what, std::size_t row);
    /// One note for each fact, in the order in which they were met.
    std::vector<std::string> notes() const;

private:
    std::vector<std::string> order_;
    std::map<std::string, std::vector<std::size_t>, std::less<>> rows_;
};

/// Puts a text at a column from 0, making the row as wide as it must be.
void put_cell(Record& record, std::size_t column, std::string text);
/// Takes empty cells off the end and lists characters that could not be read.
void finish_record(Record& record);
/// Valid UTF-8, line ends LF, other control characters U+FFFD.
std::string clean(std::string_view text);
char lower(char c);  ///< A to Z
std::string lowered(std::string_view text);
/// White space off both ends, no-break spaces too.
std::string trimmed(std::string_view text);
/// "rows 3, 5 and 9", at most twenty.
std::string listed_rows(const std::vector<std::size_t>& rows);

}  // namespace import_
