// The document being read: its page as pixels or as text, or the rows of its table.
#include <algorithm>
#include <cmath>

#include "app/ui/screens/documents_screen.h"

namespace ui {

namespace {

constexpr float kPageZoomStep = 1.25F, kLeastPageZoom = 0.4F, kMostPageZoom = 4;

std::string short_hash(const std::string& hash)
{
    std::string words;
    for (std::size_t i = 0; i < std::min<std::size_t>(16, hash.size()); i += 4)
        words += (words.empty() ? "" : " ") + hash.substr(i, 4);
    return words + " …";
}

std::string joined(const std::vector<std::string>& cells)
{
    std::string words;
    for (const auto& one : cells)
        if (!one.empty()) words += (words.empty() ? "" : "  ·  ") + one;
    for (char& c : words)
        if (c == '\n') c = ' ';
    return words;
}

void turn(Reading& reading, int by)
{
    const auto last = static_cast<std::int64_t>(reading.pages.size()) - 1;
    const auto to = static_cast<std::size_t>(std::clamp<std::int64_t>(
        static_cast<std::int64_t>(reading.page) + by, 0, std::max<std::int64_t>(0, last)));
    if (to == reading.page) return;
    reading.page = to;
    reading.state = {};
    reading.lines.clear();
}

void draw_about(Kit& kit, DocumentsScreen& screen, const DocumentShown& one)
{
    const bool named = screen.records.head.identified() && !one.sealed.empty();
    kit.heading("reading.title", named ? one.sealed : one.called, 2);
    std::string about = one.kind;
    for (const auto* more : {&one.from, &one.received})
        if (!more->empty()) about += "  ·  " + *more;
    if (!one.fingerprint.empty())
        about += "  ·  fingerprint " + short_hash(one.fingerprint) +
                 (screen.reading && screen.reading->agrees ? " agrees with what was received" : "");
    kit.text("reading.about", about, Face::Small, kit.theme().muted);
    if (one.held && kit.button("reading.outside", "Open outside Cairn", ButtonLook::Quiet)) {
        screen.outside = {};
        screen.outside.open = true;
        screen.outside.id = one.id;
    }
}

void draw_page_tools(Kit& kit, DocumentsScreen& screen)
{
    auto& reading = *screen.reading;
    const auto count = reading.pages.size();
    if (kit.button("page.before", "Page back", ButtonLook::Quiet, "Page Up", reading.page > 0))
        turn(reading, -1);
    kit.beside();
    if (kit.button("page.next", "Page on", ButtonLook::Quiet, "Page Down", reading.page + 1 < count))
        turn(reading, 1);
    kit.beside();
    kit.chip("page.number",
             {"Page " + std::to_string(reading.page + 1) + " of " + std::to_string(count), ToneName::Plain});
    kit.beside();
    if (kit.button("page.out", "Smaller", ButtonLook::Quiet))
        reading.zoom = std::max(kLeastPageZoom, reading.zoom / kPageZoomStep);
    kit.beside();
    if (kit.button("page.in", "Larger", ButtonLook::Quiet))
        reading.zoom = std::min(kMostPageZoom, reading.zoom * kPageZoomStep);
    kit.beside();
    if (kit.toggle("page.text", "As text", "", kit.tone(ToneName::Accent), reading.as_text))
        reading.as_text = !reading.as_text;
    const bool part = reading.state.part.has_value() || !reading.lines.empty();
    if (kit.button("page.cite", part ? "Cite what is chosen" : "Cite this page",
                   part ? ButtonLook::Primary : ButtonLook::Secondary))
        begin_citing(screen);
    if (!part)
        kit.text("page.hint",
                 reading.as_text ? "Choose lines to cite them." : "Drag over a part of the page to cite it.",
                 Face::Small, kit.theme().muted);
}

void want(Reading& reading, float width, DocumentsAsks& asks)
{
    const int wide = std::max(1, static_cast<int>(width));
    const auto* shown = reading.shown();
    const bool sharp = shown != nullptr && (shown->pixels.width == wide || shown->pixels.width > 3000);
    if (sharp || (reading.asked && *reading.asked == std::pair(reading.page, wide))) return;
    reading.asked = {reading.page, wide};
    asks.page = WantedPage{reading.id, reading.page, wide};
}

std::string page_words(const PageShown* page)
{
    std::string words;
    if (page != nullptr)
        for (const auto& line : page->lines) words += (words.empty() ? "" : "\n") + line.text;
    return words;
}

void draw_pixels(Kit& kit, DocumentsScreen& screen, const Rect& r, DocumentsAsks& asks)
{
    auto& reading = *screen.reading;
    const auto [wide, high] = reading.pages[reading.page];
    PageSpec spec;
    spec.key = "page.view";
    spec.width = std::max(40.0F, std::round((r.w - kit.px(2 * space::kMedium)) * reading.zoom));
    spec.shape = static_cast<float>(high / wide);
    const auto* shown = reading.shown();
    const std::string name = "Page " + std::to_string(reading.page + 1), words = page_words(shown);
    spec.name = name;
    spec.words = words;
    if (shown != nullptr) spec.pixels = &shown->pixels;
    if (const auto* one = screen.document(reading.id))
        for (const auto& extract : one->extracts)
            if (extract.part.w > 0 && extract.page == static_cast<std::int64_t>(reading.page) + 1)
                spec.marks.push_back(extract.part);
    const auto result = kit.page(spec, reading.state, r);
    if (result.turn != 0) turn(reading, result.turn);
    want(reading, spec.width, asks);
}

void draw_lines(Kit& kit, Reading& reading, const Rect& r, DocumentsAsks& asks)
{
    want(reading, r.w, asks);
    kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const Kit::Pane pane(kit, "page.lines", "Text of the page", r, kit.px(space::kMedium));
    const auto* shown = reading.shown();
    if (shown == nullptr) return kit.progress("page.reading", "Reading the page", -1);
    if (shown->lines.empty())
        kit.text("page.picture", "This page holds no text: it is a picture.", Face::Text, kit.theme().muted);
    for (std::size_t i = 0; i < shown->lines.size(); ++i) {
        const auto at = std::find(reading.lines.begin(), reading.lines.end(), i);
        bool on = at != reading.lines.end();
        if (!kit.check_box("page.line." + std::to_string(i), shown->lines[i].text, on)) continue;
        if (on)
            reading.lines.insert(std::upper_bound(reading.lines.begin(), reading.lines.end(), i), i);
        else
            reading.lines.erase(at);
    }
}

TableSpec rows_of(Kit& kit, const Reading& reading, float width)
{
    TableSpec spec;
    spec.key = "rows";
    spec.name = "Rows of the file";
    spec.rows = static_cast<std::int64_t>(reading.rows.size());
    spec.columns = {{"row", "Row", kit.px(12)}, {"cells", "As it stands in the file", kit.px(80)}};
    spec.estimate = kit.px(60);
    const auto at = [&reading](std::int64_t row) -> const auto&
    {
        return reading.rows[static_cast<std::size_t>(row)];
    };
    const float words = width - kit.px(104);
    spec.row_key = [at](std::int64_t row) { return std::to_string(at(row).first); };
    spec.cells = [at](std::int64_t row) -> std::vector<std::string> {
        return {std::to_string(at(row).first), joined(at(row).second)};
    };
    spec.height = [&kit, at, words](std::int64_t row) {
        return kit.text_height(Face::Small, joined(at(row).second), words) + kit.px(16);
    };
    spec.paint = [&kit, at, words](std::int64_t row, const Rect& r, const RowLook& look) {
        const Theme& t = kit.theme();
        const Colour back = kit.row_ground(r, look);
        const Kit::OnSurface on(kit, back);
        kit.paint(r.x + kit.px(12), r.y + kit.px(8), Face::SmallStrong, t.muted,
                  std::to_string(at(row).first));
        kit.paint(r.x + kit.px(80), r.y + kit.px(8), Face::Small, t.ink, joined(at(row).second), words);
        kit.fill({r.x, r.bottom() - 1, r.w, 1}, t.line);
    };
    return spec;
}

void draw_rows(Kit& kit, DocumentsScreen& screen, const Rect& r)
{
    auto& reading = *screen.reading;
    const Rect inside = kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    kit.table(rows_of(kit, reading, inside.w), reading.table, inside);
}

// True when there is something to show.
bool draw_state(Kit& kit, const DocumentsScreen& screen)
{
    const auto& reading = *screen.reading;
    if (!reading.problem.empty()) {
        kit.text("reading.problem", reading.problem, Face::Strong, kit.tone(ToneName::Red).ink);
        return false;
    }
    if (!screen.records.head.identified()) {
        kit.text(
            "reading.coded",
            "Pages hold names and the agency's own words. They are shown in the identified view only: press "
            "F8.");
        return false;
    }
    if (reading.opening) {
        kit.progress("reading.opening", "Opening the file and checking its fingerprint", -1);
        return false;
    }
    if (reading.pages.empty() && reading.rows.empty())
        kit.text("reading.empty", "The file holds nothing to show.");
    return !reading.pages.empty() || !reading.rows.empty();
}

}  // namespace

void draw_reading(Kit& kit, DocumentsScreen& screen, const Rect& r, DocumentsAsks& asks)
{
    const Kit::Pane pane(kit, "reading", "The document", r, 0);
    const auto* one = screen.reading ? screen.document(screen.reading->id) : nullptr;
    if (one == nullptr) {
        kit.text("reading.none", "Choose a document to read it here. Nothing leaves the vault.", Face::Text,
                 kit.theme().muted);
        return;
    }
    draw_about(kit, screen, *one);
    if (!draw_state(kit, screen)) return;
    const bool pages = !screen.reading->pages.empty();
    if (pages)
        draw_page_tools(kit, screen);
    else if (kit.button("rows.cite", "Cite the chosen row", ButtonLook::Secondary, {},
                        screen.reading->table.selected >= 0))
        begin_citing(screen);
    const float room = std::max(r.h - kit.flow_used(), std::min(kit.px(320), r.h));
    const Rect slot = kit.take_slot(0, room);
    if (!pages)
        draw_rows(kit, screen, slot);
    else if (screen.reading->as_text)
        draw_lines(kit, *screen.reading, slot, asks);
    else
        draw_pixels(kit, screen, slot, asks);
    kit.space(-space::kSmall);
}

}  // namespace ui
