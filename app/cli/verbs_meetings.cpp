// meeting add, list, agenda, attend, conflict, decide, act, done, minutes.

#include <algorithm>
#include <charconv>

#include "app/cli/answer.h"
#include "app/core/facts.h"
#include "app/core/meetings.h"
#include "crypto/base/platform.h"
#include "storage/rules/minutes.h"

namespace cli {

namespace {

Result<std::int64_t> number_at(Call& call, std::string_view name = "N")
{
    const auto& word = call.at(name);
    std::int64_t number = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
    if (read.ec != std::errc() || read.ptr != word.data() + word.size())
        return base::fail(base::ErrorKind::Invalid, "Meetings and their actions are named by number.");
    return number;
}

// Plain words on standard input are the text itself; a JSON object holds fields.
Result<json::Object> said(Call& call)
{
    TRY_ASSIGN(auto input, call.input());
    if (input.starts_with("{")) return json::parse_object(input);
    while (input.ends_with("\n")) input.pop_back();
    json::Object fields;
    fields.set("text", input);
    return fields;
}

Result<std::optional<std::string>> agency(Call& call, review::Review& review)
{
    const auto name = call.option("--agency");
    if (!name) return std::optional<std::string>();
    TRY_ASSIGN(const auto all, review.records("organisation", model::Part::Both));
    for (const auto& one : all)
        if (json::text_or(one.fields, "name") == *name) return std::optional(one.id);
    return base::fail(
        base::ErrorKind::NotFound,
        "This review has no organisation of that name. `record show DIR REF organisation` lists those it "
        "has, `record put DIR REF organisation` adds one. Nothing was written.");
}

Result<Answer> meeting_add(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    model::Change change;
    change.kind = "meeting";
    change.id = base::new_uuid(vault->random());
    change.fields.set("meeting_type", call.at("--type"));
    change.fields.set("date", call.at("--date"));
    if (const auto quorum = call.option("--quorum")) {
        TRY_ASSIGN(const auto least, number_at(call, "--quorum"));
        change.fields.set("quorum", least);
    }
    if (call.flag("--online")) change.fields.set("online", true);
    const auto id = change.id;
    TRY_VOID(core::put(*vault, review, {{std::move(change)}}));
    TRY_ASSIGN(const auto made, review.record("meeting", id));
    const auto number = json::number_or(made.fields, "number");
    return AnswerBuilder()
        .fact("id", "", id)
        .fact("number", "", number)
        .line("Meeting " + std::to_string(number))
        .done();
}

Result<Answer> meeting_list(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, core::Scope::Thread));
    json::Array all;
    std::string text;
    for (const auto& meeting : facts.all("meeting")) {
        const auto quorum = rules::quorum(meeting);
        json::Object one;
        one.set("id", meeting.id);
        one.set("number", rules::number(meeting, "number"));
        one.set("date", rules::text(meeting, "date"));
        one.set("type", rules::text(meeting, "meeting_type"));
        one.set("present", quorum.present);
        one.set("quorate", quorum.met());
        one.set("decisions",
                static_cast<std::int64_t>(facts.naming(meeting.id, "decision", "meeting").size()));
        text += std::to_string(rules::number(meeting, "number")) + "  " + rules::text(meeting, "date") +
                "  " + facts.lists().label("meeting_type", rules::text(meeting, "meeting_type")) + "  " +
                std::to_string(quorum.present) + " present" + (quorum.met() ? "" : ", NOT quorate") + "\n";
        all.emplace_back(std::move(one));
    }
    return Answer{std::move(all), std::move(text), 0};
}

Result<Answer> put_into(Call& call, std::string_view kind, json::Object fields, review::Vault& vault,
                        review::Review& review)
{
    TRY_ASSIGN(const auto number, number_at(call));
    TRY_ASSIGN(const auto id, core::add_to_meeting(vault, review, number, kind, std::move(fields)));
    TRY_ASSIGN(const auto made, review.record(kind, id));
    auto answer = AnswerBuilder().fact("id", "", id);
    if (made.fields.has("number"))
        answer.fact("number", "Number", json::number_or(made.fields, "number"));
    else
        answer.line(id);
    return answer.done();
}

Result<Answer> agenda(Call& call)
{
    TRY_ASSIGN(auto fields, said(call));
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    return put_into(call, "agenda_item", std::move(fields), *vault, review);
}

