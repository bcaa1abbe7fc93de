#include "storage/rules/reference_data.h"

namespace rules {

namespace {

using base::ErrorKind;
using base::fail;

bool is_json_below(std::string_view name, std::string_view folder)
{
    return name.starts_with(folder) && name.ends_with(".json");
}

base::Error older_than_here(std::string_view what)
{
    return fail(ErrorKind::Refused,
                "The pack brings " + std::string(what) +
                    " that are not newer than those in use. Nothing was changed.",
                "pack_data_older");
}

base::Error not_of_its_form(const base::Error& error)
{
    return fail(ErrorKind::Invalid, error.what, "pack_data");
}

}  // namespace

ReferenceData::ReferenceData()
    : lists_(model::CodeLists::built_in()),
      templates_(Templates::built_in()),
      calendar_(model::Calendar::built_in())
{
}

const ReferenceData& ReferenceData::built_in()
{
    static const ReferenceData data;
    return data;
}

Result<void> ReferenceData::take(const DataFiles& files, Older older)
{
    ReferenceData made = *this;
    // Lists first: templates and library are spelled in their codes.
    for (const auto& [name, text] : files)
        if (is_json_below(name, "codelists/")) TRY_VOID(made.take_lists(text, older));
    for (const auto& [name, text] : files) {
        if (is_json_below(name, "templates/")) {
            TRY_VOID(made.take_template(text, older));
        } else if (is_json_below(name, "calendar/")) {
            TRY_VOID(made.take_calendar(text, older));
        } else if (is_json_below(name, "library/")) {
            auto library = Library::load(text, made.lists_);
            if (!library) return not_of_its_form(library.error());
            for (auto& entry : (*library).entries) made.library_.entries.push_back(std::move(entry));
        } else if (!is_json_below(name, "codelists/") && !name.ends_with(".txt")) {
            return fail(ErrorKind::Invalid, "The pack holds a data file whose use is not known.",
                        "pack_data");
        }
    }
    *this = std::move(made);
    return {};
}

Result<void> ReferenceData::take_lists(std::string_view text, Older older)
{
    auto lists = model::CodeLists::load(text);
    if (!lists) return not_of_its_form(lists.error());
    if (lists->version() <= lists_.version()) {
        if (older == Older::Skip) return {};
        return older_than_here("code lists");
    }
    return lists_.replace(*std::move(lists));
}

Result<void> ReferenceData::take_template(std::string_view text, Older older)
{
    auto one = Templates::load(text, lists_);
    if (!one) return not_of_its_form(one.error());
    const auto* newest = templates_.find(one->id);
    if (older == Older::Refuse && newest != nullptr && one->version <= newest->version)
        return older_than_here("review templates");
    templates_.add(*std::move(one));
    return {};
}

Result<void> ReferenceData::take_calendar(std::string_view text, Older older)
{
    auto calendar = model::Calendar::load(text);
    if (!calendar) return not_of_its_form(calendar.error());
    if (calendar->version() <= calendar_.version()) {
        if (older == Older::Skip) return {};
        return older_than_here("bank holidays");
    }
    calendar_ = *std::move(calendar);
    return {};
}

}  // namespace rules
