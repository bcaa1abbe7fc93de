#include "app/ui/screens/documents_screen.h"

#include <algorithm>

namespace ui {

namespace {

constexpr std::string_view kDocumentsSection = "documents";
constexpr float kPageBeside = 900;  // design pixels
constexpr std::size_t kPagesKept = 4;

std::vector<std::string> documents_tabs(const DocumentsScreen& screen)
{
    std::vector<std::string> names{"Read"};
    for (const auto& kind : section(kDocumentsSection)->kinds) {
        const auto found = screen.records.records.find(kind.kind);
        const auto count = found == screen.records.records.end() ? 0 : found->second.size();
        names.push_back(std::string(kind.kind == "document" ? "Details" : kind.name) +
                        (count == 0 ? "" : " " + std::to_string(count)));
    }
    return names;
}

const std::string& name_of(const DocumentsScreen& screen, const DocumentShown& one)
{
    return screen.records.head.identified() && !one.sealed.empty() ? one.sealed : one.called;
}

std::string second_line(const DocumentShown& one)
{
    std::string words = one.kind;
    for (const auto* more : {&one.from, &one.received, &one.size})
        if (!more->empty()) words += (words.empty() ? "" : "  ·  ") + *more;
    return words;
}

std::string marks_of(const DocumentShown& one)
{
    return (one.marking.empty() ? "No marking noted" : one.marking) +
           (one.extracts.empty() ? ""
                                 : "  ·  " + std::to_string(one.extracts.size()) +
                                       (one.extracts.size() == 1 ? " extract" : " extracts")) +
           (one.held ? "" : "  ·  no file here");
}

float document_height(const Kit& kit, const DocumentsScreen& screen, const DocumentShown& one, float width)
{
    const float wide = width - kit.px(2 * space::kMedium);
    return kit.text_height(Face::Strong, name_of(screen, one), wide) +
           kit.text_height(Face::Small, second_line(one), wide) +
           kit.text_height(Face::Small, marks_of(one), wide) + kit.px(24);
}

void paint_document(Kit& kit, const DocumentsScreen& screen, const DocumentShown& one, const Rect& r,
                    const RowLook& look)
{
    const Theme& t = kit.theme();
    const Colour back = kit.row_ground(r, look);
    const Kit::OnSurface on(kit, back);
    const float x = r.x + kit.px(space::kMedium), wide = r.w - kit.px(2 * space::kMedium);
    float y = r.y + kit.px(10);
    y += kit.paint(x, y, Face::Strong, t.ink, name_of(screen, one), wide);
    y += kit.paint(x, y, Face::Small, t.muted, second_line(one), wide);
    kit.paint(x, y, Face::Small, t.muted, marks_of(one), wide);
    kit.fill({x, r.bottom() - 1, wide, 1}, t.line);
}

TableSpec documents_table(Kit& kit, const DocumentsScreen& screen, float width)
{
    TableSpec spec;
    spec.key = "documents.table";
    spec.name = "Documents";
    spec.header = false;
    spec.enter = "Enter opens it for reading";
    spec.rows = static_cast<std::int64_t>(screen.documents.size());
    spec.columns = {{"called", "Document", 0}, {"about", "Kind and sender", width * 0.5F}};
    spec.estimate = kit.px(88);
    const auto at = [&screen](std::int64_t row) -> const DocumentShown& {
        return screen.documents[static_cast<std::size_t>(row)];
    };
    spec.row_key = [at](std::int64_t row) { return at(row).id; };
    spec.height = [&kit, &screen, at, width](std::int64_t row) {
        return document_height(kit, screen, at(row), width);
    };
    spec.cells = [at, &screen](std::int64_t row) -> std::vector<std::string> {
        return {name_of(screen, at(row)), second_line(at(row))};
    };
    spec.paint = [&kit, &screen, at](std::int64_t row, const Rect& r, const RowLook& look) {
        paint_document(kit, screen, at(row), r, look);
    };
    return spec;
}

void read_chosen(DocumentsScreen& screen, DocumentsAsks& asks)
{
    const auto* one = screen.document(screen.chosen);
    if (one == nullptr) return screen.reading.reset();
    screen.reading.emplace();
    screen.reading->id = one->id;
    if (!one->held) {
        screen.reading->opening = false;
        screen.reading->problem = "The file of this document is not kept in this vault.";
    } else if (!screen.records.head.identified()) {
        screen.reading->opening = false;  // opened once names may be shown
    } else {
        asks.open = one->id;
    }
}

void draw_list(Kit& kit, DocumentsScreen& screen, const Rect& r, DocumentsAsks& asks)
{
    kit.place({r.x, r.y, std::min(r.w, kit.px(200)), kit.px(space::kControl)});
    if (kit.button("documents.attach", "Add a file", ButtonLook::Secondary)) {
        screen.attaching.path.clear();
        screen.attaching.chooser.open(FileChooser::For::File, "Choose a file to keep", "");
    }
    const float top = r.y + kit.px(space::kControl + space::kSmall);
    const Rect slot{r.x, top, r.w, r.bottom() - top};
    if (screen.documents.empty()) {
        kit.place({r.x, top + kit.px(space::kMedium), r.w, kit.leading(Face::Text) * 3});
        kit.text("documents.none", "No documents yet. What an agency sends is kept here exactly as it came.");
        return;
    }
    const Rect inside = kit.card(slot);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const auto result = kit.table(documents_table(kit, screen, inside.w), screen.table, inside);
    if (screen.table.selected < 0) return;
    const auto& one = screen.documents[static_cast<std::size_t>(screen.table.selected)];
    if ((result.selection_changed || result.entered) && one.id != screen.chosen) {
        screen.chosen = one.id;
        read_chosen(screen, asks);
    }
}

void draw_read(Kit& kit, DocumentsScreen& screen, const Rect& content, DocumentsAsks& asks)
{
    if (screen.reading && screen.reading->problem.empty() && !screen.reading->opening &&
        screen.records.head.identified() && screen.reading->pages.empty() && screen.reading->rows.empty() &&
        !screen.reading->agrees)
        read_chosen(screen, asks);  // it was chosen in the coded view
    const float pad = kit.px(space::kLarge);
    const float room =
        std::max(content.h - pad - kit.flow_used(), std::min(kit.px(360), content.h - 2 * pad));
    const bool beside = kit.flow_width() / kit.px(1) >= kPageBeside;
    const Rect slot = kit.take_slot(0, room);
    if (beside) {
        const float list = std::min(kit.px(380), slot.w * 0.34F);
        draw_list(kit, screen, {slot.x, slot.y, list, slot.h}, asks);
        draw_reading(
            kit, screen,
            {slot.x + list + kit.px(space::kMedium), slot.y, slot.w - list - kit.px(space::kMedium), slot.h},
            asks);
    } else {
        draw_list(kit, screen, slot, asks);
        draw_reading(kit, screen, kit.take_slot(0, content.h - 2 * pad), asks);
    }
}

}  // namespace

const PageShown* Reading::shown() const
{
    for (auto one = drawn.rbegin(); one != drawn.rend(); ++one)
        if (one->page == page) return &*one;
    return nullptr;
}

const DocumentShown* DocumentsScreen::document(std::string_view id) const
{
    const auto found =
        std::find_if(documents.begin(), documents.end(), [&](const auto& one) { return one.id == id; });
    return found == documents.end() ? nullptr : &*found;
}

void DocumentsScreen::show(const std::string& id)
{
    const auto* wanted = records.line(id);
    if (wanted == nullptr) return;
    if (wanted->kind == "document") {
        tab = 0;
        for (std::size_t i = 0; i < documents.size(); ++i)
            if (documents[i].id == id) table.go_to(static_cast<std::int64_t>(i));
        chosen.clear();
        return;
    }
    const auto& all = section(kDocumentsSection)->kinds;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].kind == wanted->kind) {
            tab = static_cast<int>(i) + 1;
            records.show(id);
        }
}

