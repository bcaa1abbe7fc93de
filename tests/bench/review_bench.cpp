// One review of 20,000 events (or as many as the first argument says) and 500 documents: what each question
// of a chair costs beyond opening the vault, beside the same question put to the same records in one plain
// SQLite table without encryption, which is the limit.

#include <sqlcipher/sqlite3.h>

#include <chrono>
#include <cstdio>
#include <functional>

#include "app/core/changes.h"
#include "app/core/facts.h"
#include "app/report/coded.h"
#include "app/report/tables.h"
#include "app/report/write.h"
#include "storage/rules/golden.h"
#include "tests/support/vault_fixture.h"

namespace {

using support::object;
using support::put;

double seconds(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

template <class T>
T must(base::Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().what.c_str());
        std::exit(1);
    }
    return *std::move(result);
}

struct Case {
    support::VaultFixture& fixture;
    std::vector<std::string> agencies, events, findings, lines, recommendations;

    std::string add(model::Command& to, std::string_view kind, json::Object fields)
    {
        auto id = fixture.new_id();
        to.changes.push_back(put(kind, id, std::move(fields)));
        return id;
    }
};

json::Array one(const std::string& id)
{
    return {json::Value(id)};
}

std::string day(int i)
{
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", 2015 + i / 336 % 10, i / 28 % 12 + 1, i % 28 + 1);
    return text;
}

void agencies_and_documents(Case& one_case, model::Command& command)
{
    for (int i = 0; i < 20; ++i) {
        one_case.agencies.push_back(
            one_case.add(command, "organisation",
                         object({{"name", "Agency " + std::to_string(i)}, {"agency_type", "POL"}})));
        one_case.add(command, "agency_involvement",
                     object({{"organisation", one_case.agencies.back()},
                             {"required", "CHRON"},
                             {"status", "ASKED"},
                             {"due_on", "2024-01-01"}}));
    }
    for (int i = 0; i < 500; ++i)
        one_case.add(command, "document",
                     object({{"title", "Document " + std::to_string(i)},
                             {"source_kind", "CHRON"},
                             {"from_org", one_case.agencies[static_cast<std::size_t>(i) % 20]}}));
}

void chronology(Case& one_case, model::Command& command, int count)
{
    for (int i = 0; i < count; ++i)
        one_case.events.push_back(one_case.add(
            command, "chronology_event",
            object({{"date_text", day(i)},
                    {"earliest", day(i)},
                    {"latest", day(i)},
                    {"precision", "DAY"},
                    {"organisation", one_case.agencies[static_cast<std::size_t>(i) % 20]},
                    {"contact_kind", "HV"},
                    {"text", "Visit at home, nobody seen, card left; to be called again next week. Entry " +
                                 std::to_string(i)},
                    {"summary", "Home visit without contact"},
                    {"summary_confirmed", true},
                    {"source_row", i + 1}})));
}

void thread(Case& one_case, model::Command& command)
{
    for (int i = 0; i < 20; ++i)
        one_case.lines.push_back(
            one_case.add(command, "kloe", object({{"kloe_no", i + 1}, {"question", "Was risk seen?"}})));
    for (int i = 0; i < 60; ++i) {
        const auto place = static_cast<std::size_t>(i);
        one_case.findings.push_back(one_case.add(command, "finding",
                                                 object({{"number", i + 1},
                                                         {"statement", "Risk was not joined up."},
                                                         {"finding_type", "MISSED"},
                                                         {"status", "DRAFT"},
                                                         {"kloe", one(one_case.lines[place % 20])},
                                                         {"agencies", one(one_case.agencies[place % 20])}})));
        for (std::size_t k = 0; k < 20; ++k)
            one_case.add(
                command, "finding_evidence",
                object({{"finding", one_case.findings.back()},
                        {"role", "SUPPORTS"},
                        {"target", one_case.events[(place * 331 + k * 7) % one_case.events.size()]}}));
        const auto lesson = one_case.add(command, "lesson",
                                         object({{"number", i + 1},
                                                 {"statement", "An owner is needed."},
                                                 {"findings", one(one_case.findings.back())}}));
        const auto recommendation = one_case.add(command, "recommendation",
                                                 object({{"number", i + 1},
                                                         {"text", "Name an owner."},
                                                         {"lessons", one(lesson)},
                                                         {"issued_on", "2024-01-01"},
                                                         {"response_due", "2024-02-26"}}));
        for (int k = 0; k < 2; ++k)
            one_case.add(command, "action",
                         object({{"number", 2 * i + k + 1},
                                 {"recommendation", recommendation},
                                 {"text", "Write it."},
                                 {"target_date", "2024-06-30"},
                                 {"owner_org", one_case.agencies[place % 20]}}));
    }
}

