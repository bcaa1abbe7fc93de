#pragma once
/// Documents: kept as they came, read inside the program page by page or row by row, and cited. Names and the
/// agencies' own words stand on them: pages are shown in the identified view only.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/ui/kit_files.h"
#include "app/ui/screens/records_screen.h"

namespace ui {

struct ExtractShown {
    std::string id, called, where, sealed;
    std::int64_t page = 0;
    PagePart part;  ///< w is 0 where it is no part of a page
};
struct DocumentShown {
    std::string id, called;
    std::string kind, from, marking, received, size, fingerprint;
    std::string sealed;  ///< title
    bool held = false;
    std::vector<ExtractShown> extracts;
};
struct PageLine {
    std::string text;
    PagePart place;
};
struct PageShown {
    std::size_t page = 0;
    Pixels pixels;
    std::vector<PageLine> lines;
};

/// The document being read.
struct Reading {
    std::string id;
    bool opening = true;
    std::string problem;
    bool agrees = false;                           ///< its fingerprint was checked
    std::vector<std::pair<double, double>> pages;  ///< width and height, points
    std::vector<std::pair<std::int64_t, std::vector<std::string>>> rows;
    std::size_t page = 0;
    float zoom = 1;  ///< 1: as wide as the view
    PageState state;
    std::vector<PageShown> drawn;                      ///< newest last, few
    std::optional<std::pair<std::size_t, int>> asked;  ///< page and width asked for last
    bool as_text = false;
    std::vector<std::size_t> lines;  ///< chosen ones of the page shown as text
    TableState table;
    const PageShown* shown() const;
};

/// A citation being made.
struct Citing {
    bool open = false, now = false;
    std::string where;  ///< "page 3"
    json::Object fields;
    Prose words;
    bool quoted = true;
};
struct Attaching {
    bool open = false, now = false;
    FileChooser chooser;
    std::string path, kind, from;
    text::Editor other{text::Lines::One};  ///< who sent it, where no organisation of the review did
};
struct OpeningOutside {
    bool open = false, now = false;
    std::string id, purpose;
};

struct DocumentsScreen {
    RecordsScreen records;  ///< holds the head as well
    bool loading = true;
    int tab = 0;
    std::vector<DocumentShown> documents;
    std::vector<Choice> organisations;
    std::string chosen;
    TableState table;
    std::optional<Reading> reading;
    Citing citing;
    Attaching attaching;
    OpeningOutside outside;

    const DocumentShown* document(std::string_view id) const;
    /// Opens that record in its own list; a document is chosen for reading.
    void show(const std::string& id);
    void take_page(PageShown page);
};

struct WantedPage {
    std::string id;
    std::size_t page = 0;
    int width = 0;
};
struct AttachFile {
    std::string path, kind, from;
};
struct OpenOutside {
    std::string id, purpose;
};
struct DocumentsAsks {
    Requests common;
    std::optional<std::string> open;
    std::optional<WantedPage> page;
    std::optional<AttachFile> attach;
    std::optional<OpenOutside> outside;
};
DocumentsAsks draw(Kit& kit, DocumentsScreen& screen);

// Parts of it, each in its own file.
void draw_reading(Kit& kit, DocumentsScreen& screen, const Rect& r, DocumentsAsks& asks);
void draw_dialogs(Kit& kit, DocumentsScreen& screen, DocumentsAsks& asks);
/// Begins a citation of what is chosen on the page, of the page, or of the row.
void begin_citing(DocumentsScreen& screen);

}  // namespace ui
