#pragma once
/// The documents of a review: listed, attached, shown page by page or row by row, and opened outside. Belongs
/// to the store thread.

#include <string>
#include <vector>

#include "app/core/desk_store.h"

namespace core {

struct DeskExtract {
    std::string id, called;
    std::string where;   ///< "page 3", "row 12"
    std::string sealed;  ///< its words
    std::int64_t page = 0;
    pages::Place part;  ///< w is 0 where it is no part of a page
};
struct DeskDocument {
    std::string id, called;
    std::string kind, from, marking, received, size;  ///< in words; may be empty
    std::string fingerprint;                          ///< SHA-256, as hex; empty where no file is kept
    std::string sealed;                               ///< title
    bool held = false;                                ///< its file is in this vault
    std::vector<DeskExtract> extracts;
};
struct DeskDocuments {
    std::vector<DeskDocument> documents;
    std::vector<std::pair<std::string, std::string>> organisations;  ///< id and name
};
Result<DeskDocuments> desk_documents(DeskStore& store);

/// A document that was opened: pages, or the rows of a table.
struct DeskOpened {
    std::string id;
    std::vector<pages::PageSize> pages;
    std::int64_t columns = 0;
    std::vector<std::pair<std::int64_t, std::vector<std::string>>> rows;  ///< number in the file, cells
    bool agrees = false;  ///< its fingerprint was worked out again and is the one noted
};
/// `program` draws (pages::kRenderWord) and reads tables apart (import_::kReaderWord). Errors: NotFound (no
/// file here), Corrupt (it is not the file that was received), those of pages::Viewer::open and of the
/// reader.
Result<DeskOpened> desk_open_document(DeskStore& store, const std::string& id, const base::Path& program,
                                      const std::atomic<bool>& give_up);

struct DeskPage {
    std::string id;
    std::size_t page = 0;
    pages::Picture picture;
    std::vector<pages::Line> lines;
};
/// Page from 0 of the document shown, that many pixels wide. Errors: Conflict when another is shown now;
/// those of pages::Viewer.
Result<DeskPage> desk_page(DeskStore& store, const std::string& id, std::size_t page, int width,
                           const std::atomic<bool>& give_up);

/// Keeps a file as it came. Returns the document's id. Errors: those of attach_document.
Result<std::string> desk_attach(DeskStore& store, const std::string& path, const std::string& source_kind,
                                const std::string& from);

/// Notes the opening and its purpose in the journal; then writes the file where only its owner may read it,
/// and shows it with the program the system has for it. Errors: Invalid (no purpose), NotFound, Io.
Result<void> desk_open_outside(DeskStore& store, const std::string& id, const std::string& purpose);

/// "120,300,760,90" and back; w is 0 where the words are none.
std::string region_words(const pages::Place& part);
pages::Place region_of(std::string_view words);

}  // namespace core
