// Where a submission belongs in the chain: steps 10 and 11 as values.
#include <catch2/catch_test_macros.hpp>

#include "crypto/primitives/hash.h"
#include "sync/ingest/examine.h"

namespace {

using ingest::Verdict;

base::Digest32 digest(std::string_view text)
{
    return crypto::sha256(base::bytes_of(text));
}

bundle::Statement statement(std::uint64_t revision, std::string_view previous)
{
    bundle::Statement s;
    s.revision = revision;
    if (!previous.empty()) s.previous = digest(previous);
    return s;
}

ingest::Answer answer(std::int64_t head)
{
    ingest::Answer a;
    if (head == 0) return a;
    a.head.emplace();
    a.head->revision = head;
    a.head->statement = digest("head");
    return a;
}

ingest::Place place(const bundle::Statement& s, const ingest::Answer& a)
{
    return ingest::place(s, a, 1, 1);
}

}  // namespace

TEST_CASE("place: the first revision and the one after the head are sound", "[ingest]")
{
    CHECK(place(statement(1, ""), answer(0)).verdict == Verdict::Sound);
    CHECK(place(statement(4, "head"), answer(3)).verdict == Verdict::Sound);
}

TEST_CASE("place: a gap waits, also before anything came in", "[ingest]")
{
    CHECK(place(statement(2, "x"), answer(0)).code == "revision_gap");
    CHECK(place(statement(5, "head"), answer(3)).code == "revision_gap");
    CHECK(place(statement(5, "head"), answer(3)).verdict == Verdict::Waiting);
}

TEST_CASE("place: a revision that is held, or follows another, is a fork", "[ingest]")
{
    CHECK(place(statement(3, "y"), answer(3)).code == "fork_revision");
    CHECK(place(statement(4, "y"), answer(3)).code == "fork_previous");
    CHECK(place(statement(1, "y"), answer(0)).code == "fork_previous");
    CHECK(place(statement(4, "y"), answer(3)).verdict == Verdict::Fork);
}

TEST_CASE("place: what follows a rejected bundle is rejected even behind a gap", "[ingest]")
{
    auto a = answer(0);
    a.previous_rejected = true;
    CHECK(place(statement(2, "x"), a).code == "previous_rejected");
    CHECK(place(statement(9, "x"), a).verdict == Verdict::Rejected);
}

TEST_CASE("place: a number that is taken gives the old receipt or a refusal, before anything else is asked",
          "[ingest]")
{
    auto a = answer(3);
    a.bundle_used = true;
    CHECK(place(statement(9, "x"), a).code == "bundle_used");
    a.same_bytes = true;
    CHECK(place(statement(9, "x"), a).verdict == Verdict::Replay);
}

TEST_CASE("place: a newer model or newer code lists wait for the program", "[ingest]")
{
    auto s = statement(4, "head");
    s.model = 2;
    CHECK(place(s, answer(3)).code == "newer_program");
    s.model = 1;
    s.codelists = 2;
    CHECK(place(s, answer(3)).verdict == Verdict::Waiting);
}
