#include "storage/rules/template.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

#include "assets/assets.h"
#include "storage/model/codelists.h"
#include "storage/rules/template_read.h"

namespace rules {

namespace {

bool older(const Template& a, const Template& b)
{
    return a.id != b.id ? a.id < b.id : a.version < b.version;
}

/// Adds what `to` does not hold yet, by the member that names it.
template <class T, class Name>
void add_new(std::vector<T>& to, const std::vector<T>& from, Name name)
{
    for (const auto& one : from)
        if (std::none_of(to.begin(), to.end(), [&](const T& held) { return name(held) == name(one); }))
            to.push_back(one);
}

void add_rules(Template& to, const Template& from)
{
    const auto itself = [](const std::string& text) { return text; };
    const auto by_id = [](const auto& one) { return one.id; };
    add_new(to.clocks, from.clocks, by_id);
    add_new(to.outputs, from.outputs, itself);
    add_new(to.tests, from.tests, itself);
    add_new(to.sections, from.sections, by_id);
    add_new(to.letters, from.letters, [](const Letter& one) { return one.purpose + "/" + one.basis; });
    add_new(to.notes, from.notes, itself);
    add_new(to.bases, from.bases, itself);
    for (const auto& rule : from.publication) {
        const auto held = std::find_if(to.publication.begin(), to.publication.end(),
                                       [&](const auto& one) { return one.item == rule.item; });
        if (held == to.publication.end())
            to.publication.push_back(rule);
        else if (held->strictness < rule.strictness)
            *held = rule;
    }
    to.may_compel = to.may_compel || from.may_compel;
}

}  // namespace

const ClockRule* Template::clock(std::string_view rule_id) const
{
    const auto at =
        std::find_if(clocks.begin(), clocks.end(), [&](const auto& one) { return one.id == rule_id; });
    return at == clocks.end() ? nullptr : &*at;
}

const Section* Template::section_of(std::string_view prompt_id) const
{
    for (const auto& section : sections)
        for (const auto& prompt : section.prompts)
            if (prompt.id == prompt_id) return &section;
    return nullptr;
}

const Prompt* Template::prompt(std::string_view prompt_id) const
{
    for (const auto& section : sections)
        for (const auto& prompt : section.prompts)
            if (prompt.id == prompt_id) return &prompt;
    return nullptr;
}

const Stage* Template::stage(std::string_view status) const
{
    const auto at =
        std::find_if(stages.begin(), stages.end(), [&](const auto& one) { return one.status == status; });
    return at == stages.end() ? nullptr : &*at;
}

const PublicationRule* Template::publication_rule(std::string_view item) const
{
    const auto at = std::find_if(publication.begin(), publication.end(),
                                 [&](const auto& one) { return one.item == item; });
    return at == publication.end() ? nullptr : &*at;
}

const Letter* Template::letter(std::string_view wanted, std::string_view basis) const
{
    const Letter* any = nullptr;
    for (const auto& one : letters) {
        if (one.purpose != wanted) continue;
        if (one.basis == basis) return &one;
        if (one.basis.empty()) any = &one;
    }
    return any;
}

const Label* Template::label_of(std::string_view review_type, Day opened) const
{
    const auto on = model::to_text(opened);
    for (const auto& one : labels)
        if ((one.type.empty() || one.type == review_type) && (one.from.empty() || one.from <= on) &&
            (one.to.empty() || on <= one.to))
            return &one;
    return nullptr;
}

const std::string& Template::label_on(std::string_view review_type, Day opened) const
{
    const auto* found = label_of(review_type, opened);
    return found == nullptr ? label : found->label;
}

const Templates& Templates::built_in()
{
    static const Templates templates = [] {
        Templates all;
        for (const auto name : assets::names("templates/")) {
            auto read = load(*assets::find(name));
            // The files travel inside the program: one that cannot be read is a fault of the build.
            if (!read) std::abort();
            all.add(*std::move(read));
        }
        return all;
    }();
    return templates;
}

Result<Template> Templates::load(std::string_view text, const model::CodeLists& lists)
{
    return read_template(text, lists);
}

const Template* Templates::find(std::string_view id, int version) const
{
    const Template* found = nullptr;
    for (const auto& one : all_)  // ascending: the last is the newest
        if (one.id == id && (version == 0 || one.version == version)) found = &one;
    return found;
}

const Template* Templates::for_type(std::string_view review_type, std::string_view format) const
{
    const std::string_view wanted = review_type == "LHR" && format.empty() ? "full" : format;
    const Template* found = nullptr;
    for (const auto& one : all_)
        if (one.format == wanted && std::find(one.review_types.begin(), one.review_types.end(),
                                              review_type) != one.review_types.end())
            found = find(one.id);
    return found;
}

const Template* Templates::of_review(std::string_view template_version) const
{
    const auto slash = template_version.find('/');
    if (slash == std::string_view::npos) return nullptr;
    int version = 0;
    for (const char digit : template_version.substr(slash + 1)) {
        if (digit < '0' || digit > '9' || version > 100'000) return nullptr;
        version = 10 * version + (digit - '0');
    }
    return version == 0 ? nullptr : find(template_version.substr(0, slash), version);
}

const Template* Templates::for_basis(std::string_view legal_basis) const
{
    for (const auto& one : all_)
        if (!one.joint && std::find(one.bases.begin(), one.bases.end(), legal_basis) != one.bases.end())
            return find(one.id);
    return nullptr;
}

std::optional<Template> Templates::joined(std::string_view template_version,
                                          const std::vector<std::string>& bases) const
{
    const auto* own = of_review(template_version);
    if (own == nullptr) return std::nullopt;
    Template made = *own;
    if (!own->joint) return made;
    std::set<std::string> taken;
    for (const auto& basis : bases)
        if (const auto* part = for_basis(basis); part != nullptr && taken.insert(part->id).second)
            add_rules(made, *part);
    return made;
}

void Templates::add(Template one)
{
    const auto at = std::lower_bound(all_.begin(), all_.end(), one, older);
    if (at != all_.end() && at->id == one.id && at->version == one.version)
        *at = std::move(one);
    else
        all_.insert(at, std::move(one));
}

bool in_force(const Template& one, std::string_view area, Day on)
{
    if (model::is_demo_area(area)) return true;
    const auto day = model::to_text(on);
    if (!one.valid_from.empty() && day < one.valid_from) return false;
    if (!one.valid_to.empty() && one.valid_to < day) return false;
    return one.areas.empty() || std::find(one.areas.begin(), one.areas.end(), area) != one.areas.end();
}

std::string version_text(const Template& one)
{
    return one.id + "/" + std::to_string(one.version);
}

std::string_view check_guidance()
{
    return "Check against current guidance.";
}

std::vector<std::string> blanks_of(std::string_view text)
{
    std::vector<std::string> found;
    for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
        const auto end = text.find('}', at);
        if (end == std::string_view::npos) break;
        std::string name(text.substr(at + 1, end - at - 1));
        if (std::find(found.begin(), found.end(), name) == found.end()) found.push_back(std::move(name));
    }
    return found;
}

}  // namespace rules
