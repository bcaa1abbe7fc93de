// record put, strike, expunge, show; event settle; history, undo, redo; search; attach.

#include <cstdlib>

#include "app/cli/answer.h"
#include "app/cli/problems.h"
#include "app/cli/spoken.h"
#include "app/cli/typed_dates.h"
#include "app/core/attaching.h"
#include "app/core/facts.h"
#include "app/core/importing.h"
#include "app/core/putting.h"
#include "app/core/settling.h"
#include "crypto/base/platform.h"
#include "storage/model/codelists.h"

namespace cli {

namespace {

const std::vector<Option> kPartOptions = {
    {"--entry", Takes::Value, "Number of the entry whose words go (see history)", true},
    {"--reason", Takes::Value, "Code: law, error", true},
    {"--part", Takes::Value, "open, sealed or both (default)"}};

json::Object record_value(const review::Record& record)
{
    json::Object out;
    out.set("kind", record.kind);
    out.set("id", record.id);
    if (record.struck) out.set("struck", true);
    out.set("fields", record.fields);
    return out;
}

Result<const model::KindSpec*> known_kind(const std::string& name)
{
    const auto* kind = model::kind(name);
    if (kind == nullptr) {
        std::string names;
        for (const auto& one : model::kinds()) names += (names.empty() ? "" : ", ") + std::string(one.name);
        return base::fail(base::ErrorKind::Invalid,
                          "There is no such kind of record; the kinds are " + names);
    }
    return kind;
}

Result<Answer> put(Call& call)
{
    TRY_ASSIGN(const auto* kind, known_kind(call.at("KIND")));
    TRY_ASSIGN(auto fields, call.input_object());
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_VOID(read_typed_dates(*kind, fields, core::london_day(vault->clock().now())));
    TRY_ASSIGN(auto review, call.review());
    const auto given = call.option("ID");
    if (given && !base::is_uuid(*given))
        return base::fail(
            base::ErrorKind::Invalid,
            "The record's id must be a version 4 uuid in lower case, as `record show` prints it.");
    model::Change change;
    change.kind = std::string(kind->name);
    change.id = given ? *given : base::new_uuid(vault->random());
    change.fields = std::move(fields);
    const std::string id = change.id;
    TRY_ASSIGN(const auto written, core::put(*vault, review, {{std::move(change)}}));
    auto answer = AnswerBuilder()
                      .fact("kind", "", std::string(kind->name))
                      .fact("id", "", id)
                      .fact("command", "", written.command)
                      .fact("problems", "", to_json(written.problems))
                      .line(id)
                      .done();
    answer.text += to_lines(written.problems);
    return answer;
}

Result<Answer> strike(Call& call)
{
    TRY_ASSIGN(const auto* kind, known_kind(call.at("KIND")));
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    model::Change change;
    change.op = model::Op::Strike;
    change.kind = std::string(kind->name);
    change.id = call.at("ID");
    change.reason = call.at("--reason");
    TRY_ASSIGN(const auto written, core::put(*vault, review, {{std::move(change)}}));
    auto answer = AnswerBuilder()
                      .fact("command", "", written.command)
                      .fact("problems", "", to_json(written.problems))
                      .line("The record is struck out; its words and its history stay.")
                      .done();
    answer.text += to_lines(written.problems);
    return answer;
}

Result<Answer> expunge(Call& call)
{
    TRY_ASSIGN(const auto* kind, known_kind(call.at("KIND")));
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    const std::string part = call.option("--part").value_or("both");
    model::Part which = model::Part::Both;
    if (part == "open")
        which = model::Part::Open;
    else if (part == "sealed")
        which = model::Part::Sealed;
    else if (part != "both")
        return base::fail(base::ErrorKind::Invalid, "--part takes open, sealed or both.");
    const std::string& entry = call.at("--entry");
    if (entry.empty() || entry.size() > 15 || entry.find_first_not_of("0123456789") != std::string::npos)
        return base::fail(base::ErrorKind::Invalid,
                          "--entry takes the number of an entry, as `history` prints it.");
    model::Change change;
    change.op = model::Op::Expunge;
    change.kind = std::string(kind->name);
    change.id = call.at("ID");
    change.target = std::stoll(entry);
    change.part = which;
    change.reason = call.at("--reason");
    TRY_ASSIGN(const auto written, core::put(*vault, review, {{std::move(change)}}));
    return AnswerBuilder()
        .fact("command", "", written.command)
        .line("The words are gone from the vault; the hash stays, so the chain still verifies.")
        .line("Backups and bundles made before still hold them.")
        .done();
}

Result<Answer> record_show(Call& call)
{
    TRY_ASSIGN(const auto* kind, known_kind(call.at("KIND")));
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, core::Scope::Thread));
    const auto heading = [&](const review::Record& record) {
        return rules::called(facts, {record.kind, record.id, record.fields}) + "  " + record.id +
               (record.struck ? " (struck)\n" : "\n");
    };
    if (const auto id = call.option("ID")) {
        TRY_ASSIGN(const auto record, review.record(kind->name, *id));
        return Answer{record_value(record), heading(record) + spoken(facts, *kind, record.fields), 0};
    }
    TRY_ASSIGN(const auto records, review.records(kind->name, call.flag("--with-struck")));
    json::Array all;
    std::string text;
    for (const auto& record : records) {
        all.emplace_back(record_value(record));
        text += heading(record);
    }
    if (records.empty()) text = "There is no record of this kind.\n";
    return Answer{std::move(all), std::move(text), 0};
}

