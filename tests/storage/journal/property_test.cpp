/// Random histories: what must hold for every one of them.

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <random>

#include "tests/storage/journal/writer.h"

using test::uuid;

namespace {

/// The seed of this run: CAIRN_SEED, or a fixed one.
unsigned seed()
{
    const char* given = std::getenv("CAIRN_SEED");
    return given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10)) : 20'250'202U;
}

class Chance {
public:
    explicit Chance(unsigned from) : engine_(from) {}
    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(engine_); }

private:
    std::mt19937 engine_;
};

std::string random_fields(Chance& chance)
{
    const auto word = [&] { return "\"w" + std::to_string(chance.below(5)) + "\""; };
    std::string text = "{\"code\":" + (chance.below(5) == 0 ? "null" : word());
    if (chance.below(2) == 0) text += ",\"note\":" + (chance.below(4) == 0 ? std::string("null") : word());
    if (chance.below(2) == 0) text += ",\"nationality\":[" + word() + "]";
    if (chance.below(3) == 0) text += ",\"names\":[{\"given\":" + word() + "}]";
    return text + "}";
}

/// One to three changes of a small set of people, never one that cannot follow.
model::Command random_command(Chance& chance, const test::Writer& writer)
{
    model::Command command;
    auto live = writer.live;
    const int changes = 1 + chance.below(3);
    for (int i = 0; i < changes; ++i) {
        const auto id = uuid(1 + chance.below(6));
        auto& record = live[{"person", id}];
        if (record.live() && chance.below(4) == 0) {
            command.changes.push_back(test::strike("person", id, chance.below(2) == 0 ? "ERROR" : "words"));
            record.struck = true;
        } else if (!record.struck) {
            command.changes.push_back(test::put("person", id, random_fields(chance)));
            record.created = 1;
        } else {
            model::Change restore;
            restore.op = model::Op::Restore;
            restore.kind = "person";
            restore.id = id;
            command.changes.push_back(restore);
            record.struck = false;
        }
    }
    return command;
}

}  // namespace

TEST_CASE("history: undo of everything gives the first state, redo the last", "[journal][property]")
{
    INFO("CAIRN_SEED=" << seed());
    for (unsigned round = 0; round < 30; ++round) {
        INFO("round " << round);
        Chance chance(seed() + round);
        test::Writer writer;
        std::vector<base::Digest32> states = {writer.hash()};
        for (int i = 0; i < 12; ++i) {
            writer.apply(random_command(chance, writer));
            states.push_back(writer.hash());
        }
        const auto last = states.back();
        for (auto state = states.rbegin() + 1; state != states.rend(); ++state) {
            REQUIRE(writer.undo());
            CHECK(writer.hash() == *state);
        }
        CHECK_FALSE(writer.undo());
        for (std::size_t i = 1; i < states.size(); ++i) {
            REQUIRE(writer.redo());
            CHECK(writer.hash() == states[i]);
        }
        CHECK(writer.hash() == last);
        CHECK_FALSE(writer.redo());
    }
}

TEST_CASE("history: entry by entry and from the start give the same records", "[journal][property]")
{
    INFO("CAIRN_SEED=" << seed());
    for (unsigned round = 0; round < 30; ++round) {
        INFO("round " << round);
        Chance chance(seed() + 1000 + round);
        test::Writer writer;
        for (int i = 0; i < 25; ++i) {
            const int what = chance.below(6);
            if (what == 0)
                writer.undo();
            else if (what == 1)
                writer.redo();
            else
                writer.apply(random_command(chance, writer));
        }
        const auto replay = writer.replay();
        std::size_t there = 0;
        for (const auto& [key, record] : writer.live) {
            if (!record.exists()) continue;
            ++there;
            REQUIRE(replay.record(key.first, key.second) != nullptr);
            CHECK(*replay.record(key.first, key.second) == record);
        }
        CHECK(replay.records().size() == there);
        CHECK(writer.replay().records() == replay.records());
    }
}

TEST_CASE("history: an expunge anywhere leaves a sound chain and every other value", "[journal][property]")
{
    INFO("CAIRN_SEED=" << seed());
    for (unsigned round = 0; round < 40; ++round) {
        INFO("round " << round);
        Chance chance(seed() + 2000 + round);
        test::Writer writer;
        for (int i = 0; i < 10; ++i) writer.apply(random_command(chance, writer));
        const auto target =
            static_cast<std::int64_t>(1 + chance.below(static_cast<int>(writer.entries.size())));
        const auto line = test::Writer::line_of(writer.entries[static_cast<std::size_t>(target - 1)]);
        auto past = writer.past();
        const auto before = writer.replay();
        const auto command = journal::expunge(past, line.kind, line.id, target, model::Part::Both, "LAW");
        if (!line.body && !line.sealed) {
            CHECK_FALSE(command.has_value());
            continue;
        }
        REQUIRE(command.has_value());
        writer.apply(*command);
        const auto after = writer.replay();  // throws when the chain or a body is not sound
        for (const auto& [key, record] : before.records()) {
            const auto* now = after.record(key.first, key.second);
            REQUIRE(now != nullptr);
            CHECK(*now == writer.live.at(key));
            if (record.struck) continue;
            for (const auto& held : record.open.all())
                if (held.entry != target) CHECK(now->open.find(held.field)->value == held.value);
            for (const auto& held : record.sealed.all())
                if (held.entry != target) CHECK(now->sealed.find(held.field)->value == held.value);
        }
    }
}

TEST_CASE("history: dropping what stands undone keeps the state and every standing word",
          "[journal][property]")
{
    INFO("CAIRN_SEED=" << seed());
    for (unsigned round = 0; round < 40; ++round) {
        INFO("round " << round);
        Chance chance(seed() + 3000 + round);
        test::Writer writer;
        for (int i = 0; i < 20; ++i) {
            const int what = chance.below(4);
            if (what == 0)
                writer.undo();
            else if (what == 1 && chance.below(2) == 0)
                writer.redo();
            else
                writer.apply(random_command(chance, writer));
        }
        const auto before = writer.hash();
        auto past = writer.past();
        const auto now = writer.now();
        const auto drop = test::must(journal::drop_undone(past, now, 0));
        if (!drop.changes.empty()) writer.apply(drop);
        CHECK(writer.hash() == before);
        for (const auto& undone : now.undone)
            for (const auto& entry : writer.entries)
                if (test::Writer::line_of(entry).command == undone.command) {
                    if (entry.sealed) CHECK(entry.sealed->find("\"w") == std::string::npos);
                    if (entry.open) CHECK(entry.open->find("\"w") == std::string::npos);
                }
    }
}
