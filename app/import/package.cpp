#include "app/import/package.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>
#include <set>

#include "app/import/cells.h"
#include "app/import/xml.h"

namespace import_ {
namespace {

using base::ErrorKind;
using base::fail;

struct Close {
    void operator()(archive* zip) const { archive_read_free(zip); }
};
using Zip = std::unique_ptr<archive, Close>;

base::Error zip_damaged()
{
    return fail(ErrorKind::Invalid,
                "The file is damaged or cut short. Nothing was imported; ask the agency to send it again.",
                "zip_damaged");
}

base::Error too_large()
{
    return fail(ErrorKind::Refused,
                "The file would unpack to far more than a chronology holds. Nothing was imported; ask for it "
                "in parts.",
                "zip_size");
}

Result<Zip> open_zip(ByteView file)
{
    Zip zip(archive_read_new());
    if (!zip) return fail(ErrorKind::Io, "There is not enough memory to read the file.");
    // By its directory only: no compressed wrapper, no other kind of archive.
    if (archive_read_support_format_zip_seekable(zip.get()) != ARCHIVE_OK ||
        archive_read_open_memory(zip.get(), file.data(), file.size()) != ARCHIVE_OK)
        return zip_damaged();
    return zip;
}

/// A name as Office writes them: no way out of the package, no control character.
bool is_part_name(std::string_view name)
{
    if (name.empty() || name.size() > 300 || name.front() == '/') return false;
    if (std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\\'; }))
        return false;
    return name != ".." && !name.starts_with("../") && name.find("/../") == std::string_view::npos &&
           !name.ends_with("/..") && name.find(':') == std::string_view::npos;
}

Result<archive_entry*> next_entry(archive* zip)
{
    archive_entry* entry = nullptr;
    const int got = archive_read_next_header(zip, &entry);
    if (got == ARCHIVE_EOF) return static_cast<archive_entry*>(nullptr);
    if (got != ARCHIVE_OK && got != ARCHIVE_WARN) return zip_damaged();
    return entry;
}

Result<void> check_entry(archive_entry* entry, const PackageLimits& limits)
{
    const char* name = archive_entry_pathname(entry);
    if (name == nullptr || !is_part_name(name))
        return fail(
            ErrorKind::Refused,
            "The file holds a name that leads out of it or cannot be read: it was not made by Word or "
            "Excel. Nothing was imported.",
            "zip_name");
    if (archive_entry_is_encrypted(entry) != 0)
        return fail(ErrorKind::Refused,
                    "The file is protected by a password. Nothing was imported; save it without one and "
                    "import that.",
                    "zip_password");
    if (archive_entry_size_is_set(entry) != 0 && archive_entry_size(entry) < 0) return zip_damaged();
    (void)limits;
    return {};
}

std::size_t declared(archive_entry* entry)
{
    return archive_entry_size_is_set(entry) != 0 ? static_cast<std::size_t>(archive_entry_size(entry)) : 0;
}

}  // namespace

bool Parts::has(std::string_view name) const
{
    return std::ranges::find(names(), name) != names().end();
}

Result<Package> Package::open(ByteView file, const PackageLimits& limits)
{
    Package package(file, limits);
    TRY_ASSIGN(const Zip zip, open_zip(file));
    std::set<std::string> seen;
    while (true) {
        TRY_ASSIGN(archive_entry * entry, next_entry(zip.get()));
        if (entry == nullptr) break;
        if (package.names_.size() == limits.entries)
            return fail(ErrorKind::Refused,
                        "The file holds more parts than any Word or Excel file. Nothing was imported.",
                        "zip_entries");
        TRY_VOID(check_entry(entry, limits));
        const std::string name = archive_entry_pathname(entry);
        if (!seen.insert(lowered(name)).second)
            return fail(ErrorKind::Refused,
                        "The file holds two parts of one name, so that it could be read in two ways. Nothing "
                        "was imported; ask the agency for a fresh copy.",
                        "zip_double");
        if (archive_entry_filetype(entry) == AE_IFREG) package.names_.push_back(name);
    }
    return package;
}

Result<std::string> Package::read(std::string_view name)
{
    TRY_ASSIGN(const Zip zip, open_zip(file_));
    while (true) {
        TRY_ASSIGN(archive_entry * entry, next_entry(zip.get()));
        if (entry == nullptr)
            return fail(
                ErrorKind::Invalid,
                "The file lacks a part that it names. Nothing was imported; ask the agency to send it "
                "again.",
                "part_missing");
        if (archive_entry_pathname(entry) == nullptr || archive_entry_pathname(entry) != name) continue;
        // What it says of itself first, then what comes out of it.
        const std::size_t left = limits_.total_bytes - total_;
        const std::size_t plausible = std::max<std::size_t>(4U * 1024 * 1024, file_.size() * limits_.ratio);
        const std::size_t most = std::min({limits_.part_bytes, left, plausible});
        if (declared(entry) > most) return too_large();
        std::string bytes;
        while (true) {
            const std::size_t had = bytes.size();
            constexpr std::size_t kPiece = 256U * 1024;
            bytes.resize(had + kPiece);
            const auto got = archive_read_data(zip.get(), bytes.data() + had, kPiece);
            if (got < 0) return zip_damaged();
            bytes.resize(had + static_cast<std::size_t>(got));
            if (got == 0) break;
            if (bytes.size() > most) return too_large();
        }
        if (archive_entry_size_is_set(entry) != 0 && bytes.size() != declared(entry)) return zip_damaged();
        total_ += bytes.size();
        return bytes;
    }
}

namespace {

/// "xl/worksheets/sheet1.xml" for "worksheets/sheet1.xml" as seen from "xl/workbook.xml"; empty when it leads
/// out.
std::string resolved(std::string_view part, std::string_view target)
{
    std::string path;
    if (!target.starts_with("/")) {
        const std::size_t slash = part.rfind('/');
        if (slash != std::string_view::npos) path = std::string(part.substr(0, slash + 1));
    }
    path += target.starts_with("/") ? target.substr(1) : target;
    std::vector<std::string> kept;
    for (std::size_t from = 0; from <= path.size();) {
        const std::size_t end = std::min(path.find('/', from), path.size());
        const std::string step = path.substr(from, end - from);
        from = end + 1;
        if (step == "." || step.empty()) continue;
        if (step == "..") {
            if (kept.empty()) return {};
            kept.pop_back();
        } else {
            kept.push_back(step);
        }
    }
    std::string name;
    for (const std::string& step : kept) name += (name.empty() ? "" : "/") + step;
    return name;
}

}  // namespace

Result<std::map<std::string, Relation, std::less<>>> relations_of(Parts& parts, std::string_view part,
                                                                  bool& outside)
{
    std::map<std::string, Relation, std::less<>> found;
    const std::size_t slash = part.rfind('/');
    const std::string folder =
        slash == std::string_view::npos ? std::string() : std::string(part.substr(0, slash + 1));
    const std::string file = std::string(slash == std::string_view::npos ? part : part.substr(slash + 1));
    const std::string name = folder + "_rels/" + file + ".rels";
    if (!parts.has(name)) return found;
    TRY_ASSIGN(const std::string bytes, parts.read(name));
    TRY_ASSIGN(const auto document, parse_xml(bytes));
    for (const pugi::xml_node& one : document->document_element().children()) {
        if (!is(one, "Relationship")) continue;
        if (attribute(one, "TargetMode") == "External") {
            outside = true;
            continue;
        }
        const std::string_view type = attribute(one, "Type");
        const std::size_t word = type.rfind('/');
        found[std::string(attribute(one, "Id"))] = {
            std::string(word == std::string_view::npos ? type : type.substr(word + 1)),
            resolved(part, attribute(one, "Target"))};
    }
    return found;
}

}  // namespace import_