Result<Answer> settle(Call& call)
{
    TRY_ASSIGN(const auto said, call.input_object());
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto command, core::settle_event(review, *vault, call.at("ID"), said));
    return AnswerBuilder()
        .fact("id", "", call.at("ID"))
        .fact("command", "", command)
        .line("Settled. The agency's own words stay as they were; the reading before is kept in the history.")
        .done();
}

std::string_view op_name(model::Op op)
{
    return model::to_text(op);
}

std::string_view op_words(model::Op op)
{
    switch (op) {
        case model::Op::Put: return "written";
        case model::Op::Strike: return "struck out";
        case model::Op::Restore: return "restored";
        case model::Op::Expunge: return "words removed";
        case model::Op::Handover: return "handed over";
    }
    std::abort();
}

std::string label_of(const std::string& name)
{
    const auto* kind = model::kind(name);
    return kind == nullptr ? name : std::string(kind->label);
}

Result<Answer> history(Call& call)
{
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto entries, review.history(call.option("ID").value_or("")));
    json::Array all;
    std::string text;
    for (const auto& entry : entries) {
        json::Object one;
        one.set("n", entry.n);
        one.set("command", entry.command);
        if (entry.undoes) one.set("undoes", *entry.undoes);
        one.set("at", base::to_text(entry.at));
        one.set("device", entry.device);
        one.set("op", std::string(op_name(entry.op)));
        one.set("kind", entry.kind);
        one.set("id", entry.id);
        if (entry.expunged) one.set("expunged", true);
        one.set("fields", entry.fields);
        text += std::to_string(entry.n) + "  " + base::to_text(entry.at) + "  " +
                std::string(op_words(entry.op)) + "  " + label_of(entry.kind) + "  " + entry.id +
                (entry.undoes ? "  (takes back " + std::to_string(*entry.undoes) + ")" : "") +
                (entry.expunged ? "  (words expunged)" : "") + "\n";
        all.emplace_back(std::move(one));
    }
    if (entries.empty() && call.option("ID"))
        return base::fail(base::ErrorKind::NotFound, "This review has no such record.");
    return Answer{std::move(all), std::move(text), 0};
}

// With an ID, only a change to that record is taken back or made again.
Result<void> must_touch(review::Review& review, const std::optional<std::string>& id,
                        const std::optional<std::int64_t>& command)
{
    if (!id || !command) return {};
    TRY_ASSIGN(const auto entries, review.history(*id));
    for (const auto& entry : entries)
        if (entry.command == *command) return {};
    return base::fail(base::ErrorKind::Conflict,
                      "The last change is not to this record. Nothing was changed.");
}