void DocumentsScreen::take_page(PageShown page)
{
    if (!reading) return;
    auto& drawn = reading->drawn;
    std::erase_if(drawn, [&](const PageShown& one) { return one.page == page.page; });
    drawn.push_back(std::move(page));
    if (drawn.size() > kPagesKept) drawn.erase(drawn.begin());
}

DocumentsAsks draw(Kit& kit, DocumentsScreen& screen)
{
    DocumentsAsks asks;
    auto& records = screen.records;
    ReviewFrame frame = draw_review_frame(kit, records.head, kDocumentsSection);
    if (frame.turned) screen.table.width = 0;  // a name is longer or shorter than a number
    {
        const Kit::Pane page(kit, "documents", "Documents", frame.content, kit.px(space::kLarge));
        kit.heading("documents.title", "Documents", 1);
        if (!records.problem.empty())
            kit.error_summary("records.problem", records.problem, "documents.table");
        if (kit.tabs("documents.tabs", "Documents", documents_tabs(screen), screen.tab)) {
            leave_record(records, asks.common);
            records.table = {};
        }
        kit.space(space::kSmall);
        if (screen.tab > 0) {
            records.tab = screen.tab - 1;
            draw_records(kit, records, frame.content, asks.common);
        } else if (screen.loading) {
            kit.progress("documents.loading", "Reading the documents", -1);
        } else {
            draw_read(kit, screen, frame.content, asks);
        }
        draw_dialogs(kit, screen, asks);
    }
    if (frame.leaving) leave_record(records, asks.common);
    for (auto& asked : frame.asked) asks.common.push_back(std::move(asked));
    return asks;
}

}  // namespace ui
