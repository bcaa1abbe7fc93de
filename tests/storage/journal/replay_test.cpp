#include "storage/journal/replay.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/storage/journal/writer.h"

using journal::Replay;
using test::put;
using test::uuid;

namespace {

std::string fields_of(const Replay& replay, const std::string& kind, int id)
{
    const auto* record = replay.record(kind, uuid(id));
    return record == nullptr ? "none" : json::write(record->fields());
}

/// The code of what goes wrong when the entries are replayed, empty when nothing does.
std::string outcome(const std::vector<test::Entry>& entries, bool with_sealed = true)
{
    journal::Chain chain;
    Replay replay(with_sealed);
    for (const auto& entry : entries) {
        const auto line = chain.take(entry.line);
        if (!line) return line.error().code;
        const auto taken =
            replay.take(*line, test::Writer::view(entry.open), test::Writer::view(entry.sealed));
        if (!taken) return taken.error().code;
    }
    const auto done = replay.finish();
    return done ? "" : done.error().code;
}

model::Change expunge(const std::string& kind, int id, std::int64_t target, model::Part part)
{
    model::Change change;
    change.op = model::Op::Expunge;
    change.kind = kind;
    change.id = uuid(id);
    change.target = target;
    change.part = part;
    change.reason = "LAW";
    return change;
}

}  // namespace

TEST_CASE("replay: puts merge, null clears, lists are replaced whole, order is the table's",
          "[journal][spec:journal-5]")
{
    test::Writer writer;
    writer.apply(put("person", uuid(1), R"({"vulnerability":["V1","V2"],"sex":"F","code":"V"})"));
    writer.apply(put("person", uuid(1),
                     R"({"sex":null,"vulnerability":["V3"],"dob":{"text":"1/1/2000","precision":"DAY"}})"));
    const auto replay = writer.replay();
    CHECK(fields_of(replay, "person", 1) ==
          R"({"code":"V","dob":{"text":"1/1/2000","precision":"DAY"},"vulnerability":["V3"]})");
    const auto* record = replay.record("person", uuid(1));
    CHECK(record->open.find("code")->entry == 1);
    CHECK(record->open.find("vulnerability")->entry == 2);
    CHECK(record->sealed.find("dob")->entry == 2);
    CHECK(record->open.find("dob") == nullptr);
    CHECK(fields_of(replay, "person", 2) == "none");
}

TEST_CASE("replay: strike keeps the fields, restore takes the reason away", "[journal][spec:journal-5]")
{
    test::Writer writer;
    writer.apply(put("person", uuid(1), R"({"code":"V"})"));
    writer.apply(test::strike("person", uuid(1), "named twice"));
    CHECK(writer.replay().record("person", uuid(1))->struck);
    CHECK(fields_of(writer.replay(), "person", 1) ==
          R"({"code":"V","struck_reason":"OTHER","struck_note":"named twice"})");
    model::Change restore;
    restore.op = model::Op::Restore;
    restore.kind = "person";
    restore.id = uuid(1);
    writer.apply(restore);
    CHECK(writer.replay().record("person", uuid(1))->live());
    CHECK(fields_of(writer.replay(), "person", 1) == R"({"code":"V"})");
}

TEST_CASE("replay: what cannot follow is refused", "[journal][spec:journal-5]")
{
    const auto code = [](const std::vector<model::Op>& ops) {
        journal::RecordState record;
        std::int64_t n = 0;
        for (const auto op : ops) {
            journal::Line line;
            line.n = ++n;
            line.op = op;
            if (const auto done = journal::apply_line(record, line, nullptr, nullptr); !done)
                return done.error().code;
        }
        return std::string();
    };
    using enum model::Op;
    CHECK(code({Put, Strike, Restore, Strike}).empty());
    CHECK(code({Put, Strike, Put}).empty());
    CHECK(code({Strike}) == "journal_rule");
    CHECK(code({Restore}) == "journal_rule");
    CHECK(code({Put, Restore}) == "journal_rule");
    CHECK(code({Put, Strike, Strike}) == "journal_rule");
}

