#include "storage/rules/names.h"

#include <algorithm>

#include "tests/storage/rules/support.h"

using rules::NameFound;
using test::id;

namespace {

rules::Facts people_named()
{
    return test::FactsBuilder()
        .put("person", "kacper",
             R"({"code":"V","names":[{"kind":"LEGAL","given":"Kacper","family":"Żebrowicz"}]})")
        .put("person", "beata", R"({"code":"M","names":[{"given":"Beata","family":"Żebrowicz"}]})")
        .put(
            "person", "rhys",
            R"({"code":"S1","names":[{"given":"Rhys","family":"Calloway-Adu"},{"kind":"STREET","text":"Rizz"},{"kind":"ALIAS","text":"A"}]})")
        .put("person", "zoe", R"({"code":"V2","names":[{"given":"Zoë","family":"Márquez-Hale"}]})")
        .put("person", "etienne", R"({"code":"S2","names":[{"given":"Étienne","family":"Fauché"}]})")
        .put("person", "liz", R"({"code":"C1","names":[{"given":"Elizabeth","family":"Okonkwo"}]})")
        .put("person", "rose", R"({"code":"C2","names":[{"given":"Rose","family":"Mark"}]})")
        .put(
            "person", "zlatko",
            R"({"code":"FR1","names":[{"given":"Zlatko","family":"Đurić"},{"text":"Златко Ђурић","script":"Cyrl"}]})")
        .put("person", "layla", R"({"code":"PT1","names":[{"text":"ليلى حداد","script":"Arab"}]})")
        .put("person", "eleni", R"({"code":"PT2","names":[{"given":"Ελένη","family":"Παππάς"}]})")
        .put("organisation", "police", R"({"name":"Thamesbrook Constabulary"})")
        .facts();
}

struct FoundName {
    std::string text, person;
    NameFound how;
};

std::vector<FoundName> names_found(std::string_view text)
{
    const rules::NameIndex index(people_named());
    std::vector<FoundName> all;
    for (const auto& hit : rules::find_names(text, index))
        all.push_back({std::string(text.substr(hit.offset, hit.length)), hit.people.front(), hit.how});
    return all;
}

void one(std::string_view text, std::string_view expected, std::string_view person, NameFound how)
{
    INFO(text);
    const auto all = names_found(text);
    REQUIRE(all.size() == 1);
    CHECK(all[0].text == expected);
    CHECK(all[0].person == id(person));
    CHECK(rules::to_text(all[0].how) == rules::to_text(how));
}

}  // namespace

TEST_CASE("R53: a person is found under accents, case, reversed order, initials, nicknames and possessives",
          "[rules]")
{
    one("seen: Kacper ŻEBROWICZ today", "Kacper ŻEBROWICZ", "kacper", NameFound::Exact);
    one("seen: kacper zebrowicz today", "kacper zebrowicz", "kacper", NameFound::Accents);
    one("Patient, Zoe Marquez-Hale, c/o neck pain", "Zoe Marquez-Hale", "zoe", NameFound::Accents);
    one("Etienne answered the door", "Etienne", "etienne", NameFound::Part);
    one("the file of MÁRQUEZ-HALE, Zoë begins", "MÁRQUEZ-HALE, Zoë", "zoe", NameFound::Exact);
    one("K.Z. said nothing", "K.Z", "kacper", NameFound::Initials);
    one("then KŻ left", "KŻ", "kacper", NameFound::Initials);
    one("then K Zebrowicz left", "K Zebrowicz", "kacper", NameFound::Initials);
    one("then K. Żebrowicz left", "K. Żebrowicz", "kacper", NameFound::Initials);
    one("Patient, Zoe M-H, declined", "Zoe M-H", "zoe", NameFound::Initials);
    one("ZMH seen with red marks", "ZMH", "zoe", NameFound::Initials);
    one("a visit to Liz at home", "Liz", "liz", NameFound::Nickname);
    one("male known as \"Rizz\" at", "Rizz", "rhys", NameFound::Exact);
    one("Kacper's phone", "Kacper", "kacper", NameFound::Part);
    one("it was Zoe\u2019s bag", "Zoe", "zoe", NameFound::Part);
}

TEST_CASE("R53: a possessive is told and its ending is not part of the hit", "[rules]")
{
    const rules::NameIndex index(people_named());
    const auto hits = rules::find_names("Zoë\u2019s bag, Rhys' coat, Kacper left", index);
    REQUIRE(hits.size() == 3);
    CHECK(hits[0].possessive);
    CHECK(hits[0].length == std::string_view("Zoë").size());
    CHECK(hits[1].possessive);
    CHECK_FALSE(hits[2].possessive);
}

TEST_CASE("R53: other scripts match by their own letters", "[rules]")
{
    one("звонил Златко Ђурић вчера", "Златко Ђурић", "zlatko", NameFound::Exact);
    one("قالت ليلى حداد ذلك", "ليلى حداد", "layla", NameFound::Exact);
    one("η Ελενη Παππας ήρθε", "Ελενη Παππας", "eleni", NameFound::Accents);
    one("friend, zlatko duric", "zlatko duric", "zlatko", NameFound::Accents);
}

