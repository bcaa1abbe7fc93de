#include "storage/rules/template.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "assets/assets.h"
#include "tests/storage/rules/support.h"
#include "tests/support/altered.h"

using rules::Template;
using rules::Templates;
using rules::Unit;
using test::day_of;
using test::with;

namespace {

const Templates& built()
{
    return Templates::built_in();
}

std::string file(std::string_view name)
{
    return std::string(*assets::find(name));
}

bool has_clocks(const Template& one, const std::vector<std::string>& ids)
{
    return std::all_of(ids.begin(), ids.end(), [&](const auto& id) { return one.clock(id) != nullptr; });
}

}  // namespace

TEST_CASE("templates: one for every type of review, and five formats of the local one", "[rules]")
{
    CHECK(built().all().size() == 12);
    for (const auto* type : {"OWHR", "DHR", "DARDR", "SAR_M", "SAR_D", "RR", "LCSPR", "JOINT"})
        CHECK(built().for_type(type) != nullptr);
    for (const auto* format : {"full", "desktop", "thematic", "collating", "quick"})
        CHECK(built().for_type("LHR", format)->id == "local_" + std::string(format));
    CHECK(built().for_type("LHR")->id == "local_full");
    CHECK(built().for_type("LHR", "other") == nullptr);
    CHECK(built().for_type("CDR") == nullptr);  // only ever a linked process
    CHECK(rules::version_text(*built().for_type("OWHR")) == "owhr/1");
}

TEST_CASE("2.2: every clock of the table stands in the template it concerns", "[rules]")
{
    CHECK(has_clocks(*built().find("owhr"), {"OW1", "OW1x", "OW2", "OW3", "OW4", "OW5"}));
    CHECK(has_clocks(*built().find("dhr"), {"DH1", "DH2", "DH3", "DH4", "DH5", "DH6"}));
    CHECK(has_clocks(*built().find("sar_m"), {"SA1", "SA2", "SA3"}));
    CHECK(has_clocks(*built().find("sar_d"), {"SA1", "SA2", "SA3"}));
    CHECK(has_clocks(*built().find("rapid"), {"CS1", "CS2", "CD1"}));
    CHECK(has_clocks(*built().find("lcspr"), {"CS1", "CS2", "CS3", "CS4", "CD1"}));
    CHECK(has_clocks(*built().find("local_quick"), {"LR1"}));
    for (const auto& one : built().all()) CHECK(has_clocks(one, {"PF1", "RC1", "RC2"}));
}

TEST_CASE("2.2: a rule marked K! is unverified and says to check against current guidance", "[rules]")
{
    const std::set<std::string> marked = {"OW4", "DH2", "DH3", "DH6", "SA2", "SA3", "CS3", "CS4", "PF1"};
    for (const auto& one : built().all())
        for (const auto& rule : one.clocks) {
            INFO(one.id << " " << rule.id);
            CHECK(rule.unverified == marked.contains(rule.id));
            if (rule.unverified) CHECK(rule.note.find(rules::check_guidance()) != std::string::npos);
        }
}

TEST_CASE("2.2: OW1 is one inclusive month for each partner and no statutory clock can be paused", "[rules]")
{
    const auto& ow1 = *built().find("owhr")->clock("OW1");
    CHECK(ow1.unit == Unit::MonthInclusive);
    CHECK(ow1.count == 1);
    CHECK(ow1.each_partner);
    CHECK(built().find("owhr")->clock("OW1x")->relieves == "OW1");
    CHECK(built().find("owhr")->clock("OW2")->again == rules::Again::Remind);
    CHECK(built().find("owhr")->clock("OW2")->count == 7);
    CHECK(built().find("sar_m")->clock("SA3")->again == rules::Again::Each);
    CHECK(built().find("owhr")->clock("OW3")->own_limit);
    CHECK(built().find("lcspr")->clock("CS4")->before);
    for (const auto& one : built().all())
        for (const auto& rule : one.clocks) CHECK_FALSE((rule.basis == "statute" && rule.pausable));
}

TEST_CASE("2.3: the OWHR passes through the states of the domain, returned for amendment or discontinued",
          "[rules]")
{
    const auto& owhr = *built().find("owhr");
    std::vector<std::string> path;
    for (const auto& stage : owhr.stages) path.push_back(stage.status);
    CHECK(path == std::vector<std::string>{"S00", "S05", "S10", "S11", "S12", "S15", "S20", "S30",
                                           "S40", "S45", "S50", "S55", "S60", "S65", "S66", "S70",
                                           "S75", "S80", "S81", "S82", "S85", "S90", "S95"});
    CHECK(owhr.stage("S65")->next == std::vector<std::string>{"S66", "S70", "S95"});
    for (const auto& one : built().all())
        for (const auto& stage : one.stages) {
            INFO(one.id << " " << stage.status);
            CHECK_FALSE(stage.next.empty());
        }
}

TEST_CASE("2.3: the sections of a DHR are those of the 2016 template", "[rules]")
{
    std::vector<std::string> titles;
    for (const auto& section : built().find("dhr")->sections) titles.push_back(section.title);
    CHECK(titles.front() == "Preface");
    CHECK(titles.back() == "Recommendations");
    CHECK(titles.size() == 19);
}

TEST_CASE("0.6: the OWHR is in force in the pilot areas and dates only, and always in a fictional area",
          "[rules]")
{
    const auto& owhr = *built().find("owhr");
    CHECK(rules::in_force(owhr, "E09000005", day_of("2023-04-01")));
    CHECK_FALSE(rules::in_force(owhr, "E09000005", day_of("2023-03-31")));
    CHECK(rules::in_force(owhr, "E09000005", day_of("2023-12-31")));
    CHECK_FALSE(rules::in_force(owhr, "E09000005", day_of("2024-01-01")));
    CHECK_FALSE(rules::in_force(owhr, "E09000007", day_of("2023-06-01")));
    CHECK(rules::in_force(owhr, "X99000001", day_of("2026-11-22")));
    CHECK_FALSE(owhr.savings.empty());
    CHECK(rules::in_force(*built().find("local_full"), "E09000007", day_of("2026-11-22")));
}

