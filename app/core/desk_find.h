#pragma once
/// What the palette finds in the open review, and tables written to a file for it. Belongs to the store
/// thread.

#include "app/core/desk_store.h"

namespace core {

struct DeskFound {
    std::string kind, id;
    std::string called, words;  ///< as that view may show them
};
/// Records that hold all these words, at most `limit`; in coded view only what is open is looked at and said.
Result<std::vector<DeskFound>> desk_find(DeskStore& store, std::string_view words, bool identified,
                                         std::size_t limit = 40);

struct DeskTable {
    std::string name, title;
};
/// The tables of a review that can be written to a file.
std::vector<DeskTable> desk_tables();
/// Writes one into `folder` under a name that says nothing of the case; returns the file's name.
/// Errors: NotFound, Refused when such a file is there, Io.
Result<std::string> desk_save_table(DeskStore& store, const std::string& table, const base::Path& folder,
                                    bool workbook, bool identified);

}  // namespace core
