// Doubles: proposed, confirmed, refused, taken apart.
#include <algorithm>
#include <map>
#include <set>

#include "app/core/event_kind.h"
#include "app/core/event_work.h"
#include "app/core/facts.h"
#include "storage/model/fold.h"
#include "storage/rules/lines.h"
#include "storage/rules/words.h"

namespace core {

using base::ErrorKind;
using base::fail;

namespace {

std::string when_words(const rules::Record& event)
{
    const auto when = rules::span_words(rules::text(event, "earliest"), rules::text(event, "latest"));
    const auto time = rules::text(event, "time");
    if (when.empty()) return "date not known";
    return time.empty() ? when : when + ", " + time;
}

EventBrief brief(const rules::Facts& facts, std::string_view id)
{
    EventBrief shown;
    shown.id = std::string(id);
    const auto* event = facts.find(id);
    if (event == nullptr) return shown;
    shown.when = when_words(*event);
    if (const auto* agency = facts.find(rules::text(*event, "organisation")))
        shown.agency = rules::text(*agency, "name");
    shown.text = rules::text(*event, "text");
    return shown;
}

Result<std::vector<rules::Record>> links_of(review::Review& review)
{
    TRY_ASSIGN(auto records, review.records("event_link", model::Part::Open));
    std::vector<rules::Record> links;
    for (auto& one : records)
        links.push_back({std::move(one.kind), std::move(one.id), std::move(one.fields)});
    return links;
}

// What link_group of each event is from now on, where that differs: a function of the live links alone.
Result<void> regroup(review::Review& review, const rules::Lines& before, const rules::Lines& after,
                     model::Command& command)
{
    const auto under = [](const rules::Lines& lines, const std::string& event) {
        const auto found = lines.find(event);
        return found == lines.end() || found->second == event ? std::string() : found->second;
    };
    std::set<std::string> events;
    for (const auto* lines : {&before, &after})
        for (const auto& [event, standing] : *lines) events.insert(event);
    for (const auto& event : events) {
        const std::string now = under(after, event);
        if (now == under(before, event)) continue;
        auto record = review.record(kEvent, event, model::Part::Open);
        if (!record && record.error().kind == ErrorKind::NotFound) continue;
        if (!record) return record.error();
        if (record->struck) continue;
        model::Change change;
        change.kind = kEvent;
        change.id = event;
        change.fields.set("link_group", now.empty() ? json::Value() : json::Value(now));
        command.changes.push_back(std::move(change));
    }
    return {};
}

Result<void> must_stand(review::Review& review, std::string_view event)
{
    TRY_ASSIGN(const auto record, review.record(kEvent, event, model::Part::Open));
    if (record.struck)
        return fail(ErrorKind::Refused, "This event is struck out, so it cannot be linked.", "event_struck");
    return {};
}

Result<std::string> person_of(review::Review& review, const std::string& code)
{
    TRY_ASSIGN(const auto people, review.records("person", model::Part::Open));
    for (const auto& person : people)
        if (json::text_or(person.fields, "code") == code) return person.id;
    return fail(ErrorKind::NotFound, "Nobody in this review has that code.");
}

bool same_pair(const rules::Record& link, const MergeWanted& wanted)
{
    const std::string a = rules::text(link, "a"), b = rules::text(link, "b");
    return (a == wanted.a && b == wanted.b) || (a == wanted.b && b == wanted.a);
}

Result<void> check_wanted(const review::Vault& vault, review::Review& review, const MergeWanted& wanted)
{
    if (wanted.a == wanted.b)
        return fail(ErrorKind::Invalid, "These are the same event: name two. Nothing was changed.");
    if (!vault.lists().accepts("event_link", wanted.link))
        return fail(ErrorKind::Invalid,
                    "--link takes a code of the list event_link, such as DUP or REFPAIR.");
    if (wanted.confidence < 0 || wanted.confidence > 100)
        return fail(ErrorKind::Invalid, "The confidence is a number from 0 to 100.");
    TRY_VOID(must_stand(review, wanted.a));
    return must_stand(review, wanted.b);
}

Result<void> not_decided(const std::vector<rules::Record>& links, const MergeWanted& wanted, bool confirmed)
{
    for (const auto& link : links)
        if (same_pair(link, wanted) && rules::text(link, "confirmed") == (confirmed ? "Y" : "N") &&
            (!confirmed || rules::text(link, "link") == wanted.link))
            return fail(ErrorKind::Conflict, "This was decided before. Nothing was changed.");
    return {};
}

// The event whose wording is to stand: the one asked for, else what stands on the line of `a` now.
Result<std::string> standing_of(const rules::Lines& lines, const MergeWanted& wanted)
{
    const auto found = lines.find(wanted.a);
    if (wanted.canonical.empty()) return found == lines.end() ? wanted.a : found->second;
    for (const auto& side : {wanted.a, wanted.b}) {
        const auto members = rules::line_members(lines, side);
        if (std::ranges::find(members, wanted.canonical) != members.end()) return wanted.canonical;
    }
    return fail(ErrorKind::Invalid, "--canonical names one of the events of the line. Nothing was changed.");
}

Result<model::Change> link_change(review::Vault& vault, review::Review& review, const MergeWanted& wanted,
                                  bool confirmed)
{
    model::Change change;
    change.kind = "event_link";
    change.id = base::new_uuid(vault.random());
    change.fields.set("a", wanted.a);
    change.fields.set("b", wanted.b);
    change.fields.set("link", wanted.link);
    change.fields.set("confirmed", confirmed ? "Y" : "N");
    if (wanted.confidence > 0) change.fields.set("confidence", wanted.confidence);
    if (!wanted.reasons.empty())
        change.fields.set("reasons", json::Array(wanted.reasons.begin(), wanted.reasons.end()));
    if (!wanted.by.empty()) {
        TRY_ASSIGN(auto person, person_of(review, wanted.by));
        change.fields.set("decided_by", std::move(person));
    }
    return change;
}

Result<LinkWritten> write_link(review::Vault& vault, review::Review& review, const MergeWanted& wanted,
                               bool confirmed)
{
    TRY_VOID(check_wanted(vault, review, wanted));
    TRY_ASSIGN(auto links, links_of(review));
    TRY_VOID(not_decided(links, wanted, confirmed));
    const auto before = rules::lines_of(links);
    TRY_ASSIGN(auto change, link_change(vault, review, wanted, confirmed));
    const bool one_line = confirmed && rules::makes_one_line(wanted.link);
    if (one_line) {
        TRY_ASSIGN(auto standing, standing_of(before, wanted));
        change.fields.set("canonical_event", std::move(standing));
    }
    links.push_back({"event_link", change.id, change.fields});
    const auto after = rules::lines_of(links);
    LinkWritten done;
    done.link = change.id;
    if (one_line) done.line = rules::line_members(after, wanted.a);
    model::Command command;
    command.changes.push_back(std::move(change));
    TRY_VOID(regroup(review, before, after, command));
    TRY_ASSIGN(done.written, put(vault, review, std::move(command)));
    return done;
}

}  // namespace

Result<std::vector<DoubleShown>> doubles(review::Vault& vault, review::Review& review, bool all)
{
    TRY_ASSIGN(const auto known, facts(vault, review, Scope::Words));
    std::map<std::pair<std::string, std::string>, const rules::Record*> decided;
    for (const auto& link : known.all("event_link")) {
        const std::string a = rules::text(link, "a"), b = rules::text(link, "b");
        if (const auto said = rules::text(link, "confirmed"); said == "Y" || said == "N")
            decided[{std::min(a, b), std::max(a, b)}] = &link;
    }
    std::vector<DoubleShown> shown;
    for (auto& one : rules::duplicates(known, all)) {
        DoubleShown made{one, brief(known, one.a), brief(known, one.b), {}, false};
        const auto link = decided.find({std::min(one.a, one.b), std::max(one.a, one.b)});
        if (link != decided.end()) {
            made.link = link->second->id;
            made.confirmed = rules::text(*link->second, "confirmed") == "Y";
        }
        shown.push_back(std::move(made));
    }
    return shown;
}

Result<LinkWritten> merge_events(review::Vault& vault, review::Review& review, const MergeWanted& wanted)
{
    return write_link(vault, review, wanted, true);
}

Result<LinkWritten> refuse_double(review::Vault& vault, review::Review& review, const MergeWanted& wanted)
{
    return write_link(vault, review, wanted, false);
}

Result<LinkWritten> split_events(review::Vault& vault, review::Review& review, std::string_view link)
{
    TRY_ASSIGN(auto links, links_of(review));
    const auto found =
        std::ranges::find(links, link, [](const auto& one) -> std::string_view { return one.id; });
    if (found == links.end())
        return fail(ErrorKind::NotFound,
                    "There is no such link in this review: `record show REF event_link` lists them.");
    const auto before = rules::lines_of(links);
    const std::string a = rules::text(*found, "a");
    links.erase(found);
    const auto after = rules::lines_of(links);
    LinkWritten done;
    done.link = std::string(link);
    if (after.contains(a)) done.line = rules::line_members(after, a);
    model::Command command;
    model::Change strike;
    strike.op = model::Op::Strike;
    strike.kind = "event_link";
    strike.id = std::string(link);
    strike.reason = "taken apart";
    command.changes.push_back(std::move(strike));
    TRY_VOID(regroup(review, before, after, command));
    TRY_ASSIGN(done.written, put(vault, review, std::move(command)));
    return done;
}

}  // namespace core
