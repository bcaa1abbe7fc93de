#include "app/ui/screens/analysis_screen.h"

#include <algorithm>
#include <array>

namespace ui {

namespace {

constexpr std::string_view kAnalysisSection = "analysis";

// The tabs: matrices, then every kind of the section, then the thread.
int kinds()
{
    return static_cast<int>(section(kAnalysisSection)->kinds.size());
}

std::vector<std::string> analysis_tabs(const AnalysisScreen& screen)
{
    std::vector<std::string> names{"Evidence matrix"};
    for (const auto& kind : section(kAnalysisSection)->kinds) {
        const auto found = screen.records.records.find(kind.kind);
        const auto count = found == screen.records.records.end() ? 0 : found->second.size();
        names.push_back(std::string(kind.name) + (count == 0 ? "" : " " + std::to_string(count)));
    }
    names.emplace_back("Golden thread");
    return names;
}

ToneName tone_of(std::string_view colour)
{
    if (colour == "R") return ToneName::Red;
    if (colour == "A") return ToneName::Amber;
    if (colour == "G") return ToneName::Green;
    return colour == "B" ? ToneName::Accent : ToneName::Plain;
}

Chip colour_chip(const ActionShown& action)
{
    return {action.label.substr(0, action.label.find(':')), tone_of(action.colour)};
}

void pull_to(AnalysisScreen& screen)
{
    screen.records.tab = std::clamp(screen.tab - 1, 0, kinds() - 1);
}

void draw_evidence(Kit& kit, AnalysisScreen& screen, const RecordLine& line, AnalysisAsks& asks)
{
    kit.heading("evidence.title", "What it rests on", 3);
    const bool identified = screen.records.head.identified();
    int n = 0;
    for (const auto& piece : screen.evidence) {
        if (piece.finding != line.id) continue;
        const std::string key = "evidence." + piece.id;
        const auto* list = screen.records.lists->list("evidence_role");
        const auto* role = list == nullptr ? nullptr : list->find(piece.role);
        kit.chip(key + ".role", {role == nullptr ? "Role not said" : role->label,
                                 piece.role == "CONTRADICTS" ? ToneName::Amber
                                 : piece.role == "SUPPORTS"  ? ToneName::Green
                                                             : ToneName::Plain});
        kit.beside();
        if (kit.button(key + ".go", piece.target.called, ButtonLook::Quiet))
            go_to(screen, piece.target, asks);
        kit.beside();
        if (kit.button(key + ".off", "Take off", ButtonLook::Quiet))
            asks.common.emplace_back(StrikeRecord{"finding_evidence", piece.id, "Taken off the finding"});
        if (const auto& said = piece.target.said(identified); !said.empty())
            kit.text(key + ".words", said, Face::Small, kit.theme().muted);
        ++n;
    }
    if (n == 0) kit.text("evidence.none", "No evidence yet. A finding without evidence cannot be agreed.");
    if (kit.button("evidence.add", "Add evidence", ButtonLook::Secondary)) {
        screen.picker = {};
        screen.picker.open = true;
        screen.picker.finding = line.id;
    }
    kit.space(space::kMedium);
}

void draw_recommendation(Kit& kit, AnalysisScreen& screen, const RecordLine& line, AnalysisAsks& asks)
{
    const auto found = std::find_if(screen.recommendations.begin(), screen.recommendations.end(),
                                    [&](const auto& one) { return one.id == line.id; });
    if (found == screen.recommendations.end()) return;
    if (!found->due.empty())
        kit.text("rec.due", (found->late ? "Response was due " : "Response due ") + found->due, Face::Small,
                 kit.theme().muted);
    kit.heading("rec.smart", "SMART", 2);
    int n = 0;
    for (const auto& test : found->smart) {
        const std::string key = "rec.smart." + std::to_string(n++);
        const bool scored = !test.score.empty();
        const Chip mark{scored ? test.score : "Not scored", test.met ? ToneName::Green
                                                            : scored ? ToneName::Amber
                                                                     : ToneName::Plain};
        const float marks = kit.px(110), width = kit.flow_width() - marks;
        const float words = kit.text_height(Face::Small, test.test, width);
        const Rect r = kit.take_slot(0, std::max(kit.chip_height(), words));
        kit.place({r.x, r.y, std::min(marks - kit.px(8), kit.chip_width(mark)), kit.chip_height()});
        kit.chip(key, mark);
        kit.place({r.x + marks, r.y + std::max(0.0F, (r.h - words) / 2), width, words});
        kit.text(key + ".test", test.test, Face::Small, kit.theme().ink);
    }
    n = 0;
    for (const auto& warning : found->warnings)
        kit.text("rec.warning." + std::to_string(n++), warning, Face::SmallStrong,
                 kit.tone(ToneName::Amber).ink);
    if (!found->similar.empty()) kit.heading("rec.similar", "Much the same was recommended before", 2);
    n = 0;
    for (const auto& one : found->similar) {
        const std::string key = "rec.similar." + std::to_string(n++);
        kit.text(key, one.ref + "  ·  " + std::to_string(one.score) + " % alike", Face::SmallStrong,
                 kit.theme().ink);
        kit.text(key + ".text", one.text, Face::Small, kit.theme().muted);
        if (!kit.button(key + ".note", "Note it as similar", ButtonLook::Quiet)) continue;
        json::Array refs;
        if (const auto* held = line.fields.find("similar_to"); held != nullptr && held->array() != nullptr)
            refs = *held->array();
        refs.emplace_back(one.ref);
        json::Object fields;
        fields.set("similar_to", std::move(refs));
        asks.common.emplace_back(PutRecord{"recommendation", line.id, std::move(fields)});
    }
    kit.space(space::kMedium);
}

void draw_action(Kit& kit, AnalysisScreen& screen, const RecordLine& line)
{
    const auto found = std::find_if(screen.actions.begin(), screen.actions.end(),
                                    [&](const auto& one) { return one.id == line.id; });
    if (found == screen.actions.end()) return;
    kit.heading("action.stands", "Where it stands", 2);
    kit.chip("action.colour", {found->label, tone_of(found->colour)});
    std::string words = found->reason;
    if (!found->due.empty()) words += (words.empty() ? "" : "  ·  ") + ("Due " + found->due);
    if (found->days_late > 0) words += "  ·  " + std::to_string(found->days_late) + " days late";
    if (!words.empty()) kit.text("action.why", words, Face::Small, kit.theme().muted);
    kit.space(space::kMedium);
}

}  // namespace

AnalysisScreen::View AnalysisScreen::view() const
{
    if (tab == 0) return View::Matrices;
    return tab > kinds() ? View::Thread : View::Records;
}

void AnalysisScreen::show(const std::string& id)
{
    const auto* wanted = records.line(id);
    if (wanted == nullptr) return;
    const auto& all = section(kAnalysisSection)->kinds;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].kind == wanted->kind) {
            tab = static_cast<int>(i) + 1;
            records.show(id);
        }
}