Result<Answer> undo(Call& call)
{
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto now, review.standing());
    TRY_VOID(must_touch(review, call.option("ID"), now.undo));
    TRY_ASSIGN(const auto command, review.undo());
    return AnswerBuilder().fact("command", "", command).line("The last change was taken back.").done();
}

Result<Answer> redo(Call& call)
{
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto now, review.standing());
    TRY_VOID(must_touch(review, call.option("ID"), now.redo));
    TRY_ASSIGN(const auto command, review.redo());
    return AnswerBuilder().fact("command", "", command).line("The change was made again.").done();
}

Result<Answer> search(Call& call)
{
    std::string words;
    if (const auto typed = call.option("TEXT")) {
        words = *typed;
    } else {
        TRY_ASSIGN(words, call.input());
    }
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(const auto reviews, vault->reviews());
    json::Array all;
    std::string text;
    for (const auto& card : reviews) {
        TRY_ASSIGN(auto review, vault->open_review(card.uuid));
        TRY_ASSIGN(const auto hits, review.search(words));
        for (const auto& hit : hits) {
            json::Object one;
            one.set("review", card.reference);
            one.set("kind", hit.kind);
            one.set("id", hit.id);
            one.set("field", hit.field);
            one.set("excerpt", hit.excerpt);
            const auto* kind = model::kind(hit.kind);
            const auto* field = kind == nullptr ? nullptr : kind->field(hit.field);
            text += card.reference + "  " + label_of(hit.kind) + "  " +
                    (field == nullptr ? hit.field : std::string(field->label)) + ": " + hit.excerpt + "  " +
                    hit.id + "\n";
            all.emplace_back(std::move(one));
        }
    }
    if (all.empty()) text = "Nothing was found.\n";
    return Answer{std::move(all), std::move(text), 0};
}

Result<Answer> attach(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    if (!vault->lists().accepts("source_kind", call.at("--kind")))
        return base::fail(base::ErrorKind::Invalid,
                          "--kind takes a code of the list source_kind, such as IMR, CHRON or STMT.");
    TRY_ASSIGN(auto review, call.review());
    core::NewDocument wanted;
    wanted.file = base::path_from_utf8(call.at("FILE"));
    wanted.source_kind = call.at("--kind");
    wanted.from = call.at("--from");
    TRY_ASSIGN(const auto made, core::attach_document(review, *vault, wanted));
    return AnswerBuilder()
        .fact("document", "", made.document)
        .fact("sha256", "SHA-256", base::to_hex(made.sha256))
        .fact("command", "", made.command)
        .line(made.document)
        .done();
}

}  // namespace

std::vector<Verb> record_verbs()
{
    const Option reason{"--reason", Takes::Value, "Why, in a few words", true};
    return {
        {"record put", "DIR REF KIND [ID]", opening(),
         "Write a record's fields, given as a JSON object on standard input", put},
        {"record strike", "DIR REF KIND ID", opening_and({reason}), "Strike a record out; nothing is removed",
         strike},
        {"record expunge", "DIR REF KIND ID", opening_and(kPartOptions),
         "Remove the words of one entry by law or when entered in error", expunge},
        {"record show", "DIR REF KIND [ID]",
         opening_and({{"--with-struck", Takes::Nothing, "List struck records too"}}),
         "Show one record, or list a kind", record_show},
        {"event settle", "DIR REF ID", opening(),
         "Settle a row that needs a person: earliest, latest, precision, time, approx, reason as JSON on "
         "standard input",
         settle},
        {"search", "DIR [TEXT]", opening(),
         "Search everything entered, in every review; the words from standard input if left out", search},
        {"history", "DIR REF [ID]", opening(), "What was written, when and by which device", history},
        {"undo", "DIR REF [ID]", opening(), "Take back the last change", undo},
        {"redo", "DIR REF [ID]", opening(), "Make it again", redo},
        {"attach", "DIR REF FILE",
         opening_and({{"--kind", Takes::Value, "Code of source_kind", true},
                      {"--from", Takes::Value, "Who sent it", true}}),
         "Keep a document, encrypted", attach},
    };
}

}  // namespace cli
