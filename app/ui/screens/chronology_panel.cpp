// The chosen contact whole, and the pairs that may be one contact.
#include <algorithm>
#include <utility>

#include "app/ui/screens/chronology_parts.h"
#include "app/ui/screens/chronology_row.h"

namespace ui::chronology {

namespace {

const std::vector<std::string_view> kCoded = {"contact_kind",
                                              "contact_mode",
                                              "contact_outcome",
                                              "significance",
                                              "mo",
                                              "gp",
                                              "themes",
                                              "subjects",
                                              "summary",
                                              "summary_confirmed",
                                              "policy_followed",
                                              "voice_recorded",
                                              "seen_alone",
                                              "chair_note"};

void small(Kit& kit, const std::string& key, const std::string& text)
{
    kit.text(key, text, Face::Small, kit.theme().muted);
}

void labelled(Kit& kit, const std::string& key, const std::string& label, const std::string& text)
{
    kit.text(key + ".label", label, Face::SmallStrong, kit.theme().muted);
    kit.space(-space::kSmall);
    kit.text(key, text);
    kit.space(space::kTiny);
}

// True when something was left out.
bool facts_part(Kit& kit, const ChronologyScreen& screen, const std::vector<Fact>& facts,
                const std::string& prefix)
{
    bool hidden = false;
    int n = 0;
    for (const Fact& f : facts) {
        const bool shown = screen.head.identified() || !f.sealed;
        hidden = hidden || !shown;
        if (shown && !f.text.empty()) labelled(kit, prefix + std::to_string(n), f.label, f.text);
        ++n;
    }
    return hidden;
}

void agency_line(Kit& kit, const ChronologyScreen& screen, int agency, const std::string& key,
                 const std::string& after)
{
    const std::string& name = agency_name(screen, agency);
    const float radius = kit.px(11), left = kit.px(30);
    const std::string words = name + (after.empty() ? "" : ", " + after);
    const float high = std::max(kit.px(26), kit.text_height(Face::Strong, words, kit.flow_width() - left));
    const Rect r = kit.take_slot(0, high);
    const std::string letter = agency < 0 ? "?" : screen.agencies[static_cast<std::size_t>(agency)].letter;
    kit.paint_badge(r.x + radius, r.y + kit.leading(Face::Strong) / 2, radius, letter,
                    agency_tone(kit, screen, agency));
    kit.place({r.x + left, r.y, r.w - left, high});
    kit.text(key, words, Face::Strong, kit.theme().ink);
}

void sources_part(Kit& kit, ChronologyScreen& screen, Asks& asks)
{
    const bool one = !screen.whole || screen.whole->sources.size() < 2;
    bool hidden = false;
    if (one) {
        hidden = facts_part(kit, screen, screen.chosen->facts, "inspector.fact");
    } else {
        for (std::size_t i = 0; i < screen.whole->sources.size(); ++i) {
            const ContactSource& source = screen.whole->sources[i];
            const std::string key = "inspector.source" + std::to_string(i);
            if (i > 0) kit.space(space::kSmall);
            agency_line(kit, screen, source.agency, key, source.date);
            if (!source.link_words.empty()) small(kit, key + ".link", source.link_words);
            std::vector<Fact> facts = source.facts;
            std::erase_if(facts, [](const Fact& fact) { return fact.label == "Agency"; });
            hidden = facts_part(kit, screen, facts, key + ".fact") || hidden;
            if (!source.link.empty() && screen.head.review.writable &&
                kit.button(key + ".split", "Show as a line of its own", ButtonLook::Quiet)) {
                asks.emplace_back(SplitDouble{source.link, "Shown as a line of its own"});
                kit.focus("chronology.table");
            }
        }
    }
    if (hidden && !screen.head.identified())
        small(kit, "inspector.hidden", "The agency's own words are hidden in coded view. O shows them.");
}

void settle_part(Kit& kit, ChronologyScreen& screen)
{
    const ChronologyRow& row = *screen.chosen;
    const bool writable = screen.head.review.writable;
    if (!row.to_settle.empty()) {
        int n = 0;
        if (screen.head.identified())
            for (const std::string& text : row.to_settle)
                labelled(kit, "inspector.settle" + std::to_string(n++), "To settle", text);
        else
            small(kit, "inspector.settle", "Its date needs a person. The original words (O) say why.");
    }
    if (!writable) return;
    if (kit.button("inspector.date", row.to_settle.empty() ? "Correct the date" : "Settle the date",
                   row.to_settle.empty() ? ButtonLook::Quiet : ButtonLook::Secondary))
        open_sheet(screen, ChronologyScreen::Sheet::Settle);
    kit.beside();
    if (kit.button("inspector.place", row.by_hand ? "Change its place" : "Place it by hand",
                   ButtonLook::Quiet)) {
        screen.placing = row.id;
        screen.placing_words = row.date + ", " + agency_name(screen, row.agency);
    }
}

void contact_form(Kit& kit, ChronologyScreen& screen, ReviewFrame& frame, Asks& asks)
{
    if (!screen.form || screen.form->id() != screen.chosen->id) {
        small(kit, "inspector.wait", "Reading");
        return;
    }
    auto asked = screen.form->draw(kit, form_context(screen), kCoded);
    for (auto& draft : asked.drafts)
        frame.asked.emplace_back(Draft{"chronology_event", screen.form->id(), draft.field,
                                       std::move(draft.text), draft.caret, std::move(draft.undo)});
    if (asked.changes.empty()) return;
    json::Object fields;
    for (auto& change : asked.changes) fields.set(change.field, std::move(change.value));
    asks.emplace_back(PutContact{screen.form->id(), std::move(fields)});
}

void step_part(Kit& kit, ChronologyScreen& screen, const ThreadStep& step, const std::string& key, Asks& asks)
{
    const std::string title = step.called.empty() ? step.kind_label : step.called;
    kit.text(key, title + (step.role.empty() ? "" : "  \xC2\xB7  " + step.role), Face::Strong,
             kit.theme().ink);
    if (!step.words.empty()) {
        kit.space(-space::kSmall);
        kit.text(key + ".words", step.words, Face::Small, kit.theme().muted);
    }
    if (step.finding && !step.role.empty() && screen.head.review.writable &&
        kit.button(key + ".off", "Take it off this finding", ButtonLook::Quiet))
        asks.emplace_back(CiteEvents{{screen.chosen->id}, step.id, "SUPPORTS", "Taken off the finding"});
    kit.space(space::kTiny);
}

void thread_part(Kit& kit, ChronologyScreen& screen, ReviewFrame& frame, Asks& asks)
{
    const bool here = screen.whole && screen.whole->id == screen.chosen->id;
    if (!here) {
        small(kit, "inspector.wait", "Reading");
        return;
    }
    bool any = false;
    int n = 0;
    for (const bool upstream : {false, true}) {
        bool titled = false;
        for (const ThreadStep& step : screen.whole->thread) {
            if (step.upstream != upstream) continue;
            if (!titled)
                kit.heading(upstream ? "inspector.comes" : "inspector.leads",
                            upstream ? "Where it comes from" : "What rests on it", 3);
            titled = any = true;
            step_part(kit, screen, step, "inspector.step" + std::to_string(n++), asks);
        }
    }
    if (!any) small(kit, "inspector.loose", "No finding rests on this contact yet.");
    if (kit.button("inspector.thread", "See it in the golden thread", ButtonLook::Secondary))
        frame.asked.emplace_back(ShowSection{"analysis"});
}

void history_part(Kit& kit, const ChronologyScreen& screen)
{
    if (!screen.whole || screen.whole->id != screen.chosen->id) {
        small(kit, "inspector.wait", "Reading");
        return;
    }
    int n = 0;
    for (const HistoryLine& line : screen.whole->history)
        labelled(kit, "inspector.history" + std::to_string(n++), line.when, line.what);
}

void contact_head(Kit& kit, ChronologyScreen& screen, ReviewFrame& frame)
{
    const ChronologyRow& row = *screen.chosen;
    kit.heading("inspector.title", row.date, 2);
    std::string under = row.day;
    for (const std::string& more : {row.age, row.before_death})
        if (!more.empty()) under += (under.empty() ? "" : "  \xC2\xB7  ") + more;
    if (!under.empty()) {
        kit.space(-space::kSmall);
        small(kit, "inspector.day", under);
    }
    for (std::size_t i = 0; i < row.coding.size(); ++i) {
        if (i > 0) kit.beside();
        kit.chip("inspector.coding" + std::to_string(i), row.coding[i]);
    }
    kit.space(space::kTiny);
    if (screen.head.review.writable) {
        if (kit.button("inspector.cite", "Add to finding", ButtonLook::Primary, "E"))
            open_list(screen, CodingList::Finding);
        kit.beside();
    }
    if (kit.button("inspector.words", screen.head.identified() ? "Hide the words" : "Original words",
                   ButtonLook::Secondary, "O"))
        turn_view(kit, screen.head, frame);
}

void side_line(Kit& kit, const ChronologyScreen& screen, const PossibleDouble::Side& side,
               const std::string& key)
{
    agency_line(kit, screen, side.agency, key, side.when);
    if (!screen.head.identified() || side.words.empty()) return;
    kit.text(key + ".words", kit.shortened(Face::Small, side.words, kit.flow_width(), 3), Face::Small,
             kit.theme().muted);
}

void show_pair(ChronologyScreen& screen, const PossibleDouble& pair)
{
    for (std::size_t i = 0; i < screen.mark_ids.size(); ++i)
        if (screen.mark_ids[i] == pair.a.id || screen.mark_ids[i] == pair.b.id) {
            screen.table.go_to(static_cast<std::int64_t>(i));
            return;
        }
}

// The buttons of a pair; true when it was decided, or its decision taken back.
bool decision_part(Kit& kit, const PossibleDouble& pair, const std::string& key, Asks& asks)
{
    if (!pair.link.empty()) {
        if (!kit.button(key + ".back", "Take this decision back", ButtonLook::Quiet)) return false;
        asks.emplace_back(SplitDouble{pair.link, "Decision taken back"});
        return true;
    }
    const bool join = kit.button(key + ".join", "Show as one line", ButtonLook::Secondary);
    kit.beside();
    const bool apart = kit.button(key + ".apart", "Keep apart", ButtonLook::Quiet);
    if (join || apart) asks.emplace_back(DecideDouble{pair, join});
    return join || apart;
}

std::string pair_key(int place)
{
    return "doubles.pair" + std::to_string(place);
}

void pair_part(Kit& kit, ChronologyScreen& screen, const PossibleDouble& pair, int place, Asks& asks)
{
    const std::string key = pair_key(place);
    const bool referral = pair.kind == "REFPAIR";
    kit.chip(key, {std::string(referral ? "One referral" : "One contact") + ", " +
                       std::to_string(pair.score) + " % sure",
                   pair.score >= 80 ? ToneName::Accent : ToneName::Plain});
    if (!pair.link.empty()) {
        kit.beside();
        kit.chip(key + ".decided",
                 pair.joined ? Chip{"One line", ToneName::Green} : Chip{"Kept apart", ToneName::Plain});
    }
    side_line(kit, screen, pair.a, key + ".a");
    side_line(kit, screen, pair.b, key + ".b");
    if (screen.head.identified()) {
        int n = 0;
        for (const std::string& reason : pair.reasons)
            small(kit, key + ".reason" + std::to_string(n++), "\xC2\xB7 " + reason);
    }
    if (screen.head.review.writable) {
        if (decision_part(kit, pair, key, asks)) screen.decided_at = place;
        kit.beside();
    }
    if (kit.button(key + ".show", "Go there", ButtonLook::Quiet)) show_pair(screen, pair);
    kit.space(space::kMedium);
}

// The first open pair from that place on, else the last before it, else the way back.
std::string next_to_decide(const std::vector<const PossibleDouble*>& shown, int from)
{
    std::string key = "doubles.title_close";
    for (int i = 0; i < static_cast<int>(shown.size()); ++i) {
        if (!shown[static_cast<std::size_t>(i)]->link.empty()) continue;
        key = pair_key(i) + ".join";
        if (i >= from) break;
    }
    return key;
}

}  // namespace

void contact_panel(Kit& kit, ChronologyScreen& screen, ReviewFrame& frame, Asks& asks)
{
    if (!screen.chosen) {
        kit.heading("inspector.title", "No contact chosen", 2);
        small(kit, "inspector.hint", "Choose one with the arrow keys or the mouse to see it whole.");
        small(kit, "inspector.keys",
              "Then M codes a missed opportunity, G good practice, T a theme, K a key episode, and E adds it "
              "to a finding. The same key again takes it off.");
        return;
    }
    contact_head(kit, screen, frame);
    if (screen.head.folds()) {
        kit.text("inspector.folded", "Folded, because it may distress. Unfold shows it.", Face::Text,
                 kit.theme().muted);
        return;
    }
    const std::vector<std::string> names = {"Facts", "Coding", "Thread", "History"};
    const int before = screen.tab;
    if (kit.tabs("inspector.tabs", "About the chosen contact", names, screen.tab) && before == 1)
        screen.leave(asks);
    kit.space(space::kTiny);
    switch (screen.tab) {
        case 1: contact_form(kit, screen, frame, asks); break;
        case 2: thread_part(kit, screen, frame, asks); break;
        case 3: history_part(kit, screen); break;
        default:
            sources_part(kit, screen, asks);
            settle_part(kit, screen);
            break;
    }
}

void doubles_panel(Kit& kit, ChronologyScreen& screen, Asks& asks)
{
    kit.heading("doubles.title", "Possible duplicates", 2);
    if (kit.button("doubles.title_close", "Back to the contact", ButtonLook::Quiet)) to_contact(kit, screen);
    if (!screen.doubles_read) {
        if (!screen.doubles_loading) asks.emplace_back(NeedDoubles{});
        screen.doubles_loading = true;
        kit.progress("doubles.loading", "Comparing the contacts", -1);
        return;
    }
    const auto open = std::count_if(screen.doubles.begin(), screen.doubles.end(),
                                    [](const PossibleDouble& one) { return one.link.empty(); });
    kit.status("doubles.count",
               open == 0 ? "Nothing is waiting to be decided."
                         : std::to_string(open) + (open == 1 ? " pair" : " pairs") +
                               " may be the same contact told twice, or the two ends of one referral. You "
                               "decide; every decision can be taken back.");
    if (!screen.head.identified() && open > 0)
        small(kit, "doubles.hidden", "The reasons quote the agencies. The original words (O) show them.");
    kit.check_box("doubles.decided", "Show those decided too", screen.show_decided);
    std::vector<const PossibleDouble*> shown;
    for (const PossibleDouble& pair : screen.doubles)
        if (pair.link.empty() || screen.show_decided) shown.push_back(&pair);
    if (std::exchange(screen.go_on, false))
        kit.focus(next_to_decide(shown, std::exchange(screen.decided_at, -1)));
    int n = 0;
    for (const PossibleDouble* pair : shown) pair_part(kit, screen, *pair, n++, asks);
}

}  // namespace ui::chronology
