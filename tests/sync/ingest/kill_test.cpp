// An import that is killed at any moment loses nothing it reported, and running it again completes it.
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>

#include "tests/support/centre_fixture.h"
#include "tests/support/longer.h"

namespace {

using test::need;
using Clock = std::chrono::steady_clock;

struct Chain {
    test::TemporaryFolder folder;
    std::vector<base::Path> files;
    std::vector<std::string> bundles;
    std::string review;

    Chain()
    {
        auto centre = test::make_centre(folder / "template");
        test::Desk desk(folder / "vault");
        test::enrol(centre, desk);
        std::filesystem::create_directories(folder / "stick");
        review = desk.review_uuid;
        for (int i = 0; i < 3; ++i) {
            desk.add_event(i, "words " + std::to_string(i));
            desk.attach("note " + std::to_string(i) + "\n", i != 1);
            const auto sent = desk.send(need(centre.roster_file()), folder / "stick");
            files.push_back(sent.written);
            bundles.push_back(sent.bundle);
        }
        std::swap(files[0], files[2]);  // one waits for the others
        std::swap(bundles[0], bundles[2]);
    }
    base::Path fresh_store(int number) const
    {
        const auto path = folder / ("store" + std::to_string(number));
        std::filesystem::copy(folder / "template", path, std::filesystem::copy_options::recursive);
        return path;
    }
};

/// In the child: imports one file after another and writes one byte for each that was reported.
[[noreturn]] void import_and_exit(const base::Path& store, const std::vector<base::Path>& files, int report)
{
    auto centre = test::open_centre(store);
    if (!centre) ::_exit(2);
    for (const auto& file : files) {
        const auto outcomes = centre->import_files(std::span(&file, 1));
        if (!outcomes || ::write(report, "x", 1) != 1) ::_exit(3);
    }
    ::_exit(0);
}

/// How many files were reported before the child ended or was killed after `delay`.
std::size_t import_killed(const base::Path& store, const std::vector<base::Path>& files,
                          Clock::duration delay)
{
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const auto child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) import_and_exit(store, files, ends[1]);
    ::close(ends[1]);
    std::this_thread::sleep_for(delay);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    std::size_t reported = 0;
    for (char byte = 0; ::read(ends[0], &byte, 1) == 1;) ++reported;
    ::close(ends[0]);
    return reported;
}

void check_whole(central::Store& store, const Chain& chain)
{
    CHECK(need(store.head(chain.review))->revision == 3);
    CHECK(need(store.waiting(chain.review)).empty());
    CHECK(need(store.objects(chain.review)).size() == 3);
    CHECK(need(store.entries_without_receipt()).empty());
    CHECK(need(store.check()).empty());
}

}  // namespace

TEST_CASE(
    "ingest: an import killed at any moment loses nothing reported and is completed by running it again",
    "[ingest][kill]")
{
    const Chain chain;
    const auto begin = Clock::now();
    REQUIRE(import_killed(chain.fresh_store(0), chain.files, std::chrono::seconds{0}) <= chain.files.size());
    const auto measured_store = chain.fresh_store(1);
    const auto start = Clock::now();
    {
        auto centre = need(test::open_centre(measured_store));
        test::import(centre, chain.files);
    }
    const auto whole = Clock::now() - start;
    const bool longer = support::longer();
    const unsigned seed = static_cast<unsigned>(begin.time_since_epoch().count());
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> part(0.0, 1.0);
    std::size_t reported_in_all = 0;
    for (int i = 0; i < (longer ? 200 : 16); ++i) {
        const auto path = chain.fresh_store(2 + i);
        const auto delay = std::chrono::duration_cast<Clock::duration>(whole * part(random));
        const auto reported = import_killed(path, chain.files, delay);
        reported_in_all += reported;
        INFO("run " << i << ", " << reported << " files were reported");
        auto centre = need(test::open_centre(path));
        for (std::size_t n = 0; n < reported; ++n) {
            CHECK(need(centre.store().submission(chain.bundles[n])).has_value());
            CHECK(centre.receipt(chain.bundles[n]));
        }
        test::import(centre, chain.files);
        check_whole(centre.store(), chain);
        auto closed = std::move(centre);
        std::error_code code;
        std::filesystem::remove_all(path, code);
    }
    INFO("none of the runs got anywhere");
    CHECK(reported_in_all > 0);
}
