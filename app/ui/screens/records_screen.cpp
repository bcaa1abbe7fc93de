#include "app/ui/screens/records_screen.h"

#include <algorithm>

#include "app/ui/screens/family_part.h"

namespace ui {

namespace {

constexpr float kSideBySide = 980;  // design pixels: from here on the form stands beside the list
constexpr float kListShare = 0.42F;

const SectionKind& kind_here(const RecordsScreen& screen)
{
    const auto& kinds = section(screen.section)->kinds;
    return kinds[static_cast<std::size_t>(std::clamp(screen.tab, 0, static_cast<int>(kinds.size()) - 1))];
}

const std::vector<RecordLine>& lines_of(const RecordsScreen& screen, std::string_view kind)
{
    static const std::vector<RecordLine> none;
    const auto found = screen.records.find(kind);
    return found == screen.records.end() ? none : found->second;
}

FormContext context_of(const RecordsScreen& screen)
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

void paint_line(Kit& kit, const RecordsScreen& screen, const RecordLine& line, const Rect& r,
                const RowLook& look)
{
    const Theme& t = kit.theme();
    const Colour back = look.selected ? t.selected : look.hovered ? t.paper : t.sheet;
    if (!(back == t.sheet)) kit.fill(r, back);
    if (look.selected && !look.focused) kit.fill({r.x, r.y, kit.px(4), r.h}, t.accent);
    const Kit::OnSurface on(kit, back);
    const float x = r.x + kit.px(space::kMedium);
    const float wide = r.w - kit.px(2 * space::kMedium);
    float chip = 0;
    if (!line.problems.empty()) {
        const Chip mark{std::to_string(line.problems.size()) + " to do", ToneName::Amber};
        chip = kit.chip_width(mark) + kit.px(8);
        kit.paint_chip(r.right() - kit.px(space::kMedium) - chip + kit.px(8), r.y + kit.px(12), mark);
    }
    for (const Chip& mark : line.marks) {
        const float w = kit.chip_width(mark) + kit.px(8);
        if (chip + w > wide * 0.6F) break;
        chip += w;
        kit.paint_chip(r.right() - kit.px(space::kMedium) - chip + kit.px(8), r.y + kit.px(10), mark);
    }
    kit.paint(x, r.y + kit.px(12), Face::Strong, t.ink, line.called_in(screen.head), 0, wide - chip);
    const std::string words = line.words_in(screen.head);
    kit.paint(x, r.y + kit.px(40), Face::Small, t.muted, words, 0, wide);
    kit.fill({x, r.bottom() - 1, wide, 1}, t.line);
}

TableSpec table_of(Kit& kit, const RecordsScreen& screen, float width)
{
    const auto& here = kind_here(screen);
    const auto& lines = lines_of(screen, here.kind);
    TableSpec spec;
    spec.key = "records.table";
    spec.name = here.name;
    spec.header = false;
    spec.rows = static_cast<std::int64_t>(lines.size());
    spec.columns = {
        {"called", "Record", 0}, {"words", "In words", width * 0.4F}, {"problems", "To do", width * 0.8F}};
    spec.estimate = kit.px(72);
    const auto at = [&lines](std::int64_t row) -> const RecordLine& {
        return lines[static_cast<std::size_t>(row)];
    };
    spec.row_key = [at](std::int64_t row) { return at(row).id; };
    spec.height = [&kit](std::int64_t) { return kit.px(72); };
    spec.cells = [at, &screen](std::int64_t row) -> std::vector<std::string> {
        const auto& line = at(row);
        std::string said = std::to_string(line.problems.size());
        for (const Chip& mark : line.marks) said += ", " + mark.text;
        return {line.called_in(screen.head), line.words_in(screen.head), said};
    };
    spec.paint = [&kit, &screen, at](std::int64_t row, const Rect& r, const RowLook& look) {
        paint_line(kit, screen, at(row), r, look);
    };
    return spec;
}

void list_part(Kit& kit, RecordsScreen& screen, const Rect& r, Requests& requests)
{
    const auto& here = kind_here(screen);
    const auto& lines = lines_of(screen, here.kind);
    float top = r.y;
    if (!here.add.empty()) {
        kit.place({r.x, top, std::min(r.w, kit.text_width(Face::Strong, here.add) + kit.px(40)),
                   kit.px(space::kControl)});
        if (kit.button("records.add", here.add, ButtonLook::Secondary)) {
            leave_form(screen, requests);
            if (screen.adds_itself)
                screen.add_pressed = true;
            else
                requests.emplace_back(PutRecord{std::string(here.kind), {}, {}});
        }
        top += kit.px(space::kControl + space::kSmall);
    }
    if (lines.empty()) {
        kit.place({r.x, top + kit.px(space::kMedium), r.w, kit.leading(Face::Text)});
        kit.text("records.none", "Nothing here yet");
        return;
    }
    const Rect slot{r.x, top, r.w, r.bottom() - top};
    kit.card(slot);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const auto result = kit.table(table_of(kit, screen, r.w), screen.table, slot);
    if (result.selection_changed && screen.table.selected >= 0) {
        const auto& line = lines[static_cast<std::size_t>(screen.table.selected)];
        if (line.id != screen.chosen) {
            leave_form(screen, requests);
            open_form(screen, line.id);
        }
    }
    if (result.entered && screen.form)
        kit.focus(std::string(screen.form->kind().name) + "." +
                  std::string(screen.form->kind().fields[0].id));
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

void form_part(Kit& kit, RecordsScreen& screen, const Rect& r, Requests& requests)
{
    kit.card(r);
    const Kit::OnSurface sheet(kit, kit.theme().sheet);
    const Kit::Pane pane(kit, "record", "Record", r, kit.px(space::kLarge));
    const auto* line = screen.line(screen.chosen);
    if (!screen.form || line == nullptr) {
        kit.text("record.none", "Choose a record to read and change it.", Face::Text, kit.theme().muted);
        return;
    }
    kit.heading("record.title", line->called_in(screen.head), 2);
    if (screen.head.folds()) {
        kit.text("record.folded", "Folded, because it may distress. Unfold shows it.", Face::Text,
                 kit.theme().muted);
        return;
    }
    int n = 0;
    for (const auto& problem : line->problems) {
        kit.text("record.problem" + std::to_string(n++), problem, Face::SmallStrong,
                 kit.tone(ToneName::Amber).ink);
    }
    kit.space(space::kSmall);
    if (screen.more) screen.more(kit, *line);
    auto asks = screen.form->draw(kit, context_of(screen));
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
    kit.space(space::kMedium);
    if (kind != "review" && kit.button("record.strike", "Strike this record out", ButtonLook::Quiet)) {
        screen.striking = true;
        screen.reason.set("");
    }
}

void body(Kit& kit, RecordsScreen& screen, const Rect& content, Requests& requests)
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
    const bool beside = kit.flow_width() / kit.px(1) >= kSideBySide;
    const Rect slot = kit.take_slot(0, room);
    if (beside) {
        const float list = slot.w * kListShare;
        list_part(kit, screen, {slot.x, slot.y, list, slot.h}, requests);
        form_part(
            kit, screen,
            {slot.x + list + kit.px(space::kMedium), slot.y, slot.w - list - kit.px(space::kMedium), slot.h},
            requests);
    } else {
        list_part(kit, screen, slot, requests);
        form_part(kit, screen, kit.take_slot(0, content.h - 2 * pad), requests);
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
                choices[std::string(under)].push_back(
                    {one.id, one.called + (one.words.empty() ? "" : ": " + one.words), ""});
    loading = false;
    problem.clear();
    if (!made.empty()) chosen = made;
    const auto* here = line(chosen);
    if (here == nullptr) {
        form.reset();
        chosen.clear();
    } else if (form && form->id() == chosen) {
        form->refresh(here->fields);
    } else {
        open_form(*this, std::string(chosen));
    }
    const auto& lines = lines_of(*this, kind_here(*this).kind);
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines[i].id == chosen) table.go_to(static_cast<std::int64_t>(i));
}

void RecordsScreen::show(const std::string& id)
{
    const auto* wanted = line(id);
    const auto& kinds = ui::section(section)->kinds;
    for (std::size_t i = 0; wanted != nullptr && i < kinds.size(); ++i) {
        if (kinds[i].kind != wanted->kind) continue;
        tab = static_cast<int>(i);
        table = {};
        const auto& lines = lines_of(*this, wanted->kind);
        table.go_to(wanted - lines.data());
        open_form(*this, id);
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
}

Requests draw(Kit& kit, RecordsScreen& screen)
{
    Requests requests;
    ReviewFrame frame = draw_review_frame(kit, screen.head, screen.section);
    body(kit, screen, frame.content, requests);
    if (frame.leaving) leave_form(screen, requests);
    for (auto& asked : frame.asked) requests.push_back(std::move(asked));
    return requests;
}

}  // namespace ui
