#include "app/ui/screens/records_screen.h"

#include <algorithm>
#include <utility>

#include "app/ui/screens/family_part.h"
#include "app/ui/screens/form_groups.h"
#include "app/ui/screens/records_list.h"

namespace ui {

namespace {

constexpr float kFormBeside = 980;  // design pixels: from here on the form stands beside the list
constexpr float kListShare = 0.42F;

FormContext record_context(const RecordsScreen& screen)
{
    FormContext context;
    context.lists = screen.lists;
    context.today = screen.today;
    context.identified = screen.head.identified();
    context.reading = screen.reading;
    context.records = [&screen](std::string_view kind) -> std::span<const Choice> {
        const auto found = screen.choices.find(kind);
        return found == screen.choices.end() ? std::span<const Choice>() : found->second;
    };
    return context;
}

void open_form(RecordsScreen& screen, std::string_view id)
{
    const auto* line = screen.line(id);
    screen.chosen = id;
    screen.form.reset();
    if (line == nullptr) return;
    screen.form.emplace(*model::kind(line->kind), line->id, line->fields);
    for (const auto& draft : screen.drafts)
        if (draft.id == id) screen.form->take_up({draft.field, draft.text, draft.caret, draft.undo});
}

// What is typed and not yet written is written before the form is left.
void leave_form(RecordsScreen& screen, Requests& requests)
{
    if (!screen.form) return;
    json::Object fields;
    for (auto& change : screen.form->rest()) fields.set(change.field, std::move(change.value));
    if (!fields.empty())
        requests.emplace_back(
            PutRecord{std::string(screen.form->kind().name), screen.form->id(), std::move(fields)});
    screen.form.reset();
    screen.chosen.clear();
}

// A body by its name and a person by the code, anything else by what it is called and its first words.
std::string choice_words(const RecordLine& line)
{
    if (line.kind == "organisation" || line.kind == "person" || line.words.empty()) return line.called;
    return line.called + ": " + line.words;
}

// On the first field that can be filled in, in the order in which the form is drawn.
void focus_form(Kit& kit, const RecordsScreen& screen)
{
    const auto& kind = screen.form->kind();
    const auto asked = screen.form->asked_fields();
    for (const auto& group : form_groups(kind.name, asked))
        for (const auto id : group.fields) {
            const auto& field = *kind.field(id);
            const bool hidden = !screen.head.identified() && model::is_sealed(field, kind.disclosure);
            if (!hidden && field.kind != model::FieldKind::Rows)
                return kit.focus(std::string(kind.name) + "." + std::string(id));
        }
}

void carry_out(Kit& kit, RecordsScreen& screen, const ListAsks& asks, Requests& requests)
{
    if (asks.add) {
        leave_form(screen, requests);
        screen.as_table = false;
        screen.find.set("");
        if (screen.adds_itself)
            screen.add_pressed = true;
        else
            requests.emplace_back(PutRecord{std::string(kind_here(screen).kind), {}, {}});
        screen.adding = !screen.adds_itself;
    }
    if (asks.grid) requests.emplace_back(*asks.grid);
    if (asks.open && screen.as_table) {
        leave_form(screen, requests);
        screen.as_table = false;
        screen.show(*asks.open);
    } else if (asks.open && *asks.open != screen.chosen) {
        leave_form(screen, requests);
        open_form(screen, *asks.open);
    }
    if (asks.enter && screen.form) focus_form(kit, screen);
}

void striking_part(Kit& kit, RecordsScreen& screen, Requests& requests)
{
    if (screen.strike_now && screen.form) {
        requests.emplace_back(
            StrikeRecord{std::string(screen.form->kind().name), screen.form->id(), screen.reason.text()});
        screen.form.reset();
        screen.chosen.clear();
    }
    screen.strike_now = false;
    if (!screen.striking || !screen.form) return;
    const bool stays = kit.dialog("strike", "Strike this record out?", 560, [&kit, &screen] {
        kit.text("strike.text", "It is kept with its history and can be brought back. Say why.");
        kit.text_field({"strike.reason", "Reason", "In words. The reason is kept, sealed."}, screen.reason);
        if (kit.button("strike.yes", "Strike out", ButtonLook::Primary, {}, !screen.reason.text().empty())) {
            screen.strike_now = true;
            screen.striking = false;
        }
        kit.beside();
        if (kit.button("strike.no", "Keep it", ButtonLook::Secondary)) screen.striking = false;
    });
    if (!stays) screen.striking = false;
}

// Where the record stands, in a line that stays as high: what is to be put right is counted here and told
// below the fields, so that no field moves under the pointer when one of them is settled.
void standing_part(Kit& kit, RecordsScreen& screen, const RecordLine& line)
{
    int n = 0;
    const auto next = [&] {
        if (n++ > 0) kit.beside();
    };
    if (!line.status.text.empty()) {
        next();
        kit.chip("record.status", line.status);
    }
    for (const auto& mark : line.marks) {
        next();
        kit.chip("record.mark" + std::to_string(n), mark);
    }
    const auto wrong = screen.form->errors();
    const std::size_t count = line.problems.size() + wrong.size();
    const Chip chip{std::to_string(count) + (count == 1 ? " thing" : " things") + " to put right",
                    wrong.empty() ? ToneName::Amber : ToneName::Red};
    next();
    if (count == 0)
        kit.take_slot(kit.chip_width(chip), kit.chip_height());
    else if (kit.chip_button("record.to_do", chip))
        screen.show_to_do = true;
}

// What the rules say of the record, and fields whose words are wrong as they stand.
void to_do_part(Kit& kit, RecordsScreen& screen, const RecordLine& line)
{
    const auto wrong = screen.form->errors();
    const bool shown = std::exchange(screen.show_to_do, false);
    if (wrong.empty() && line.problems.empty()) return;
    const float top = kit.flow_y();
    kit.space(space::kMedium);
    kit.heading("record.to_do.title", "To put right", 2);
    std::vector<ErrorLine> lines;
    lines.reserve(wrong.size());
    for (const auto& [what, key] : wrong) lines.push_back({what, key});
    if (!lines.empty()) kit.error_summary("record.errors", lines);
    int n = 0;
    for (const auto& problem : line.problems)
        kit.text("record.problem" + std::to_string(n++), problem, Face::SmallStrong,
                 kit.tone(ToneName::Amber).ink);
    if (shown) kit.bring_into_view({0, top, kit.px(1), kit.flow_y() - top});
}

FormAsks draw_groups(Kit& kit, RecordsScreen& screen)
{
    FormAsks all;
    const auto asked = screen.form->asked_fields();
    int n = 0;
    for (const auto& group : form_groups(screen.form->kind().name, asked)) {
        if (n++ > 0) kit.space(space::kLarge);
        if (!group.title.empty()) kit.heading("record.group" + std::to_string(n), group.title, 2);
        auto asks = screen.form->draw(kit, record_context(screen), group.fields);
        std::move(asks.changes.begin(), asks.changes.end(), std::back_inserter(all.changes));
        std::move(asks.drafts.begin(), asks.drafts.end(), std::back_inserter(all.drafts));
    }
    return all;
}

void record_form(Kit& kit, RecordsScreen& screen, const Rect& r, Requests& requests)
{
    kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const Kit::Pane pane(kit, "record", "Record", r, kit.px(space::kLarge));
    const auto* line = screen.line(screen.chosen);
    if (!screen.form || line == nullptr) {
        kit.text("record.none", "Choose a record to read and change it.", Face::Text, kit.theme().muted);
        return;
    }
    kit.heading("record.title", line->title_in(screen.head), 2);
    if (std::exchange(screen.begun, false) && !screen.head.folds()) focus_form(kit, screen);
    if (screen.head.folds()) {
        kit.text("record.folded", "Folded, because it may distress. Unfold shows it.", Face::Text,
                 kit.theme().muted);
        return;
    }
    standing_part(kit, screen, *line);
    kit.space(space::kSmall);
    if (screen.more) screen.more(kit, *line);
    auto asks = draw_groups(kit, screen);
    const std::string kind(screen.form->kind().name);
    const std::string id = screen.form->id();
    for (auto& draft : asks.drafts)
        requests.emplace_back(
            Draft{kind, id, draft.field, std::move(draft.text), draft.caret, std::move(draft.undo)});
    if (!asks.changes.empty()) {
        json::Object fields;
        for (auto& change : asks.changes) fields.set(change.field, std::move(change.value));
        requests.emplace_back(PutRecord{kind, id, std::move(fields)});
    }
    to_do_part(kit, screen, *line);
    kit.space(space::kMedium);
    if (screen.below) screen.below(kit, *line);
    if (kind != "review" && kit.button("record.strike", "Strike this record out", ButtonLook::Quiet)) {
        screen.striking = true;
        screen.reason.set("");
    }
}

void records_page(Kit& kit, RecordsScreen& screen, const Rect& content, Requests& requests)
{
    const auto* spec = section(screen.section);
    const Kit::Pane page(kit, "records", spec->name, content, kit.px(space::kLarge));
    kit.heading("records.title", spec->name, 1);
    if (screen.section == "family") draw_family(kit, screen);
    if (!screen.problem.empty()) kit.error_summary("records.problem", screen.problem, "records.table");
    std::vector<std::string> names;
    for (const auto& kind : spec->kinds) {
        const auto count = lines_of(screen, kind.kind).size();
        names.push_back(std::string(kind.name) + (count == 0 ? "" : " " + std::to_string(count)));
    }
    if (kit.tabs("records.tabs", spec->name, names, screen.tab)) {
        leave_form(screen, requests);
        screen.table = {};
        screen.find.set("");
        refresh_shown(screen);
    }
    kit.space(space::kSmall);
    draw_records(kit, screen, content, requests);
}

}  // namespace

void draw_records(Kit& kit, RecordsScreen& screen, const Rect& content, Requests& requests)
{
    if (screen.loading) {
        kit.progress("records.loading", "Reading the records", -1);
        return;
    }
    const float pad = kit.px(space::kLarge);
    const float room =
        std::max(content.h - pad - kit.flow_used(), std::min(kit.px(360), content.h - 2 * pad));
    const bool beside = kit.flow_width() / kit.px(1) >= kFormBeside;
    const Rect slot = kit.take_slot(0, room);
    const bool plain_view = screen.head.shown == ShownAs::Coded || screen.head.identified();
    if (screen.as_table && screen.has_table && plain_view &&
        lines_of(screen, kind_here(screen).kind).size() > 1) {
        carry_out(kit, screen, draw_records_grid(kit, screen, slot), requests);
    } else if (beside) {
        const float list = slot.w * kListShare;
        carry_out(kit, screen, draw_records_list(kit, screen, {slot.x, slot.y, list, slot.h}), requests);
        record_form(
            kit, screen,
            {slot.x + list + kit.px(space::kMedium), slot.y, slot.w - list - kit.px(space::kMedium), slot.h},
            requests);
    } else {
        carry_out(kit, screen, draw_records_list(kit, screen, slot), requests);
        record_form(kit, screen, kit.take_slot(0, content.h - 2 * pad), requests);
    }
    kit.space(-space::kSmall);
    striking_part(kit, screen, requests);
}

void leave_record(RecordsScreen& screen, Requests& requests)
{
    leave_form(screen, requests);
}

const RecordLine* RecordsScreen::line(std::string_view id) const
{
    for (const auto& [kind, lines] : records)
        for (const auto& one : lines)
            if (one.id == id) return &one;
    return nullptr;
}

void RecordsScreen::take(std::map<std::string, std::vector<RecordLine>, std::less<>> now)
{
    std::string made;  // the record that was not there before is the one just added
    if (!loading)
        for (const auto& one : now[std::string(kind_here(*this).kind)])
            if (line(one.id) == nullptr) made = one.id;
    records = std::move(now);
    choices.clear();
    for (const auto& [kind, lines] : records)
        for (const auto& one : lines)
            for (const auto& under : {std::string_view(kind), std::string_view()})
                choices[std::string(under)].push_back({one.id, choice_words(one), ""});
    loading = false;
    problem.clear();
    if (!made.empty()) {
        chosen = made;
        begun = std::exchange(adding, false);
    }
    const auto* here = line(chosen);
    if (here == nullptr) {
        form.reset();
        chosen.clear();
    } else if (form && form->id() == chosen) {
        form->refresh(here->fields);
    } else {
        open_form(*this, std::string(chosen));
    }
    refresh_shown(*this);
    if (table.selected >= 0) table.go_to(table.selected);
    grid_asked.clear();
    grid.kind.clear();
}

void RecordsScreen::take(RecordGrid now)
{
    now.state = std::move(grid.state);
    grid = std::move(now);
}

void RecordsScreen::show(const std::string& id)
{
    const auto* wanted = line(id);
    const auto& kinds = ui::section(section)->kinds;
    for (std::size_t i = 0; wanted != nullptr && i < kinds.size(); ++i) {
        if (kinds[i].kind != wanted->kind) continue;
        tab = static_cast<int>(i);
        table = {};
        find.set("");
        open_form(*this, id);
        refresh_shown(*this);
        if (table.selected >= 0) table.go_to(table.selected);
        return;
    }
}

void RecordsScreen::show_kind(std::string_view kind)
{
    const auto& kinds = ui::section(section)->kinds;
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (kinds[i].kind == kind) tab = static_cast<int>(i);
}

void RecordsScreen::refused(std::string_view why)
{
    problem = why;
    loading = false;
    adding = false;
}

Requests draw(Kit& kit, RecordsScreen& screen)
{
    Requests requests;
    ReviewFrame frame = draw_review_frame(kit, screen.head, screen.section);
    records_page(kit, screen, frame.content, requests);
    if (frame.leaving) leave_form(screen, requests);
    for (auto& asked : frame.asked) requests.push_back(std::move(asked));
    return requests;
}

}  // namespace ui
