// One review of 20,000 events (or as many as the first argument says) and 500 documents: what each verb costs
// once the vault is open, beside the reading of the same records in one plain SQLite table without
// encryption, which is the limit. The key derivation of an unlock is told apart: at the cost that a vault of
// the program's own has.

#include "tests/bench/review_case.h"

#include <chrono>
#include <ctime>
#include <functional>

#include "app/core/changes.h"
#include "app/core/chronology.h"
#include "app/core/claims.h"
#include "app/core/clocking.h"
#include "app/core/deciding.h"
#include "app/core/event_work.h"
#include "app/core/facts.h"
#include "app/core/people.h"
#include "app/core/recommending.h"
#include "app/report/codebook.h"
#include "app/report/coded.h"
#include "app/report/note.h"
#include "app/report/tables.h"
#include "app/report/write.h"
#include "storage/rules/genogram.h"
#include "storage/rules/golden.h"
#include "storage/rules/recommend.h"
#include "storage/rules/residual.h"
#include "storage/rules/role_word.h"
#include "storage/rules/screening.h"
#include "storage/rules/template_use.h"
#include "storage/rules/thread.h"

namespace {

using bench::Case;
using bench::Plain;
using core::Scope;
using support::object;
using support::put;

double seconds(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Of this process alone, so that what else the machine does is not counted.
double busy(const std::function<void()>& work)
{
    const auto start = std::clock();
    work();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

void check(const base::Error& error)
{
    std::fprintf(stderr, "%s\n", error.what.c_str());
    std::exit(1);
}

template <class T>
T must(base::Result<T> result)
{
    if (!result) check(result.error());
    return *std::move(result);
}

// What the database alone must read and work out for a verb.
constexpr const char* kThread =
    "SELECT id, fields FROM record WHERE kind <> 'chronology_event' AND kind <> 'document'";
constexpr const char* kAll = "SELECT id, fields FROM record";
constexpr const char* kEvents =
    "SELECT id, fields FROM record WHERE kind = 'chronology_event' ORDER BY fields->>'earliest', "
    "fields->>'time'";
constexpr const char* kFields =
    "SELECT kind, key, count(*) FROM record, json_each(record.fields) GROUP BY 1, 2";
constexpr const char* kCells =
    "SELECT fields->>'organisation', substr(fields->>'earliest', 1, 7), count(*) FROM record WHERE kind = "
    "'chronology_event' GROUP BY 1, 2";
constexpr const char* kMatrix =
    "SELECT f.id, e.fields->>'organisation', count(*) FROM record v JOIN record f ON f.id = "
    "v.fields->>'finding' JOIN record e ON e.id = v.fields->>'target' WHERE v.kind = 'finding_evidence' "
    "GROUP BY 1, 2";
constexpr const char* kOne = "SELECT fields FROM record WHERE kind = 'review'";

class Bench {
public:
    Bench(Case& made, review::Review& review, Plain& plain) : made_(made), review_(review), plain_(plain) {}

    void line(const char* name, const char* sql, const std::function<void()>& work)
    {
        const double ours = busy(work);
        const double theirs = busy([&] { plain_.run(sql); });
        std::printf("  %-24s %8.1f ms   plain SQLite %8.2f ms\n", name, ours * 1000, theirs * 1000);
        slowest_ = std::max(slowest_, ours);
    }
    rules::Facts facts(Scope scope) { return must(core::facts(vault(), review_, scope)); }
    double slowest() const { return slowest_; }

    void scopes()
    {
        line("facts, thread", kThread, [&] { facts(Scope::Thread); });
        line("facts, people", kThread, [&] { facts(Scope::People); });
        line("facts, open", kAll, [&] { facts(Scope::Open); });
        line("facts, words", kAll, [&] { facts(Scope::Words); });
    }

    void golden_thread()
    {
        line("check", kAll, [&] {
            const auto all = facts(Scope::Open);
            rules::check(all);
            rules::orphans(all);
        });
        line("thread of a finding", kThread, [&] {
            const auto all = facts(Scope::Thread);
            rules::thread(all, *all.find(made_.findings[7]));
        });
        line("thread of an event", kAll, [&] {
            const auto all = facts(Scope::Open);
            rules::thread(all, *all.find(made_.events[331]));
        });
        line("scan", kAll, [&] {
            const auto all = facts(Scope::Words);
            rules::scan_open_text(all);
            rules::naming_warnings(all);
        });
        line("recommendation similar", kThread, [&] {
            const auto reference = must(review_.card()).reference;
            made_.fixture.opened.reset();
            rules::LibraryEntry like;
            like.text = "Name an owner for every referral and say by when it is answered.";
            rules::RecommendationIndex(must(core::recommendations_of(vault(), reference))).find(like);
            made_.fixture.open_demo();
        });
        line("actions", kThread, [&] {
            const auto all = facts(Scope::Thread);
            for (const auto* action : rules::action_plan(all)) rules::action_colour(all, *action);
        });
    }

    void law()
    {
        line("screen", kThread, [&] { rules::screen(facts(Scope::People), vault().templates()); });
        line("clock list", kThread, [&] {
            const auto all = facts(Scope::Thread);
            rules::clocks(all, must(core::template_of(vault(), all)));
        });
        line("stage check", kThread, [&] { must(core::before_stage(vault(), review_, "S15")); });
        line("prompts", kThread, [&] {
            const auto all = facts(Scope::Thread);
            rules::prompts(all, must(rules::template_of(all, vault().templates())));
        });
    }

    void people()
    {
        line("roles", kThread, [&] {
            const auto all = facts(Scope::People);
            for (const auto& person : all.all("person")) rules::role_words(all, person.id);
        });
        line("names", kAll, [&] { must(core::match_names(vault(), review_)); });
        line("person find", kThread, [&] { must(core::find_people(vault(), review_, "Kacper")); });
        line("genogram", kThread, [&] { rules::genogram(facts(Scope::Thread)); });
        line("claim list", kThread, [&] { must(core::claimed_facts(review_)); });
    }

    void chronology()
    {
        line("chronology", kEvents, [&] { must(core::chronology(review_)); });
        line("chronology, merged", kEvents,
             [&] { must(core::merged_chronology(vault(), review_, {}, true)); });
        line("event order", kEvents, [&] { must(core::chronology_order(review_)); });
        line("measures", kEvents, [&] { must(core::chronology_measures(vault(), review_, "", 60)); });
        line("duplicates", kEvents, [&] { must(core::doubles(vault(), review_, false)); });
        line("search", "SELECT id FROM record WHERE fields LIKE '%landlord%knife%'",
             [&] { must(review_.search("landlord knife")); });
    }

    void tables()
    {
        for (const auto& spec : report::tables()) {
            const bool events = spec.needs == report::Needs::Events;
            const auto name = "copy " + std::string(spec.name);
            const auto* sql = spec.name == "coverage"                         ? kCells
                              : spec.name == "missing"                        ? kFields
                              : spec.name.find("matrix") != std::string::npos ? kMatrix
                              : events                                        ? kAll
                                                                              : kThread;
            line(name.c_str(), sql, [&] {
                const auto all = facts(events ? Scope::Open : Scope::Thread);
                const auto by = must(core::template_of(vault(), all));
                const auto clocks = rules::clocks(all, by);
                must(report::table(all, spec.name, {false, &clocks, &by}));
            });
        }
        const auto words = facts(Scope::Words);
        const auto table = must(report::table(words, "chronology", {true, nullptr, nullptr}));
        line("chronology as csv", kEvents, [&] { must(report::write(table, report::Form::Csv)); });
        line("chronology as html", kEvents, [&] { must(report::write(table, report::Form::Html)); });
        line("chronology as xlsx", kEvents, [&] { must(report::write(table, report::Form::Xlsx)); });
    }

    void out(std::int64_t recent)
    {
        line("changed, 60 records", kThread, [&] { must(core::changed_after(review_, recent)); });
        line("changed, everything", kAll, [&] { must(core::changed_after(review_, 1)); });
        line("coded", kFields, [&] { report::coded_export(facts(Scope::Open), false); });
        line("codebook", kOne, [&] { report::codebook_html(vault().lists()); });
        line("note", kAll, [&] { (void)report::quick_lesson_note(facts(Scope::Words)); });
    }

    void writing()
    {
        const auto write = [&](const char* name, const std::function<void()>& work) {
            line(name, "UPDATE record SET kind = kind WHERE kind = 'review'", work);
            line("  and undo", kOne, [&] { must(review_.undo()); });
        };
        const auto first = made_.events[0], second = made_.events[1];
        write("record put, checked", [&] {
            must(core::put(vault(), review_,
                           {{put("finding", made_.findings[3], object({{"title", "Risk not joined up"}}))}}));
        });
        write("event code", [&] {
            core::EventCodes coding;
            coding.significance = "KPE";
            must(core::code_event(vault(), review_, first, coding));
        });
        write("event add", [&] {
            must(
                core::add_event(vault(), review_,
                                object({{"date", "3 March 2021"}, {"text", "A call that was not logged."}})));
        });
        write("event merge", [&] {
            core::MergeWanted wanted;
            wanted.a = first;
            wanted.b = second;
            wanted.link = "DUP";
            must(core::merge_events(vault(), review_, wanted));
        });
        std::string claim;
        write("claim add", [&] {
            claim = must(core::add_claim(vault(), review_, made_.people[0], "sex", object({{"value", "F"}})));
        });
        claim = must(core::add_claim(vault(), review_, made_.people[0], "sex", object({{"value", "F"}})));
        write("claim accept", [&] {
            must(
                core::accept_claim(vault(), review_, claim, object({{"reason_text", "Two sources agree."}})));
        });
    }

private:
    review::Vault& vault() { return *made_.fixture.vault; }

    Case& made_;
    review::Review& review_;
    Plain& plain_;
    double slowest_ = 0;
};

void key_derivation(support::VaultFixture& fixture)
{
    const auto folder = fixture.temporary.path() / "unlocked";
    must(review::Vault::create(folder, "Test Chair", base::bytes_of(support::kPassphrase),
                               fixture.kit.recipient(), crypto::KdfCost{}, fixture.seams()));
    std::printf("  unlocking a vault, key derivation included: %.2f s\n", seconds([&] {
                    must(review::Vault::open(folder, support::with_passphrase(), fixture.seams()));
                }));
}

}  // namespace

int main(int argc, char** argv)
{
    std::setvbuf(stdout, nullptr, _IOLBF, 0);  // a long run shows where it is
    const int count = argc > 1 ? std::atoi(argv[1]) : 20000;
    support::VaultFixture fixture;
    auto& review = fixture.demo_review();
    Case made{fixture};
    model::Command command;
    bench::agencies_and_documents(made, command);
    bench::people(made, command);
    bench::chronology(made, command, count);
    bench::thread(made, command);
    std::printf("review of %d events, 500 documents, %zu records\n", count, command.changes.size());
    key_derivation(fixture);
    std::printf("  written as one command in %.2f s\n", seconds([&] { must(review.apply(command)); }));
    const auto entry = must(review.lines());
    for (const auto& finding : made.findings)
        must(review.apply({{put("finding", finding, object({{"status", "TESTED"}}))}}));
    Plain plain(fixture.temporary.path() / "plain.db",
                must(core::facts(*fixture.vault, review, Scope::Words)));
    Bench bench(made, review, plain);
    std::printf("each verb in the open vault, so without key derivation; processor time:\n");
    bench.scopes();
    bench.golden_thread();
    bench.law();
    bench.people();
    bench.chronology();
    bench.tables();
    bench.out(entry);
    bench.writing();
    std::printf("  slowest: %.0f ms\n", bench.slowest() * 1000);
    return 0;
}
