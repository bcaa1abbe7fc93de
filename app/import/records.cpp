#include "app/import/records.h"

#include <algorithm>
#include <array>
#include <map>

#include "app/import/headings.h"

namespace import_ {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::string_view kReplacementText = "\xEF\xBF\xBD";
constexpr std::size_t kMostRepairs = 200;  // then a quote is only a quote: keeps a hostile file linear

bool is_white(std::string_view text)
{
    return text.find_first_not_of(" \t\n") == std::string_view::npos;
}

class Splitter {
public:
    Splitter(std::string_view text, char delimiter, const Limits& limits)
        : text_(text), delimiter_(delimiter), limits_(limits)
    {
    }

    Result<std::vector<Record>> split(std::size_t most_records)
    {
        std::vector<Record> records;
        while (at_ < text_.size() && records.size() < most_records) {
            if (records.size() == limits_.rows) return too_many("rows", limits_.rows);
            Record record;
            record.number = records.size() + 1;
            record.line = line_;
            TRY_VOID(read_record(record));
            finish(record);
            cells_ += record.cells.size();
            if (cells_ > limits_.cells) return too_many("cells", limits_.cells);
            records.push_back(std::move(record));
        }
        return records;
    }

private:
    static base::Error too_many(std::string_view what, std::size_t most)
    {
        return fail(ErrorKind::Refused,
                    "The file has more than " + std::to_string(most) + " " + std::string(what) +
                        ". Nothing was imported; ask for it in parts.",
                    "limit_" + std::string(what));
    }

    Result<void> read_record(Record& record)
    {
        while (true) {
            if (record.width == limits_.columns) return too_many("columns", limits_.columns);
            std::string cell;
            TRY_VOID(read_cell(record, cell));
            record.cells.push_back(std::move(cell));
            ++record.width;
            if (at_ >= text_.size()) return {};
            const char end = text_[at_++];
            if (end == '\n') {
                ++line_;
                return {};
            }
        }
    }

    Result<void> read_cell(Record& record, std::string& cell)
    {
        std::size_t start = at_;
        while (start < text_.size() && text_[start] == ' ') ++start;
        const bool quoted = start < text_.size() && text_[start] == '"' && repairs_ < kMostRepairs;
        if (quoted) {
            for (const bool doubled_closes : {false, true}) {
                cell.clear();
                bool stray = false;
                TRY_ASSIGN(const std::size_t end, quoted_end(start + 1, doubled_closes, cell, stray));
                if (end == 0) continue;
                if (stray || doubled_closes)
                    record.problems.emplace_back(
                        "A quotation mark stands where none is allowed: check where the cells of this row "
                        "begin and end.");
                line_ += static_cast<std::size_t>(std::ranges::count(text_.substr(at_, end - at_), '\n'));
                at_ = end;
                return {};
            }
            ++repairs_;
            record.problems.emplace_back(
                "A quotation mark is opened and never closed: the row was read to the end of its line.");
        }
        const std::size_t end = std::min(text_.find_first_of(ends_, at_), text_.size());
        if (end - at_ > limits_.cell_bytes) return too_long();
        cell = text_.substr(at_, end - at_);
        at_ = end;
        return {};
    }

    base::Error too_long() const
    {
        return fail(ErrorKind::Refused,
                    "A cell on line " + std::to_string(line_) + " is longer than " +
                        std::to_string(limits_.cell_bytes) + " bytes. Nothing was imported.",
                    "limit_cell");
    }

    bool ends_cell(std::size_t at) const
    {
        return at >= text_.size() || text_[at] == delimiter_ || text_[at] == '\n';
    }

    /// Where the cell's delimiter stands, past the closing quote; 0 when it never closes.
    /// `doubled_closes`: "" before a delimiter is taken for a quote and the end (said "no"",).
    Result<std::size_t> quoted_end(std::size_t from, bool doubled_closes, std::string& cell, bool& stray)
    {
        for (std::size_t at = from; at < text_.size(); ++at) {
            const std::size_t quote = text_.find('"', at);
            if (quote == std::string_view::npos) return std::size_t{0};
            if (quote - from > limits_.cell_bytes) return too_long();
            cell.append(text_.substr(at, quote - at));
            at = quote;
            if (at + 1 < text_.size() && text_[at + 1] == '"') {
                cell += '"';
                ++at;
                if (doubled_closes && ends_cell(at + 1)) return at + 1;
                continue;
            }
            std::size_t after = at + 1;
            while (after < text_.size() && text_[after] == ' ') ++after;
            if (ends_cell(after)) return after;
            cell += '"';
            stray = true;
        }
        return std::size_t{0};
    }

    static void finish(Record& record)
    {
        const bool damaged = std::ranges::any_of(record.cells, [](const std::string& cell) {
            return cell.find(kReplacementText) != std::string::npos;
        });
        if (damaged)
            record.problems.emplace_back(
                "Some characters of this row could not be read and are shown as \xEF\xBF\xBD.");
        while (!record.cells.empty() && record.cells.back().empty()) record.cells.pop_back();
    }

    std::string_view text_;
    char delimiter_;
    const Limits& limits_;
    std::string ends_{delimiter_, '\n'};
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t cells_ = 0;
    std::size_t repairs_ = 0;
};

/// How evenly a delimiter cuts the first rows, and whether it brings known headings to light.
double evenness(std::string_view sample, char delimiter)
{
    const Limits limits;
    auto records = Splitter(sample, delimiter, limits).split(300);
    if (!records) return 0;
    std::map<std::size_t, std::size_t> widths;
    std::size_t rows = 0;
    std::size_t headings = 0;
    for (const Record& record : *records) {
        if (record.is_blank()) continue;
        ++rows;
        if (record.width > 1) ++widths[record.width];
        headings = std::max(headings, known_headings(record));
    }
    if (widths.empty()) return 0;
    const auto most = std::ranges::max_element(widths, {}, [](const auto& entry) { return entry.second; });
    const double even = static_cast<double>(most->second) / static_cast<double>(rows);
    return even * (1 + 0.02 * static_cast<double>(std::min<std::size_t>(most->first, 20))) +
           static_cast<double>(std::min<std::size_t>(headings, 6)) * 0.5;
}

}  // namespace

std::string_view Record::cell(std::size_t column) const
{
    return column < cells.size() ? std::string_view(cells[column]) : std::string_view();
}

bool Record::is_blank() const
{
    return std::ranges::all_of(cells, [](const std::string& cell) { return is_white(cell); });
}

Result<std::vector<Record>> records_of(std::string_view text, char delimiter, const Limits& limits)
{
    return Splitter(text, delimiter, limits).split(limits.rows + 1);
}

char delimiter_of(std::string_view text)
{
    constexpr std::array kBetweenCells = {',', ';', '\t', '|'};
    if (text.size() > 5 && (text.starts_with("sep=") || text.starts_with("SEP=")) && text[5] == '\n' &&
        std::ranges::find(kBetweenCells, text[4]) != kBetweenCells.end())
        return text[4];
    const std::string_view sample = text.substr(0, 256U * 1024);
    char best = ',';
    double score = 0;
    for (const char delimiter : kBetweenCells) {
        const double found = evenness(sample, delimiter);
        if (found > score) {
            score = found;
            best = delimiter;
        }
    }
    return best;
}

}  // namespace import_
