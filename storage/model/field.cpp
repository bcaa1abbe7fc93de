#include "storage/model/field.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <vector>

#include "storage/model/fields/tables.h"

namespace model {
namespace {

constexpr FieldSpec kCommon[] = {
    {"disclosure_class", "Who may read this record", FieldKind::Code, "disclosure_class",
     "Raise it when even the coded part says too much. The values then move to the sealed part.",
     Disclosure::D0, "3"},
    {"struck_reason", "Why it was struck out", FieldKind::Code, "strike_reason",
     "A struck record stays in the journal and can be brought back.", Disclosure::D2, "3.2 V12"},
    {"struck_note", "Why, in words", FieldKind::Prose, "", "", Disclosure::D3, "3.2 V12"},
};

/// Every kind with its own fields and the common ones.
struct Tables {
    Tables()
    {
        using namespace tables;
        for (const auto& table : {account(),
                                  action(),
                                  action_update(),
                                  agency_involvement(),
                                  agenda_item(),
                                  chronology_event(),
                                  claim(),
                                  clock(),
                                  conflict_of_interest(),
                                  criminal_justice(),
                                  decision(),
                                  document(),
                                  eligibility_test(),
                                  equality(),
                                  event_link(),
                                  extract(),
                                  factor(),
                                  family_engagement(),
                                  finding(),
                                  finding_evidence(),
                                  import(),
                                  incident(),
                                  information_request(),
                                  kloe(),
                                  lesson(),
                                  meeting(),
                                  meeting_action(),
                                  notification(),
                                  organisation(),
                                  outside_opening(),
                                  parallel_process(),
                                  person(),
                                  person_role(),
                                  prompt_answer(),
                                  pseudonym(),
                                  qa_criterion_score(),
                                  qa_review(),
                                  recommendation(),
                                  redaction(),
                                  relationship(),
                                  review(),
                                  sign_off(),
                                  terms_of_reference(),
                                  victim_suspect()}) {
            auto& all = fields.emplace_back(table.fields.begin(), table.fields.end());
            all.insert(all.end(), std::begin(kCommon), std::end(kCommon));
            kinds.push_back(table);
        }
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            kinds[i].fields = fields[i];
            auto& ids = by_id.emplace_back();
            for (const auto& field : kinds[i].fields) ids.emplace(field.id, &field);
        }
    }
    /// Null: it is no kind of these tables but a copy or a kind of its own.
    const std::unordered_map<std::string_view, const FieldSpec*>* ids_of(const KindSpec* kind) const
    {
        const std::less<const KindSpec*> before;
        if (before(kind, kinds.data()) || !before(kind, kinds.data() + kinds.size())) return nullptr;
        return &by_id[static_cast<std::size_t>(kind - kinds.data())];
    }
    std::vector<std::vector<FieldSpec>> fields;
    std::vector<KindSpec> kinds;
    std::vector<std::unordered_map<std::string_view, const FieldSpec*>> by_id;
};

const Tables& all_tables()
{
    static const Tables tables;
    return tables;
}

}  // namespace

std::string_view to_text(FieldKind kind)
{
    using enum FieldKind;
    switch (kind) {
        case Text: return "text";
        case Prose: return "prose";
        case Code: return "code";
        case Codes: return "codes";
        case Tri: return "tri";
        case Flag: return "flag";
        case Integer: return "integer";
        case Date: return "date";
        case Time: return "time";
        case DateText: return "date_text";
        case Ref: return "ref";
        case Refs: return "refs";
        case Digest: return "digest";
        case Digests: return "digests";
        case Texts: return "texts";
        case Rows: return "rows";
    }
    return {};
}

std::string_view to_text(Disclosure disclosure)
{
    switch (disclosure) {
        case Disclosure::D0: return "D0";
        case Disclosure::D1: return "D1";
        case Disclosure::D2: return "D2";
        case Disclosure::D3: return "D3";
        case Disclosure::D4: return "D4";
    }
    return {};
}

const FieldSpec* KindSpec::field(std::string_view id) const
{
    if (const auto* ids = all_tables().ids_of(this)) {
        const auto found = ids->find(id);
        return found == ids->end() ? nullptr : found->second;
    }
    const auto at =
        std::find_if(fields.begin(), fields.end(), [&](const FieldSpec& f) { return f.id == id; });
    return at == fields.end() ? nullptr : &*at;
}

std::span<const KindSpec> kinds()
{
    return all_tables().kinds;
}

const KindSpec* kind(std::string_view name)
{
    const auto all = kinds();
    const auto at = std::ranges::lower_bound(all, name, {}, &KindSpec::name);
    return at == all.end() || at->name != name ? nullptr : &*at;
}

std::span<const FieldSpec> common_fields()
{
    return kCommon;
}

bool is_sealed(const FieldSpec& field, Disclosure record_class)
{
    if (field.id == kCommon[0].id || field.id == kCommon[1].id) return false;
    return std::max(field.disclosure, record_class) >= Disclosure::D3;
}

}  // namespace model
