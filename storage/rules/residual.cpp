#include "storage/rules/residual.h"

#include <algorithm>
#include <array>
#include <map>

#include "storage/model/field.h"
#include "storage/model/fold.h"
#include "storage/model/place.h"
#include "storage/rules/name_words.h"
#include "storage/rules/residual_forms.h"

namespace rules {

namespace {

using residual::End;

struct ResidueForm {
    Residue kind;
    End (*read)(std::string_view text, std::size_t at);
};

constexpr std::array<ResidueForm, 17> kResidueForms = {
    {{Residue::Postcode, residual::postcode},
     {Residue::Phone, residual::phone},
     {Residue::Email, residual::email},
     {Residue::Url, residual::url},
     {Residue::NhsNumber, residual::nhs_number},
     {Residue::NiNumber, residual::ni_number},
     {Residue::PncId, residual::pnc_id},
     {Residue::Cro, residual::cro},
     {Residue::PoliceReference, residual::police_reference},
     {Residue::Urn, residual::urn},
     {Residue::Vehicle, residual::vehicle},
     {Residue::Bank, residual::bank},
     {Residue::Handle, residual::handle},
     {Residue::Gps, residual::gps},
     {Residue::Collar, residual::collar},
     {Residue::PanelReference, residual::panel_reference},
     {Residue::Reference, residual::other_reference}}};

// A form begins where a word does, or at the mark that opens it.
bool may_begin(std::string_view text, std::size_t at)
{
    const char c = text[at];
    const bool mark = c == '@' || c == '+' || c == '(' || c == '-' || c == '/';
    if (!residual::in_word(c) && !mark) return false;
    if (at == 0) return true;
    const char before = text[at - 1];
    if (residual::in_word(before)) return false;
    return c != '/' || before != '/';
}

// The rest of a longer number is none of its own: 1/2 of 1/2/3.
bool inside_number(std::string_view text, std::size_t at)
{
    return at > 1 && residual::is_digit(text[at]) && (text[at - 1] == '/' || text[at - 1] == '.') &&
           residual::is_digit(text[at - 2]);
}

void keep_longest(std::vector<ResidualHit>& hits)
{
    std::ranges::sort(hits, [](const ResidualHit& a, const ResidualHit& b) {
        if (a.offset != b.offset) return a.offset < b.offset;
        return a.length != b.length ? a.length > b.length : a.kind < b.kind;
    });
    std::vector<ResidualHit> kept;
    for (const auto& hit : hits) {
        if (kept.empty() || hit.offset >= kept.back().offset + kept.back().length)
            kept.push_back(hit);
        else if (hit.length > kept.back().length)
            kept.back() = hit;
    }
    hits = std::move(kept);
}

// Fields of the program's own making: no person's words.
bool of_program(std::string_view field)
{
    static constexpr std::array<std::string_view, 9> kOwn = {"human_ref",      "template_version", "format",
                                                             "reader_version", "record_kind",      "field",
                                                             "rule_id",        "version",          "code"};
    return std::ranges::find(kOwn, field) != kOwn.end();
}

class OpenText {
public:
    OpenText(const ResidualScan& scan, std::vector<RecordHit>& found) : scan_(scan), found_(found) {}

    void record(const Record& record)
    {
        const auto* kind = model::kind(record.kind);
        if (kind == nullptr) return;
        record_ = &record;
        class_ = model::record_class(*kind, record.fields);
        for (const auto& [name, value] : record.fields) {
            const auto* spec = kind->field(name);
            if (spec == nullptr || of_program(name) || model::is_sealed(*spec, class_)) continue;
            field_ = name;
            take(*spec, value);
        }
    }

private:
    void take(const model::FieldSpec& spec, const json::Value& value)
    {
        using enum model::FieldKind;
        switch (spec.kind) {
            case Text:
            case Prose: words(value.text()); break;
            case Texts:
                for (const auto& one : *value.array()) words(one.text());
                break;
            case DateText:
                if (value.object() != nullptr)
                    if (const auto* said = value.object()->find("text")) words(said->text());
                break;
            case Rows: rows(spec, value); break;
            case Code:
            case Codes:
            case Tri:
            case Flag:
            case Integer:
            case Date:
            case Time:
            case Ref:
            case Refs:
            case Digest:
            case Digests: break;
        }
    }

