// A vault with one review of 20,000 events (or as many as the first argument says), for desk_bench.py, which
// drives the real window on it. Prints where it lies and what the same records cost in one plain SQLite
// table, then waits until its input ends. The cheapest key derivation of the format: what an unlock costs
// beside it is in vault_bench.
#include "tests/bench/review_case.h"

#include <chrono>
#include <iostream>

#include "app/core/facts.h"

namespace {

double milliseconds(bench::Plain& plain, const std::string& sql)
{
    const auto start = std::chrono::steady_clock::now();
    plain.run(sql);
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv)
{
    const int count = argc > 1 ? std::atoi(argv[1]) : 20000;
    support::VaultFixture fixture;
    auto& review = fixture.demo_review();
    bench::Case made{fixture};
    model::Command command;
    bench::agencies_and_documents(made, command);
    bench::people(made, command);
    bench::chronology(made, command, count);
    bench::thread(made, command);
    if (!review.apply(command)) return 1;
    auto facts = core::facts(*fixture.vault, review, core::Scope::Words);
    if (!facts) return 1;
    bench::Plain plain(fixture.temporary.path() / "plain.db", *facts);
    const double all = milliseconds(plain, "SELECT fields FROM record WHERE kind = 'chronology_event'");
    const double words = milliseconds(
        plain, "SELECT id FROM record WHERE kind = 'chronology_event' AND fields LIKE '%address%'");
    fixture.opened.reset();
    fixture.vault.reset();  // another program opens it
    std::printf("%s\n%s\n%.1f\n%.1f\n", base::to_utf8(fixture.folder()).c_str(),
                std::string(support::kPassphrase).c_str(), all, words);
    std::fflush(stdout);
    for (std::string line; std::getline(std::cin, line);) continue;
    return 0;
}