/// The same records in a plain table.
class Plain {
public:
    Plain(const base::Path& file, const rules::Facts& facts)
    {
        if (sqlite3_open(base::to_utf8(file).c_str(), &db_) != SQLITE_OK) std::exit(1);
        run("CREATE TABLE record(id TEXT PRIMARY KEY, kind TEXT, fields TEXT); CREATE INDEX kinds ON "
            "record(kind); BEGIN");
        sqlite3_stmt* insert = nullptr;
        sqlite3_prepare_v2(db_, "INSERT INTO record VALUES(?, ?, ?)", -1, &insert, nullptr);
        for (const auto& kind : model::kinds())
            for (const auto& record : facts.all(kind.name)) {
                const auto fields = json::write(record.fields);
                sqlite3_bind_text(insert, 1, record.id.c_str(), -1, SQLITE_TRANSIENT);
                sqlite3_bind_text(insert, 2, record.kind.c_str(), -1, SQLITE_TRANSIENT);
                sqlite3_bind_text(insert, 3, fields.c_str(), -1, SQLITE_TRANSIENT);
                if (sqlite3_step(insert) != SQLITE_DONE) std::exit(1);
                sqlite3_reset(insert);
            }
        sqlite3_finalize(insert);
        run("COMMIT");
    }
    Plain(const Plain&) = delete;
    Plain& operator=(const Plain&) = delete;
    ~Plain() { sqlite3_close(db_); }

    void run(const std::string& sql)
    {
        const auto nothing = [](void*, int, char**, char**) { return 0; };
        if (sqlite3_exec(db_, sql.c_str(), nothing, nullptr, nullptr) == SQLITE_OK) return;
        std::fprintf(stderr, "%s\n", sqlite3_errmsg(db_));
        std::exit(1);
    }

private:
    sqlite3* db_ = nullptr;
};

// The question in SQL: what the database alone must read and work out for it.
std::string question(std::string_view name)
{
    const std::string of = "FROM record WHERE kind = ";
    if (name == "coverage")
        return "SELECT fields->>'organisation', substr(fields->>'earliest', 1, 7), count(*) " + of +
               "'chronology_event' GROUP BY 1, 2";
    if (name == "chronology")
        return "SELECT id, fields " + of + "'chronology_event' ORDER BY fields->>'earliest', fields->>'time'";
    if (name == "late")
        return "SELECT id " + of +
               "'action' AND fields->>'target_date' < '2026' AND fields->>'completed_on' IS NULL";
    if (name == "matrix" || name == "findings")
        return "SELECT f.id, e.fields->>'organisation', count(*) FROM record v JOIN record f ON f.id = "
               "v.fields->>'finding' JOIN "
               "record e ON e.id = v.fields->>'target' WHERE v.kind = 'finding_evidence' GROUP BY 1, 2";
    if (name == "missing" || name == "completeness" || name == "everything")
        return "SELECT kind, key, count(*) FROM record, json_each(record.fields) GROUP BY 1, 2";
    return "SELECT id, fields FROM record WHERE kind <> 'chronology_event' AND kind <> 'document'";
}

void line(Plain& plain, std::string_view name, const std::function<void()>& work,
          std::string_view sql_of = {})
{
    const double ours = seconds(work);
    const double theirs = seconds([&] { plain.run(question(sql_of.empty() ? name : sql_of)); });
    std::printf("  %-18s %8.1f ms   plain SQLite %8.1f ms   ratio %6.1f\n", std::string(name).c_str(),
                ours * 1000, theirs * 1000, ours / theirs);
}

}  // namespace

int main(int argc, char** argv)
{
    std::setvbuf(stdout, nullptr, _IOLBF, 0);  // a long run shows where it is
    const int count = argc > 1 ? std::atoi(argv[1]) : 20000;
    support::VaultFixture fixture;
    auto& review = fixture.demo_review();
    Case made{fixture, {}, {}, {}, {}, {}};
    model::Command command;
    agencies_and_documents(made, command);
    chronology(made, command, count);
    thread(made, command);
    std::printf("review of %d events, 500 documents, %zu records\n", count, command.changes.size());
    std::printf("  written as one command in %.2f s\n", seconds([&] { must(review.apply(command)); }));
    const auto entry = must(review.lines());
    for (const auto& finding : made.findings)
        must(review.apply({{put("finding", finding, object({{"status", "TESTED"}}))}}));
    const auto all = must(core::facts(*fixture.vault, review, core::Scope::Open));
    Plain plain(fixture.temporary.path() / "plain.db", all);
    line(plain, "facts, thread", [&] { must(core::facts(*fixture.vault, review, core::Scope::Thread)); });
    line(
        plain, "facts, all", [&] { must(core::facts(*fixture.vault, review, core::Scope::Open)); },
        "everything");
    line(
        plain, "facts, words", [&] { must(core::facts(*fixture.vault, review, core::Scope::Words)); },
        "everything");
    for (const auto& spec : report::tables())
        line(plain, spec.name, [&] {
            const auto scope = spec.needs == report::Needs::Events ? core::Scope::Open : core::Scope::Thread;
            const auto facts = must(core::facts(*fixture.vault, review, scope));
            must(report::table(facts, spec.name, {}));
        });
    line(plain, "changed, 60", [&] { must(core::changed_after(review, entry)); });
    line(
        plain, "changed, all", [&] { must(core::changed_after(review, 1)); }, "everything");
    line(plain, "check",
         [&] { rules::check(must(core::facts(*fixture.vault, review, core::Scope::Thread))); });
    line(
        plain, "coded", [&] { report::coded_export(all, false); }, "everything");
    const auto table = must(report::table(all, "chronology", {}));
    for (const auto& [name, form] : {std::pair{"as csv", report::Form::Csv},
                                     {"as html", report::Form::Html},
                                     {"as xlsx", report::Form::Xlsx}})
        line(
            plain, name, [&, chosen = form] { must(report::write(table, chosen)); }, "chronology");
    return 0;
}
