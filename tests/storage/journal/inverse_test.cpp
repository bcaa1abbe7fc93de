#include "storage/journal/inverse.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <random>

#include "tests/storage/journal/writer.h"

using test::put;
using test::uuid;

namespace {

std::string fields_now(const test::Writer& writer, const std::string& kind, int id)
{
    const auto replay = writer.replay();
    const auto* record = replay.record(kind, uuid(id));
    return record == nullptr ? "none" : (record->struck ? "struck " : "") + json::write(record->fields());
}

template <class T>
std::string code(const base::Result<T>& result)
{
    return result ? "" : result.error().code;
}

/// An import of two events as the import module makes it: one command.
std::int64_t import_two(test::Writer& writer, bool with_organisation)
{
    model::Command command;
    if (with_organisation) command.changes.push_back(put("organisation", uuid(50), R"({"name":"Met"})"));
    command.changes.push_back(put("document", uuid(51), R"({"title":"chronology"})"));
    command.changes.push_back(put("import", uuid(52), R"({"file":")" + uuid(51) + R"(","rows_event":2})"));
    for (const int event : {53, 54})
        command.changes.push_back(
            put("chronology_event", uuid(event),
                R"({"text":"words","import":")" + uuid(52) + R"(","organisation":")" + uuid(50) + "\"}"));
    return writer.apply(command);
}

}  // namespace

TEST_CASE("undo: former values come back, null for none", "[journal][spec:journal-7]")
{
    test::Writer writer;
    writer.apply(put("person", uuid(1), R"({"code":"V","note":"first"})"));
    const auto before = writer.hash();
    writer.apply(put("person", uuid(1), R"({"sex":"F","note":"second","code":null})"));
    REQUIRE(writer.undo());
    CHECK(writer.hash() == before);
    CHECK(fields_now(writer, "person", 1) == R"({"code":"V","note":"first"})");
    CHECK(test::Writer::line_of(writer.entries.back()).undoes == 2);
    CHECK(test::Writer::line_of(writer.entries.back()).op == model::Op::Put);
    REQUIRE(writer.redo());
    CHECK(fields_now(writer, "person", 1) == R"({"sex":"F","note":"second"})");
    CHECK(test::Writer::line_of(writer.entries.back()).undoes == 3);
}

TEST_CASE("undo: a creation is struck, a strike is restored, and redo turns each round",
          "[journal][spec:journal-7]")
{
    test::Writer writer;
    writer.apply(put("person", uuid(1), R"({"code":"V"})"));
    writer.apply(test::strike("person", uuid(1), "said twice"));
    REQUIRE(writer.undo());
    CHECK(fields_now(writer, "person", 1) == R"({"code":"V"})");
    REQUIRE(writer.redo());
    CHECK(fields_now(writer, "person", 1) ==
          R"(struck {"code":"V","struck_reason":"OTHER","struck_note":"said twice"})");
    REQUIRE(writer.undo());
    REQUIRE(writer.undo());
    CHECK(fields_now(writer, "person", 1) == R"(struck {"code":"V"})");
    CHECK_FALSE(writer.undo());
    REQUIRE(writer.redo());
    CHECK(fields_now(writer, "person", 1) == R"({"code":"V"})");
    REQUIRE(writer.redo());
    CHECK_FALSE(writer.redo());
}

TEST_CASE("undo: a command of many entries is one step", "[journal][spec:journal-7]")
{
    test::Writer writer;
    const auto empty = writer.hash();
    import_two(writer, true);
    REQUIRE(writer.undo());
    CHECK(writer.hash() == empty);
    CHECK(writer.marks.size() == 2);
    const auto past_undo = writer.entries.size();
    REQUIRE(writer.redo());
    CHECK(writer.entries.size() == past_undo + 5);
    CHECK(fields_now(writer, "chronology_event", 53).find("words") != std::string::npos);
}

TEST_CASE("undo: several entries of one record in one command go back together", "[journal][spec:journal-7]")
{
    test::Writer writer;
    writer.apply(put("person", uuid(1), R"({"code":"V"})"));
    const auto before = writer.hash();
    writer.apply(
        {{put("person", uuid(1), R"({"sex":"F"})"), put("person", uuid(1), R"({"sex":"M","code":"W"})"),
          test::strike("person", uuid(1), "ERROR")}});
    REQUIRE(writer.undo());
    CHECK(writer.hash() == before);
    writer.apply({{put("person", uuid(2), R"({"code":"S1"})"), test::strike("person", uuid(2), "ERROR")}});
    auto past = writer.past();
    const auto nothing = journal::inverse(past, 7);
    REQUIRE(nothing->changes.size() == 1);
    CHECK(nothing->changes[0].fields.empty());
}

