#include "storage/journal/journal.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/storage/journal/writer.h"

using journal::Chain;
using journal::Line;
using test::uuid;

namespace {

const std::string kZeros(64, '0');

/// A line with every member that a put can have.
std::string put_line()
{
    return R"({"n":1,"prev":")" + kZeros +
           R"(","cmd":1,"at":"2025-02-02T10:00:00Z","device":"00000000DEADBEEF","op":"put","kind":"person","id":")" +
           uuid(1) + R"(","body":")" + std::string(64, 'a') + R"(","sealed":")" + std::string(64, 'b') +
           "\"}";
}

std::string replaced(std::string text, const std::string& what, const std::string& with)
{
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("journal line: what is written is read back the same", "[journal][spec:journal-2]")
{
    const auto line = journal::parse_line(put_line());
    REQUIRE(line.has_value());
    CHECK(journal::encode(*line) == put_line() + "\n");
    const auto expunge =
        R"({"n":9,"prev":")" + kZeros +
        R"(","cmd":8,"undoes":3,"target":2,"part":"sealed","at":"2025-02-02T10:00:00Z","device":"00000000DEADBEEF","op":"expunge","kind":"person","id":")" +
        uuid(1) + R"(","body":")" + std::string(64, 'a') + "\"}";
    const auto read = journal::parse_line(expunge);
    REQUIRE(read.has_value());
    CHECK(read->target == 2);
    CHECK(read->part == model::Part::Sealed);
    CHECK(read->undoes == 3);
    CHECK(journal::encode(*read) == expunge + "\n");
}

TEST_CASE("journal line: any other spelling is refused", "[journal][spec:journal-2]")
{
    const auto good = put_line();
    const auto refused = [](const std::string& text) {
        const auto line = journal::parse_line(text);
        return !line && line.error().code == "journal_line";
    };
    CHECK(refused(good + " "));
    CHECK(refused(" " + good));
    CHECK(refused(good + "\n"));
    CHECK(refused(replaced(good, "\"n\":1,", "\"n\":1, ")));
    CHECK(refused(replaced(good, "\"n\":1", "\"n\":0")));
    CHECK(refused(replaced(good, "\"n\":1", "\"n\":-1")));
    CHECK(refused(replaced(good, "\"n\":1", "\"n\":1.0")));
    CHECK(refused(replaced(good, "\"cmd\":1", "\"cmd\":2")));
    CHECK(refused(replaced(good, "\"cmd\":1", "\"cmd\":1,\"undoes\":1")));
    CHECK(refused(replaced(good, "\"cmd\":1", "\"cmd\":1,\"merge\":\"x\"")));
    CHECK(refused(replaced(good, "\"cmd\":1", "\"cmd\":1,\"target\":1")));
    CHECK(refused(replaced(good, "\"cmd\":1", "\"cmd\":1,\"part\":\"open\"")));
    CHECK(refused(replaced(good, "DEADBEEF", "deadbeef")));
    CHECK(refused(replaced(good, "DEADBEEF", "DEADBEE")));
    CHECK(refused(replaced(good, "\"op\":\"put\"", "\"op\":\"set\"")));
    CHECK(refused(replaced(good, "\"op\":\"put\"", "\"op\":\"expunge\"")));
    CHECK(refused(replaced(good, "\"op\":\"put\"", "\"op\":\"handover\"")));
    CHECK(refused(replaced(good, "\"kind\":\"person\"", "\"kind\":\"Person\"")));
    CHECK(refused(replaced(good, "\"kind\":\"person\"", "\"kind\":\"\"")));
    CHECK(refused(replaced(good, uuid(1), "00000000-0000-7000-8000-000000000001")));
    CHECK(refused(replaced(good, "10:00:00Z", "10:00:00+00:00")));
    CHECK(refused(replaced(good, "2025-02-02", "2025-02-30")));
    CHECK(refused(replaced(good, std::string(64, 'a'), std::string(64, 'A'))));
    CHECK(refused(replaced(good, std::string(64, 'a'), std::string(63, 'a'))));
    CHECK(refused(replaced(good, R"("op":"put","kind":"person")", R"("kind":"person","op":"put")")));
    CHECK(refused(replaced(good, "person", std::string(9000, 'p'))));
    CHECK(refused("{}"));
    CHECK(refused(""));
    CHECK(refused("[]"));
}

