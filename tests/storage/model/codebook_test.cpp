#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>

#include "storage/model/codelists.h"
#include "storage/model/field.h"
#include "storage/model/validate.h"

namespace {

constexpr const char* kGolden = PROJECT_ROOT "/tests/storage/model/codebook.txt";

void dump(std::string& to, const model::FieldSpec& field, const std::string& indent)
{
    to += indent + std::string(field.id) + ' ' + std::string(model::to_text(field.kind));
    if (!field.of.empty()) to += '(' + std::string(field.of) + ')';
    to += ' ' + std::string(model::to_text(field.disclosure));
    if (!field.mandatory.empty()) to += " before " + std::string(field.mandatory);
    if (field.verbatim) to += " verbatim";
    to += " | " + std::string(field.label) + '\n';
    for (const auto& column : field.rows) dump(to, column, indent + "  ");
}

std::string codebook()
{
    std::string text;
    for (const auto& kind : model::kinds()) {
        text += std::string(kind.name) + ' ' + std::string(model::to_text(kind.disclosure)) + " | " +
                std::string(kind.label) + '\n';
        for (const auto& field : kind.fields) dump(text, field, "  ");
    }
    return text;
}

void each_field(const std::function<void(const model::KindSpec&, const model::FieldSpec&)>& visit)
{
    const std::function<void(const model::KindSpec&, const model::FieldSpec&)> walk = [&](const auto& kind,
                                                                                          const auto& f) {
        visit(kind, f);
        for (const auto& column : f.rows) walk(kind, column);
    };
    for (const auto& kind : model::kinds())
        for (const auto& field : kind.fields) walk(kind, field);
}

/// Lists that the program reads by name: Tri fields, expunge lines, areas of demo reviews.
const std::set<std::string> kByName = {"demo_area", "expunge_reason", "tri"};

}  // namespace

TEST_CASE("codebook: the tables are those written down", "[model]")
{
    const auto now = codebook();
    if (std::getenv("CAIRN_WRITE_GOLDEN") != nullptr) std::ofstream(kGolden, std::ios::binary) << now;
    std::ifstream in(kGolden, std::ios::binary);
    const std::string written{std::istreambuf_iterator<char>(in), {}};
    CHECK(now == written);  // a field was added or changed: look, then write anew with CAIRN_WRITE_GOLDEN=1
}

TEST_CASE(
    "3.1 Entities: every entity of a review is a kind, and what the journal and the roster tell is none",
    "[model]")
{
    std::vector<std::string> names;
    for (const auto& kind : model::kinds()) names.emplace_back(kind.name);
    const std::vector<std::string> wanted = {"account",
                                             "action",
                                             "action_update",
                                             "agency_involvement",
                                             "agenda_item",
                                             "chronology_event",
                                             "claim",
                                             "clock",
                                             "conflict_of_interest",
                                             "criminal_justice",
                                             "decision",
                                             "document",
                                             "eligibility_test",
                                             "equality",
                                             "event_link",
                                             "extract",
                                             "factor",
                                             "family_engagement",
                                             "finding",
                                             "finding_evidence",
                                             "import",
                                             "incident",
                                             "information_request",
                                             "kloe",
                                             "lesson",
                                             "meeting",
                                             "meeting_action",
                                             "notification",
                                             "organisation",
                                             "outside_opening",
                                             "parallel_process",
                                             "person",
                                             "person_role",
                                             "prompt_answer",
                                             "pseudonym",
                                             "qa_criterion_score",
                                             "qa_review",
                                             "recommendation",
                                             "redaction",
                                             "relationship",
                                             "review",
                                             "sign_off",
                                             "terms_of_reference",
                                             "victim_suspect"};
    CHECK(names == wanted);
    CHECK(model::kind("nothing") == nullptr);
}

TEST_CASE("codebook: every field has an id of its own and a label", "[model]")
{
    for (const auto& kind : model::kinds()) {
        std::set<std::string_view> ids;
        for (const auto& field : kind.fields) {
            INFO(kind.name << '.' << field.id);
            CHECK(ids.insert(field.id).second);
            CHECK(kind.field(field.id) == &field);
        }
        CHECK(kind.field("disclosure_class") != nullptr);
        CHECK_FALSE(kind.label.empty());
    }
    each_field([](const auto& kind, const auto& field) {
        INFO(kind.name << '.' << field.id);
        CHECK(model::is_identifier(field.id));
        CHECK_FALSE(field.label.empty());
        CHECK(field.rows.empty() == (field.kind != model::FieldKind::Rows));
        CHECK((field.hint.empty() || field.hint.ends_with('.')));
    });
}

TEST_CASE("codebook: every field names a list or kind that exists", "[model]")
{
    using enum model::FieldKind;
    each_field([](const auto& kind, const auto& field) {
        INFO(kind.name << '.' << field.id);
        if (field.kind == Code || field.kind == Codes)
            CHECK(model::CodeLists::built_in().list(field.of) != nullptr);
        else if (field.kind == Ref || field.kind == Refs)
            CHECK((field.of.empty() || model::kind(field.of) != nullptr));
        else
            CHECK(field.of.empty());
    });
}

TEST_CASE("codebook: every code list is used", "[model]")
{
    std::set<std::string> used = kByName;
    each_field([&](const auto&, const auto& field) {
        if (field.kind == model::FieldKind::Code || field.kind == model::FieldKind::Codes)
            used.emplace(field.of);
    });
    for (const auto& list : model::CodeLists::built_in().lists()) {
        INFO(list.id);
        CHECK(used.contains(list.id));
    }
}

TEST_CASE("codebook: an agency's own words, names, births and references are sealed", "[model]")
{
    const auto sealed = [](const char* kind, const char* field) {
        const auto* spec = model::kind(kind);
        REQUIRE(spec != nullptr);
        REQUIRE(spec->field(field) != nullptr);
        return model::is_sealed(*spec->field(field), spec->disclosure);
    };
    for (const auto* field : {"date_text", "time_text", "source_text", "subject_text", "text", "outcome_text",
                              "agency_comment", "worker_role", "original_row", "problems", "chair_note",
                              "agency_text", "kind_text", "mode_text", "ref_text", "end_date_text"}) {
        INFO(field);
        CHECK(sealed("chronology_event", field));
    }
    for (const auto* field :
         {"earliest", "latest", "precision", "approx", "time", "summary", "organisation", "subjects"}) {
        INFO(field);
        CHECK_FALSE(sealed("chronology_event", field));
    }
    CHECK(sealed("person", "names"));
    CHECK(sealed("person", "dob"));
    CHECK(sealed("person", "references"));
    CHECK(sealed("incident", "place_text"));
    CHECK(sealed("incident", "police_ref"));
    CHECK(sealed("document", "title"));
    CHECK(sealed("document", "file_name"));
    CHECK(sealed("claim", "value"));
    CHECK_FALSE(sealed("document", "sha256"));
    CHECK_FALSE(sealed("document", "parts"));
    CHECK_FALSE(sealed("person", "code"));
    CHECK_FALSE(sealed("import", "rows_set_aside"));
}
