#include "app/core/desk_documents.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "app/core/attaching.h"
#include "app/core/chronology_words.h"
#include "app/core/desk_files.h"
#include "app/core/desk_records.h"
#include "app/core/facts.h"
#include "app/core/putting.h"
#include "app/import/reader.h"
#include "crypto/base/places.h"
#include "crypto/primitives/hash.h"
#include "storage/model/field.h"

namespace core {

using base::ErrorKind;
using base::fail;

namespace {

constexpr std::uint64_t kMostDocument = 256ULL << 20;
constexpr double kThousand = 1000;

std::string label(const rules::Facts& facts, const rules::Record& record, std::string_view field,
                  std::string_view list)
{
    const auto code = rules::text(record, field);
    return code.empty() ? code : facts.lists().label(list, code);
}

DeskExtract extract_of(const rules::Facts& facts, const rules::Record& record)
{
    DeskExtract made;
    made.id = record.id;
    made.called = rules::called(facts, record);
    made.page = rules::number(record, "page");
    made.part = region_of(rules::text(record, "region"));
    made.sealed = rules::text(record, "text");
    const auto cells = rules::text(record, "cells"), paragraph = rules::text(record, "paragraph");
    made.where = made.page > 0        ? "page " + std::to_string(made.page)
                 : !paragraph.empty() ? "paragraph " + paragraph
                                      : cells;
    return made;
}

DeskDocument document_of(const rules::Facts& facts, const rules::Record& record)
{
    DeskDocument made;
    made.id = record.id;
    made.called = rules::called(facts, record);
    made.kind = label(facts, record, "source_kind", "source_kind");
    made.marking = label(facts, record, "marking", "security_marking");
    if (const auto* from = facts.find(rules::text(record, "from_org")))
        made.from = rules::called(facts, *from);
    if (const auto day = rules::day(record, "received_on")) made.received = day_words(*day);
    made.fingerprint = rules::text(record, "sha256");
    made.held = rules::has(record, "parts");
    if (const auto length = rules::number(record, "length"); length > 0)
        made.size = size_words(static_cast<std::uint64_t>(length));
    made.sealed = rules::text(record, "title");
    if (made.sealed.empty()) made.sealed = rules::text(record, "file_name");
    for (const auto* one : facts.naming(record.id, "extract", "document"))
        made.extracts.push_back(extract_of(facts, *one));
    return made;
}

/// The file as it was received, and its record.
struct File {
    base::Bytes bytes;
    review::Record record;
    bool agrees = false;
};

Result<File> read_document(OpenReview& held, const std::string& id)
{
    File file;
    TRY_ASSIGN(file.record, held.review.record("document", id));
    const auto* parts = file.record.fields.find("parts");
    if (parts == nullptr || parts->array() == nullptr)
        return fail(ErrorKind::NotFound, "The file of this document is not kept in this vault.");
    std::vector<base::Digest32> digests;
    for (const auto& part : *parts->array()) {
        TRY_ASSIGN(const auto digest, base::digest32_from_hex(part.text() == nullptr ? "" : *part.text()));
        digests.push_back(digest);
    }
    if (json::number_or(file.record.fields, "length") > static_cast<std::int64_t>(kMostDocument))
        return fail(ErrorKind::Refused, "This file is too large to be shown here. It is kept as it came.");
    base::MemorySink into;
    TRY_VOID(held.review.read_attachment(digests, into));
    file.bytes = std::move(into.bytes);
    const auto noted = json::text_or(file.record.fields, "sha256");
    file.agrees = base::to_hex(crypto::sha256(file.bytes)) == noted;
    if (!file.agrees)
        return fail(ErrorKind::Corrupt,
                    "This is not the file that was received: its fingerprint has changed. Check the vault "
                    "(Health page) and restore it from a backup.");
    return file;
}

Result<void> read_rows(const File& file, const base::Path& program, DeskOpened& made)
{
    TRY_ASSIGN(auto table, import_::read_table_apart({.program = program}, file.bytes));
    made.columns = static_cast<std::int64_t>(table.columns);
    for (auto& record : table.records)
        made.rows.emplace_back(static_cast<std::int64_t>(record.number), std::move(record.cells));
    return {};
}

// ".pdf": letters and digits of a known ending only.
std::string ending_of(const json::Object& fields)
{
    const auto name = json::text_or(fields, "file_name");
    const auto dot = name.rfind('.');
    std::string ending = dot == std::string::npos ? "" : name.substr(dot);
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    constexpr std::array<std::string_view, 17> kKnown = {".pdf", ".png",  ".jpg", ".jpeg", ".csv", ".tsv",
                                                         ".txt", ".docx", ".doc", ".xlsx", ".xls", ".odt",
                                                         ".ods", ".rtf",  ".msg", ".eml",  ".html"};
    return std::find(kKnown.begin(), kKnown.end(), ending) == kKnown.end() ? "" : ending;
}

}  // namespace

std::string region_words(const pages::Place& part)
{
    std::string words;
    for (const double one : {part.x, part.y, part.w, part.h})
        words +=
            (words.empty() ? "" : ",") + std::to_string(std::lround(std::clamp(one, 0.0, 1.0) * kThousand));
    return words;
}

pages::Place region_of(std::string_view words)
{
    std::array<double, 4> parts{};
    const char* at = words.data();
    const char* const end = at + words.size();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        int number = 0;
        const auto [next, problem] = std::from_chars(at, end, number);
        if (problem != std::errc{} || number < 0 || number > 1000) return {};
        parts[i] = number / kThousand;
        at = next;
        if (i + 1 < parts.size() && (at == end || *at++ != ',')) return {};
    }
    return at == end ? pages::Place{parts[0], parts[1], parts[2], parts[3]} : pages::Place{};
}