TEST_CASE("6.3: no name is found inside other words, nor in plain words, nor in streets", "[rules]")
{
    CHECK(names_found("The Kacperian calendar; rhysling; Etiennement").empty());
    CHECK(names_found("Rose early and mark the date. Mark the box. She rose.").empty());
    CHECK(names_found("He lives off Hale Road near Fauché Street").empty());
    CHECK(names_found("they were at the zoo, EF").size() == 1);  // initials of Étienne Fauché
    CHECK(names_found("the ef is small").empty());
    CHECK(names_found("GP and ED and MARAC: RC, PC").empty());
    one("with her friend Rose in the park", "Rose", "rose", NameFound::Part);
}

TEST_CASE("R53: a family name two people share fits both; beside another given name it is a namesake",
          "[rules]")
{
    const rules::NameIndex index(people_named());
    const auto hits = rules::find_names("the Żebrowicz family", index);
    REQUIRE(hits.size() == 1);
    CHECK(hits[0].people.size() == 2);
    one("his uncle Marek Żebrowicz rang", "Żebrowicz",
        std::min(id("beata"), id("kacper")) == id("beata") ? "beata" : "kacper", NameFound::Namesake);
    one("mother, Mrs Beata Żebrowicz. Returned", "Beata Żebrowicz", "beata", NameFound::Exact);
}

TEST_CASE("R53: a family name of two words is its owner's, with a title and without accents", "[rules]")
{
    const auto people =
        test::FactsBuilder()
            .put("person", "aoife", R"({"code":"V","names":[{"given":"Aoife","family":"Ní Bhriain"}]})")
            .put("person", "jan", R"({"code":"S1","names":[{"given":"Jan","family":"van Dijk"}]})")
            .facts();
    const rules::NameIndex index(people);
    for (const auto& [words, person] :
         {std::pair("seen with Mrs Ni Bhriain today", "aoife"),
          std::pair("seen with Ní Bhriain at home", "aoife"), std::pair("he is Mr van Dijk", "jan")}) {
        INFO(words);
        const auto hits = rules::find_names(words, index);
        REQUIRE(hits.size() == 1);
        CHECK(hits[0].people.front() == id(person));
        CHECK(hits[0].how == NameFound::Part);
    }
}

TEST_CASE("4.2: names of nobody known are offered as third parties, and other capitals are not", "[rules]")
{
    const rules::NameIndex index(people_named());
    const auto unknown = [&](std::string_view text) {
        std::vector<std::string> all;
        for (const auto& one : rules::unknown_names(text, index)) all.push_back(one.text);
        return all;
    };
    using Texts = std::vector<std::string>;
    CHECK(unknown("Ex-partner in another force area (Mme Renée Lacroix) reported abuse.") ==
          Texts{"Renée Lacroix"});
    CHECK(unknown("Zoë told her sister, Inés, she had a bag at Mum's.") == Texts{"Inés"});
    CHECK(unknown("his uncle Marek Żebrowicz rang") == Texts{"Marek Żebrowicz"});
    CHECK(unknown("NOWAK, Tomasz attended with PC Osei") == Texts{"NOWAK, Tomasz", "Osei"});
    CHECK(unknown("named by caller (friend of V, Zlatko Đurić).").empty());
    CHECK(unknown("named by caller (friend of V, Marko Petrić).") == Texts{"Marko Petrić"});
    CHECK(unknown("Fight in car park of Northway Retail Park, both named").empty());
    CHECK(unknown("Taken to St Aldhelm's Hospital. Crime closed 02/05/22").empty());
    CHECK(unknown("Discharged to Talking Therapies in March 2022 by Thamesbrook Constabulary").empty());
    CHECK(unknown("Stop and search s.1 PACE, Alder Parade. Nothing found.").empty());
    CHECK(unknown("Managed move to Eastgate Academy began after Easter.").empty());
}

TEST_CASE("4.2: the same name in two lines is one name twice, not one of four words", "[rules]")
{
    const rules::NameIndex index(people_named());
    const auto unknown =
        rules::unknown_names("Zephyrine Quillfeather\nZephyrine Quillfeather was seen", index);
    REQUIRE(unknown.size() == 2);
    CHECK(unknown[0].text == "Zephyrine Quillfeather");
    CHECK(unknown[1].text == "Zephyrine Quillfeather");
    CHECK(rules::unknown_names("seen by Zephyrine\nQuillfeather today", index).size() == 1);
}

TEST_CASE("4.2: the family in the plural is nobody's subject", "[rules]")
{
    const rules::NameIndex index(people_named());
    one("the Okonkwos' flat", "Okonkwos", "liz", NameFound::Namesake);
    CHECK(rules::subjects_of("the Okonkwos", index).empty());
}

TEST_CASE("4.2: a subject cell is matched by names, codes and the labels of agencies", "[rules]")
{
    const rules::NameIndex index(people_named());
    const auto who = [&](std::string_view cell) {
        auto ids = rules::subjects_of(cell, index);
        std::ranges::sort(ids);
        return ids;
    };
    const auto both = [](std::string_view a, std::string_view b) {
        std::vector<std::string> ids{id(a), id(b)};
        std::ranges::sort(ids);
        return ids;
    };
    CHECK(who("V / A") == both("kacper", "rhys"));
    CHECK(who("Kacper ŻEBROWICZ (V)") == std::vector<std::string>{id("kacper")});
    CHECK(who("ZMH / ÉF") == both("zoe", "etienne"));
    CHECK(who("EF") == std::vector<std::string>{id("etienne")});
    CHECK(who("v and s1") == both("kacper", "rhys"));
    CHECK(who("Żebrowicz").empty());
    CHECK(who("Amber").empty());
}
