// Citing, adding a file, and opening one outside.
#include <algorithm>
#include <cmath>

#include "app/ui/screens/documents_screen.h"

namespace ui {

namespace {

PagePart around(const PagePart& a, const PagePart& b)
{
    if (a.w <= 0) return b;
    const float x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.x + a.w, b.x + b.w) - x, std::max(a.y + a.h, b.y + b.h) - y};
}

// Left, top, width and height in thousandths.
std::string region_of(const PagePart& part)
{
    std::string words;
    for (const float one : {part.x, part.y, part.w, part.h})
        words += (words.empty() ? "" : ",") + std::to_string(std::lround(std::clamp(one, 0.0F, 1.0F) * 1000));
    return words;
}

// The lines that the part covers by more than half of their height.
std::string words_in(const PageShown& page, const PagePart& part)
{
    std::string words;
    for (const auto& line : page.lines) {
        const PagePart& at = line.place;
        const float high = std::min(at.y + at.h, part.y + part.h) - std::max(at.y, part.y);
        const float wide = std::min(at.x + at.w, part.x + part.w) - std::max(at.x, part.x);
        if (wide > 0 && high > at.h / 2) words += (words.empty() ? "" : "\n") + line.text;
    }
    return words;
}

void cite_row(const Reading& reading, Citing& citing)
{
    const auto& [number, cells] = reading.rows[static_cast<std::size_t>(reading.table.selected)];
    citing.where = "row " + std::to_string(number);
    citing.fields.set("unit", "ROW");
    citing.fields.set("cells", "row " + std::to_string(number));
    std::string words;
    for (const auto& one : cells)
        if (!one.empty()) words += (words.empty() ? "" : "\n") + one;
    citing.words.editor.set(words);
}

void cite_page(const Reading& reading, Citing& citing)
{
    const auto number = static_cast<std::int64_t>(reading.page) + 1;
    citing.where = "page " + std::to_string(number);
    citing.fields.set("page", number);
    const auto* page = reading.shown();
    std::optional<PagePart> part = reading.state.part;
    std::string words;
    if (page != nullptr && reading.as_text && !reading.lines.empty()) {
        PagePart all;
        for (const auto at : reading.lines) {
            if (at >= page->lines.size()) continue;
            all = around(all, page->lines[at].place);
            words += (words.empty() ? "" : "\n") + page->lines[at].text;
        }
        part = all;
    } else if (page != nullptr && part) {
        words = words_in(*page, *part);
    }
    citing.fields.set("unit", part ? "REGION" : "PAGE");
    if (part) citing.fields.set("region", region_of(*part));
    if (part) citing.where = "part of " + citing.where;
    citing.words.editor.set(words);
}

void draw_citing(Kit& kit, DocumentsScreen& screen, DocumentsAsks& asks)
{
    auto& citing = screen.citing;
    if (std::exchange(citing.now, false)) {
        if (!citing.words.editor.text().empty()) {
            citing.fields.set("text", citing.words.editor.text());
            if (citing.quoted) citing.fields.set("quoted_flag", true);
        }
        asks.common.emplace_back(PutRecord{"extract", {}, std::move(citing.fields)});
        citing = {};
        if (screen.reading) screen.reading->state.part.reset();
        if (screen.reading) screen.reading->lines.clear();
    }
    if (!citing.open) return;
    const bool stays = kit.dialog("citing", "Cite this document", 720, [&kit, &screen] {
        auto& c = screen.citing;
        kit.text("citing.where", "An extract of " + c.where + ". Findings can rest on it.");
        kit.prose_field({.key = "citing.words",
                         .label = "Words",
                         .hint = "Exactly as they stand in the document. They are kept sealed."},
                        c.words, 5);
        kit.check_box("citing.quoted", "The words are quoted as they stand, not summed up", c.quoted);
        if (kit.button("citing.yes", "Keep the extract", ButtonLook::Primary)) c.now = true;
        kit.beside();
        if (kit.button("citing.no", "Cancel", ButtonLook::Secondary)) c.open = false;
    });
    if (!stays) citing.open = false;
}

