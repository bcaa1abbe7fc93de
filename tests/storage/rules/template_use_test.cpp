#include "storage/rules/template_use.h"

#include "assets/assets.h"
#include "tests/storage/rules/support.h"
#include "tests/support/altered.h"

using rules::Templates;
using test::id;
using test::with;

namespace {

/// The OWHR template of this program as version 2, without one prompt and with another one.
Templates with_newer()
{
    auto text = with(std::string(*assets::find("templates/owhr.json")), "\"version\": 1", "\"version\": 2");
    text = with(text, "outline.weapon", "outline.carried");
    text = with(text, "\"unit\": \"month\", \"count\": 12", "\"unit\": \"month\", \"count\": 9");
    auto newer = Templates::load(text);
    REQUIRE(newer);
    auto all = Templates::built_in();
    all.add(*newer);
    return all;
}

test::FactsBuilder owhr_review()
{
    return test::FactsBuilder()
        .put("review", "r",
             R"({"human_ref":"OWHR-E09000005-2025-001","review_type":"OWHR","template_version":"owhr/1",)"
             R"("legal_basis":["PCSC_24"],"lead_area":"E09000005","opened_on":"2025-02-10",)"
             R"("scope_from":"2023-01-01"})")
        .put("prompt_answer", "kept",
             R"({"prompt":"outline.facts","question":"What happened?","template":"owhr/1","answer":"A"})")
        .put(
            "prompt_answer", "gone",
            R"({"prompt":"outline.weapon","question":"How was it come by?","template":"owhr/1","answer":"B"})");
}

test::FactsBuilder asking(std::string_view basis)
{
    return owhr_review()
        .put("organisation", "police", R"({"name":"Thamesbrook Constabulary"})")
        .put("information_request", "q",
             R"({"to_org":"@police","legal_basis":")" + std::string(basis) +
                 R"(","period_to":"2025-02-02","sent_on":"2025-03-01","due_on":"2025-03-29"})");
}

}  // namespace

TEST_CASE("2.3 templates: moving to a newer version tells what would change and which answers are retired",
          "[rules]")
{
    const auto all = with_newer();
    const auto facts = owhr_review().facts();
    const auto move = rules::move(facts, *all.of_review("owhr/1"), *all.of_review("owhr/2"));
    CHECK(move.from == "owhr/1");
    CHECK(move.to == "owhr/2");
    CHECK(move.prompts_gone == std::vector<std::string>{"outline.weapon"});
    CHECK(move.prompts_new == std::vector<std::string>{"outline.carried"});
    CHECK(move.clocks_changed == std::vector<std::string>{"OW4"});
    CHECK(move.clocks_new.empty());
    CHECK(move.retire == std::vector<std::string>{id("gone")});
    CHECK(move.revive.empty());
    CHECK(move.kept == 1);
}

TEST_CASE("2.3 templates: moving back asks again for what was retired", "[rules]")
{
    const auto all = with_newer();
    const auto facts =
        test::FactsBuilder()
            .put("review", "r", R"({"template_version":"owhr/2"})")
            .put("prompt_answer", "gone", R"({"prompt":"outline.weapon","answer":"B","retired":true})")
            .facts();
    const auto move = rules::move(facts, *all.of_review("owhr/2"), *all.of_review("owhr/1"));
    CHECK(move.revive == std::vector<std::string>{id("gone")});
    CHECK(move.retire.empty());
}

TEST_CASE("2.3 templates: a retired answer stays readable with the question as asked", "[rules]")
{
    const auto all = with_newer();
    const auto sheet = rules::prompts(owhr_review().facts(), *all.of_review("owhr/2"));
    REQUIRE(sheet.retired.size() == 1);
    CHECK(sheet.retired[0].question == "How was it come by?");
    CHECK(sheet.retired[0].answer == "B");
    CHECK(sheet.answered == 1);
    CHECK(sheet.asked > 10);
}

