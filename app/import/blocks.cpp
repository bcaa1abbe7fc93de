#include "app/import/blocks.h"

#include <algorithm>
#include <optional>

#include "app/import/headings.h"

namespace import_ {
namespace {

using base::ErrorKind;
using base::fail;

/// Where the headings of a table stand, from 0, among its first rows, and how well they are known.
struct Headings {
    std::size_t row = 0;
    std::size_t score = 0;
};

Headings headings_of(const Block& block, const Remembered& remembered)
{
    constexpr std::size_t kSearch = 100;
    Headings best;
    for (std::size_t i = 0; i < std::min(kSearch, block.rows.size()); ++i) {
        Record record;
        record.cells = block.rows[i].cells;
        const std::size_t score = heading_score(record, remembered);
        if (score > best.score) best = {i, score};
    }
    return best;
}

std::vector<std::string> plain_row(const BlockRow& row)
{
    std::vector<std::string> cells;
    for (const std::string& cell : row.cells) cells.push_back(plain_heading(cell));
    while (!cells.empty() && cells.back().empty()) cells.pop_back();
    return cells;
}

std::size_t width_of(const Block& block)
{
    std::size_t width = 0;
    for (const BlockRow& row : block.rows) width = std::max(width, row.cells.size());
    return width;
}

/// A table without headings that goes on with the one above: as wide, and dates where its dates were.
bool goes_on(const Block& block, std::size_t width, std::optional<std::size_t> dates)
{
    if (!dates || width_of(block) != width) return false;
    std::size_t filled = 0, read = 0;
    for (const BlockRow& row : block.rows) {
        if (row.cells.size() <= *dates || row.cells[*dates].empty()) continue;
        ++filled;
        read += reads_as_date(row.cells[*dates]) ? 1 : 0;
    }
    return filled > 0 && read * 2 >= filled;
}

class Joiner {
public:
    Joiner(const Limits& limits, const ReadRequest& request) : meter_(limits), request_(request) {}

    Result<Table> join(std::vector<Block> blocks)
    {
        TRY_VOID(choose(blocks));
        std::size_t number = 0;  // of the table
        bool begun = false;      // the chosen table has been reached
        for (Block& block : blocks) {
            if (!block.is_table) {
                TRY_VOID(add(std::move(block), begun ? Reason::Outside : Reason::Preamble));
                continue;
            }
            ++number;
            const bool main = number == main_;
            const bool joined = !main && begun && belongs(block, number);
            table_.parts.push_back({"table " + std::to_string(number), block.rows.size(), false,
                                    main || joined, headings_of(block, request_.remembered).score > 0});
            if (main) {
                begun = true;
                table_.first = table_.records.size() + 1;
            }
            TRY_VOID(add(std::move(block),
                         main || joined ? std::optional<Reason>() : std::optional(Reason::OtherTable)));
        }
        finish();
        return std::move(table_);
    }

private:
    /// The table with the best headings, or the one that was asked for.
    Result<void> choose(const std::vector<Block>& blocks)
    {
        std::size_t number = 0;
        std::size_t best = 0;
        const Block* chosen = nullptr;
        for (const Block& block : blocks) {
            if (!block.is_table) continue;
            ++number;
            if (!request_.part.empty() && request_.part != "table " + std::to_string(number)) continue;
            const Headings found = headings_of(block, request_.remembered);
            if (chosen != nullptr && found.score <= best) continue;
            chosen = &block;
            best = found.score;
            main_ = number;
        }
        if (chosen == nullptr && number > 0)
            return fail(ErrorKind::Invalid,
                        "There is no table of that name. Nothing was imported; the preview without --sheet "
                        "lists them.",
                        "no_such_part");
        if (chosen == nullptr)
            return fail(ErrorKind::Invalid,
                        "There is no table in it. Nothing was imported; a chronology that is written as "
                        "running text is kept as a document and typed in by hand.",
                        "no_table");
        const Headings found = headings_of(*chosen, request_.remembered);
        width_ = width_of(*chosen);
        if (best == 0) return {};
        headings_ = plain_row(chosen->rows[found.row]);
        const auto& cells = chosen->rows[found.row].cells;
        for (std::size_t i = 0; i < cells.size() && !dates_; ++i)
            if (read_heading(cells[i]).field == Field::Date && read_heading(cells[i]).score >= 45) dates_ = i;
        return {};
    }

    bool belongs(const Block& block, std::size_t number)
    {
        const Headings found = headings_of(block, request_.remembered);
        if (found.score > 0) return plain_row(block.rows[found.row]) == headings_;
        if (!goes_on(block, width_, dates_)) return false;
        table_.notes.push_back("Table " + std::to_string(number) +
                               " has no headings and was read as going on with the table before it.");
        return true;
    }

    Result<void> add(Block block, std::optional<Reason> aside)
    {
        for (BlockRow& row : block.rows) {
            TRY_VOID(meter_.row());
            Record record;
            record.number = table_.records.size() + 1;
            record.line = record.number;
            record.width = row.cells.size();
            record.cells = std::move(row.cells);
            record.problems = std::move(row.problems);
            record.aside = row.deleted ? std::optional(Reason::Deleted) : aside;
            finish_record(record);
            if (record.aside == Reason::OtherTable) others_.push_back(record.number);
            if (record.aside == Reason::Outside) outside_.push_back(record.number);
            if (row.deleted) deleted_.push_back(record.number);
            for (const std::string& report : row.reports) reports_.add(report, record.number);
            if (!record.aside) table_.columns = std::max(table_.columns, record.cells.size());
            table_.records.push_back(std::move(record));
        }
        return {};
    }

    void finish()
    {
        table_.encoding = "utf-8";
        if (!others_.empty())
            table_.notes.push_back("Tables with other headings were set aside (" + listed_rows(others_) +
                                   "); choose one with --sheet \"table N\" if it is meant.");
        if (!outside_.empty())
            table_.notes.push_back("Text outside the tables was set aside (" + listed_rows(outside_) + ").");
        if (!deleted_.empty())
            table_.notes.push_back("Rows deleted by tracked changes were not read (" + listed_rows(deleted_) +
                                   ").");
        for (std::string& note : reports_.notes()) table_.notes.push_back(std::move(note));
    }

    Meter meter_;
    const ReadRequest& request_;
    Table table_;
    Reports reports_;
    std::size_t main_ = 0;
    std::size_t width_ = 0;
    std::vector<std::string> headings_;
    std::optional<std::size_t> dates_;
    std::vector<std::size_t> others_, outside_, deleted_;
};

}  // namespace

Result<Table> join_blocks(std::vector<Block> blocks, const Limits& limits, const ReadRequest& request)
{
    return Joiner(limits, request).join(std::move(blocks));
}

}  // namespace import_