void draw_attaching(Kit& kit, DocumentsScreen& screen, DocumentsAsks& asks)
{
    auto& a = screen.attaching;
    if (auto path = a.chooser.draw(kit, "attach.file")) {
        a.path = *std::move(path);
        a.open = true;
    }
    if (std::exchange(a.now, false)) {
        std::string from = a.other.text();
        for (const auto& one : screen.organisations)
            if (one.code == a.from) from = one.label;
        asks.attach = AttachFile{a.path, a.kind, from};
        a.open = false;
    }
    if (!a.open) return;
    const bool stays = kit.dialog("attach", "Keep this file", 640, [&kit, &screen] {
        auto& at = screen.attaching;
        kit.text("attach.path", at.path, Face::Small, kit.theme().muted);
        kit.text("attach.what",
                 "It is encrypted into the vault exactly as it is. The original stays where it lies.");
        const auto kinds = choices_of(*screen.records.lists, "source_kind", screen.records.today, {});
        kit.pick({.key = "attach.kind", .label = "Kind of source"}, kinds, at.kind);
        kit.pick({.key = "attach.from", .label = "Who sent it"}, screen.organisations, at.from);
        if (at.from.empty())
            kit.text_field(
                {.key = "attach.other", .label = "Or somebody else", .hint = "The body or post, not a name."},
                at.other);
        const bool known = !at.kind.empty() && (!at.from.empty() || !at.other.text().empty());
        if (kit.button("attach.yes", "Keep it", ButtonLook::Primary, {}, known)) at.now = true;
        kit.beside();
        if (kit.button("attach.no", "Cancel", ButtonLook::Secondary)) at.open = false;
    });
    if (!stays) a.open = false;
}

void draw_outside(Kit& kit, DocumentsScreen& screen, DocumentsAsks& asks)
{
    auto& outside = screen.outside;
    if (std::exchange(outside.now, false)) {
        asks.outside = OpenOutside{outside.id, outside.purpose};
        outside.open = false;
    }
    if (!outside.open) return;
    const bool stays = kit.dialog("outside", "Open this file outside Cairn?", 640, [&kit, &screen] {
        auto& o = screen.outside;
        kit.text("outside.what",
                 "Another program will see the file without encryption. That program may keep a copy, a list "
                 "of recent "
                 "files or a preview, which Cairn cannot remove.");
        kit.text("outside.then",
                 "The copy made for it lies in memory, readable by you only, and is removed when you lock "
                 "the vault. "
                 "That it was opened, when and why is written into the record of this review.");
        const auto purposes = choices_of(*screen.records.lists, "opening_purpose", screen.records.today, {});
        kit.pick({.key = "outside.purpose", .label = "Why it is opened outside"}, purposes, o.purpose);
        if (kit.button("outside.yes", "Open outside", ButtonLook::Primary, {}, !o.purpose.empty()))
            o.now = true;
        kit.beside();
        if (kit.button("outside.no", "Stay inside", ButtonLook::Secondary)) o.open = false;
    });
    if (!stays) outside.open = false;
}

}  // namespace

void begin_citing(DocumentsScreen& screen)
{
    if (!screen.reading) return;
    const auto& reading = *screen.reading;
    auto& citing = screen.citing;
    citing = {};
    citing.open = true;
    citing.fields.set("document", reading.id);
    if (reading.pages.empty())
        cite_row(reading, citing);
    else
        cite_page(reading, citing);
}

void draw_dialogs(Kit& kit, DocumentsScreen& screen, DocumentsAsks& asks)
{
    draw_citing(kit, screen, asks);
    draw_attaching(kit, screen, asks);
    draw_outside(kit, screen, asks);
}

}  // namespace ui