    void rows(const model::FieldSpec& spec, const json::Value& value)
    {
        if (value.array() == nullptr) return;
        for (const auto& row : *value.array()) {
            if (row.object() == nullptr) continue;
            for (const auto& inner : spec.rows)
                if (const auto* cell = row.object()->find(inner.id)) take(inner, *cell);
        }
    }

    void words(const std::string* text)
    {
        if (text == nullptr) return;
        for (const auto& hit : scan_.hits(*text))
            found_.push_back({record_, field_, hit, text->substr(hit.offset, hit.length)});
    }

    const ResidualScan& scan_;
    std::vector<RecordHit>& found_;
    const Record* record_ = nullptr;
    model::Disclosure class_ = model::Disclosure::D2;
    std::string field_;
};

}  // namespace

std::string_view to_text(Residue kind)
{
    switch (kind) {
        case Residue::Name: return "name";
        case Residue::Identity: return "identity";
        case Residue::BirthDate: return "birth_date";
        case Residue::FullDate: return "full_date";
        case Residue::Postcode: return "postcode";
        case Residue::Phone: return "phone";
        case Residue::Email: return "email";
        case Residue::Url: return "url";
        case Residue::NhsNumber: return "nhs_number";
        case Residue::NiNumber: return "ni_number";
        case Residue::PncId: return "pnc_id";
        case Residue::Cro: return "cro";
        case Residue::PoliceReference: return "police_reference";
        case Residue::Urn: return "urn";
        case Residue::Vehicle: return "vehicle";
        case Residue::Bank: return "bank";
        case Residue::Handle: return "handle";
        case Residue::Gps: return "gps";
        case Residue::Collar: return "collar";
        case Residue::PanelReference: return "panel_reference";
        case Residue::Reference: return "reference";
    }
    std::abort();
}

ResidualScan::ResidualScan(const Facts& facts) : names_(facts)
{
    for (const auto& person : facts.all("person")) {
        const auto born = span(person, "dob");
        if (born.earliest && born.earliest == born.latest) births_.insert(model::to_text(*born.earliest));
        for (const auto& address : rows(person, "addresses")) {
            add_address(json::text_or(address, "address"));
            add_number(json::text_or(address, "postcode"));
        }
        for (const auto& reference : rows(person, "references"))
            add_number(json::text_or(reference, "number"));
    }
}

// At least five letters or digits: "12" would be everywhere.
void ResidualScan::add_identity(std::string_view words)
{
    const auto parts = model::words(model::fold(words));
    std::size_t length = 0;
    for (const auto& part : parts) length += part.size();
    if (length >= 5) identities_[parts.front()].push_back(parts);
}

// The whole of it, and the street or house by name: "12 Otter Lane" and "Otter Lane".
void ResidualScan::add_address(std::string_view address)
{
    add_identity(address);
    static const std::map<std::string, std::string, std::less<>> kShort = {
        {"road", "rd"}, {"street", "st"},    {"avenue", "ave"},   {"close", "cl"}, {"court", "ct"},
        {"lane", "ln"}, {"drive", "dr"},     {"square", "sq"},    {"place", "pl"}, {"crescent", "cres"},
        {"park", "pk"}, {"terrace", "terr"}, {"gardens", "gdns"}, {"grove", "gr"}, {"estate", "est"}};
    const auto& places = NameWords::built_in().places;
    const auto words = model::words(model::fold(address));
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (!places.contains(words[i]) && !kShort.contains(words[i])) continue;
        // As far back as the name of the street goes: to a number, a street, or what only counts dwellings.
        std::size_t from = i;
        while (from > 0 && !residual::is_digit(words[from - 1].front()) &&
               !places.contains(words[from - 1]) && words[from - 1] != "flat" && words[from - 1] != "unit" &&
               words[from - 1] != "room")
            --from;
        if (from == i || words[i - 1].size() < 3) continue;
        std::string street;
        for (std::size_t j = from; j < i; ++j) street += words[j] + " ";
        add_identity(street + words[i]);
        if (const auto brief = kShort.find(words[i]); brief != kShort.end())
            add_identity(street + brief->second);
    }
}