TEST_CASE("standing: a new command ends redo; expunge, hand-over and signing stop undo",
          "[journal][spec:journal-7]")
{
    using Marks = std::vector<journal::CommandMark>;
    const auto undo = [](const Marks& marks, std::int64_t lines = 0) {
        return journal::standing(marks, lines).undo;
    };
    const auto redo = [](const Marks& marks, std::int64_t lines = 0) {
        return journal::standing(marks, lines).redo;
    };
    CHECK_FALSE(undo({}).has_value());
    CHECK(undo({{1, {}, false}, {4, {}, false}}) == 4);
    CHECK(undo({{1, {}, false}, {4, {}, false}, {5, 4, false}}) == 1);
    CHECK(redo({{1, {}, false}, {4, {}, false}, {5, 4, false}}) == 5);
    CHECK(undo({{1, {}, false}, {4, {}, false}, {5, 4, false}, {6, 5, false}}) == 4);
    CHECK_FALSE(redo({{1, {}, false}, {4, {}, false}, {5, 4, false}, {6, {}, false}}).has_value());
    CHECK_FALSE(undo({{1, {}, false}, {2, {}, true}}).has_value());
    CHECK(undo({{1, {}, false}, {2, {}, true}, {4, {}, false}}) == 4);
    CHECK(undo({{1, {}, false}, {2, {}, false}}, 1) == 2);
    CHECK_FALSE(undo({{1, {}, false}, {2, {}, false}}, 2).has_value());
    CHECK_FALSE(redo({{1, {}, false}, {2, 1, false}}, 2).has_value());
    CHECK(redo({{1, {}, false}, {2, 1, false}}, 1) == 2);
    const auto undone =
        journal::standing({{1, {}, false}, {2, 1, false}, {3, 2, false}, {4, 1, false}}, 0).undone;
    REQUIRE(undone.size() == 1);
    CHECK(undone[0].command == 1);
    CHECK(undone[0].undos == std::vector<std::int64_t>{2, 4});
    CHECK(undone[0].redos == std::vector<std::int64_t>{3});
}

TEST_CASE("inverse: a step that holds an expunge, or whose words are gone, stays",
          "[journal][spec:journal-7]")
{
    test::Writer writer;
    writer.apply(put("person", uuid(1), R"({"code":"V","note":"words"})"));
    auto past = writer.past();
    writer.apply(*journal::expunge(past, "person", uuid(1), 1, model::Part::Both, "LAW"));
    auto later = writer.past();
    CHECK(code(journal::inverse(later, 2)) == "undo_barrier");
    CHECK(code(journal::inverse(later, 1)) == "undo_barrier");
    CHECK(code(journal::inverse(later, 99)) == "not_found");
}

TEST_CASE("undo import: what it created is struck, also after a signing", "[journal][spec:journal-7]")
{
    test::Writer writer;
    const auto empty = writer.hash();
    import_two(writer, true);
    writer.apply(put("chronology_event", uuid(53), R"({"summary":"V was seen"})"));
    CHECK_FALSE(writer.undo(6));  // all of it signed
    auto past = writer.past();
    const auto undo = journal::undo_import(past, uuid(52));
    REQUIRE(undo.has_value());
    CHECK(undo->changes.size() == 5);
    writer.apply(*undo);
    CHECK(writer.hash() == empty);
    auto later = writer.past();
    CHECK(code(journal::undo_import(later, uuid(52))) == "import_undone");
    CHECK(code(journal::undo_import(later, uuid(99))) == "not_found");
}

TEST_CASE("undo import: refused while later records refer to it, naming them", "[journal][spec:journal-7]")
{
    test::Writer writer;
    import_two(writer, false);
    writer.apply(
        put("event_link", uuid(60), R"({"a":")" + uuid(53) + R"(","b":")" + uuid(54) + R"(","link":"DUP"})"));
    auto past = writer.past();
    const auto refused = journal::undo_import(past, uuid(52));
    CHECK(code(refused) == "import_in_use");
    CHECK(refused.error().what.find("event_link " + uuid(60)) != std::string::npos);
    writer.apply(test::strike("event_link", uuid(60), "ERROR"));
    auto later = writer.past();
    CHECK(journal::undo_import(later, uuid(52)).has_value());
}

TEST_CASE("undo import: an agency it made stays when a later import leans on it", "[journal][spec:journal-7]")
{
    test::Writer writer;
    import_two(writer, true);
    writer.apply(put("chronology_event", uuid(70), R"({"organisation":")" + uuid(50) + "\"}"));
    auto past = writer.past();
    writer.apply(*journal::undo_import(past, uuid(52)));
    CHECK(fields_now(writer, "organisation", 50) == R"({"name":"Met"})");
    CHECK(fields_now(writer, "chronology_event", 53).starts_with("struck"));
}

TEST_CASE("undo import: refused when words of it were removed for good", "[journal][spec:journal-7]")
{
    test::Writer writer;
    import_two(writer, false);
    auto past = writer.past();
    writer.apply(*journal::expunge(past, "chronology_event", uuid(53), 3, model::Part::Sealed, "LAW"));
    auto later = writer.past();
    CHECK(code(journal::undo_import(later, uuid(52))) == "import_expunged");
}