TEST_CASE("body line: what is written is read back the same and any other spelling is refused",
          "[journal][spec:journal-3]")
{
    const std::string good = R"({"n":4,"nonce":")" + std::string(64, 'c') +
                             R"(","body":{"code":"V","age_at_incident":20,"names":null}})";
    const auto body = journal::parse_body(good);
    REQUIRE(body.has_value());
    CHECK(body->n == 4);
    CHECK(json::text_or(body->fields, "code") == "V");
    CHECK(journal::encode(*body) == good + "\n");
    const auto refused = [](const std::string& text) {
        const auto read = journal::parse_body(text);
        return !read && read.error().code == "body_line";
    };
    CHECK(refused(good + " "));
    CHECK(refused(replaced(good, "\"code\":\"V\"", "\"code\":\"\\u0056\"")));
    CHECK(refused(replaced(good, "\"code\":\"V\"", "\"Code\":\"V\"")));
    CHECK(refused(replaced(good, "\"n\":4", "\"n\":4,\"extra\":1")));
    CHECK(refused(replaced(good, "{\"code\":\"V\",\"age_at_incident\":20,\"names\":null}", "[]")));
    CHECK(refused(replaced(good, "cccc", "CCCC")));
    CHECK(refused(replaced(good, "\"n\":4", "\"n\":0")));
    CHECK(refused("{}"));
}

TEST_CASE("chain: lines must follow one another in number, hash and command", "[journal][spec:journal-4]")
{
    test::Writer writer;
    writer.apply({{test::put("person", uuid(1), R"({"code":"V"})"),
                   test::put("person", uuid(2), R"({"code":"S1"})")}});
    writer.apply(test::put("person", uuid(1), R"({"sex":"F"})"));
    Chain chain;
    for (const auto& entry : writer.entries) REQUIRE(chain.take(entry.line).has_value());
    CHECK(chain.lines() == 3);
    CHECK(chain.head() == crypto::sha256(base::bytes_of(writer.entries.back().line)));

    const auto broken = [](std::initializer_list<std::string> lines) {
        Chain fresh;
        for (const auto& line : lines)
            if (const auto taken = fresh.take(line); !taken) return taken.error().code;
        return std::string();
    };
    const auto& a = writer.entries[0].line;
    const auto& b = writer.entries[1].line;
    const auto& c = writer.entries[2].line;
    CHECK(broken({a, b, c}).empty());
    CHECK(broken({b}) == "chain_broken");
    CHECK(broken({a, c}) == "chain_broken");
    CHECK(broken({a, a}) == "chain_broken");
    CHECK(broken({a.substr(0, a.size() - 1)}) == "journal_line");
    CHECK(broken({""}) == "journal_line");
    CHECK(broken({replaced(a, "2023", "2024"), b}) == "chain_broken");

    const auto rewritten = [&](auto change) {  // hashes right, grouping wrong
        auto line = test::Writer::line_of(writer.entries[2]);
        change(line);
        return broken({a, b, journal::encode(line)});
    };
    CHECK(rewritten([](Line& line) { line.command = 2; }) == "chain_broken");
    CHECK(rewritten([](Line& line) { line.undoes = 2; }) == "chain_broken");
    CHECK(rewritten([](Line& line) { line.undoes = 1; }).empty());
    CHECK(rewritten([](Line& line) { line.command = 1; }).empty());
}

TEST_CASE("chain: changing any byte of a journal is refused", "[journal][spec:journal-4]")
{
    test::Writer writer;
    writer.apply(test::put("person", uuid(1), R"({"code":"V","note":"n"})"));
    writer.apply(test::put("person", uuid(1), R"({"sex":"F"})"));
    writer.apply(test::strike("person", uuid(1), "ERROR"));
    const auto head = crypto::sha256(base::bytes_of(writer.entries.back().line));
    std::size_t accepted = 0;
    for (std::size_t which = 0; which < writer.entries.size(); ++which)
        for (std::size_t at = 0; at < writer.entries[which].line.size(); ++at) {
            Chain chain;
            bool refused = false;
            for (std::size_t i = 0; i < writer.entries.size() && !refused; ++i) {
                auto line = writer.entries[i].line;
                if (i == which) line[at] = static_cast<char>(line[at] ^ 1);
                refused = !chain.take(line).has_value();
            }
            // The last line has no successor: its change shows in the head that a statement or a vault keeps.
            if (!refused && chain.head() == head) ++accepted;
        }
    CHECK(accepted == 0);
}
