// central init, enrol, roster, import, list, show, receipt, sealed, revoke.

#include <algorithm>

#include "app/cli/answer.h"
#include "app/core/recovery_kit.h"
#include "crypto/base/lexical.h"
#include "crypto/base/platform.h"
#include "sync/pack/pack.h"

namespace cli {

namespace {

using base::path_from_utf8;

Result<Answer> init(Call& call)
{
    TRY_ASSIGN(const base::Secret typed, call.passphrase());
    ingest::NewCentre wanted;
    wanted.origin = call.at("--origin");
    wanted.cost = crypto::calibrate();
    if (const auto keys = call.option("--keys-out")) wanted.keys_out = path_from_utf8(*keys);
    TRY_ASSIGN(auto centre, ingest::Centre::create(path_from_utf8(call.at("STORE")), typed.bytes(), wanted));
    TRY_ASSIGN(const auto fingerprint, centre.root_fingerprint());
    AnswerBuilder answer;
    answer.fact("origin", "Origin", centre.origin())
        .fact("root_fingerprint", "Root fingerprint", fingerprint);
    answer.line("Print the root fingerprint in the letter that goes with the roster.");
    if (wanted.keys_out)
        answer.line("The age identities were written out too: keep them as you keep the store's passphrase.");
    return answer.done();
}

Result<Answer> enrol(Call& call)
{
    TRY_ASSIGN(auto* centre, call.centre());
    ingest::Enrolment as;
    if (const auto member = call.option("--member")) as.member = *member;
    if (const auto roles = call.all("--role"); !roles.empty()) as.roles = roles;
    TRY_ASSIGN(const auto made, centre->enrol_file(path_from_utf8(call.at("REQUEST")), as));
    return AnswerBuilder()
        .fact("member", "Member", made.member)
        .fact("name", "Name", made.name)
        .fact("key", "Key number", made.key)
        .fact("fingerprint", "Fingerprint", made.fingerprint)
        .fact("roster_version", "Roster version", static_cast<std::int64_t>(made.roster_version))
        .line("Compare the fingerprint with the one the person reads out, by telephone or face to face.")
        .done();
}

Result<Answer> roster(Call& call)
{
    TRY_ASSIGN(auto* centre, call.centre());
    TRY_ASSIGN(const auto file, centre->roster_file());
    TRY_VOID(base::replace_file(path_from_utf8(call.at("-o")), file, base::Privacy::Everyone));
    TRY_ASSIGN(const auto fingerprint, centre->root_fingerprint());
    return AnswerBuilder()
        .fact("file", "Written to", call.at("-o"))
        .fact("root_fingerprint", "Root fingerprint", fingerprint)
        .done();
}

json::Object outcome_value(const ingest::Outcome& outcome)
{
    json::Object one;
    one.set("file", outcome.file);
    one.set("status", outcome.status);
    one.set("code", outcome.code);
    one.set("step", outcome.step);
    one.set("what", outcome.what);
    one.set("bundle", outcome.bundle);
    one.set("review", outcome.review);
    one.set("revision", outcome.revision);
    one.set("replay", outcome.replay);
    one.set("taken_up", outcome.taken_up);
    one.set("sealed_unverified", outcome.sealed_unverified);
    if (outcome.log_index) one.set("log_index", static_cast<std::int64_t>(*outcome.log_index));
    one.set("missing", texts(outcome.missing));
    return one;
}

Result<Answer> import_bundles(Call& call)
{
    TRY_ASSIGN(auto* centre, call.centre());
    std::vector<base::Path> files;
    for (const auto& file : call.all("FILE")) files.push_back(path_from_utf8(file));
    TRY_ASSIGN(const auto outcomes, centre->import_files(files));
    json::Array all;
    std::string text;
    int exit = 0;
    for (const auto& outcome : outcomes) {
        all.emplace_back(outcome_value(outcome));
        text += outcome.file + ": " + outcome.status +
                (outcome.code.empty() ? "" : " [" + outcome.code + "]") +
                (outcome.replay ? " (seen before; the receipt of then stands)" : "") +
                (outcome.sealed_unverified ? ", sealed unverified" : "") +
                (outcome.what.empty() ? "" : "\n    " + outcome.what) + "\n";
        // Refused by a rule, unless every bundle was taken in or waits for its turn.
        if (outcome.status != "accepted" && outcome.status != "waiting") exit = 14;
    }
    return Answer{std::move(all), std::move(text), exit};
}

// What the centre counts: never an invented review.
struct Counts {
    std::int64_t reviews = 0, records = 0, submissions = 0, demo = 0;

