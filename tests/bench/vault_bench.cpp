// A vault of 100,000 chronology events (or as many as the first argument says): create, open, search, scroll,
// memory, beside the same rows put into one plain table of the same kind of encrypted file, which is the
// physical limit.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>

#include "storage/db/database.h"
#include "tests/support/vault_fixture.h"

namespace {

using Clock = std::chrono::steady_clock;

double seconds(const std::function<void()>& work)
{
    const auto start = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - start).count();
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
void must_do(const base::Result<void>& result)
{
    if (result) return;
    std::fprintf(stderr, "%s\n", result.error().what.c_str());
    std::exit(1);
}

/// The kernel's high-water mark of this process, MiB.
double peak_memory()
{
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == "VmHWM:") {
            double kilobytes = 0;
            status >> kilobytes;
            return kilobytes / 1024;
        }
    return 0;
}

std::string words(support::FixedRandom& random)
{
    static constexpr const char* kWords[] = {"visit",   "called", "home",   "school", "review", "police",
                                             "nurse",   "worker", "letter", "closed", "opened", "referral",
                                             "meeting", "phone",  "street", "family"};
    std::string text;
    for (int i = 0; i < 30; ++i) {
        std::uint8_t byte = 0;
        random.fill({&byte, 1});
        text += kWords[byte % 16];
        text += byte % 8 == 0 ? std::to_string(byte) + " " : " ";
    }
    return text;
}

model::Command events(support::VaultFixture& fixture, int count)
{
    model::Command command;
    for (int i = 0; i < count; ++i) {
        const int day = i % 28 + 1, month = i / 28 % 12 + 1, year = 2000 + i / 336 % 25;
        char date[16];
        std::snprintf(date, sizeof date, "%04d-%02d-%02d", year, month, day);
        command.changes.push_back(support::put("chronology_event", fixture.new_id(),
                                               support::object({{"date_text", date},
                                                                {"text", words(fixture.random)},
                                                                {"earliest", date},
                                                                {"latest", date},
                                                                {"precision", "DAY"},
                                                                {"source_row", i + 1}})));
    }
    return command;
}

double plain_insert(const support::VaultFixture& fixture, const model::Command& command)
{
    const auto key = base::Secret::random(32), salt = base::Secret::random(16);
    auto db = must(storage::Database::open(fixture.temporary.path() / "plain.db", {key.bytes(), salt.bytes()},
                                           storage::Create::Yes));
    must_do(db.execute("CREATE TABLE event(id TEXT PRIMARY KEY, fields TEXT)"));
    return seconds([&] {
        auto transaction = must(storage::Transaction::begin(db));
        for (const auto& change : command.changes) {
            auto put = must(db.prepare("INSERT INTO event VALUES(?, ?)"));
            must_do(put.bind(std::string_view(change.id))
                        .bind(std::string_view(json::write(change.fields)))
                        .run());
        }
        must_do(transaction.commit());
    });
}

}  // namespace

int main(int argc, char** argv)
{
    const int count = argc > 1 ? std::atoi(argv[1]) : 100000;
    support::VaultFixture fixture;
    fixture.demo_review();
    std::printf("vault of %d events\n", count);
    {
        const auto command = events(fixture, count);
        const double plain = plain_insert(fixture, command);
        std::printf("  before import: peak memory %.0f MiB\n", peak_memory());
        const double import = seconds([&] { must(fixture.opened->apply(command)); });
        std::printf("  import as one command: %.2f s; plain insert: %.2f s; ratio %.1f\n", import, plain,
                    import / plain);
    }
    std::printf("  after import: peak memory %.0f MiB\n", peak_memory());
    fixture.opened.reset();
    const double empty_open = seconds([&] {
        support::VaultFixture other(2);
        must_do(other.reopen());
    });
    std::printf("  open vault (key derivation included): %.2f s; create and open an empty one: %.2f s\n",
                seconds([&] { must_do(fixture.reopen()); }), empty_open);
    std::printf("  open review: %.3f s\n", seconds([&] { fixture.open_demo(); }));
    auto& review = *fixture.opened;
    std::printf("  first window: %.4f s\n", seconds([&] { must(review.chronology(0, 50)); }));
    const double scroll = seconds([&] {
        for (int i = 0; i < 1000; ++i) must(review.chronology(std::int64_t{i} * (count - 50) / 1000, 50));
    });
    std::printf("  1,000 windows of 50: %.3f s, %.2f ms each\n", scroll, scroll);
    for (const char* question : {"street", "referral128", "visit family nurse", "zzz"}) {
        std::size_t hits = 0;
        const double time = seconds([&] { hits = must(review.search(question)).size(); });
        std::printf("  search \"%s\": %.1f ms, %zu hits shown\n", question, time * 1000, hits);
    }
    std::printf("  state hash: %.2f s\n", seconds([&] { must(review.state_hash()); }));
    std::printf("  check of everything: %.2f s\n", seconds([&] {
                    if (!must(fixture.vault->check()).findings.empty()) std::exit(1);
                }));
    std::printf("  peak memory %.0f MiB\n", peak_memory());
    return 0;
}
