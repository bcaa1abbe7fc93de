#include "app/core/demo.h"

#include <array>
#include <map>
#include <optional>

#include "app/core/claims.h"
#include "app/core/deciding.h"
#include "app/core/event_work.h"
#include "app/core/importing.h"
#include "app/core/people.h"
#include "app/core/settling.h"
#include "app/core/templates.h"
#include "assets/assets.h"
#include "crypto/base/platform.h"

namespace core {

using base::ErrorKind;
using base::fail;

namespace {

constexpr std::string_view kFolder = "demo/";
constexpr std::string_view kScript = ".jsonl";

std::vector<std::string_view> lines_of(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// Follows one script. "@word" in a script stands for a record, "#a:3" for the third event of the file
/// imported as `a`.
class Builder {
public:
    Builder(review::Vault& vault) : vault_(vault) {}

    Result<void> create(const json::Object& step)
    {
        review::NewReview wanted;
        wanted.type = json::text_or(step, "create");
        wanted.area = json::text_or(step, "area");
        wanted.demo = true;
        wanted.year_of_death = static_cast<int>(json::number_or(step, "year"));
        TRY_ASSIGN(const auto card, vault_.create_review(wanted));
        ids_["review"] = card.uuid;
        TRY_ASSIGN(auto review, vault_.open_review(card.uuid));
        review_.emplace(std::move(review));
        TRY_ASSIGN(const auto records, review_->records("review", model::Part::Open));
        if (!records.empty()) ids_["review"] = records.front().id;
        return {};
    }

    Result<void> step(const json::Object& raw)
    {
        if (raw.has("create")) return create(raw);
        if (!review_) return fail(ErrorKind::Invalid, "The script does not begin with `create`.");
        json::Value whole = raw;
        TRY_VOID(resolve(whole));
        const auto& step = *whole.object();
        for (const auto& [word, does] : kSteps)
            if (step.has(word)) return (this->*does)(step);
        model::Command one;
        one.changes.push_back(change_of(step));
        return put_all(std::move(one));
    }

    review::Review& review() { return *review_; }

private:
    using Step = Result<void> (Builder::*)(const json::Object&);
    /// What a step does is told by its first member; without any of these it writes one record.
    static const std::array<std::pair<std::string_view, Step>, 12> kSteps;

    static Result<void> unknown_word()
    {
        return fail(ErrorKind::Invalid, "The script names an event that its files do not have.");
    }

    std::string id_of(const std::string& word)
    {
        auto& id = ids_[word];
        if (id.empty()) id = base::new_uuid(vault_.random());
        return id;
    }

    Result<void> resolve(json::Value& value)
    {
        if (auto* array = value.array())
            for (auto& one : *array) TRY_VOID(resolve(one));
        if (value.object() != nullptr) {
            json::Object made;
            for (const auto& [name, member] : *value.object()) {
                auto copy = member;
                TRY_VOID(resolve(copy));
                made.set(name, std::move(copy));
            }
            value = std::move(made);
        }
        const auto* text = value.text();
        if (text == nullptr || text->size() < 2) return {};
        if (text->front() == '@') {
            value = id_of(text->substr(1));
        } else if (text->front() == '#') {
            const auto found = events_.find(text->substr(1));
            if (found == events_.end()) return unknown_word();
            value = found->second;
        }
        return {};
    }

    static model::Change change_of(const json::Object& step)
    {
        model::Change change;
        change.kind = json::text_or(step, "put");
        change.id = json::text_or(step, "id");
        if (const auto* fields = step.find("fields"); fields != nullptr && fields->object() != nullptr)
            change.fields = *fields->object();
        return change;
    }

    Result<void> put_all(model::Command command)
    {
        for (auto& change : command.changes)
            if (change.id.empty()) change.id = base::new_uuid(vault_.random());
        TRY_VOID(put(vault_, *review_, std::move(command)));
        return {};
    }

    Result<void> command(const json::Object& step)
    {
        model::Command command;
        if (const auto* all = step.find("all"); all->array() != nullptr)
            for (const auto& one : *all->array())
                if (one.object() != nullptr) command.changes.push_back(change_of(*one.object()));
        return put_all(std::move(command));
    }

    // The program gives a person's id and code; from here on the script's word means that id.
    Result<void> person(const json::Object& step)
    {
        NewPerson wanted;
        wanted.role = json::text_or(step, "role");
        wanted.post = json::text_or(step, "post");
        wanted.organisation = json::text_or(step, "agency");
        if (const auto* fields = step.find("fields")) wanted.fields = *fields->object();
        TRY_ASSIGN(const auto added, add_person(vault_, *review_, std::move(wanted)));
        ids_[json::text_or(step, "person")] = added.id;
        return {};
    }

    Result<void> import_file(const json::Object& step)
    {
        const auto name = json::text_or(step, "import");
        const auto bytes = assets::find(std::string(kFolder) + name);
        if (!bytes) return fail(ErrorKind::NotFound, "The file of this demonstration case is missing.");
        ImportRequest request;
        const auto view = base::bytes_of(*bytes);
        request.file.assign(view.begin(), view.end());
        request.file_name = name;
        request.agency = json::text_or(step, "agency");
        request.agency_type = json::text_or(step, "agency_type");
        if (json::text_or(step, "date_order") == "dmy") request.order = model::DayMonthOrder::DayFirst;
        const auto today = london_day(vault_.clock().now());
        TRY_ASSIGN(const auto plan, plan_import(*review_, std::move(request), today));
        TRY_ASSIGN(const auto done, accept_import(*review_, vault_.random(), plan, today));
        const auto key = json::text_or(step, "as");
        ids_[key + "_file"] = done.document;
        ids_[key + "_agency"] = done.organisation;
        TRY_ASSIGN(const auto events, review_->records("chronology_event", model::Part::Open));
        for (const auto& event : events)
            if (json::text_or(event.fields, "import") == done.import_id)
                events_[key + ":" + std::to_string(json::number_or(event.fields, "source_row"))] = event.id;
        return {};
    }

    Result<void> settle(const json::Object& step)
    {
        const auto* said = step.find("said");
        if (said == nullptr || said->object() == nullptr)
            return fail(ErrorKind::Invalid, "A step that settles a date says nothing.");
        TRY_VOID(settle_event(*review_, vault_, json::text_or(step, "settle"), *said->object()));
        return {};
    }

    Result<void> names(const json::Object&)
    {
        TRY_ASSIGN(const auto matches, match_names(vault_, *review_));
        TRY_VOID(accept_matches(vault_, *review_, matches));
        return {};
    }

    Result<void> claim(const json::Object& step)
    {
        const auto* fields = step.find("fields");
        TRY_ASSIGN(const auto id,
                   add_claim(vault_, *review_, json::text_or(step, "record"), json::text_or(step, "field"),
                             fields == nullptr ? json::Object() : *fields->object()));
        ids_[json::text_or(step, "claim")] = id;
        return {};
    }

    Result<void> accept(const json::Object& step)
    {
        const auto* why = step.find("why");
        TRY_VOID(accept_claim(vault_, *review_, json::text_or(step, "accept"),
                              why == nullptr ? json::Object() : *why->object()));
        return {};
    }

    static json::Object said(const json::Object& step)
    {
        const auto* words = step.find("said");
        return words == nullptr || words->object() == nullptr ? json::Object() : *words->object();
    }

    Result<void> answer(const json::Object& step)
    {
        TRY_VOID(answer_test(vault_, *review_, json::text_or(step, "basis"), json::text_or(step, "answer"),
                             said(step)));
        return {};
    }

    Result<void> decide(const json::Object& step)
    {
        auto words = said(step);
        words.set("stage", json::text_or(step, "decide"));
        TRY_VOID(decide_screening(vault_, *review_, words));
        return {};
    }

    // Through the gates: a script that comes too early is refused like a person.
    Result<void> stage(const json::Object& step)
    {
        TRY_VOID(enter_stage(vault_, *review_, json::text_or(step, "stage"), false, said(step)));
        return {};
    }

    Result<void> merge(const json::Object& step)
    {
        MergeWanted wanted;
        wanted.a = json::text_or(step, "merge");
        wanted.b = json::text_or(step, "with");
        wanted.link = json::text_or(step, "link");
        wanted.confidence = json::number_or(step, "confidence");
        TRY_ASSIGN(const auto people, review_->records("person", model::Part::Open));
        for (const auto& person : people)
            if (person.id == json::text_or(step, "by")) wanted.by = json::text_or(person.fields, "code");
        TRY_VOID(merge_events(vault_, *review_, wanted));
        return {};
    }

    Result<void> prompt(const json::Object& step)
    {
        json::Object fields;
        fields.set("answer", json::text_or(step, "answered"));
        TRY_VOID(answer_prompt(vault_, *review_, json::text_or(step, "prompt"), std::move(fields)));
        return {};
    }

    review::Vault& vault_;
    std::optional<review::Review> review_;
    std::map<std::string, std::string> ids_;     ///< word -> record
    std::map<std::string, std::string> events_;  ///< "a:3" -> record
};

const std::array<std::pair<std::string_view, Builder::Step>, 12> Builder::kSteps{{
    {"person", &Builder::person},
    {"import", &Builder::import_file},
    {"settle", &Builder::settle},
    {"names", &Builder::names},
    {"claim", &Builder::claim},
    {"accept", &Builder::accept},
    {"all", &Builder::command},
    {"answer", &Builder::answer},
    {"decide", &Builder::decide},
    {"stage", &Builder::stage},
    {"merge", &Builder::merge},
    {"prompt", &Builder::prompt},
}};

}  // namespace

std::vector<DemoCase> demo_cases()
{
    std::vector<DemoCase> cases;
    for (const auto name : assets::names(kFolder)) {
        if (!name.ends_with(kScript)) continue;
        const auto text = *assets::find(name);
        const auto first = json::parse_object(text.substr(0, text.find('\n')));
        cases.push_back(
            {std::string(name.substr(kFolder.size(), name.size() - kFolder.size() - kScript.size())),
             first ? json::text_or(*first, "about") : std::string()});
    }
    return cases;
}

Result<DemoBuilt> build_demo(review::Vault& vault, std::string_view name)
{
    const auto script = assets::find(std::string(kFolder) + std::string(name) + std::string(kScript));
    if (!script)
        return fail(ErrorKind::NotFound,
                    "There is no demonstration case of that name; there are OWHR-DEMO-01, DHR-DEMO-02 and "
                    "SAR-DEMO-03.");
    Builder builder(vault);
    int number = 0;
    for (const auto line : lines_of(*script)) {
        ++number;
        if (line.empty()) continue;
        auto step = json::parse_object(line);
        Result<void> done;
        if (!step)
            done = step.error();
        else
            done = builder.step(*step);
        if (!done)
            return fail(done.error().kind,
                        "Step " + std::to_string(number) + " of the demonstration case: " + done.error().what,
                        done.error().code);
    }
    TRY_ASSIGN(const auto card, builder.review().card());
    return DemoBuilt{std::string(name), card.reference, card.uuid, card.events};
}

}  // namespace core
