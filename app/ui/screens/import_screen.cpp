#include "app/ui/screens/import_screen.h"

#include <algorithm>

#include "app/ui/screens/frame.h"
#include "app/ui/screens/import_preview.h"

namespace ui {

namespace {

std::string number_words(std::size_t n, std::string_view one, std::string_view many)
{
    return grouped(static_cast<std::int64_t>(n)) + " " + std::string(n == 1 ? one : many);
}

void choose_file(ImportScreen& screen)
{
    screen.chooser.open(FileChooser::For::File, "Choose the agency's file", "",
                        {".csv", ".tsv", ".txt", ".xlsx", ".docx"});
}

void paste_table(Kit& kit, ImportScreen& screen)
{
    const std::string text = kit.clipboard_text();
    if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
        screen.problem = "Nothing is copied. Copy the table in Word or Excel, then press this again.";
        screen.problem_field = "import.paste";
        return;
    }
    screen.problem.clear();
    screen.wish = {};
    screen.wish.pasted = text;
    screen.source = "A pasted table";
    screen.step = ImportScreen::Step::Agency;
    screen.fresh = true;
}

void earlier(Kit& kit, ImportScreen& screen)
{
    kit.heading("import.earlier", "Earlier imports", 2);
    if (screen.made.empty()) {
        kit.text("import.earlier.none", "None yet.", Face::Text, kit.theme().muted);
        return;
    }
    for (std::size_t i = 0; i < screen.made.size(); ++i) {
        const auto& one = screen.made[i];
        const std::string key = "import.earlier." + std::to_string(i);
        if (i > 0) kit.space(space::kSmall);
        kit.text(key + ".agency", one.agency, Face::Strong, kit.theme().ink);
        std::string words = one.words;
        if (screen.head.identified() && !one.file_name.empty()) words = one.file_name + "  ·  " + words;
        kit.text(key + ".words", words, Face::Small, kit.theme().muted);
        if (kit.button(key + ".undo", "Undo this whole import", ButtonLook::Quiet)) screen.undoing = one.id;
        kit.describe_last(one.agency + ", " + one.words);
    }
}

void choose_step(Kit& kit, ImportScreen& screen)
{
    kit.heading("import.title", "Import a chronology", 1);
    kit.text(
        "import.about",
        "An agency's table of contacts, as it was sent. You see what would come in first; nothing enters "
        "the review until you accept it, and a whole import can be taken back.");
    kit.space(space::kSmall);
    form_card(kit, "import.choose.card", [&] {
        kit.heading("import.choose.title", "Drop the file here, or choose it", 2);
        kit.text("import.choose.kinds", "Excel (.xlsx), Word (.docx), or text (.csv, .tsv, .txt)",
                 Face::Small, kit.theme().muted);
        kit.space(space::kSmall);
        if (kit.button("import.choose", "Choose a file", ButtonLook::Primary)) choose_file(screen);
        kit.beside();
        if (kit.button("import.paste", "Paste a copied table", ButtonLook::Secondary))
            paste_table(kit, screen);
    });
    kit.space(space::kSmall);
    form_card(kit, "import.earlier.card", [&] { earlier(kit, screen); });
}

bool agency_said(ImportScreen& screen)
{
    if (screen.agency.empty() && !screen.agencies.empty()) {
        screen.problem = "Say whose file it is.";
        screen.problem_field = "import.agency";
        return false;
    }
    if (screen.agency.empty() || screen.agency == "new") {
        screen.wish.agency = screen.name.text();
        screen.wish.agency_type = screen.type;
    } else {
        const auto known = std::ranges::find(screen.agencies, screen.agency, &Choice::code);
        screen.wish.agency = known == screen.agencies.end() ? "" : known->label;
        const auto type = screen.type_of.find(screen.agency);
        screen.wish.agency_type = type == screen.type_of.end() ? "" : type->second;
    }
    if (screen.wish.agency.find_first_not_of(' ') == std::string::npos) {
        screen.problem = "Type the name of the agency.";
        screen.problem_field = "import.name";
        return false;
    }
    if (screen.wish.agency_type.empty()) {
        screen.problem = "Say what kind of agency it is.";
        screen.problem_field = "import.type";
        return false;
    }
    screen.problem.clear();
    return true;
}

std::string error_at(const ImportScreen& screen, std::string_view field)
{
    return screen.problem_field == field ? screen.problem : std::string();
}

void agency_step(Kit& kit, ImportScreen& screen, ImportAsks& asks)
{
    if (std::exchange(screen.fresh, false))
        kit.focus(screen.agencies.empty() ? "import.name" : "import.agency");
    kit.heading("import.title", "Whose file is it?", 1);
    kit.text("import.source",
             screen.head.identified() ? screen.source : "The name of the file is hidden in this view.",
             Face::Text, kit.theme().muted);
    kit.space(space::kSmall);
    form_card(kit, "import.agency.card", [&] {
        bool another = screen.agencies.empty();
        if (!screen.agencies.empty()) {
            std::vector<Choice> choices = screen.agencies;
            choices.push_back({"new", "An agency that is not listed", ""});
            const std::string error = error_at(screen, "import.agency");
            kit.pick({.key = "import.agency",
                      .label = "Agency",
                      .hint = "Of an agency that sent a file before, the columns are read as they were then.",
                      .error = error},
                     choices, screen.agency);
            another = screen.agency == "new";
        }
        if (another) {
            const std::string name_error = error_at(screen, "import.name");
            const std::string type_error = error_at(screen, "import.type");
            kit.text_field(
                {.key = "import.name", .label = "Name of the agency", .hint = {}, .error = name_error},
                screen.name);
            kit.pick({.key = "import.type", .label = "Kind of agency", .hint = {}, .error = type_error},
                     screen.types, screen.type);
        }
        kit.space(space::kSmall);
        if (kit.button("import.look", "Show what would come in", ButtonLook::Primary) &&
            agency_said(screen)) {
            screen.step = ImportScreen::Step::Reading;
            screen.stopping = false;
            asks.look = true;
        }
        kit.beside();
        if (kit.button("import.back", "Choose another file", ButtonLook::Secondary)) {
            screen.start_again();
            asks.leave = true;
        }
    });
}

void working(Kit& kit, ImportScreen& screen, ImportAsks& asks)
{
    const bool writing = screen.step == ImportScreen::Step::Writing;
    kit.heading("import.title", writing ? "Adding to the review" : "Reading the file", 1);
    kit.space(space::kSmall);
    form_card(kit, "import.working.card", [&] {
        kit.progress(
            "import.progress",
            writing ? screen.doing : "A process of its own reads the file, which can do nothing else.",
            writing ? screen.share : -1);
        kit.space(space::kSmall);
        if (screen.stopping)
            kit.status("import.stopping", "Stopping. Nothing is written.");
        else if (!writing || screen.stoppable) {
            if (kit.button("import.stop", "Cancel", ButtonLook::Secondary)) {
                screen.stopping = true;
                asks.stop = true;
            }
        } else {
            kit.text("import.nostop", "This last part is not interrupted. It can be undone as a whole.",
                     Face::Small, kit.theme().muted);
        }
    });
    kit.wake_in(0.2);
}

void done_step(Kit& kit, ImportScreen& screen, ImportAsks& asks)
{
    kit.heading("import.title", number_words(screen.events, "contact was added", "contacts were added"), 1);
    kit.space(space::kSmall);
    form_card(kit, "import.done.card", [&] {
        kit.text("import.done.settle",
                 screen.to_settle == 0
                     ? "None of them needs a person's reading."
                     : number_words(screen.to_settle, "of them needs", "of them need") +
                           " a person's reading, most often of a date. They are marked \"To settle\" in the "
                           "chronology.");
        if (screen.people > 0)
            kit.text("import.done.people",
                     number_words(screen.people, "third party was", "third parties were") +
                         " added to the people of the review.");
        kit.space(space::kSmall);
        if (kit.button("import.open", "Open the chronology", ButtonLook::Primary))
            asks.common.emplace_back(ShowSection{"chronology"});
        kit.beside();
        if (kit.button("import.more", "Import another file", ButtonLook::Secondary)) screen.start_again();
        kit.beside();
        if (kit.button("import.undo", "Undo the whole import", ButtonLook::Quiet))
            screen.undoing = screen.import_id;
    });
}

void undo_sheet(Kit& kit, ImportScreen& screen, ImportAsks& asks)
{
    if (screen.undo_now) {
        asks.undo = std::exchange(screen.undoing, {});
        screen.undo_now = false;
    }
    if (screen.undoing.empty()) return;
    const bool stays = kit.dialog("import.undo", "Undo the whole import?", 560, [&kit, &screen] {
        kit.text("import.undo.text",
                 "Every contact it made leaves the chronology. People and agencies stay. If something in the "
                 "review rests on one of the contacts, nothing is undone and you are told what it is.");
        if (kit.button("import.undo.yes", "Undo the import", ButtonLook::Primary)) screen.undo_now = true;
        kit.beside();
        if (kit.button("import.undo.no", "Keep it", ButtonLook::Secondary)) screen.undoing.clear();
    });
    if (!stays) screen.undoing.clear();
    if (screen.undo_now) kit.wake_in(0);
}

void chosen_file(Kit& kit, ImportScreen& screen)
{
    auto path = screen.chooser.draw(kit, "import.files");
    if (!path) return;
    screen.choose(std::move(*path));
}

}  // namespace