TEST_CASE("expunge: current values of the body are put anew first, others are left",
          "[journal][spec:journal-8]")
{
    test::Writer writer;
    writer.apply(put("person", uuid(1), R"({"code":"V","sex":"F","note":"bad","occupation":"cook"})"));
    writer.apply(put("person", uuid(1), R"({"sex":"M"})"));
    auto past = writer.past();
    const auto command = journal::expunge(past, "person", uuid(1), 1, model::Part::Both, "ENTERED_IN_ERROR",
                                          test::object(R"({"occupation":"chef","sex":"U"})"));
    REQUIRE(command.has_value());
    REQUIRE(command->changes.size() == 2);
    CHECK(json::write(command->changes[0].fields) == R"({"code":null,"note":null,"occupation":"chef"})");
    CHECK(command->changes[1].reason == "ENTERED_IN_ERROR");
    writer.apply(*command);
    CHECK(fields_now(writer, "person", 1) == R"({"sex":"M","occupation":"chef"})");
    CHECK_FALSE(writer.entries[0].open.has_value());
    CHECK_FALSE(writer.entries[0].sealed.has_value());
    auto later = writer.past();
    CHECK(code(journal::expunge(later, "person", uuid(1), 1, model::Part::Both, "LAW")) == "not_found");
    CHECK(code(journal::expunge(later, "person", uuid(1), 4, model::Part::Open, "LAW")) == "journal_rule");
    CHECK(code(journal::expunge(later, "person", uuid(1), 2, model::Part::Sealed, "LAW")) == "not_found");
}

TEST_CASE("expunge: a struck record needs no put", "[journal][spec:journal-8]")
{
    test::Writer writer;
    writer.apply(put("person", uuid(1), R"({"code":"V"})"));
    writer.apply(test::strike("person", uuid(1), "ERROR"));
    auto past = writer.past();
    const auto command = journal::expunge(past, "person", uuid(1), 1, model::Part::Open, "LAW");
    REQUIRE(command.has_value());
    CHECK(command->changes.size() == 1);
    writer.apply(*command);
    CHECK(fields_now(writer, "person", 1) == R"(struck {"struck_reason":"ERROR"})");
}

TEST_CASE("reclassify: raised values leave the open part for good, lowered ones return",
          "[journal][spec:records-4]")
{
    test::Writer writer;
    writer.apply(
        put("chronology_event", uuid(1), R"({"summary":"too telling","text":"words","precision":"DAY"})"));
    writer.apply(put("chronology_event", uuid(1), R"({"significance":"KPE"})"));
    const auto whole = fields_now(writer, "chronology_event", 1);
    auto past = writer.past();
    writer.apply(*journal::reclassify(past, "chronology_event", uuid(1), model::Disclosure::D3));
    CHECK_FALSE(writer.entries[0].open.has_value());
    CHECK_FALSE(writer.entries[1].open.has_value());
    CHECK(writer.entries[0].sealed.has_value());
    const auto open = writer.replay(false);
    CHECK(json::write(open.record("chronology_event", uuid(1))->fields()) == R"({"disclosure_class":"D3"})");
    const auto raised = writer.replay();
    CHECK(json::text_or(raised.record("chronology_event", uuid(1))->fields(), "summary") == "too telling");
    auto later = writer.past();
    writer.apply(*journal::reclassify(later, "chronology_event", uuid(1), model::Disclosure::D2));
    CHECK(fields_now(writer, "chronology_event", 1) ==
          whole.substr(0, whole.size() - 1) + R"(,"disclosure_class":"D2"})");
    CHECK(writer.replay(false).record("chronology_event", uuid(1))->open.has("summary"));
}

TEST_CASE("drop undone: no word of what stands undone travels, and the state stays",
          "[journal][spec:journal-8]")
{
    test::Writer writer;
    writer.apply(put("person", uuid(1), R"({"code":"V","note":"kept"})"));
    writer.apply(put("person", uuid(1), R"({"note":"SECRET1"})"));
    writer.apply(put("person", uuid(1), R"({"note":"SECRET2","sex":"F"})"));
    writer.apply(put("person", uuid(2), R"({"code":"SECRET3"})"));
    writer.undo();
    writer.undo();
    writer.redo();
    writer.undo();
    writer.undo();
    const auto before = writer.hash();
    auto past = writer.past();
    const auto drop = journal::drop_undone(past, writer.now(), 0);
    REQUIRE(drop.has_value());
    writer.apply(*drop);
    std::string all;
    for (const auto& entry : writer.entries) all += entry.open.value_or("") + entry.sealed.value_or("");
    CHECK(all.find("SECRET") == std::string::npos);
    CHECK(all.find("kept") != std::string::npos);
    CHECK(writer.hash() == before);
    CHECK_FALSE(writer.now().undo.has_value());
    auto later = writer.past();
    CHECK(journal::drop_undone(later, journal::Standing{}, 0)->changes.empty());
}

TEST_CASE("drop undone: what was signed has travelled and is left", "[journal][spec:journal-8]")
{
    test::Writer writer;
    writer.apply(put("person", uuid(1), R"({"code":"V"})"));
    writer.undo();
    auto past = writer.past();
    CHECK(journal::drop_undone(past, writer.now(), 1)->changes.empty());
    CHECK(journal::drop_undone(past, writer.now(), 0)->changes.size() == 1);
}