TEST_CASE("replay: the open part alone reads without the key", "[journal][spec:journal-6]")
{
    test::Writer writer;
    writer.apply(put("person", uuid(1), R"({"code":"V","note":"sealed words"})"));
    CHECK(fields_of(writer.replay(false), "person", 1) == R"({"code":"V"})");
    auto entries = writer.entries;
    entries[0].sealed.reset();
    CHECK(outcome(entries, false).empty());
    CHECK(outcome(entries, true) == "body_missing");
    entries = writer.entries;
    entries[0].open.reset();
    CHECK(outcome(entries, false) == "body_missing");
}

TEST_CASE("replay: a body that was changed, swapped or added is refused", "[journal][spec:journal-6]")
{
    test::Writer writer;
    writer.apply(put("person", uuid(1), R"({"code":"V","note":"words"})"));
    writer.apply(put("person", uuid(2), R"({"code":"S1"})"));
    CHECK(outcome(writer.entries).empty());
    auto changed = writer.entries;
    changed[0].open->at(changed[0].open->find("\"V\"") + 1) = 'W';
    CHECK(outcome(changed) == "body_hash");
    auto swapped = writer.entries;
    std::swap(swapped[0].open, swapped[1].open);
    CHECK(outcome(swapped) == "body_hash");
    auto added = writer.entries;
    added[1].sealed = added[0].sealed;
    CHECK(outcome(added) == "body_extra");
    auto crossed = writer.entries;
    crossed[0].open = crossed[0].sealed;
    CHECK(outcome(crossed) == "body_hash");
}

TEST_CASE("expunge: the body may be absent and may not be present", "[journal][spec:journal-8]")
{
    test::Writer writer;
    writer.apply(put("person", uuid(1), R"({"code":"V","note":"wrong words"})"));
    const auto before = writer.entries;
    writer.apply(
        {{put("person", uuid(1), R"({"note":null})"), expunge("person", 1, 1, model::Part::Sealed)}});
    CHECK(outcome(writer.entries).empty());
    CHECK(fields_of(writer.replay(), "person", 1) == R"({"code":"V"})");
    auto kept = writer.entries;
    kept[0].sealed = before[0].sealed;
    CHECK(outcome(kept) == "body_extra");
    auto more = writer.entries;
    more[0].open.reset();
    CHECK(outcome(more) == "body_missing");
}

TEST_CASE("expunge: its target must be an earlier body of the same record", "[journal][spec:journal-8]")
{
    const auto after = [](const model::Change& change) {
        test::Writer writer;
        writer.apply(put("person", uuid(1), R"({"code":"V"})"));
        writer.apply(put("person", uuid(2), R"({"code":"S1","note":"n"})"));
        writer.apply(expunge("person", 2, 2, model::Part::Sealed));
        writer.apply(change);
        return outcome(writer.entries);
    };
    CHECK(after(put("person", uuid(1), R"({"sex":"F"})")).empty());
    CHECK(after(expunge("person", 1, 1, model::Part::Both)).empty());
    CHECK(after(expunge("person", 1, 1, model::Part::Sealed)) == "journal_rule");
    CHECK(after(expunge("person", 1, 2, model::Part::Open)) == "journal_rule");
    CHECK(after(expunge("person", 2, 2, model::Part::Sealed)) == "journal_rule");
    CHECK(after(expunge("person", 2, 3, model::Part::Open)) == "journal_rule");
}

TEST_CASE("hand-over: it names the next key and changes no record", "[journal][spec:journal-9]")
{
    test::Writer writer;
    writer.apply(put("review", uuid(1), R"({"demo_flag":true})"));
    const auto before = writer.hash();
    model::Change handover;
    handover.op = model::Op::Handover;
    handover.kind = "review";
    handover.id = uuid(1);
    handover.fields = test::object(R"({"to":"RWQ0"})");
    writer.apply(handover);
    CHECK(writer.replay().handed_to() == "RWQ0");
    CHECK(writer.hash() == before);
    CHECK_FALSE(writer.now().undo.has_value());
}
