#include "storage/rules/role_word.h"

#include "tests/storage/rules/support.h"

using test::FactsBuilder;
using test::id;

namespace {

std::string word(std::string_view fields)
{
    const auto facts =
        FactsBuilder()
            .put("person", "s", R"({"code":"S1"})")
            .put("person_role", "r", R"({"person":"@s","role":"PERP"})")
            .put("decision", "d", R"({"number":1,"text":"treated as responsible"})")
            .put("criminal_justice", "j", std::string(R"({"suspect":"@s",)") + std::string(fields) + "}")
            .facts();
    return rules::role_word(facts, id("s"));
}

}  // namespace

TEST_CASE("3.3 person_role: the word follows the status, one by one", "[rules]")
{
    CHECK(word(R"("cj_status":"UNID")") == "unidentified suspect");
    CHECK(word(R"("cj_status":"SUSP")") == "suspect");
    CHECK(word(R"("cj_status":"CHARGED")") == "accused");
    CHECK(word(R"("cj_status":"TRIAL")") == "accused");
    CHECK(word(R"("cj_status":"RETRIAL")") == "accused");
    CHECK(word(R"("cj_status":"V_MUR")") == "perpetrator");
    CHECK(word(R"("cj_status":"V_MAN")") == "perpetrator");
    CHECK(word(R"("cj_status":"V_MDR")") == "perpetrator");
    CHECK(word(R"("cj_status":"V_NG")") == "acquitted person");
    CHECK(word(R"("cj_status":"DISC")") == "former suspect");
    CHECK(word(R"("cj_status":"V_UNF")") == "person found unfit to plead");
    CHECK(word(R"("cj_status":"V_OTH","status_text":"found not guilty by reason of insanity")") ==
          "found not guilty by reason of insanity");
    CHECK(word(R"("cj_status":"DIED")") == "suspect (died)");
    CHECK(word(R"("cj_status":"NK")") == "suspect (status not known)");
}

TEST_CASE("3.3 person_role: an appeal keeps the word, where a conviction stands", "[rules]")
{
    CHECK(word(R"("cj_status":"APPEAL")") == "perpetrator (conviction under appeal)");
    CHECK(word(R"("cj_status":"APPEAL","verdict":"V_MAN")") == "perpetrator (conviction under appeal)");
    CHECK(word(R"("cj_status":"APPEAL","verdict":"V_UNF")") ==
          "person found unfit to plead (appeal pending)");
    CHECK(word(R"("cj_status":"APPEAL","convicted":"N")") == "accused (appeal pending)");
}

TEST_CASE("3.3 person_role: someone who died is a suspect until a decision", "[rules]")
{
    CHECK(word(R"("cj_status":"DIED","responsibility_decision":"@nobody")") == "suspect (died)");
    CHECK(word(R"("cj_status":"DIED","responsibility_decision":"@d")") == "perpetrator (died)");
}

TEST_CASE("0.14: a typed role never makes a perpetrator", "[rules]")
{
    const auto facts = FactsBuilder()
                           .put("person", "s", R"({"code":"S1"})")
                           .put("person_role", "r", R"({"person":"@s","role":"PERP"})")
                           .facts();
    CHECK(rules::role_word(facts, id("s")) == "suspect");
    CHECK_FALSE(rules::is_convicted(facts, id("s")));
}

TEST_CASE("3.3 person_role: after a suicide nobody is a suspect of a killing", "[rules]")
{
    const auto facts = FactsBuilder()
                           .put("person", "v", R"({"code":"V"})")
                           .put("person", "p", R"({"code":"S1"})")
                           .put("incident", "i", R"({"da_death_type":"SVSDA","victims":["@v"]})")
                           .put("person_role", "r", R"({"person":"@p","role":"SUS"})")
                           .facts();
    CHECK(rules::role_word(facts, id("v")) == "person who died");
    CHECK(rules::role_word(facts, id("p")) == "person alleged to have been abusive");
}

TEST_CASE("3.3 person_role: several victims and suspects, each with their own word", "[rules]")
{
    const auto facts = FactsBuilder()
                           .put("person", "v", R"({"code":"V"})")
                           .put("person", "v2", R"({"code":"V2"})")
                           .put("person", "s1", R"({"code":"S1"})")
                           .put("person", "s2", R"({"code":"S2"})")
                           .put("person", "s3", R"({"code":"S3"})")
                           .put("incident", "i", R"({"victims":["@v","@v2"]})")
                           .put("criminal_justice", "a", R"({"suspect":"@s1","cj_status":"V_MUR"})")
                           .put("criminal_justice", "b", R"({"suspect":"@s2","cj_status":"V_NG"})")
                           .put("victim_suspect", "c", R"({"victim":"@v","suspect":"@s3"})")
                           .put("person_role", "r", R"({"person":"@s1","role":"SIB"})")
                           .facts();
    CHECK(rules::victims(facts).size() == 2);
    CHECK(rules::suspects(facts).size() == 3);
    CHECK(rules::role_word(facts, id("v2")) == "victim");
    CHECK(rules::role_word(facts, id("s1")) == "perpetrator");
    CHECK(rules::role_words(facts, id("s1"))[1].word == "sibling");
    CHECK(rules::role_word(facts, id("s2")) == "acquitted person");
    CHECK(rules::role_word(facts, id("s3")) == "suspect");
    CHECK(rules::is_convicted(facts, id("s1")));
    CHECK_FALSE(rules::is_convicted(facts, id("s2")));
}