void AnalysisScreen::mark()
{
    const auto each = [&](std::string_view kind, const auto& make) {
        const auto found = records.records.find(kind);
        if (found == records.records.end()) return;
        for (auto& line : found->second) line.marks = make(line.id);
    };
    each("recommendation", [&](const std::string& id) -> std::vector<Chip> {
        for (const auto& one : recommendations) {
            if (one.id != id) continue;
            const auto met =
                std::count_if(one.smart.begin(), one.smart.end(), [](const auto& t) { return t.met; });
            return {
                {one.status, one.late ? ToneName::Red : ToneName::Accent},
                {"SMART " + std::to_string(met) + " of " + std::to_string(one.smart.size()),
                 met == static_cast<std::ptrdiff_t>(one.smart.size()) ? ToneName::Green : ToneName::Plain}};
        }
        return {};
    });
    each("action", [&](const std::string& id) -> std::vector<Chip> {
        for (const auto& one : actions)
            if (one.id == id) return {colour_chip(one)};
        return {};
    });
    each("finding", [&](const std::string& id) -> std::vector<Chip> {
        const auto count = std::count_if(evidence.begin(), evidence.end(),
                                         [&](const auto& piece) { return piece.finding == id; });
        if (count == 0) return {{"No evidence", ToneName::Amber}};
        return {{"Evidence " + std::to_string(count), ToneName::Plain}};
    });
}

void go_to(AnalysisScreen& screen, const Thing& thing, AnalysisAsks& asks)
{
    const auto& all = section(kAnalysisSection)->kinds;
    const bool here =
        std::any_of(all.begin(), all.end(), [&](const SectionKind& one) { return one.kind == thing.kind; });
    if (here && screen.records.line(thing.id) != nullptr) {
        leave_record(screen.records, asks.common);
        screen.show(thing.id);
    } else {
        asks.go = thing;
    }
}

void draw_more(Kit& kit, AnalysisScreen& screen, const RecordLine& line, AnalysisAsks& asks)
{
    if (line.kind == "finding") draw_evidence(kit, screen, line, asks);
    constexpr std::array<std::string_view, 4> kThreaded = {"finding", "lesson", "recommendation", "action"};
    if (std::find(kThreaded.begin(), kThreaded.end(), line.kind) == kThreaded.end()) return;
    if (kit.button("record.thread", "Show its golden thread", ButtonLook::Quiet)) {
        screen.thread_of = line.id;
        screen.thread.reset();
        asks.thread = line.id;
        screen.tab = kinds() + 1;
    }
    kit.space(space::kSmall);
}

