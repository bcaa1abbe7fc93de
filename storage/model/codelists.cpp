#include "storage/model/codelists.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <set>

#include "assets/assets.h"

namespace model {
namespace {

constexpr std::string_view kCodeListsFormat = "cairn/codelists/v1";
constexpr std::string_view kLocal = "LOCAL:";
constexpr std::size_t kLongestLocal = 32;

base::Error bad_list(const std::string& list, std::string_view what)
{
    return base::fail(base::ErrorKind::Invalid,
                      "The code list " + (list.empty() ? "file" : "'" + list + "'") +
                          " cannot be used: " + std::string(what) + ".",
                      "codelists");
}

bool within(std::string_view on, std::string_view from, std::string_view to)
{
    if (on.empty()) return true;
    return (from.empty() || from <= on) && (to.empty() || on <= to);
}

Result<CodeValue> read_value(const json::Value& value, const std::string& list)
{
    const auto* object = value.object();
    if (object == nullptr) return bad_list(list, "a value is not an object");
    CodeValue read;
    for (const auto& [key, held] : *object) {
        const auto* text = held.text();
        std::string* to = key == "code"         ? &read.code
                          : key == "label"      ? &read.label
                          : key == "note"       ? &read.note
                          : key == "valid_from" ? &read.valid_from
                          : key == "valid_to"   ? &read.valid_to
                                                : nullptr;
        if (to == nullptr)
            read.more.set(key, held);
        else if (text == nullptr)
            return bad_list(list, "a value's " + key + " is not a text");
        else
            *to = *text;
    }
    if (read.code.empty() || read.label.empty()) return bad_list(list, "a value without code or label");
    return read;
}

Result<CodeList> read_list(const json::Value& value)
{
    const auto* object = value.object();
    if (object == nullptr) return bad_list({}, "a list is not an object");
    CodeList list{.id = json::text_or(*object, "id"),
                  .title = json::text_or(*object, "title"),
                  .source = json::text_or(*object, "source"),
                  .note = json::text_or(*object, "note"),
                  .valid_from = json::text_or(*object, "valid_from"),
                  .valid_to = json::text_or(*object, "valid_to"),
                  .closed = json::flag_or(*object, "closed"),
                  .values = {}};
    const auto* values = object->find("values");
    if (list.id.empty() || list.title.empty()) return bad_list(list.id, "it has no id or no title");
    if (values == nullptr || values->array() == nullptr) return bad_list(list.id, "it has no values");
    std::set<std::string> codes;
    for (const auto& each : *values->array()) {
        TRY_ASSIGN(auto read, read_value(each, list.id));
        if (!codes.insert(read.code).second) return bad_list(list.id, "a code stands in it twice");
        list.values.push_back(std::move(read));
    }
    return list;
}

bool ends_within(std::string_view gss, std::string_view prefix, int last)
{
    if (gss.size() != 9 || !gss.starts_with(prefix)) return false;
    const auto tail = gss.substr(prefix.size());
    if (tail[0] < '0' || tail[0] > '9' || tail[1] < '0' || tail[1] > '9') return false;
    const int number = (tail[0] - '0') * 10 + (tail[1] - '0');
    return number >= 1 && number <= last;
}

}  // namespace

bool CodeValue::valid(std::string_view on) const
{
    return within(on, valid_from, valid_to);
}

const CodeValue* CodeList::find(std::string_view code) const
{
    const auto at =
        std::find_if(values.begin(), values.end(), [&](const CodeValue& v) { return v.code == code; });
    return at == values.end() ? nullptr : &*at;
}

bool is_local_code(std::string_view code)
{
    if (!code.starts_with(kLocal)) return false;
    code.remove_prefix(kLocal.size());
    return !code.empty() && code.size() <= kLongestLocal && std::all_of(code.begin(), code.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

Result<CodeLists> CodeLists::load(std::string_view text)
{
    TRY_ASSIGN(const auto file, json::parse_object(text));
    if (json::text_or(file, "format") != kCodeListsFormat) return bad_list({}, "its format is another one");
    CodeLists lists;
    lists.version_ = static_cast<int>(json::number_or(file, "version"));
    if (lists.version_ < 1) return bad_list({}, "it has no version");
    const auto* found = file.find("lists");
    if (found == nullptr || found->array() == nullptr) return bad_list({}, "it has no lists");
    for (const auto& each : *found->array()) {
        TRY_ASSIGN(auto list, read_list(each));
        lists.lists_.push_back(std::move(list));
    }
    auto& all = lists.lists_;
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    const auto twice =
        std::adjacent_find(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.id == b.id; });
    if (twice != all.end()) return bad_list(twice->id, "it is there twice");
    return lists;
}

const CodeLists& CodeLists::built_in()
{
    static const CodeLists lists = [] {
        CodeLists all;
        for (const auto name : assets::names("codelists/")) {
            auto read = load(*assets::find(name));
            // The files travel inside the program: one that cannot be read is a fault of the build.
            if (!read || !all.add(*std::move(read))) std::abort();
        }
        return all;
    }();
    return lists;
}

const CodeList* CodeLists::list(std::string_view id) const
{
    const auto at =
        std::lower_bound(lists_.begin(), lists_.end(), id,
                         [](const CodeList& list, std::string_view wanted) { return list.id < wanted; });
    return at == lists_.end() || at->id != id ? nullptr : &*at;
}

bool CodeLists::accepts(std::string_view id, std::string_view code, std::string_view on) const
{
    const auto* found = list(id);
    if (found == nullptr) return false;
    if (const auto* value = found->find(code); value != nullptr)
        return value->valid(on) && within(on, found->valid_from, found->valid_to);
    if (id == "borough") return is_demo_area(code);
    return !found->closed && is_local_code(code);
}

std::string CodeLists::label(std::string_view id, std::string_view code) const
{
    const auto* found = list(id == "borough" && is_demo_area(code) ? "demo_area" : id);
    const auto* value = found == nullptr ? nullptr : found->find(code);
    return value == nullptr ? std::string(code) : value->label;
}

Result<void> CodeLists::add(CodeLists other)
{
    for (const auto& each : other.lists_)
        if (list(each.id) != nullptr)
            return base::fail(base::ErrorKind::Conflict, "The code list '" + each.id + "' is there already.",
                              "codelists");
    version_ = std::max(version_, other.version_);
    std::move(other.lists_.begin(), other.lists_.end(), std::back_inserter(lists_));
    std::sort(lists_.begin(), lists_.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return {};
}

Result<void> CodeLists::replace(CodeLists other)
{
    auto made = lists_;
    for (auto& each : other.lists_) {
        const auto at =
            std::find_if(made.begin(), made.end(), [&](const CodeList& held) { return held.id == each.id; });
        if (at == made.end()) {
            made.push_back(std::move(each));
            continue;
        }
        const bool all_there = std::all_of(at->values.begin(), at->values.end(),
                                           [&](const auto& held) { return each.find(held.code) != nullptr; });
        if (!all_there || each.closed != at->closed)
            return base::fail(base::ErrorKind::Refused,
                              "The newer code list '" + each.id +
                                  "' leaves out a code that records may hold, or opens a closed list. A code "
                                  "is retired by date. Nothing was changed.",
                              "pack_code_missing");
        *at = std::move(each);
    }
    std::sort(made.begin(), made.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    lists_ = std::move(made);
    version_ = std::max(version_, other.version_);
    return {};
}

bool is_london_area(std::string_view gss)
{
    return ends_within(gss, "E090000", 33);
}

bool is_demo_area(std::string_view gss)
{
    return ends_within(gss, "X990000", 3);
}

}  // namespace model
