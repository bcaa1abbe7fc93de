#include "sync/trust/entry.h"

#include <algorithm>
#include <array>

#include "crypto/base/lexical.h"

namespace trust {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::string_view kEntryFormat = "cairn/entry/v1";
constexpr std::array<std::pair<EntryKind, std::string_view>, 10> kKinds{
    {{EntryKind::Accepted, "accepted"},
     {EntryKind::Rejected, "rejected"},
     {EntryKind::Fork, "fork"},
     {EntryKind::Waiting, "waiting"},
     {EntryKind::SealedChecked, "sealed-checked"},
     {EntryKind::Roster, "roster"},
     {EntryKind::Revoked, "revoked"},
     {EntryKind::Returned, "returned"},
     {EntryKind::Erased, "erased"},
     {EntryKind::Key, "key"}}};

base::Error entry_form()
{
    return fail(ErrorKind::Invalid, "A log entry is not readable.", "entry_form");
}

bool is_hex(std::string_view text, std::size_t length, std::string_view digits)
{
    return text.size() == length && text.find_first_not_of(digits) == std::string_view::npos;
}

bool is_code(std::string_view text)
{
    return !text.empty() && text.size() <= 40 &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

std::string or_dash(const std::optional<Digest32>& digest)
{
    return digest ? base::to_hex(*digest) : "-";
}

Result<void> read_kind(std::string_view text, Entry& entry)
{
    const auto words = base::split(text, ' ');
    const auto known =
        std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& kind) { return kind.second == words[0]; });
    if (known == kKinds.end()) return entry_form();
    entry.kind = known->first;
    if (entry.kind != EntryKind::Rejected) return words.size() == 1 ? Result<void>() : entry_form();
    if (words.size() != 2 || !is_code(words[1])) return entry_form();
    entry.code = std::string(words[1]);
    return {};
}

Result<void> read_digest(base::LineReader& lines, std::string_view name, std::optional<Digest32>& into)
{
    TRY_ASSIGN(const std::string_view text, lines.field(name));
    if (text == "-") return {};
    TRY_ASSIGN(into, base::digest32_from_hex(text));
    return {};
}

Result<void> read_objects(std::string_view text, Entry& entry)
{
    if (text == "-") return {};
    const auto words = base::split(text, ' ');
    if (words.size() != 2) return entry_form();
    ObjectsCommitment objects;
    TRY_ASSIGN(objects.count, base::number_from_text(words[0]));
    TRY_ASSIGN(objects.digest, base::digest32_from_hex(words[1]));
    entry.objects = objects;
    return {};
}

Result<void> read_subject(base::LineReader& lines, Entry& entry)
{
    TRY_ASSIGN(const std::string_view bundle, lines.field("bundle"));
    if (bundle != "-") {
        if (!is_hex(bundle, 32, "0123456789abcdef")) return entry_form();
        entry.bundle = std::string(bundle);
    }
    TRY_ASSIGN(const std::string_view review, lines.field("review"));
    if (review != "-") {
        if (!base::is_uuid(review)) return entry_form();
        entry.review = std::string(review);
    }
    TRY_ASSIGN(const std::string_view revision, lines.field("revision"));
    if (revision != "-") {
        TRY_ASSIGN(entry.revision, base::number_from_text(revision));
        if (*entry.revision == 0) return entry_form();
    }
    return {};
}

Result<Entry> read_entry(base::LineReader& lines)
{
    Entry entry;
    TRY_ASSIGN(const std::string_view version, lines.line());
    if (version != kEntryFormat) return entry_form();
    TRY_ASSIGN(const std::string_view time, lines.field("time"));
    TRY_ASSIGN(entry.time, base::time_from_text(time));
    TRY_ASSIGN(const std::string_view kind, lines.field("kind"));
    TRY_VOID(read_kind(kind, entry));
    TRY_VOID(read_subject(lines, entry));
    TRY_VOID(read_digest(lines, "statement", entry.statement));
    TRY_VOID(read_digest(lines, "ciphertext", entry.ciphertext));
    TRY_ASSIGN(const std::string_view objects, lines.field("objects"));
    TRY_VOID(read_objects(objects, entry));
    TRY_ASSIGN(const std::string_view author, lines.field("author"));
    if (author != "-") {
        if (!is_hex(author, 16, "0123456789ABCDEF")) return entry_form();
        entry.author = std::string(author);
    }
    TRY_VOID(read_digest(lines, "detail", entry.detail));
    TRY_ASSIGN(const std::string_view nonce, lines.field("nonce"));
    TRY_ASSIGN(entry.nonce, base::digest32_from_hex(nonce));
    if (!lines.at_end()) return entry_form();
    return entry;
}

}  // namespace

std::string_view to_text(EntryKind kind)
{
    for (const auto& [value, text] : kKinds)
        if (value == kind) return text;
    std::abort();
}

std::string Entry::encode() const
{
    std::string text(kEntryFormat);
    text += "\ntime " + base::to_text(time);
    text += "\nkind " + std::string(to_text(kind));
    if (kind == EntryKind::Rejected) text += " " + code;
    text += "\nbundle " + bundle.value_or("-");
    text += "\nreview " + review.value_or("-");
    text += "\nrevision " + (revision ? std::to_string(*revision) : "-");
    text += "\nstatement " + or_dash(statement);
    text += "\nciphertext " + or_dash(ciphertext);
    text +=
        "\nobjects " + (objects ? std::to_string(objects->count) + " " + base::to_hex(objects->digest) : "-");
    text += "\nauthor " + author.value_or("-");
    text += "\ndetail " + or_dash(detail);
    text += "\nnonce " + base::to_hex(nonce) + "\n";
    return text;
}

Result<Entry> Entry::parse(std::string_view text)
{
    auto lines = base::LineReader::open(text);
    if (!lines) return entry_form();
    auto entry = read_entry(*lines);
    if (!entry) return entry_form();
    return entry;
}

}  // namespace trust
