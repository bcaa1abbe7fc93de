#include "storage/rules/thread.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

namespace rules {

namespace {

/// A field of one kind that names the records before it in the chain.
struct ChainLink {
    std::string_view kind;
    std::string_view field;
};

// Read upwards: a record of `kind` rests on what its `field` names.
constexpr std::array<ChainLink, 13> kChainLinks = {
    {{"extract", "document"},
     {"chronology_event", "source_file"},
     {"account", "document"},
     {"factor", "evidence"},
     {"finding_evidence", "target"},
     {"lesson", "findings"},
     {"recommendation", "lessons"},
     {"recommendation", "source_document"},
     {"action", "recommendation"},
     {"action_update", "action"},
     // Named the other way round: the finding rests on what names it.
     {"finding_evidence", "finding"},
     {"chronology_event", "link_group"},
     {"kloe", "findings"}}};

constexpr std::array<std::string_view, 11> kOrder = {
    "document", "extract", "chronology_event", "account",        "factor", "finding_evidence",
    "finding",  "kloe",    "lesson",           "recommendation", "action"};

std::size_t chain_rank(std::string_view kind)
{
    return static_cast<std::size_t>(std::ranges::find(kOrder, kind) - kOrder.begin());
}

bool reversed(const ChainLink& link)
{
    return link.field == "finding" || link.field == "link_group";
}

void add(std::vector<const Record*>& to, const Record* record)
{
    if (record != nullptr && std::ranges::find(to, record) == to.end()) to.push_back(record);
}

void add_named(const Facts& facts, std::vector<const Record*>& to, const Record& record,
               std::string_view field)
{
    add(to, facts.find(text(record, field)));
    for (const auto& id : texts(record, field)) add(to, facts.find(id));
}

// One link towards the sources, or towards the updates.
std::vector<const Record*> next_records(const Facts& facts, const Record& record, bool up)
{
    std::vector<const Record*> found;
    for (const auto& link : kChainLinks) {
        if (link.kind == "kloe") continue;
        if (reversed(link) != up) {
            if (record.kind == link.kind) add_named(facts, found, record, link.field);
        } else {
            for (const auto* other : facts.naming(record.id, link.kind, link.field)) add(found, other);
        }
    }
    return found;
}

// The key lines a finding answers, named on either side.
std::vector<const Record*> key_lines(const Facts& facts, const Record& finding)
{
    std::vector<const Record*> found;
    add_named(facts, found, finding, "kloe");
    for (const auto* line : facts.naming(finding.id, "kloe", "findings")) add(found, line);
    return found;
}

std::vector<const Record*> findings_of(const Facts& facts, const Record& key_line)
{
    std::vector<const Record*> found;
    add_named(facts, found, key_line, "findings");
    for (const auto* finding : facts.naming(key_line.id, "finding", "kloe")) add(found, finding);
    return found;
}

class Walk {
public:
    Walk(const Facts& facts, const Record& start, bool up) : facts_(facts), start_(start), up_(up) {}

    std::vector<ThreadStep> steps()
    {
        seen_.insert(start_.id);
        std::vector<ThreadStep> waiting;
        if (start_.kind == "kloe") {
            for (const auto* finding : findings_of(facts_, start_)) {
                waiting.push_back({finding, 1, start_.id});
                seen_.insert(finding->id);
            }
            if (!up_) found_ = waiting;
        } else {
            waiting.push_back({&start_, 0, ""});
        }
        for (std::size_t i = 0; i < waiting.size(); ++i) step(ThreadStep(waiting[i]), waiting);
        sort();
        return std::move(found_);
    }

private:
    void step(const ThreadStep& from, std::vector<ThreadStep>& waiting)
    {
        // Key lines are answered by the finding: shown, not followed.
        if (from.record->kind == "finding" && start_.kind != "kloe" && (up_ || from.distance > 0))
            for (const auto* line : key_lines(facts_, *from.record))
                if (seen_.insert(line->id).second)
                    found_.push_back({line, from.distance + 1, from.record->id});
        for (const auto* record : next_records(facts_, *from.record, up_)) {
            if (!seen_.insert(record->id).second) continue;
            found_.push_back({record, from.distance + 1, from.record->id});
            waiting.push_back(found_.back());
        }
    }

    void sort()
    {
        // Records of a kind lie in one vector in the order they were made.
        std::ranges::stable_sort(found_, [](const ThreadStep& a, const ThreadStep& b) {
            const auto left = chain_rank(a.record->kind), right = chain_rank(b.record->kind);
            return left != right ? left < right : std::less<>()(a.record, b.record);
        });
    }

