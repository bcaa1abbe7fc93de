// What is done by hand: an event typed, a date settled, a place given, a view named.
#include <algorithm>

#include "app/ui/screens/chronology_parts.h"
#include "storage/model/date_reading.h"

namespace ui::chronology {

namespace {

using Sheet = ChronologyScreen::Sheet;

model::DateReading reading_of(const ChronologyScreen& screen)
{
    model::ReadingContext context;
    context.order = model::DayMonthOrder::DayFirst;
    if (const auto today = model::day_from_text(screen.today)) context.imported = *today;
    return model::read_date(screen.date.text(), screen.time.text(), context);
}

void date_part(Kit& kit, ChronologyScreen& screen)
{
    const auto read = reading_of(screen);
    const bool empty = screen.date.text().empty();
    kit.date_field({.key = "sheet.date",
                    .label = "Date",
                    .hint = "As you would write it: 3/4/22, c. March 2019, summer 2020."},
                   screen.date, empty ? std::string() : model::describe(read), !read.problems.empty());
    kit.text_field({.key = "sheet.time", .label = "Time, if it is known"}, screen.time);
}

std::vector<Choice> agency_choices(const ChronologyScreen& screen)
{
    std::vector<Choice> choices;
    for (const Agency& agency : screen.agencies) choices.push_back({agency.id, agency.name, ""});
    return choices;
}

void buttons(Kit& kit, ChronologyScreen& screen, std::string_view act, bool ready)
{
    if (!screen.sheet_problem.empty())
        kit.text("sheet.problem", screen.sheet_problem, Face::SmallStrong, kit.tone(ToneName::Red).ink);
    kit.space(space::kSmall);
    if (kit.button("sheet.act", act, ButtonLook::Primary, {}, ready)) screen.sheet_done = true;
    kit.beside();
    if (kit.button("sheet.leave", "Cancel", ButtonLook::Secondary)) screen.sheet = Sheet::None;
}

void add_inside(Kit& kit, ChronologyScreen& screen)
{
    date_part(kit, screen);
    const auto agencies = agency_choices(screen);
    kit.picker({.key = "sheet.agency", .label = "Whose record or account it is"}, agencies, screen.agency);
    kit.pick_many({.key = "sheet.about", .label = "Who it is about"}, screen.people, screen.about);
    if (screen.lists)
        kit.picker({.key = "sheet.kind", .label = "Kind of contact"},
                   choices_of(*screen.lists, "contact_kind", screen.today, {}), screen.kind);
    kit.prose_field({.key = "sheet.words",
                     .label = "What happened",
                     .hint = "As the source has it. These words are kept sealed."},
                    screen.words, 3);
    buttons(kit, screen, "Add this event",
            !screen.date.text().empty() || !screen.words.editor.text().empty());
}

void settle_inside(Kit& kit, ChronologyScreen& screen)
{
    if (screen.chosen) {
        if (screen.head.identified() && !screen.chosen->written.empty())
            kit.text("sheet.written", "As written: " + screen.chosen->written);
        kit.text("sheet.read", "As read: " + screen.chosen->date, Face::Small, kit.theme().muted);
    }
    date_part(kit, screen);
    kit.text_field({.key = "sheet.reason",
                    .label = "Why",
                    .hint = "So that the panel can follow it. The reading before is kept."},
                   screen.reason);
    const auto read = reading_of(screen);
    const bool dated = (read.earliest || read.latest) && !screen.date.text().empty();
    buttons(kit, screen, "Settle the date", dated && !screen.reason.text().empty());
}

void view_inside(Kit& kit, ChronologyScreen& screen)
{
    kit.text_field({.key = "sheet.name",
                    .label = "Name of the view",
                    .hint = "It is kept sealed with the review; a view of the same name is replaced."},
                   screen.view_name);
    buttons(kit, screen, "Save this view", !screen.view_name.text().empty());
}

json::Value day_value(const std::optional<model::Day>& day)
{
    return day ? json::Value(model::to_text(*day)) : json::Value();
}

void add_done(ChronologyScreen& screen, Asks& asks)
{
    json::Object said;
    const auto text = [&](std::string_view field, const std::string& value) {
        if (!value.empty()) said.set(field, value);
    };
    text("date", screen.date.text());
    text("time", screen.time.text());
    text("agency", screen.agency);
    text("contact_kind", screen.kind);
    text("text", screen.words.editor.text());
    said.set("date_order", "dmy");
    json::Array codes;
    for (const std::string& id : screen.about)
        for (const Choice& person : screen.people)
            if (person.code == id) codes.emplace_back(person.note.empty() ? person.label : person.note);
    if (!codes.empty()) said.set("subjects", std::move(codes));
    asks.emplace_back(AddContact{std::move(said)});
}

void settle_done(ChronologyScreen& screen, Asks& asks)
{
    const auto read = reading_of(screen);
    json::Object said;
    said.set("earliest", day_value(read.earliest));
    said.set("latest", day_value(read.latest));
    said.set("precision", std::string(model::to_code(read.precision)));
    said.set("approx", read.approximate);
    if (read.time) said.set("time", model::to_text(*read.time));
    said.set("reason", screen.reason.text());
    asks.emplace_back(SettleContact{screen.chosen->id, std::move(said)});
}

}  // namespace

void open_sheet(ChronologyScreen& screen, Sheet sheet)
{
    screen.sheet = sheet;
    screen.sheet_done = false;
    screen.sheet_problem.clear();
    for (text::Editor* edit : {&screen.date, &screen.time, &screen.reason, &screen.view_name}) edit->set("");
    screen.words.editor.set("");
    screen.agency.clear();
    screen.kind.clear();
    screen.about.clear();
}

void sheets(Kit& kit, ChronologyScreen& screen, Asks& asks)
{
    if (screen.sheet_done) {
        screen.sheet_done = false;
        if (screen.sheet == Sheet::Add) add_done(screen, asks);
        if (screen.sheet == Sheet::Settle && screen.chosen) settle_done(screen, asks);
        if (screen.sheet == Sheet::KeepView)
            asks.emplace_back(KeepView{screen.view_name.text(), screen.asked});
        if (screen.sheet == Sheet::KeepView) screen.sheet = Sheet::None;
    }
    bool stays = true;
    switch (screen.sheet) {
        case Sheet::None: return;
        case Sheet::Add:
            stays = kit.dialog("sheet.add", "Add an event", 620, [&] { add_inside(kit, screen); });
            break;
        case Sheet::Settle:
            stays = kit.dialog("sheet.settle", "Settle the date", 620, [&] { settle_inside(kit, screen); });
            break;
        case Sheet::KeepView:
            stays = kit.dialog("sheet.view", "Save this view", 560, [&] { view_inside(kit, screen); });
            break;
    }
    if (!stays) screen.sheet = Sheet::None;
}

void placing_bar(Kit& kit, ChronologyScreen& screen, Asks& asks)
{
    if (screen.placing.empty()) return;
    kit.text("placing.words",
             "Order known, date unknown: " + screen.placing_words +
                 ". Choose the contact beside which it stands, then say on which side.",
             Face::SmallStrong, kit.tone(ToneName::Amber).ink);
    const bool other = screen.chosen && screen.chosen->id != screen.placing;
    const auto done = [&](PlaceContact ask) {
        asks.emplace_back(std::move(ask));
        screen.placing.clear();
        kit.focus("chronology.table");
    };
    if (kit.button("placing.after", "It stands after this one", ButtonLook::Primary, {}, other))
        return done({screen.placing, screen.chosen->id, {}});
    kit.beside();
    if (kit.button("placing.before", "Before this one", ButtonLook::Secondary, {}, other))
        return done({screen.placing, {}, screen.chosen->id});
    kit.beside();
    if (kit.button("placing.date", "By its date again", ButtonLook::Secondary))
        return done({screen.placing, {}, {}});
    kit.beside();
    if (kit.button("placing.leave", "Leave it", ButtonLook::Quiet)) screen.placing.clear();
}

}  // namespace ui::chronology
