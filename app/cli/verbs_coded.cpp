// codebook; coded, coded check; note.

#include <filesystem>

#include "app/cli/answer.h"
#include "app/cli/tables_out.h"
#include "app/core/facts.h"
#include "app/core/putting.h"
#include "app/report/codebook.h"
#include "app/report/coded.h"
#include "app/report/note.h"
#include "crypto/base/platform.h"
#include "storage/rules/residual.h"

namespace cli {

namespace {

Result<Answer> given(Call& call, json::Object value, std::string bytes, std::string_view what)
{
    const auto file = call.option("-o");
    if (!file) return Answer{std::move(value), std::move(bytes), 0};
    TRY_VOID(keep_file(*file, bytes));
    return Answer{std::move(value), std::string(what) + " written to " + *file + "\n", 0};
}

Result<Answer> codebook(Call& call)
{
    const auto& lists = model::CodeLists::built_in();
    const auto form = call.option("--as").value_or(call.as_json() ? "json" : "csv");
    if (form == "html")
        return given(call, report::codebook_json(lists), report::codebook_html(lists), "The codebook");
    if (form == "csv")
        return given(call, report::codebook_json(lists), report::to_csv(report::codebook_table(lists)),
                     "The codebook");
    if (form == "json") {
        auto value = report::codebook_json(lists);
        auto bytes = json::write(value) + "\n";
        return given(call, std::move(value), std::move(bytes), "The codebook");
    }
    return base::fail(base::ErrorKind::Invalid,
                      "The codebook is given as html, csv or json: say which with --as.");
}

Result<Answer> coded(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    const auto folder = base::path_from_utf8(call.at("-o"));
    std::error_code unread;
    if (std::filesystem::exists(folder, unread) && !std::filesystem::is_empty(folder, unread))
        return base::fail(base::ErrorKind::Conflict,
                          "There is something at that place already; name a new or an empty folder.");
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, core::Scope::Open));
    const auto files = report::coded_export(facts, call.flag("--text"));
    TRY_VOID(base::make_folder(folder));
    for (const auto& file : files) TRY_VOID(keep_file(base::to_utf8(folder / file.name), file.bytes));
    json::Array names;
    for (const auto& file : files) names.emplace_back(file.name);
    const bool demo = rules::flag(facts.review(), "demo_flag");
    AnswerBuilder answer;
    answer.fact("folder", "", base::to_utf8(folder))
        .fact("files", "", std::move(names))
        .fact("demo", "", demo);
    answer.line(plural(static_cast<std::int64_t>(files.size()), "file", "files") + " written to " +
                base::to_utf8(folder));
    if (demo) answer.line("DEMO: invented, belongs in no statistic");
    return answer.done();
}

constexpr std::uint64_t kMostCodedFile = 256ULL << 20U;  // bytes

Result<Answer> check_coded(Call& call)
{
    const auto folder = base::path_from_utf8(call.at("FOLDER"));
    std::error_code unread;
    std::vector<report::CodedFile> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, unread)) {
        if (!entry.is_regular_file(unread)) continue;
        TRY_ASSIGN(const auto bytes, base::read_file(entry.path(), kMostCodedFile));
        files.push_back({base::to_utf8(entry.path().filename()), std::string(base::text_of(bytes))});
    }
    if (unread) return base::fail(base::ErrorKind::NotFound, "There is no folder at this place.");
    TRY_ASSIGN(const auto check, report::check_coded(files));
    AnswerBuilder answer;
    answer.fact("records", "Records", check.records)
        .fact("values", "Values compared", check.values)
        .fact("demo", "", check.demo)
        .fact("differences", "", texts(check.differences));
    for (const auto& one : check.differences) answer.line(one);
    answer.line(check.differences.empty() ? "Every value is what coded.json says."
                                          : "The files do not say what coded.json says.");
    return answer.done(check.differences.empty() ? 0 : 13);
}

// Refuses a lesson by which a person could be found. Says which lesson and what kind of thing, not the words.
Result<void> scanned(const rules::Facts& facts, const report::Note& note)
{
    const rules::ResidualScan scan(facts);
    std::string found;
    for (const auto* lesson : note.lessons)
        for (const char* field : {"statement", "audience"})
            for (const auto& hit : scan.hits(rules::text(*lesson, field))) {
                const auto one = rules::called(facts, *lesson) + ": " + std::string(rules::to_text(hit.kind));
                if (found.find(one) == std::string::npos) found += (found.empty() ? "" : "; ") + one;
            }
    if (found.empty()) return {};
    return base::fail(base::ErrorKind::Refused,
                      "A person could be found by words of the note (" + found +
                          "). Nothing was written. Reword the lessons; `scan` shows where.",
                      "residual");
}

Result<Answer> note(Call& call)
{
    TRY_ASSIGN(auto* vault, call.vault());
    TRY_ASSIGN(auto review, call.review());
    TRY_ASSIGN(const auto facts, core::facts(*vault, review, core::Scope::Words));
    TRY_ASSIGN(const auto made, report::quick_lesson_note(facts));
    TRY_VOID(scanned(facts, made));
    json::Object value;
    value.set("text", made.text);
    value.set("demo", rules::flag(facts.review(), "demo_flag"));
    json::Array lessons, issued;
    model::Command command;
    for (const auto* lesson : made.lessons) {
        lessons.emplace_back(lesson->id);
        if (rules::has(*lesson, "issued_on")) continue;
        model::Change change;
        change.kind = "lesson";
        change.id = lesson->id;
        change.fields.set("issued_on", model::to_text(facts.today()));
        command.changes.push_back(std::move(change));
        issued.emplace_back(lesson->id);
    }
    value.set("lessons", std::move(lessons));
    const auto file = call.option("-o");
    if (!file) return Answer{std::move(value), made.text, 0};
    TRY_VOID(keep_file(*file, file->ends_with(".txt") ? made.text : made.html));
    const auto count = static_cast<std::int64_t>(command.changes.size());
    if (!command.changes.empty()) TRY_VOID(core::put(*vault, review, std::move(command)));
    value.set("issued", std::move(issued));
    value.set("file", *file);
    return Answer{
        std::move(value),
        "The note is written to " + *file + "; " + plural(count, "lesson is", "lessons are") +
            " marked as issued today.\nSeal and send it with `export`: a bundle may go at any stage.\n",
        0};
}

}  // namespace

std::vector<Verb> coded_verbs()
{
    return {
        {"codebook",
         "",
         {{"--as", Takes::Value, "html, csv or json"}, {"-o", Takes::Value, "File to write, mode 0600"}},
         "Every kind, field, list and code the program knows",
         codebook},
        {"coded", "DIR REF",
         opening_and({{"-o", Takes::Value, "A new or empty folder", true},
                      {"--text", Takes::Nothing, "With the open free text, such as findings"}}),
         "Coded data: a CSV a kind, JSON with a dictionary, Home Office tags", coded},
        {"coded check", "FOLDER", {}, "Read a coded export back and compare every value", check_coded},
        {"note", "DIR REF",
         opening_and(
             {{"-o", Takes::Value, "File to write (.html or .txt); the lessons are then marked as issued"}}),
         "The quick-lesson note: early learning on one page", note},
    };
}

}  // namespace cli