void ImportScreen::choose(std::string path)
{
    wish = {};
    problem.clear();
    const auto slash = path.find_last_of("/\\");
    source = slash == std::string::npos ? path : path.substr(slash + 1);
    wish.path = std::move(path);
    step = Step::Agency;
    fresh = true;
}

void ImportScreen::take(ImportPreview now)
{
    for (auto& named : now.names)
        for (const auto& before : preview.names)
            if (before.text == named.text) named.add = before.add;
    const bool first = step != Step::Preview;
    preview = std::move(now);
    wish.path.clear();  // from now on the bytes at hand
    wish.pasted.clear();
    again = false;
    step = Step::Preview;
    problem.clear();
    if (first) tab = 0;
    table = {};
    if (!preview.rows.empty()) table.selected = 0;
}

void ImportScreen::start_again()
{
    step = Step::Choose;
    problem.clear();
    problem_field.clear();
    wish = {};
    preview = {};
    agency.clear();
    name.set("");
    type.clear();
    source.clear();
    again = false;
}

ImportAsks draw(Kit& kit, ImportScreen& screen)
{
    ImportAsks asks;
    ReviewFrame frame = draw_review_frame(kit, screen.head, "import");
    {
        const Kit::Pane page(kit, "import", "Import", frame.content, kit.px(space::kLarge));
        if (!screen.problem.empty())
            kit.error_summary("import.problem", screen.problem,
                              screen.problem_field.empty() ? "import.choose" : screen.problem_field);
        switch (screen.step) {
            case ImportScreen::Step::Choose: choose_step(kit, screen); break;
            case ImportScreen::Step::Agency: agency_step(kit, screen, asks); break;
            case ImportScreen::Step::Reading:
            case ImportScreen::Step::Writing: working(kit, screen, asks); break;
            case ImportScreen::Step::Preview: draw_preview(kit, screen, frame, asks); break;
            case ImportScreen::Step::Done: done_step(kit, screen, asks); break;
        }
    }
    chosen_file(kit, screen);
    undo_sheet(kit, screen, asks);
    for (auto& asked : frame.asked) asks.common.push_back(std::move(asked));
    return asks;
}

}  // namespace ui