Result<DeskDocuments> desk_documents(DeskStore& store)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_ASSIGN(const auto facts, core::facts(held.vault, held.review, Scope::Records));
    DeskDocuments made;
    for (const auto& one : facts.all("document")) made.documents.push_back(document_of(facts, one));
    for (const auto& one : facts.all("organisation"))
        made.organisations.emplace_back(one.id, rules::called(facts, one));
    return made;
}

Result<DeskOpened> desk_open_document(DeskStore& store, const std::string& id, const base::Path& program,
                                      const std::atomic<bool>& give_up)
{
    TRY_ASSIGN(auto held, store.held());
    store.shown.reset();
    TRY_ASSIGN(const auto file, read_document(held, id));
    DeskOpened made;
    made.id = id;
    made.agrees = file.agrees;
    if (!pages::format_of(file.bytes)) {
        TRY_VOID(read_rows(file, program, made));
        return made;
    }
    TRY_ASSIGN(auto viewer, pages::Viewer::open(program, file.bytes, [&give_up] { return !give_up; }));
    made.pages = viewer.sizes();
    store.shown.emplace(DeskStore::Shown{id, std::move(viewer)});
    return made;
}

Result<DeskPage> desk_page(DeskStore& store, const std::string& id, std::size_t page, int width,
                           const std::atomic<bool>& give_up)
{
    TRY_VOID(store.held());
    if (!store.shown || store.shown->id != id)
        return fail(ErrorKind::Conflict, "Another document is shown now. Open this one again.");
    const base::WaitOn wait_on = [&give_up] { return !give_up; };
    DeskPage made{id, page, {}, {}};
    TRY_ASSIGN(made.picture, store.shown->viewer.picture(page, width, wait_on));
    TRY_ASSIGN(const auto words, store.shown->viewer.words(page, wait_on));
    made.lines = pages::lines_of(words);
    return made;
}

Result<std::string> desk_attach(DeskStore& store, const std::string& path, const std::string& source_kind,
                                const std::string& from)
{
    TRY_ASSIGN(const auto held, store.held());
    TRY_ASSIGN(auto attached,
               attach_document(held.review, held.vault, {base::path_from_utf8(path), source_kind, from}));
    return std::move(attached.document);
}

Result<void> desk_open_outside(DeskStore& store, const std::string& id, const std::string& purpose)
{
    TRY_ASSIGN(auto held, store.held());
    if (purpose.empty()) return fail(ErrorKind::Invalid, "Say why it is opened outside.");
    TRY_ASSIGN(const auto file, read_document(held, id));
    model::Change opening;
    opening.kind = "outside_opening";
    opening.id = base::new_uuid(held.vault.random());
    opening.fields.set("document", id);
    opening.fields.set("purpose", purpose);
    TRY_VOID(put(held.vault, held.review, {{std::move(opening)}}));
    TRY_ASSIGN(const auto copy, store.outside.write(ending_of(file.record.fields), file.bytes));
    return base::show_outside(copy);
}

}  // namespace core
