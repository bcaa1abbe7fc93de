// Coding, placing, adding; order and figures of an open review.
#include "app/core/event_work.h"

#include <algorithm>
#include <array>

#include "app/core/event_kind.h"
#include "app/core/facts.h"
#include "app/core/importing.h"
#include "app/core/reading_fields.h"
#include "storage/model/fold.h"
#include "storage/rules/lines.h"
#include "storage/rules/words.h"

namespace core {

using base::ErrorKind;
using base::fail;

namespace {

Result<Written> put_event(review::Vault& vault, review::Review& review, std::string_view id,
                          json::Object fields)
{
    model::Change change;
    change.kind = kEvent;
    change.id = std::string(id);
    change.fields = std::move(fields);
    return put(vault, review, {{std::move(change)}});
}

Result<rules::Record> live_event(review::Review& review, std::string_view id)
{
    TRY_ASSIGN(auto record, review.record(kEvent, id, model::Part::Open));
    if (record.struck)
        return fail(ErrorKind::Refused, "This event is struck out. Nothing was changed.", "event_struck");
    return rules::Record{std::move(record.kind), std::move(record.id), std::move(record.fields)};
}

Result<void> check_codes(const model::CodeLists& lists, std::string_view list,
                         const std::vector<std::string>& codes, model::Day on)
{
    for (const auto& code : codes)
        if (!lists.accepts(list, code, model::to_text(on)))
            return fail(ErrorKind::Invalid,
                        "A code given is not in the list " + std::string(list) + ". Nothing was changed.",
                        "field_code");
    return {};
}

json::Value changed_list(std::vector<std::string> held, const std::vector<std::string>& codes, bool remove)
{
    for (const auto& code : codes) {
        const auto found = std::ranges::find(held, code);
        if (remove && found != held.end()) held.erase(found);
        if (!remove && found == held.end()) held.push_back(code);
    }
    return held.empty() ? json::Value() : json::Value(json::Array(held.begin(), held.end()));
}

// A single code: set, or taken away where it is the one that stands.
void set_one(const rules::Record& event, std::string_view field, const std::optional<std::string>& code,
             bool remove, json::Object& fields)
{
    if (!code) return;
    if (!remove)
        fields.set(field, *code);
    else if (rules::text(event, field) == *code)
        fields.set(field, nullptr);
}

Result<void> check_coding(const review::Vault& vault, const EventCodes& coding)
{
    const auto today = london_day(vault.clock().now());
    TRY_VOID(check_codes(vault.lists(), "missed_opportunity", coding.mo, today));
    TRY_VOID(check_codes(vault.lists(), "good_practice", coding.gp, today));
    TRY_VOID(check_codes(vault.lists(), "theme", coding.themes, today));
    if (coding.significance)
        TRY_VOID(check_codes(vault.lists(), "significance", {*coding.significance}, today));
    if (coding.kind) TRY_VOID(check_codes(vault.lists(), "contact_kind", {*coding.kind}, today));
    return {};
}

json::Object coded_fields(const rules::Record& record, const EventCodes& coding)
{
    json::Object fields;
    if (!coding.mo.empty())
        fields.set("mo", changed_list(rules::texts(record, "mo"), coding.mo, coding.remove));
    if (!coding.gp.empty())
        fields.set("gp", changed_list(rules::texts(record, "gp"), coding.gp, coding.remove));
    if (!coding.themes.empty())
        fields.set("themes", changed_list(rules::texts(record, "themes"), coding.themes, coding.remove));
    set_one(record, "significance", coding.significance, coding.remove, fields);
    set_one(record, "contact_kind", coding.kind, coding.remove, fields);
    return fields;
}

// "22 January 2021, 19:10, Thamesbrook Constabulary".
std::string event_name(const json::Object& event, const Names& names)
{
    std::string words = rules::span_words(json::text_or(event, "earliest"), json::text_or(event, "latest"));
    if (words.empty()) words = "no date";
    if (const auto time = json::text_or(event, "time"); !time.empty()) words += ", " + time;
    const auto agency = names.find(json::text_or(event, "organisation"));
    return agency == names.end() ? words : words + ", " + agency->second;
}

// `names` knows the agencies and gains the events.
Result<std::vector<rules::OrderEvent>> order_events(review::Review& review, Names& names)
{
    TRY_ASSIGN(const auto records, review.records(kEvent, model::Part::Open));
    std::vector<rules::OrderEvent> events;
    events.reserve(records.size());
    for (const auto& record : records) {
        events.push_back(rules::order_event(record.id, record.fields));
        names[record.id] = event_name(record.fields, names);
    }
    return events;
}

constexpr std::array<std::string_view, 12> kRead = {
    "earliest",     "latest",     "precision",     "approx",     "time_earliest", "time_latest",
    "end_earliest", "end_latest", "end_precision", "end_approx", "organisation",  "problems"};
constexpr std::array<std::string_view, 9> kSaid = {
    "date", "time", "end_date", "agency", "agency_type", "subjects", "after", "before", "date_order"};

Result<std::vector<std::string>> subject_ids(review::Review& review, const json::Object& said)
{
    std::vector<std::string> ids;
    const auto* codes = said.find("subjects");
    if (codes == nullptr) return ids;
    if (codes->array() == nullptr)
        return fail(ErrorKind::Invalid, "subjects is a list of codes, such as [\"V\",\"S1\"].");
    TRY_ASSIGN(const auto people, review.records("person", model::Part::Open));
    for (const auto& code : *codes->array()) {
        const auto found = std::ranges::find_if(people, [&](const auto& person) {
            return code.text() != nullptr && json::text_or(person.fields, "code") == *code.text();
        });
        if (found == people.end())
            return fail(
                ErrorKind::NotFound,
                "A code in subjects belongs to nobody in this review: add the person first. Nothing was "
                "changed.");
        ids.push_back(found->id);
    }
    return ids;
}

// The agency by id or name; a new one where its type is given too.
Result<void> set_agency(review::Vault& vault, review::Review& review, const json::Object& said,
                        json::Object& fields, model::Command& command)
{
    const std::string wanted = json::text_or(said, "agency");
    if (wanted.empty()) return {};
    TRY_ASSIGN(const auto known, review.records("organisation", model::Part::Open));
    for (const auto& one : known)
        if (one.id == wanted || model::fold(json::text_or(one.fields, "name")) == model::fold(wanted)) {
            fields.set("organisation", one.id);
            return {};
        }
    const std::string type = json::text_or(said, "agency_type");
    if (type.empty())
        return fail(
            ErrorKind::NotFound,
            "This review has no agency of that name: give agency_type too, and it is added. Nothing was "
            "changed.");
    model::Change organisation;
    organisation.kind = "organisation";
    organisation.id = base::new_uuid(vault.random());
    organisation.fields.set("name", wanted);
    organisation.fields.set("agency_type", type);
    fields.set("organisation", organisation.id);
    command.changes.push_back(std::move(organisation));
    return {};
}

Result<model::ReadingContext> reading_context(review::Vault& vault, review::Review& review,
                                              const json::Object& said,
                                              const std::vector<std::string>& subjects)
{
    model::ReadingContext context;
    context.imported = london_day(vault.clock().now());
    const std::string order = json::text_or(said, "date_order");
    if (!order.empty() && order != "dmy" && order != "mdy")
        return fail(ErrorKind::Invalid, "date_order takes dmy or mdy.");
    if (!order.empty())
        context.order = order == "dmy" ? model::DayMonthOrder::DayFirst : model::DayMonthOrder::MonthFirst;
    if (subjects.size() == 1) {
        TRY_ASSIGN(const auto person, review.record("person", subjects.front()));
        const auto born = rules::span({person.kind, person.id, person.fields}, "dob");
        if (born.earliest && born.earliest == born.latest) context.birth = born.earliest;
    }
    return context;
}

Result<void> must_be_settled(const model::DateReading& reading, const model::ReadingContext& context)
{
    if (reading.order_ambiguous && context.order == model::DayMonthOrder::Unsettled)
        return fail(
            ErrorKind::Refused,
            "The date can be read as day and month or as month and day: say date_order dmy or mdy. Nothing "
            "was changed.",
            "order_open");
    return {};
}

Result<void> set_dates(const json::Object& said, const model::ReadingContext& context, json::Object& fields,
                       std::vector<std::string>& problems)
{
    const std::string date = json::text_or(said, "date"), time = json::text_or(said, "time"),
                      end = json::text_or(said, "end_date");
    const auto reading = model::read_date(date, time, context);
    TRY_VOID(must_be_settled(reading, context));
    if (!date.empty()) fields.set("date_text", date);
    if (!time.empty()) fields.set("time_text", time);
    set_reading(fields, reading);
    if (!date.empty() || !time.empty()) problems = reading.problems;
    if (end.empty()) return {};
    const auto ended = model::read_date(end, "", context);
    TRY_VOID(must_be_settled(ended, context));
    fields.set("end_date_text", end);
    set_day(fields, "end_earliest", ended.earliest);
    set_day(fields, "end_latest", ended.latest);
    fields.set("end_precision", model::to_code(ended.precision));
    if (ended.approximate) fields.set("end_approx", true);
    for (const auto& problem : ended.problems) problems.push_back("End: " + problem);
    return {};
}

Result<void> check_said(const json::Object& said)
{
    const auto* kind = model::kind(kEvent);
    bool any = false;
    for (const auto& [name, value] : said) {
        any = any || name != "date_order";
        if (std::ranges::find(kSaid, name) != kSaid.end()) {
            if (name != "subjects" && value.text() == nullptr)
                return fail(ErrorKind::Invalid, "The member " + name + " is a text.", "field_type");
            continue;
        }
        if (kind->field(name) == nullptr || std::ranges::find(kRead, name) != kRead.end())
            return fail(
                ErrorKind::Invalid,
                "An event is typed with date, time, end_date, agency, subjects, after, before and fields of "
                "its own; one of the members is none of these.",
                "field_unknown");
    }
    if (!any) return fail(ErrorKind::Invalid, "There is nothing to add: give at least a date or a text.");
    return {};
}

}  // namespace

Result<Written> code_event(review::Vault& vault, review::Review& review, std::string_view event,
                           const EventCodes& coding)
{
    return code_events(vault, review, {std::string(event)}, coding);
}

Result<Written> code_events(review::Vault& vault, review::Review& review,
                            const std::vector<std::string>& events, const EventCodes& coding)
{
    if (coding.mo.empty() && coding.gp.empty() && coding.themes.empty() && !coding.significance &&
        !coding.kind)
        return fail(ErrorKind::Invalid,
                    "Say what to code: any of --mo, --gp, --theme, --significance and --kind.");
    TRY_VOID(check_coding(vault, coding));
    model::Command command;
    for (const auto& event : events) {
        TRY_ASSIGN(const auto record, live_event(review, event));
        auto fields = coded_fields(record, coding);
        if (fields.empty()) continue;
        model::Change change;
        change.kind = kEvent;
        change.id = event;
        change.fields = std::move(fields);
        command.changes.push_back(std::move(change));
    }
    if (command.changes.empty())
        return fail(ErrorKind::Conflict, "The event does not have that code. Nothing was changed.");
    return put(vault, review, std::move(command));
}

Result<Written> place_event(review::Vault& vault, review::Review& review, std::string_view event,
                            const Placing& placing)
{
    if (placing.after.empty() && placing.before.empty() && !placing.sequence && !placing.clear)
        return fail(ErrorKind::Invalid, "Say where: any of --after, --before and --seq, or --clear.");
    TRY_ASSIGN(auto record, live_event(review, event));
    json::Object fields;
    if (placing.clear)
        for (const std::string_view field : {"placed_after", "placed_before", "seq"})
            if (rules::has(record, field)) fields.set(field, nullptr);
    for (const auto& [field, beside] :
         {std::pair("placed_after", placing.after), std::pair("placed_before", placing.before)}) {
        if (beside.empty()) continue;
        TRY_ASSIGN([[maybe_unused]] const auto other, live_event(review, beside));
        fields.set(field, beside);
    }
    if (placing.sequence) fields.set("seq", *placing.sequence);
    if (fields.empty())
        return fail(ErrorKind::Conflict, "The event stands by its date. Nothing was changed.");
    for (const auto& [field, value] : fields) record.fields.set(field, value);
    Names names;
    TRY_ASSIGN(auto events, order_events(review, names));
    const auto at =
        std::ranges::find(events, event, [](const auto& one) -> std::string_view { return one.id; });
    if (at != events.end()) {
        *at = rules::order_event(event, record.fields);
        const auto index = static_cast<std::size_t>(at - events.begin());
        for (const auto& clash : rules::merged_order(events).clashes) {
            if (clash.event != index) continue;
            if (clash.why == rules::Clash::Dates)
                return fail(
                    ErrorKind::Refused,
                    "By its dates the event certainly lies on the other side, so it was not placed: settle "
                    "its date first. Nothing was changed.",
                    "place_dates");
            if (clash.why == rules::Clash::Circular)
                return fail(
                    ErrorKind::Refused,
                    "The event beside which it is to stand is itself placed the other way round, so it was "
                    "not placed: take that place away first. Nothing was changed.",
                    "place_circular");
        }
    }
    return put_event(vault, review, event, std::move(fields));
}

Result<EventAdded> add_event(review::Vault& vault, review::Review& review, const json::Object& said)
{
    TRY_VOID(check_said(said));
    EventAdded added;
    added.id = base::new_uuid(vault.random());
    model::Command command;
    json::Object fields;
    TRY_ASSIGN(const auto subjects, subject_ids(review, said));
    TRY_ASSIGN(const auto context, reading_context(vault, review, said, subjects));
    TRY_VOID(set_dates(said, context, fields, added.problems));
    TRY_VOID(set_agency(vault, review, said, fields, command));
    if (!subjects.empty()) fields.set("subjects", json::Array(subjects.begin(), subjects.end()));
    for (const auto& [from, to] : {std::pair("after", "placed_after"), std::pair("before", "placed_before")})
        if (const std::string beside = json::text_or(said, from); !beside.empty()) fields.set(to, beside);
    for (const auto& [name, value] : said)
        if (std::ranges::find(kSaid, name) == kSaid.end()) fields.set(name, value);
    if (!added.problems.empty())
        fields.set("problems", json::Array(added.problems.begin(), added.problems.end()));
    command.changes.push_back(
        {model::Op::Put, std::string(kEvent), added.id, std::move(fields), {}, 0, model::Part::Both});
    TRY_ASSIGN(added.written, put(vault, review, std::move(command)));
    return added;
}

Result<OrderShown> chronology_order(review::Review& review)
{
    OrderShown shown;
    TRY_ASSIGN(const auto agencies, review.records("organisation", model::Part::Open));
    for (const auto& agency : agencies) shown.names[agency.id] = json::text_or(agency.fields, "name");
    TRY_ASSIGN(auto events, order_events(review, shown.names));
    TRY_ASSIGN(const auto records, review.records("event_link", model::Part::Open));
    std::vector<rules::Record> links;
    for (const auto& one : records) links.push_back({one.kind, one.id, one.fields});
    const auto lines = rules::lines_of(links);
    for (auto& event : events) {
        const auto found = lines.find(event.id);
        if (found != lines.end() && found->second != event.id) continue;
        shown.ids.push_back(event.id);
        shown.events.push_back(std::move(event));
    }
    // A place beside an event that is not the one standing on its line is a place beside the line.
    for (auto& event : shown.events)
        for (auto* beside : {&event.placed_after, &event.placed_before})
            if (const auto found = lines.find(*beside); found != lines.end()) *beside = found->second;
    shown.possible = rules::possible_order(shown.events);
    return shown;
}

Result<MeasuresShown> chronology_measures(review::Vault& vault, review::Review& review,
                                          std::string_view person, std::int64_t gap)
{
    rules::Facts known(london_day(vault.clock().now()), vault.lists());
    std::string id;
    for (const std::string_view kind :
         {std::string_view("review"), std::string_view("incident"), std::string_view("person"),
          std::string_view("person_role"), std::string_view("organisation"), std::string_view("event_link"),
          kEvent}) {
        // A date of birth is sealed; nothing else here is needed of the sealed part.
        TRY_VOID(add_records(known, review, kind, kind == "person" ? model::Part::Both : model::Part::Open));
    }
    for (const auto& one : known.all("person"))
        if (rules::text(one, "code") == person) id = one.id;
    if (!person.empty() && id.empty())
        return fail(ErrorKind::NotFound, "Nobody in this review has that code.");
    Names names;
    for (const auto& agency : known.all("organisation")) names[agency.id] = rules::called(known, agency);
    for (const auto& event : known.all(kEvent)) names[event.id] = event_name(event.fields, names);
    return MeasuresShown{rules::measures(known, id, gap), std::move(names)};
}

}  // namespace core