Result<Answer> attend(Call& call)
{
    TRY_ASSIGN(const auto number, number_at(call));
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    json::Object row;
    TRY_ASSIGN(const auto from, agency(call, review));
    if (from) row.set("organisation", *from);
    if (const auto post = call.option("--post")) row.set("role", *post);
    if (const auto code = call.option("--person")) {
        TRY_ASSIGN(const auto people, review.records("person", model::Part::Open));
        for (const auto& person : people)
            if (json::text_or(person.fields, "code") == *code) row.set("person", person.id);
        if (!row.has("person"))
            return base::fail(base::ErrorKind::NotFound,
                              "This review has no person with that code. `person list DIR REF` lists them.");
    }
    if (const auto other = call.option("--for")) row.set("substitute_for", *other);
    if (!row.empty()) {
        auto how = call.option("--as").value_or("present");
        std::ranges::transform(how, how.begin(),
                               [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        row.set("attendance", how);
    }
    TRY_VOID(core::attend(*vault, review, number, std::move(row), call.flag("--confidentiality-read")));
    TRY_ASSIGN(const auto meeting, core::meeting_numbered(review, number));
    const auto quorum = rules::quorum({meeting.kind, meeting.id, meeting.fields});
    auto answer =
        AnswerBuilder().fact("present", "Present", quorum.present).fact("quorate", "Quorate", quorum.met());
    return answer.done();
}

Result<Answer> conflict(Call& call)
{
    TRY_ASSIGN(auto fields, call.input_object());
    TRY_ASSIGN(const auto number, number_at(call));
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto id, core::declare_conflict(*vault, review, number, std::move(fields)));
    return AnswerBuilder().fact("id", "", id).line(id).done();
}

Result<Answer> decide(Call& call)
{
    TRY_ASSIGN(auto fields, said(call));
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    fields.set("decision_kind", call.at("--kind"));
    return put_into(call, "decision", std::move(fields), *vault, review);
}

Result<Answer> act(Call& call)
{
    TRY_ASSIGN(auto fields, said(call));
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    if (const auto due = call.option("--due")) fields.set("due", *due);
    if (const auto post = call.option("--post")) fields.set("owner_role", *post);
    TRY_ASSIGN(const auto owner, agency(call, review));
    if (owner) fields.set("owner_org", *owner);
    return put_into(call, "meeting_action", std::move(fields), *vault, review);
}

Result<Answer> done(Call& call)
{
    TRY_ASSIGN(const auto number, number_at(call, "ACTION"));
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto actions, review.records("meeting_action"));
    for (const auto& action : actions) {
        if (json::number_or(action.fields, "number") != number) continue;
        model::Change change;
        change.kind = "meeting_action";
        change.id = action.id;
        change.fields.set("done_on", call.at("--on"));
        TRY_ASSIGN(const auto written, core::put(*vault, review, {{std::move(change)}}));
        return AnswerBuilder().fact("command", "", written.command).line("Done.").done();
    }
    return base::fail(
        base::ErrorKind::NotFound,
        "This review has no meeting action of that number. `late DIR REF` and `record show DIR REF "
        "meeting_action` list them.");
}

Result<Answer> minutes(Call& call)
{
    TRY_ASSIGN(const auto number, number_at(call));
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, core::Scope::Thread));
    for (const auto& meeting : facts.all("meeting")) {
        if (rules::number(meeting, "number") != number) continue;
        const auto quorum = rules::quorum(meeting);
        const auto text = rules::minutes(facts, meeting);
        auto answer = AnswerBuilder()
                          .fact("number", "", number)
                          .fact("present", "", quorum.present)
                          .fact("quorate", "", quorum.met())
                          .fact("minutes", "", text)
                          .done();
        answer.text = text;
        return answer;
    }
    return base::fail(base::ErrorKind::NotFound,
                      "This review has no meeting of that number. `meeting list DIR REF` lists them.");
}

}  // namespace

std::vector<Verb> meeting_verbs()
{
    const Option from{"--agency", Takes::Value, "Name of an organisation of the review"};
    const Option post{"--post", Takes::Value, "The post, not the name"};
    return {
        {"meeting add", "DIR REF",
         opening_and({{"--type", Takes::Value, "Code of meeting_type, such as PANEL1 or PANELN", true},
                      {"--date", Takes::Value, "YYYY-MM-DD", true},
                      {"--quorum", Takes::Value, "How many members must be present"},
                      {"--online", Takes::Nothing, "Held online"}}),
         "Record a meeting; prints its number", meeting_add},
        {"meeting list", "DIR REF", opening(), "The meetings, with attendance and decisions", meeting_list},
        {"meeting agenda", "DIR REF N", opening(), "Add an item: words on standard input", agenda},
        {"meeting attend", "DIR REF N",
         opening_and({from,
                      post,
                      {"--person", Takes::Value, "Working code"},
                      {"--as", Takes::Value, "present (default), apology, substitute, absent"},
                      {"--for", Takes::Value, "The post a substitute stands in for"},
                      {"--confidentiality-read", Takes::Nothing, "The statement was read"}}),
         "Attendance; the quorum follows from it", attend},
        {"meeting conflict", "DIR REF N", opening(),
         "A declared conflict of interest: JSON on standard input", conflict},
        {"meeting decide", "DIR REF N",
         opening_and({{"--kind", Takes::Value, "Code of decision_kind, such as FIND or SCOPE", true}}),
         "Record a decision: words, or JSON with dissent, on standard input; numbered and permanent", decide},
        {"meeting act", "DIR REF N", opening_and({{"--due", Takes::Value, "YYYY-MM-DD"}, from, post}),
         "Ask somebody to do something: words on standard input", act},
        {"meeting done", "DIR REF ACTION", opening_and({{"--on", Takes::Value, "YYYY-MM-DD", true}}),
         "A meeting's action was done", done},
        {"meeting minutes", "DIR REF N", opening(), "The minutes, from the records, without names", minutes},
    };
}

}  // namespace cli
