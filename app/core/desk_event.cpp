// One event whole, and the pairs that may be one contact.
#include <algorithm>
#include <chrono>

#include "app/core/chronology_words.h"
#include "app/core/desk_chronology.h"
#include "app/core/facts.h"
#include "app/core/importing.h"
#include "app/core/wording.h"
#include "storage/model/field.h"
#include "storage/rules/thread.h"

namespace core {

namespace {

DeskSource source_of(const DeskReviewReader& reader, const review::ChronologyRow& row)
{
    const DateWords date = date_words(row.earliest, row.latest, row.time, row.approximate);
    return {row.id, reader.agency_of(row.fields), date.date, date.note, reader.facts_of(row.fields), {}, {}};
}

// The link that put a source on the line: the newest that names it.
void name_links(const rules::Facts& known, std::vector<DeskSource>& sources)
{
    for (std::size_t i = 1; i < sources.size(); ++i)
        for (const auto& link : known.all("event_link")) {
            const bool of_it =
                rules::text(link, "a") == sources[i].id || rules::text(link, "b") == sources[i].id;
            if (!of_it || rules::text(link, "confirmed") != "Y") continue;
            sources[i].link = link.id;
            sources[i].link_words = known.lists().label("event_link", rules::text(link, "link"));
        }
}

std::string main_words(const rules::Record& record)
{
    for (const std::string_view field : {"title", "text", "statement", "update", "name", "file_name"})
        if (const auto said = rules::text(record, field); !said.empty()) return said;
    return {};
}

void add_steps(const rules::Facts& known, std::string_view event, const std::vector<rules::ThreadStep>& steps,
               bool upstream, std::vector<DeskStep>& into)
{
    for (const auto& step : steps) {
        if (step.record->kind == "finding_evidence") continue;
        DeskStep made;
        made.kind = step.record->kind;
        made.id = step.record->id;
        made.kind_label = std::string(model::kind(step.record->kind)->label);
        made.called = sentence(rules::called(known, *step.record));
        made.words = main_words(*step.record);
        made.upstream = upstream;
        if (made.kind == "finding")
            for (const auto* evidence : known.naming(made.id, "finding_evidence", "finding"))
                if (rules::text(*evidence, "target") == event) {
                    made.evidence = evidence->id;
                    made.role = known.lists().label("evidence_role", rules::text(*evidence, "role"));
                }
        into.push_back(std::move(made));
    }
}

std::string fields_named(const json::Object& fields, std::string_view kind)
{
    const auto* spec = model::kind(kind);
    std::string named;
    int more = 0, taken = 0;
    for (const auto& [field, value] : fields) {
        const auto* one = spec == nullptr ? nullptr : spec->field(field);
        if (one == nullptr) continue;
        if (taken == 4) {
            ++more;
            continue;
        }
        named += (taken++ == 0 ? "" : ", ") + std::string(one->label) + (value.is_null() ? " cleared" : "");
    }
    if (more > 0) named += " and " + std::to_string(more) + " more";
    return named;
}

DeskTurn turn_of(const review::HistoryEntry& entry, bool first)
{
    DeskTurn made;
    const auto at = std::chrono::floor<std::chrono::minutes>(london_time(entry.at));
    const auto day = london_day(entry.at);
    const auto minutes = (at - std::chrono::floor<std::chrono::days>(at)).count();
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    made.when = day_words(day) + ", " + two(minutes / 60) + ":" + two(minutes % 60);
    const std::string fields = fields_named(entry.fields, entry.kind);
    switch (entry.op) {
        case model::Op::Strike: made.what = "Struck out"; break;
        case model::Op::Restore: made.what = "Brought back"; break;
        case model::Op::Expunge: made.what = "Words removed for good"; break;
        case model::Op::Handover: made.what = "Handed over"; break;
        case model::Op::Put: made.what = first ? "Made: " + fields : fields; break;
    }
    if (entry.undoes) made.what = "Taken back: " + made.what;
    return made;
}

}  // namespace

Result<DeskEvent> desk_event(DeskStore& store, const std::string& id)
{
    TRY_ASSIGN(const auto held, store.held());
    auto& [vault, review] = held;
    TRY_ASSIGN(const auto rows, store.open->sources_of(id));
    DeskEvent made;
    made.id = rows.front().id;
    made.fields = rows.front().fields;
    for (const auto& row : rows) made.sources.push_back(source_of(*store.open, row));
    TRY_ASSIGN(auto known, facts(vault, review, Scope::Thread));
    name_links(known, made.sources);
    std::vector<rules::Record> events = known.all("chronology_event");
    for (const auto& row : rows)
        if (known.find(row.id) == nullptr) events.push_back({"chronology_event", row.id, row.fields});
    known.add("chronology_event", std::move(events));
    if (const auto* record = known.find(made.id)) {
        const auto thread = rules::thread(known, *record);
        add_steps(known, made.id, thread.upstream, true, made.thread);
        add_steps(known, made.id, thread.downstream, false, made.thread);
    }
    TRY_ASSIGN(const auto history, review.history(made.id));
    for (std::size_t i = 0; i < history.size(); ++i) made.history.push_back(turn_of(history[i], i == 0));
    std::ranges::reverse(made.history);
    TRY_ASSIGN(auto drafts, review.drafts());
    for (auto& draft : drafts)
        if (draft.id == made.id)
            made.drafts.push_back({draft.kind, draft.id, draft.field, std::move(draft.text),
                                   static_cast<std::size_t>(draft.cursor), std::move(draft.undo)});
    return made;
}

Result<std::vector<DeskDouble>> desk_doubles(DeskStore& store)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_ASSIGN(auto found, doubles(held.vault, held.review, true));
    std::stable_partition(found.begin(), found.end(),
                          [](const DoubleShown& one) { return one.link.empty(); });
    std::vector<DeskDouble> made;
    const auto& agencies = store.open->opened().agencies;
    const auto agency = [&](const std::string& name) {
        const auto at = std::ranges::find(agencies, name, &DeskAgency::name);
        return at == agencies.end() ? -1 : static_cast<int>(at - agencies.begin());
    };
    for (auto& one : found) {
        DeskDouble shown;
        shown.agency_a = agency(one.a.agency);
        shown.agency_b = agency(one.b.agency);
        shown.link_words = held.vault.lists().label("event_link", std::string(one.proposal.link));
        shown.shown = std::move(one);
        made.push_back(std::move(shown));
    }
    return made;
}

}  // namespace core
