#include "storage/journal/state.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>

#include "tests/storage/journal/writer.h"

using journal::StateOf;
using test::put;
using test::uuid;

namespace {

test::Writer sample()
{
    test::Writer writer;
    writer.apply(put("person", uuid(2), R"({"sex":"F","code":"V","note":"words"})"));
    writer.apply(put("organisation", uuid(1), R"({"name":"Northmere Council","agency_type":"LA_HSG"})"));
    writer.apply(put("person", uuid(1), R"({"code":"S1"})"));
    writer.apply(test::strike("person", uuid(1), "ERROR"));
    return writer;
}

const std::string kReview =
    R"({"kind":"organisation","id":"00000000-0000-4000-8000-000000000001","fields":{"name":"Northmere Council","agency_type":"LA_HSG"}})"
    "\n"
    R"({"kind":"person","id":"00000000-0000-4000-8000-000000000001","struck":true,"fields":{"code":"S1","struck_reason":"ERROR"}})"
    "\n"
    R"({"kind":"person","id":"00000000-0000-4000-8000-000000000002","fields":{"code":"V","sex":"F"}})"
    "\n";

}  // namespace

TEST_CASE("review.jsonl: the open part sorted by kind and id, fields in table order",
          "[journal][spec:journal-11]")
{
    CHECK(journal::review_jsonl(sample().replay().records()) == kReview);
}

TEST_CASE("state hash: SHA-256 of a head line and the live records", "[journal][spec:journal-10]")
{
    const auto records = sample().replay().records();
    const std::string organisation = kReview.substr(0, kReview.find('\n') + 1);
    const std::string person =
        R"({"kind":"person","id":"00000000-0000-4000-8000-000000000002","fields":{"code":"V","sex":"F")";
    CHECK(journal::state_hash(records, StateOf::Open) ==
          crypto::sha256(base::bytes_of("cairn/state/v1 open\n" + organisation + person + "}}\n")));
    CHECK(journal::state_hash(records, StateOf::All) ==
          crypto::sha256(
              base::bytes_of("cairn/state/v1 all\n" + organisation + person + ",\"note\":\"words\"}}\n")));
    // The worked example of docs/formats/journal.md holds the same digest.
    std::ifstream in(PROJECT_ROOT "/docs/formats/journal.md", std::ios::binary);
    const std::string document{std::istreambuf_iterator<char>(in), {}};
    CHECK(document.find(base::to_hex(journal::state_hash(records, StateOf::Open))) != std::string::npos);
    CHECK(document.find(base::to_hex(journal::state_hash(records, StateOf::All))) != std::string::npos);
    CHECK(document.find(kReview) != std::string::npos);
}

TEST_CASE("journal document: the worked example is what the program writes", "[journal][spec:journal-12]")
{
    std::ifstream in(PROJECT_ROOT "/docs/formats/journal.md", std::ios::binary);
    const std::string document{std::istreambuf_iterator<char>(in), {}};
    const auto writer = sample();
    for (const auto& entry : writer.entries) {
        INFO(entry.line << entry.open.value_or("") << entry.sealed.value_or(""));
        CHECK(document.find(entry.line) != std::string::npos);
        if (entry.open) CHECK(document.find(*entry.open) != std::string::npos);
        if (entry.sealed) CHECK(document.find(*entry.sealed) != std::string::npos);
    }
}

TEST_CASE("state comparer: the same state passes and any other is a mismatch", "[journal][spec:journal-11]")
{
    const auto replay = sample().replay();
    const auto compare = [&](const std::string& text) {
        journal::StateComparer comparer(replay.records());
        std::string_view rest = text;
        while (!rest.empty()) {
            const auto end = rest.find('\n');
            if (const auto taken = comparer.take(rest.substr(0, end)); !taken) return taken.error().code;
            rest.remove_prefix(end + 1);
        }
        const auto done = comparer.finish();
        return done ? std::string() : done.error().code;
    };
    CHECK(compare(kReview).empty());
    CHECK(compare("") == "state_mismatch");
    CHECK(compare(kReview + kReview) == "state_mismatch");
    CHECK(compare(kReview.substr(kReview.find('\n') + 1)) == "state_mismatch");
    auto other = kReview;
    other.replace(other.find("\"V\""), 3, "\"W\"");
    CHECK(compare(other) == "state_mismatch");
    auto unstruck = kReview;
    unstruck.replace(unstruck.find("\"struck\":true,"), 14, "");
    CHECK(compare(unstruck) == "state_mismatch");
    auto reordered = kReview;
    reordered.replace(reordered.find(R"("code":"V","sex":"F")"), 20, R"("sex":"F","code":"V")");
    CHECK(compare(reordered) == "review_line");
    auto null_field = kReview;
    null_field.replace(null_field.find("\"sex\":\"F\""), 9, "\"sex\":null");
    CHECK(compare(null_field) == "review_line");
}