TEST_CASE("0.6: a law out of force is told with its savings and stops nothing", "[rules]")
{
    const auto& owhr_template = *Templates::built_in().find("owhr");
    const auto late = rules::force(owhr_review().facts(), owhr_template);
    CHECK_FALSE(late.in_force);
    CHECK(late.on_field == "review.opened_on");
    CHECK(late.sentence.find("already running") != std::string::npos);
    const auto facts =
        owhr_review()
            .put("incident", "i",
                 R"({"death_date":{"text":"2 May 2023","earliest":"2023-05-02","latest":"2023-05-02"}})")
            .facts();
    const auto then = rules::force(facts, owhr_template);
    CHECK(then.in_force);
    CHECK(then.on_field == "incident.death_date");
    CHECK(then.sentence == "In force in this area on 2 May 2023.");
}

TEST_CASE("0.7: a request is worded by its basis, with agency, reference, period and date filled in",
          "[rules]")
{
    const auto facts = asking("S29").facts();
    const auto made = rules::letter(facts, *Templates::built_in().find("owhr"), id("q"), "request");
    REQUIRE(made);
    CHECK(made->compels);
    CHECK(made->unfilled.empty());
    for (const auto* said : {"Thamesbrook Constabulary", "OWHR-E09000005-2025-001", "1 January 2023",
                             "2 February 2025", "29 March 2025", "section 29", "22 November 2026"})
        CHECK(made->text.find(said) != std::string::npos);
    CHECK(made->text.find('{') == std::string::npos);
    const auto reminder = rules::letter(facts, *Templates::built_in().find("owhr"), id("q"), "reminder");
    REQUIRE(reminder);
    CHECK(reminder->text.find("wrote to you on 1 March 2025") != std::string::npos);
}

TEST_CASE("4.2: a reminder is made only of a request that was sent and not answered", "[rules]")
{
    for (const auto& [fields, code] :
         {std::pair{R"({"legal_basis":"S29","sent_on":"2025-03-01","response":"RECEIVED"})",
                    "request_answered"},
          {R"({"legal_basis":"S29","sent_on":"2025-03-01","response_on":"2025-03-20"})", "request_answered"},
          {R"({"legal_basis":"S29"})", "request_not_sent"}}) {
        const auto facts = owhr_review().put("information_request", "asked", fields).facts();
        const auto made = rules::letter(facts, *Templates::built_in().find("owhr"), id("asked"), "reminder");
        REQUIRE_FALSE(made);
        CHECK(made.error().code == code);
        CHECK(rules::letter(facts, *Templates::built_in().find("owhr"), id("asked"), "request"));
    }
}

TEST_CASE("0.7: a local review says that nothing compels an answer, whatever the basis", "[rules]")
{
    for (const auto* basis : {"S29", "S115", "SVD", "CONSENT", "OTHER"}) {
        const auto made = rules::letter(asking(basis).facts(), *Templates::built_in().find("local_full"),
                                        id("q"), "request");
        REQUIRE(made);
        CHECK_FALSE(made->compels);
        CHECK(made->text.find("othing compels you") != std::string::npos);
    }
}

TEST_CASE("0.7: what is not recorded stays a blank in brackets and is named", "[rules]")
{
    const auto facts = owhr_review().put("information_request", "bare", R"({"legal_basis":"S29"})").facts();
    const auto made = rules::letter(facts, *Templates::built_in().find("owhr"), id("bare"), "request");
    REQUIRE(made);
    CHECK(made->unfilled == std::vector<std::string>{"agency", "period_to", "due_on"});
    CHECK(made->text.find("[date for the reply]") != std::string::npos);
    CHECK_FALSE(rules::letter(facts, *Templates::built_in().find("owhr"), id("kept"), "request"));
}

TEST_CASE("2.3 templates: a template that is not here is said to be missing, the review is whole", "[rules]")
{
    const auto facts = test::FactsBuilder().put("review", "r", R"({"template_version":"owhr/7"})").facts();
    const auto found = rules::template_of(facts, Templates::built_in());
    REQUIRE_FALSE(found);
    CHECK(found.error().code == "template_missing");
}
