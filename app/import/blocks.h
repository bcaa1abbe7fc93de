#pragma once
/// A document as text and tables, one below the other, made one table: those with the headings of a
/// chronology are joined, everything else is set aside with its reason.

#include "app/import/cells.h"
#include "app/import/import.h"

namespace import_ {

struct BlockRow {
    std::vector<std::string> cells;
    std::vector<std::string> problems;  ///< doubts about the row
    std::vector<std::string> reports;   ///< facts about it
    bool deleted = false;               ///< by a tracked change
};

struct Block {
    bool is_table = false;
    std::vector<BlockRow> rows;  ///< one row of one cell for text
};

/// Errors: Invalid (`no_table`, `no_such_part`), Refused (a limit).
Result<Table> join_blocks(std::vector<Block> blocks, const Limits& limits, const ReadRequest& request);

}  // namespace import_