void draw_below(Kit& kit, AnalysisScreen& screen, const RecordLine& line, AnalysisAsks& asks)
{
    if (line.kind == "recommendation") draw_recommendation(kit, screen, line, asks);
    if (line.kind == "action") draw_action(kit, screen, line);
}

// As high whatever is found, so that the dialog stays where it is.
void found_part(Kit& kit, AnalysisScreen& screen)
{
    auto& p = screen.picker;
    const float room = std::max(kit.px(120), std::min(kit.px(340), kit.window().h - kit.px(420)));
    const Kit::Pane list(kit, "picker.list", "Found", kit.take_slot(0, room), kit.px(4));
    if (p.waiting) kit.status("picker.waiting", "Looking");
    if (!p.waiting && p.found.empty()) kit.text("picker.none", "Nothing found");
    for (const auto& one : p.found) {
        if (kit.button("picker." + one.id, one.called, ButtonLook::Quiet)) p.taken = one.id;
        if (const auto& said = one.said(screen.records.head.identified()); !said.empty())
            kit.text("picker." + one.id + ".words", kit.shortened(Face::Small, said, kit.flow_width(), 2),
                     Face::Small, kit.theme().muted);
    }
}

void draw_picker(Kit& kit, AnalysisScreen& screen, AnalysisAsks& asks)
{
    auto& picker = screen.picker;
    if (!picker.open) return;
    if (!picker.asked || *picker.asked != picker.words.text()) {
        picker.asked = picker.words.text();
        picker.waiting = true;
        asks.evidence = picker.asked;
    }
    if (picker.taken) {
        json::Object fields;
        fields.set("finding", picker.finding);
        fields.set("target", *std::exchange(picker.taken, std::nullopt));
        if (!picker.role.empty()) fields.set("role", picker.role);
        asks.common.emplace_back(PutRecord{"finding_evidence", {}, std::move(fields)});
        picker.open = false;
        return;
    }
    const bool stays = kit.dialog("picker", "Add evidence", 760, [&kit, &screen] {
        auto& p = screen.picker;
        static constexpr std::string_view kHint =
            "Words of an event, extract, account or factor. Without words: what is coded and not yet used.";
        const std::vector<Choice> roles{{"SUPPORTS", "Supports the finding", ""},
                                        {"CONTRADICTS", "Contradicts it", ""},
                                        {"CONTEXT", "Gives context", ""}};
        kit.pick({.key = "picker.role", .label = "What it does"}, roles, p.role);
        kit.text_field({.key = "picker.words", .label = "Find", .hint = kHint}, p.words);
        found_part(kit, screen);
        kit.space(space::kSmall);
        if (kit.button("picker.close", "Close", ButtonLook::Secondary)) p.open = false;
    });
    if (!stays) picker.open = false;
}

AnalysisAsks draw(Kit& kit, AnalysisScreen& screen)
{
    AnalysisAsks asks;
    auto& records = screen.records;
    ReviewFrame frame = draw_review_frame(kit, records.head, kAnalysisSection);
    {
        const Kit::Pane page(kit, "analysis", "Analysis", frame.content, kit.px(space::kLarge));
        kit.heading("analysis.title", "Analysis", 1);
        if (!records.problem.empty()) kit.error_summary("records.problem", records.problem, "records.table");
        if (kit.tabs("analysis.tabs", "Analysis", analysis_tabs(screen), screen.tab)) {
            leave_record(records, asks.common);
            records.table = {};
        }
        kit.space(space::kSmall);
        records.more = [&](Kit& k, const RecordLine& line) { draw_more(k, screen, line, asks); };
        records.below = [&](Kit& k, const RecordLine& line) { draw_below(k, screen, line, asks); };
        if (screen.view() == AnalysisScreen::View::Records) {
            pull_to(screen);
            draw_records(kit, records, frame.content, asks.common);
        } else if (screen.loading) {
            kit.progress("analysis.loading", "Reading the analysis", -1);
        } else if (screen.view() == AnalysisScreen::View::Matrices) {
            draw_matrices(kit, screen, frame.content, asks);
        } else {
            draw_thread(kit, screen, frame.content, asks);
        }
        draw_picker(kit, screen, asks);
    }
    records.more = records.below = nullptr;
    if (frame.leaving) leave_record(records, asks.common);
    for (auto& asked : frame.asked) asks.common.push_back(std::move(asked));
    return asks;
}

}  // namespace ui