void ResidualScan::add_number(std::string_view number)
{
    add_identity(number);
    std::string all;
    for (const auto& part : model::words(model::fold(number))) all += part;
    if (all.size() >= 5 && std::ranges::any_of(all, residual::is_digit)) numbers_.insert(all);
}

void ResidualScan::find_identities(std::string_view text, std::vector<ResidualHit>& found) const
{
    if (identities_.empty() && numbers_.empty()) return;
    const auto spans = model::word_spans(text);
    std::vector<std::string> folded;
    folded.reserve(spans.size());
    for (const auto& word : spans) folded.push_back(model::fold(text.substr(word.offset, word.length)));
    for (std::size_t i = 0; i < spans.size(); ++i) {
        // Groups of a number may be parted anywhere.
        std::string run;
        for (std::size_t j = i; j < spans.size() && j < i + 6 && run.size() < 40; ++j) {
            run += folded[j];
            if (numbers_.contains(run))
                found.push_back({Residue::Identity, spans[i].offset,
                                 spans[j].offset + spans[j].length - spans[i].offset});
        }
        const auto first = identities_.find(folded[i]);
        if (first == identities_.end()) continue;
        for (const auto& parts : first->second) {
            if (i + parts.size() > spans.size()) continue;
            if (!std::equal(parts.begin(), parts.end(), folded.begin() + static_cast<std::ptrdiff_t>(i)))
                continue;
            const auto& last = spans[i + parts.size() - 1];
            found.push_back(
                {Residue::Identity, spans[i].offset, last.offset + last.length - spans[i].offset});
        }
    }
}

void ResidualScan::find_all(std::string_view text, std::vector<ResidualHit>& found) const
{
    if (!names_.empty())
        for (const auto& name : find_names(text, names_, NameSense::Possible))
            found.push_back({Residue::Name, name.offset, name.length});
    find_identities(text, found);
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!may_begin(text, at) || inside_number(text, at)) continue;
        if (const auto compact = residual::compact_date(text, at);
            compact && births_.contains(model::to_text(*compact->day)))
            found.push_back({Residue::BirthDate, at, compact->end - at});
        if (const auto date = residual::date(text, at)) {
            const bool birth = (date->day && births_.contains(model::to_text(*date->day))) ||
                               residual::birth_said_before(text, at);
            found.push_back({birth ? Residue::BirthDate : Residue::FullDate, at, date->end - at});
        }
        for (const auto& form : kResidueForms)
            if (const auto end = form.read(text, at)) found.push_back({form.kind, at, *end - at});
    }
}

std::vector<ResidualHit> ResidualScan::hits(std::string_view text) const
{
    std::vector<ResidualHit> found;
    find_all(text, found);
    if (const auto same = residual::plain(text); same.text != text) {
        std::vector<ResidualHit> hidden;
        find_all(same.text, hidden);
        for (const auto& hit : hidden) {
            const std::size_t from = same.at[hit.offset];
            // To the end of the last character, not of what could not be seen after it.
            std::size_t end = same.at[hit.offset + hit.length - 1] + 1;
            while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
            found.push_back({hit.kind, from, end - from});
        }
    }
    keep_longest(found);
    return found;
}

std::vector<RecordHit> scan_open_text(const Facts& facts)
{
    const ResidualScan scan(facts);
    std::vector<RecordHit> found;
    OpenText open(scan, found);
    for (const auto& kind : model::kinds())
        for (const auto& record : facts.all(kind.name)) open.record(record);
    return found;
}

}  // namespace rules
