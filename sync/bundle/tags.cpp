#include "sync/bundle/tags.h"

#include <algorithm>

#include "crypto/base/lexical.h"
#include "storage/json/json.h"
#include "storage/model/field.h"
#include "sync/bundle/objects.h"
#include "sync/bundle/statement.h"
#include "sync/bundle/ustar.h"

namespace bundle {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::size_t kManifestLines = kObjects + 300;

base::Error manifest_form()
{
    return fail(ErrorKind::Invalid, "A list of checksums in the bundle is not readable.", "manifest_form");
}
base::Error bag_info_form()
{
    return fail(ErrorKind::Invalid, "bag-info.txt is not readable.", "bag_info_form");
}
base::Error fetch_form()
{
    return fail(ErrorKind::Invalid, "fetch.txt is not readable.", "fetch_form");
}

bool is_day(std::string_view text)
{
    return base::time_from_text(std::string(text) + "T00:00:00Z").has_value();
}

std::string fetch_line(const FetchLine& line)
{
    return "ni://cairn.invalid/sha-256;" + base::to_base64_url(line.part) + " " +
           std::to_string(line.length) + " " + blob_name(line.part) + "\n";
}

Result<BagInfo> read_bag_info(base::LineReader& lines)
{
    BagInfo info;
    TRY_ASSIGN(const std::string_view agent, lines.field("Bag-Software-Agent:"));
    TRY_ASSIGN(const std::string_view date, lines.field("Bagging-Date:"));
    TRY_ASSIGN(const std::string_view id, lines.field("External-Identifier:"));
    TRY_ASSIGN(const std::string_view oxum, lines.field("Payload-Oxum:"));
    const auto counts = base::split(oxum, '.');
    if (!lines.at_end() || agent.empty() || agent.size() > 200 || !is_day(date) || !is_bundle_id(id) ||
        counts.size() != 2)
        return bag_info_form();
    info.agent = std::string(agent);
    info.date = std::string(date);
    info.bundle = std::string(id);
    TRY_ASSIGN(info.octets, base::number_from_text(counts[0]));
    TRY_ASSIGN(info.files, base::number_from_text(counts[1]));
    return info;
}

Result<FetchLine> read_fetch_line(std::string_view text)
{
    const auto words = base::split(text, ' ');
    constexpr std::string_view kBlobs = "data/blobs/";
    if (words.size() != 3 || !words[2].starts_with(kBlobs)) return fetch_form();
    FetchLine line;
    TRY_ASSIGN(line.part, base::digest32_from_hex(words[2].substr(kBlobs.size())));
    TRY_ASSIGN(line.length, base::number_from_text(words[1]));
    if (fetch_line(line) != std::string(text) + "\n") return fetch_form();
    return line;
}

std::string_view kind_text(model::FieldKind kind)
{
    switch (kind) {
        case model::FieldKind::Text: return "text";
        case model::FieldKind::Prose: return "prose";
        case model::FieldKind::Code: return "code";
        case model::FieldKind::Codes: return "codes";
        case model::FieldKind::Tri: return "tri";
        case model::FieldKind::Flag: return "flag";
        case model::FieldKind::Integer: return "integer";
        case model::FieldKind::Date: return "date";
        case model::FieldKind::Time: return "time";
        case model::FieldKind::DateText: return "date_text";
        case model::FieldKind::Ref: return "ref";
        case model::FieldKind::Refs: return "refs";
        case model::FieldKind::Digest: return "digest";
        case model::FieldKind::Digests: return "digests";
        case model::FieldKind::Texts: return "texts";
        case model::FieldKind::Rows: return "rows";
    }
    std::abort();
}

json::Array fields_of(std::span<const model::FieldSpec> specs)
{
    json::Array fields;
    for (const auto& spec : specs) {
        json::Object field;
        field.set("id", spec.id);
        field.set("label", spec.label);
        field.set("kind", kind_text(spec.kind));
        if (!spec.of.empty()) field.set("of", spec.of);
        if (!spec.hint.empty()) field.set("hint", spec.hint);
        field.set("disclosure", model::to_text(spec.disclosure));
        if (!spec.rows.empty()) field.set("rows", fields_of(spec.rows));
        fields.emplace_back(std::move(field));
    }
    return fields;
}

}  // namespace

std::string encode_manifest(const std::vector<HashLine>& lines)
{
    std::string text;
    for (const auto& line : lines) text += base::to_hex(line.sha512) + "  " + line.name + "\n";
    return text;
}

Result<std::vector<HashLine>> parse_manifest(std::string_view text)
{
    auto reader = base::LineReader::open(text);
    if (!reader || text.empty()) return manifest_form();
    std::vector<HashLine> lines;
    while (!reader->at_end()) {
        TRY_ASSIGN(const std::string_view line, reader->line());
        if (line.size() < 131 || line.substr(128, 2) != "  " || lines.size() == kManifestLines)
            return manifest_form();
        const auto sha512 = base::digest64_from_hex(line.substr(0, 128));
        const std::string_view name = line.substr(130);
        if (!sha512 || !is_tar_name(name)) return manifest_form();
        if (!lines.empty() && lines.back().name >= name) return manifest_form();
        lines.push_back({*sha512, std::string(name)});
    }
    return lines;
}

std::string_view bagit_text()
{
    return "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
}

std::string BagInfo::encode() const
{
    return "Bag-Software-Agent: " + agent + "\nBagging-Date: " + date + "\nExternal-Identifier: " + bundle +
           "\nPayload-Oxum: " + std::to_string(octets) + "." + std::to_string(files) + "\n";
}

Result<BagInfo> BagInfo::parse(std::string_view text)
{
    auto lines = base::LineReader::open(text);
    if (!lines) return bag_info_form();
    auto info = read_bag_info(*lines);
    if (!info) return bag_info_form();
    return info;
}

std::string encode_fetch(const std::vector<FetchLine>& lines)
{
    std::string text;
    for (const auto& line : lines) text += fetch_line(line);
    return text;
}

Result<std::vector<FetchLine>> parse_fetch(std::string_view text)
{
    auto reader = base::LineReader::open(text);
    if (!reader || text.empty()) return fetch_form();
    std::vector<FetchLine> lines;
    while (!reader->at_end()) {
        TRY_ASSIGN(const std::string_view line, reader->line());
        auto read = read_fetch_line(line);
        if (!read || lines.size() == kObjects || (!lines.empty() && lines.back().part >= read->part))
            return fetch_form();
        lines.push_back(*read);
    }
    return lines;
}

std::string blob_name(const Digest32& part)
{
    return "data/blobs/" + base::to_hex(part);
}

Result<std::string> schema_text(std::string_view kind)
{
    const model::KindSpec* spec = model::kind(kind);
    if (spec == nullptr) return fail(ErrorKind::NotFound, "There is no such kind of record.");
    json::Object schema;
    schema.set("kind", spec->name);
    schema.set("label", spec->label);
    schema.set("disclosure", model::to_text(spec->disclosure));
    schema.set("fields", fields_of(spec->fields));
    return json::write(schema) + "\n";
}

}  // namespace bundle