    void add(const central::ReviewSummary& review)
    {
        if (review.demo) {
            ++demo;
            return;
        }
        ++reviews;
        records += review.records;
        submissions += review.submissions;
    }
    json::Object members() const
    {
        json::Object made;
        made.set("reviews", reviews);
        made.set("submissions", submissions);
        made.set("records", records);
        made.set("demo_left_out", demo);
        return made;
    }
    std::string words() const
    {
        return "Counted: " + plural(reviews, "review", "reviews") + ", " +
               plural(submissions, "submission", "submissions") + ", " +
               plural(records, "record", "records") + "." +
               (demo > 0 ? " Left out: " + plural(demo, "demo review", "demo reviews") + "." : "") + "\n";
    }
};

Result<Answer> central_list(Call& call)
{
    TRY_ASSIGN(auto* centre, call.centre());
    TRY_ASSIGN(const auto reviews, centre->list());
    TRY_ASSIGN(const auto held, centre->quarantine());
    json::Array rows, quarantine;
    std::string text;
    Counts counts;
    for (const auto& review : reviews) {
        counts.add(review);
        json::Object one;
        one.set("review", review.review);
        one.set("revision", review.revision);
        one.set("submissions", review.submissions);
        one.set("waiting", review.waiting);
        one.set("forks", review.forks);
        one.set("records", review.records);
        one.set("sealed_unchecked", review.sealed_unchecked);
        one.set("demo", review.demo);
        text +=
            review.review + "  revision " + std::to_string(review.revision) + "  " +
            plural(review.records, "record", "records") +
            (review.waiting > 0 ? "  " + std::to_string(review.waiting) + " waiting" : "") +
            (review.forks > 0 ? "  " + plural(review.forks, "fork", "forks") + " held for a person" : "") +
            (review.sealed_unchecked ? "  sealed unverified" : "") + (review.demo ? "  DEMO" : "") + "\n";
        rows.emplace_back(std::move(one));
    }
    for (const auto& entry : held) {
        json::Object one;
        one.set("id", entry.id);
        one.set("step", entry.step);
        one.set("code", entry.code);
        one.set("received", base::to_text(entry.received));
        text += "quarantine " + entry.id + "  [" + entry.code + "]  " + base::to_text(entry.received) + "\n";
        quarantine.emplace_back(std::move(one));
    }
    text += counts.words();
    json::Object value;
    value.set("reviews", std::move(rows));
    value.set("counts", counts.members());
    value.set("quarantine", std::move(quarantine));
    return Answer{std::move(value), std::move(text), 0};
}

Result<Answer> central_show(Call& call)
{
    TRY_ASSIGN(auto* centre, call.centre());
    TRY_ASSIGN(const auto view, centre->show(call.at("REF")));
    AnswerBuilder answer;
    answer.fact("review", "Review", view.summary.review)
        .fact("revision", "Newest accepted revision", view.summary.revision)
        .fact("records", "Records", view.summary.records)
        .fact("sealed_unchecked", view.summary.sealed_unchecked ? "Sealed unverified" : "",
              view.summary.sealed_unchecked)
        .fact("demo", view.summary.demo ? "DEMO, counted nowhere" : "", view.summary.demo);
    if (view.head) {
        answer.fact("journal_lines", "Journal lines", view.head->lines)
            .fact("journal_sha256", "Journal SHA-256", base::to_hex(view.head->journal));
    }
    json::Array submissions;
    for (const auto& one : view.submissions) {
        json::Object row;
        row.set("bundle", one.bundle);
        row.set("revision", one.revision);
        row.set("status", std::string(central::to_text(one.status)));
        row.set("code", one.code);
        row.set("received", base::to_text(one.received));
        row.set("sealed", one.sealed);
        row.set("sealed_checked", one.sealed_checked);
        answer.line("revision " + std::to_string(one.revision) + "  " + one.bundle + "  " +
                    std::string(central::to_text(one.status)) +
                    (one.code.empty() ? "" : " [" + one.code + "]"));
        submissions.emplace_back(std::move(row));
    }
    json::Array records;
    for (const auto& one : view.records) {
        json::Object row;
        row.set("kind", one.kind);
        row.set("id", one.id);
        if (one.struck) row.set("struck", true);
        TRY_ASSIGN(auto fields, json::parse_object(one.fields));
        row.set("fields", std::move(fields));
        records.emplace_back(std::move(row));
    }
    json::Array objects;
    for (const auto& one : view.objects) {
        json::Object row;
        row.set("object", base::to_hex(one.object));
        row.set("bytes", static_cast<std::int64_t>(one.object_length));
        row.set("part", base::to_hex(one.part));
        row.set("opened", one.opened);
        objects.emplace_back(std::move(row));
    }
    answer.fact("submissions", "", std::move(submissions))
        .fact("record_list", "", std::move(records))
        .fact("objects", "", std::move(objects));
    return answer.done();
}

Result<Answer> receipt(Call& call)
{
    TRY_ASSIGN(auto* centre, call.centre());
    TRY_VOID(centre->write_receipt(call.at("BUNDLE"), path_from_utf8(call.at("-o"))));
    return AnswerBuilder()
        .fact("file", "Written to", call.at("-o"))
        .line("Send it back with the .consistency file beside it.")
        .done();
}

Result<Answer> sealed(Call& call)
{
    TRY_ASSIGN(auto* centre, call.centre());
    std::vector<crypto::Identity> identities;
    for (const auto& file : call.all("--identity")) {
        TRY_ASSIGN(auto identity, core::read_identity_file(path_from_utf8(file)));
        identities.push_back(std::move(identity));
    }
    TRY_ASSIGN(const auto checked, centre->sealed_check(call.at("REF"), identities));
    return AnswerBuilder()
        .fact("review", "Review", checked.review)
        .fact("bundle", "Bundle", checked.bundle)
        .fact("revision", "Revision", checked.revision)
        .fact("log_index", "Log index", static_cast<std::int64_t>(checked.log_index))
        .fact("sealed_records", "Sealed bodies verified", static_cast<std::int64_t>(checked.records))
        .fact("sealed_objects", "Sealed attachments verified", static_cast<std::int64_t>(checked.objects))
        .fact("again", "", checked.again)
        .line("sealed-checked")
        .done();
}

Result<Answer> revoke(Call& call)
{
    TRY_ASSIGN(auto* centre, call.centre());
    TRY_ASSIGN(const auto version, centre->revoke(call.at("KEY"), call.at("--reason")));
    return AnswerBuilder()
        .fact("roster_version", "Roster version", static_cast<std::int64_t>(version))
        .done();
}

Result<Answer> pass(Call& call)
{
    TRY_ASSIGN(auto* centre, call.centre());
    TRY_ASSIGN(const auto version, centre->pass_review(call.at("REVIEW"), call.at("KEY")));
    return AnswerBuilder()
        .fact("roster_version", "Roster version", static_cast<std::int64_t>(version))
        .done();
}

/// The text files below a folder, by name with / between.
Result<rules::DataFiles> data_files(const base::Path& folder)
{
    rules::DataFiles files;
    std::error_code failed;
    for (auto at = std::filesystem::recursive_directory_iterator(folder, failed);
         !failed && at != std::filesystem::recursive_directory_iterator(); at.increment(failed)) {
        if (at->is_directory()) continue;
        if (!at->is_regular_file() || at->is_symlink())
            return base::fail(base::ErrorKind::Invalid, "The folder holds something that is no plain file.");
        TRY_ASSIGN(const auto bytes, base::read_file(at->path(), pack::kPackBytes));
        std::string name = base::to_utf8(at->path().lexically_relative(folder));
        std::replace(name.begin(), name.end(), '\\', '/');
        files[std::move(name)] = std::string(base::text_of(bytes));
    }
    if (failed || files.empty())
        return base::fail(base::ErrorKind::NotFound, "The folder holds no files to make a pack of.");
    return files;
}

Result<Answer> make_pack(Call& call)
{
    ingest::PackWanted wanted;
    wanted.name = call.at("--name");
    TRY_ASSIGN(wanted.version, base::number_from_text(call.at("--version")));
    wanted.valid_from = call.option("--valid-from").value_or("");
    wanted.valid_to = call.option("--valid-to").value_or("");
    wanted.minimum = call.option("--minimum").value_or(wanted.minimum);
    TRY_ASSIGN(wanted.files, data_files(path_from_utf8(call.at("FOLDER"))));
    TRY_ASSIGN(auto* centre, call.centre());
    TRY_ASSIGN(const auto made, centre->issue_pack(wanted));
    TRY_VOID(base::replace_file(path_from_utf8(call.at("-o")), made.file, base::Privacy::Everyone));
    return AnswerBuilder()
        .fact("file", "Written to", call.at("-o"))
        .fact("name", "To be given out as", made.file_name)
        .fact("version", "Version", static_cast<std::int64_t>(made.version))
        .fact("key", "Signed by", made.key)
        .fact("files", "Files", static_cast<std::int64_t>(wanted.files.size()))
        .line("The centre itself uses it from now on.")
        .done();
}

Result<Answer> minimum(Call& call)
{
    TRY_ASSIGN(auto* centre, call.centre());
    TRY_ASSIGN(const auto version, centre->ask_for_program(call.at("VERSION")));
    return AnswerBuilder()
        .fact("roster_version", "Roster version", static_cast<std::int64_t>(version))
        .line(
            "Older programs send nothing more once they have this roster, and what comes in here waits for a "
            "program "
            "that is new enough.")
        .done();
}

}  // namespace

std::vector<Verb> central_verbs()
{
    const Option out{"-o", Takes::Value, "File to write", true};
    return {
        {"central init", "STORE",
         opening_and(
             {{"--origin", Takes::Value, "Origin of the log, such as reviews.example.org/cairn", true},
              {"--keys-out", Takes::Value, "Folder that also gets the age identities"}}),
         "Make a central store with its keys", init},
        {"central enrol", "STORE REQUEST",
         opening_and(
             {{"--member", Takes::Value, "Member uuid, when an enrolled person gets a further device"},
              {"--role", Takes::Values, "Role; may be given again (default: chair)"}}),
         "Grant an enrolment request in a new roster version", enrol},
        {"central roster", "STORE", opening_and({out}), "Write the roster file", roster},
        {"central revoke", "STORE KEY", opening_and({{"--reason", Takes::Value, "Why, in a word", true}}),
         "A key stands no longer", revoke},
        {"central pass", "STORE REVIEW KEY", opening(), "Pass a review to another author", pass},
        {"central minimum", "STORE VERSION", opening(), "The oldest program that may send and take in",
         minimum},
        {"central pack", "STORE FOLDER",
         opening_and({out,
                      {"--name", Takes::Value, "Name of the pack, such as england", true},
                      {"--version", Takes::Value, "A number above the version before", true},
                      {"--valid-from", Takes::Value, "First day, YYYY-MM-DD; else today"},
                      {"--valid-to", Takes::Value, "Last day, YYYY-MM-DD"},
                      {"--minimum", Takes::Value, "Oldest program that may install it"}}),
         "Sign a pack of templates, code lists, bank holidays or recommendations", make_pack},
        {"central import", "STORE FILE...", opening(), "Verify and take in bundles", import_bundles},
        {"central list", "STORE", opening(), "Reviews held, and the quarantine", central_list},
        {"central show", "STORE REF", opening(), "One review as it stands: by uuid, reference or bundle",
         central_show},
        {"central receipt", "STORE BUNDLE", opening_and({out}), "Write a bundle's newest receipt", receipt},
        {"central sealed", "STORE REF",
         opening_and({{"--identity", Takes::Values, "File with an age identity; may be given again"}}),
         "The identity desk's checks of the sealed part", sealed},
    };
}

}  // namespace cli