    const Facts& facts_;
    const Record& start_;
    bool up_;
    std::set<std::string> seen_;
    std::vector<ThreadStep> found_;
};

bool rests_on(const Facts& facts, const Record& record)
{
    for (const auto* link : facts.naming(record.id, "finding_evidence", "target"))
        if (facts.find(text(*link, "finding")) != nullptr) return true;
    return false;
}

// A finding rests on it: itself, as part of a factor, or as the other source of a contact.
bool used(const Facts& facts, const Record& record)
{
    if (rests_on(facts, record)) return true;
    for (const auto* factor : facts.naming(record.id, "factor", "evidence"))
        if (rests_on(facts, *factor)) return true;
    if (record.kind != "chronology_event") return false;
    const auto head = text(record, "link_group");
    if (const auto* shown = facts.find(head); shown != nullptr && rests_on(facts, *shown)) return true;
    for (const auto* other : facts.naming(head.empty() ? record.id : head, "chronology_event", "link_group"))
        if (rests_on(facts, *other)) return true;
    return false;
}

class Loose {
public:
    explicit Loose(const Facts& facts) : facts_(facts) {}

    std::vector<Problem> all()
    {
        evidence();
        thread();
        for (const auto& action : facts_.all("action"))
            if (!has(action, "owner_org") && !has(action, "owner_role"))
                say(action, "action_without_owner", "has no owner.", "Name the body and the post.");
        for (const auto& line : facts_.all("kloe")) {
            const auto status = text(line, "answer_status");
            if (status.empty() || status == "OPEN")
                say(line, "key_line_unanswered", "is not answered.",
                    "Answer it, or say why it cannot be answered.");
        }
        return std::move(found_);
    }

private:
    void say(const Record& record, std::string_view rule, const std::string& what, std::string remedy)
    {
        found_.push_back({std::string(rule), record.kind, record.id, named(facts_, record) + " " + what,
                          std::move(remedy), false});
    }

    void evidence()
    {
        const std::string remedy = "Link it to a finding, or leave it if it shows nothing.";
        for (const auto& event : facts_.all("chronology_event")) {
            const bool tagged = has(event, "mo") || has(event, "gp");
            if (!tagged && text(event, "significance") != "KPE") continue;
            if (used(facts_, event)) continue;
            say(event, "evidence_unused",
                tagged ? "is coded as missed opportunity or good practice, and no finding rests on it."
                       : "is a key practice episode, and no finding rests on it.",
                remedy);
        }
        for (const std::string_view kind : {"extract", "account"})
            for (const auto& one : facts_.all(kind))
                if (!used(facts_, one) && facts_.naming(one.id, "factor", "evidence").empty() &&
                    facts_.naming(one.id, "equality", "evidence").empty() &&
                    facts_.naming(one.id, "claim", "source_extract").empty())
                    say(one, "evidence_unused", "is used by nothing.", remedy);
    }

    void thread()
    {
        for (const auto& finding : facts_.all("finding"))
            if (!has(finding, "no_learning_reason") &&
                facts_.naming(finding.id, "lesson", "findings").empty())
                say(finding, "finding_without_lesson", "leads to no lesson.",
                    "Draw a lesson, or say why there is none.");
        for (const auto& lesson : facts_.all("lesson"))
            if (facts_.naming(lesson.id, "recommendation", "lessons").empty())
                say(lesson, "lesson_without_recommendation", "leads to no recommendation.",
                    "Recommend what should change, or keep it as learning only.");
        for (const auto& one : facts_.all("recommendation")) {
            if (texts(one, "addressee_org").empty())
                say(one, "recommendation_without_owner", "has no owner.",
                    "Name the organisation that answers for it.");
            if (facts_.naming(one.id, "action", "recommendation").empty())
                say(one, "recommendation_without_action", "has no action.",
                    "Add the step that carries it out, with owner and date.");
        }
    }

    const Facts& facts_;
    std::vector<Problem> found_;
};

}  // namespace

Thread thread(const Facts& facts, const Record& record)
{
    return {Walk(facts, record, true).steps(), Walk(facts, record, false).steps()};
}

std::vector<ThreadLink> thread_links(const Facts& facts, const Record& record, const Thread& thread)
{
    std::vector<const Record*> all{&record};
    for (const auto* way : {&thread.upstream, &thread.downstream})
        for (const auto& step : *way) add(all, step.record);
    const std::set<const Record*> shown(all.begin(), all.end());
    std::vector<ThreadLink> links;
    for (const auto* from : all) {
        auto after = next_records(facts, *from, false);
        if (from->kind == "finding")
            for (const auto* line : key_lines(facts, *from)) add(after, line);
        for (const auto* to : after)
            if (shown.contains(to)) links.push_back({from, to});
    }
    return links;
}

std::vector<Problem> orphans(const Facts& facts)
{
    return Loose(facts).all();
}

}  // namespace rules
