#include "app/import/cells.h"

#include <algorithm>

namespace import_ {
namespace {

base::Error too_many(std::string_view what, std::size_t most)
{
    return base::fail(base::ErrorKind::Refused,
                      "The file has more than " + std::to_string(most) + " " + std::string(what) +
                          ". Nothing was imported; ask for it in parts.",
                      "limit_" + std::string(what));
}

}  // namespace

Result<void> Meter::row()
{
    if (++rows_ > limits_.rows) return too_many("rows", limits_.rows);
    return {};
}

Result<void> Meter::cell(std::size_t column, std::size_t bytes)
{
    if (column >= limits_.columns) return too_many("columns", limits_.columns);
    if (++cells_ > limits_.cells) return too_many("cells", limits_.cells);
    if (bytes > limits_.cell_bytes)
        return base::fail(
            base::ErrorKind::Refused,
            "A cell is longer than " + std::to_string(limits_.cell_bytes) + " bytes. Nothing was imported.",
            "limit_cell");
    bytes_ += bytes;
    if (bytes_ > limits_.text_bytes)
        return base::fail(base::ErrorKind::Refused,
                          "The file holds more text than a chronology does. Nothing was imported; ask for it "
                          "in parts.",
                          "limit_text");
    return {};
}

void Reports::add(std::string_view what, std::size_t row)
{
    auto found = rows_.find(what);
    if (found == rows_.end()) {
        order_.emplace_back(what);
        found = rows_.emplace(std::string(what), std::vector<std::size_t>()).first;
    }
    if (found->second.empty() || found->second.back() != row) found->second.push_back(row);
}

std::vector<std::string> Reports::notes() const
{
    std::vector<std::string> notes;
    for (const std::string& what : order_)
        notes.push_back(what + " (" + listed_rows(rows_.find(what)->second) + ").");
    return notes;
}

void put_cell(Record& record, std::size_t column, std::string text)
{
    if (record.cells.size() <= column) record.cells.resize(column + 1);
    record.cells[column] = std::move(text);
    record.width = std::max(record.width, column + 1);
}

void finish_record(Record& record)
{
    const bool damaged = std::ranges::any_of(
        record.cells, [](const std::string& cell) { return cell.find("\xEF\xBF\xBD") != std::string::npos; });
    if (damaged)
        record.problems.emplace_back(
            "Some characters of this row could not be read and are shown as \xEF\xBF\xBD.");
    while (!record.cells.empty() && record.cells.back().empty()) record.cells.pop_back();
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text)
{
    std::string low(text);
    std::ranges::transform(low, low.begin(), lower);
    return low;
}

std::string trimmed(std::string_view text)
{
    const auto cut = [&](bool front) {
        if (text.empty()) return false;
        const char c = front ? text.front() : text.back();
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            front ? text.remove_prefix(1) : text.remove_suffix(1);
            return true;
        }
        if (front ? text.starts_with("\xC2\xA0") : text.ends_with("\xC2\xA0")) {
            front ? text.remove_prefix(2) : text.remove_suffix(2);
            return true;
        }
        return false;
    };
    while (cut(true)) {
    }
    while (cut(false)) {
    }
    return std::string(text);
}

std::string listed_rows(const std::vector<std::size_t>& rows)
{
    constexpr std::size_t kMost = 20;
    std::string text = rows.size() == 1 ? "row " : "rows ";
    for (std::size_t i = 0; i < std::min(kMost, rows.size()); ++i)
        text += (i == 0 ? "" : ", ") + std::to_string(rows[i]);
    return rows.size() > kMost ? text + " and " + std::to_string(rows.size() - kMost) + " more" : text;
}

}  // namespace import_