TEST_CASE("0.7: the words and the reasons for refusal of a letter follow its basis", "[rules]")
{
    const auto& owhr = *built().find("owhr");
    const auto* required = owhr.letter("request", "S29");
    REQUIRE(required != nullptr);
    CHECK(required->compels);
    CHECK(required->text.find("injunction") != std::string::npos);
    CHECK(std::find(required->refusals.begin(), required->refusals.end(), "NOPOWER") ==
          required->refusals.end());
    CHECK(owhr.letter("request", "S45CA")->basis.empty());  // the one for any other basis
    for (const auto& one : built().all())
        for (const auto& letter : one.letters) {
            INFO(one.id << " " << letter.id);
            if (one.format.empty()) continue;
            CHECK_FALSE(letter.compels);
            CHECK(letter.text.find("othing compels you") != std::string::npos);
        }
    const auto* duty = built().find("local_full")->letter("request", "SVD");
    CHECK(duty->text.find("patient information") != std::string::npos);
}

TEST_CASE("0.8: DARDR is a name by type and prospective, DHR the name of the law in force", "[rules]")
{
    const auto& dhr = *built().find("dhr");
    CHECK(dhr.label_on("DHR", day_of("2025-01-01")) == "Domestic Homicide Review");
    CHECK(dhr.label_on("DARDR", day_of("2025-01-01")) == "Domestic Abuse Related Death Review");
    CHECK(dhr.label_of("DARDR", day_of("2025-01-01"))->prospective);
    CHECK_FALSE(dhr.label_of("DHR", day_of("2025-01-01"))->prospective);
}

TEST_CASE("2.4: each template says what may not be published, item by item", "[rules]")
{
    for (const auto& one : built().all())
        for (const auto* item :
             {"danger", "names", "staff", "dates", "places", "children", "papers", "marac_mappa", "method"}) {
            INFO(one.id << " " << item);
            CHECK(one.publication_rule(item) != nullptr);
        }
    CHECK(built().find("owhr")->publication_rule("danger")->rule.find("s.28(6)") != std::string::npos);
}

TEST_CASE("2.1 joint: the clocks of every basis and the strictest rule of each item", "[rules]")
{
    const auto made = built().joined("joint/1", {"PCSC_24", "CA_16F"});
    REQUIRE(made);
    CHECK(has_clocks(*made, {"OW1", "CS2", "PF1"}));
    CHECK(std::count_if(made->clocks.begin(), made->clocks.end(),
                        [](const auto& rule) { return rule.id == "PF1"; }) == 1);
    CHECK(made->publication_rule("danger")->strictness == 9);
    CHECK(made->publication_rule("dates")->rule.find("bands") != std::string::npos);
    CHECK(made->letter("request", "S29")->basis == "S29");
    CHECK(made->letter("request", "S16H")->basis == "S16H");
    CHECK(built().joined("owhr/1", {"CA_16F"})->clock("CS2") == nullptr);
    CHECK_FALSE(built().joined("owhr/9", {}));
}

TEST_CASE("templates: an older version stays beside a newer one", "[rules]")
{
    auto all = built();
    auto newer = Templates::load(with(file("templates/owhr.json"), "\"version\": 1", "\"version\": 3"));
    REQUIRE(newer);
    all.add(*newer);
    CHECK(all.find("owhr")->version == 3);
    CHECK(all.of_review("owhr/1")->version == 1);
    CHECK(all.of_review("owhr/2") == nullptr);
    CHECK(all.of_review("owhr") == nullptr);
    CHECK(all.for_type("OWHR")->version == 3);
}

TEST_CASE("templates: a file that is not exactly of the form is refused, naming the template", "[rules]")
{
    const auto text = file("templates/owhr.json");
    const auto refused = [&](std::string_view from, std::string_view to) {
        INFO(from << " -> " << to);
        const auto read = Templates::load(with(text, from, to));
        REQUIRE_FALSE(read);
        CHECK(read.error().code == "template");
        CHECK(read.error().kind == base::ErrorKind::Invalid);
    };
    refused("\"purpose\"", "\"purpose_of\"");
    refused("cairn/template/v1", "cairn/template/v2");
    refused("\"version\": 1", "\"version\": 0");
    refused("2023-04-01", "2023-04-31");
    refused("[\"OWHR\"]", "[\"OWHRX\"]");
    refused("[\"PCSC_24\"]", "[]");
    refused("\"unit\": \"m-incl\"", "\"unit\": \"fortnight\"");
    refused("\"unit\": \"m-incl\", \"count\": 1", "\"unit\": \"m-incl\"");
    refused("\"relieves\": \"OW1\"", "\"relieves\": \"OW7\"");
    refused("\"each_partner\": true", "\"pausable\": true");
    refused("{\"status\": \"S10\"", "{\"status\": \"S13\"");
    refused("notification[kind=INITIAL].sent_on", "notification[kind=INITIAL].sent_off");
    refused("notification[kind=INITIAL].sent_on", "notification[sort=INITIAL].sent_on");
    refused("{agency}", "{name}");
    refused("\"basis\": \"S29\"", "\"basis\": \"S99\"");
    refused("\"id\": \"OW1x\"", "\"id\": \"OW1\"");
    CHECK_FALSE(Templates::load("{}"));
    CHECK_FALSE(Templates::load("nothing"));
}
