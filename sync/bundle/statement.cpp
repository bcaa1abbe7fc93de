#include "sync/bundle/statement.h"

#include <algorithm>
#include <array>

#include "crypto/base/lexical.h"
#include "crypto/primitives/age.h"
#include "crypto/primitives/hash.h"

namespace bundle {
namespace {

using base::ErrorKind;
using base::fail;
using base::LineReader;

constexpr std::string_view kVersion = "cairn/statement/v1";
constexpr std::array<std::pair<StatementKind, std::string_view>, 5> kKinds{
    {{StatementKind::Submission, "submission"},
     {StatementKind::Amendment, "amendment"},
     {StatementKind::Addendum, "addendum"},
     {StatementKind::Withdrawal, "withdrawal"},
     {StatementKind::Return, "return"}}};

base::Error statement_form()
{
    return fail(ErrorKind::Invalid, "The bundle's statement is not readable.", "statement_form");
}

/// Two values on one line: a number and 64 hex digits.
Result<void> read_numbered(std::string_view text, std::uint64_t& number, Digest32& digest)
{
    const auto words = base::split(text, ' ');
    if (words.size() != 2) return statement_form();
    TRY_ASSIGN(number, base::number_from_text(words[0]));
    TRY_ASSIGN(digest, base::digest32_from_hex(words[1]));
    return {};
}

Result<void> read_identity(LineReader& lines, Statement& statement)
{
    TRY_ASSIGN(const std::string_view version, lines.line());
    TRY_ASSIGN(const std::string_view id, lines.field("bundle"));
    TRY_ASSIGN(const std::string_view review, lines.field("review"));
    TRY_ASSIGN(const std::string_view revision, lines.field("revision"));
    TRY_ASSIGN(const std::string_view previous, lines.field("previous"));
    TRY_ASSIGN(const std::string_view kind, lines.field("kind"));
    if (version != kVersion || !is_bundle_id(id) || !base::is_uuid(review)) return statement_form();
    statement.bundle = std::string(id);
    statement.review = std::string(review);
    TRY_ASSIGN(statement.revision, base::number_from_text(revision));
    if (previous != "none") {
        TRY_ASSIGN(statement.previous, base::digest32_from_hex(previous));
    }
    const auto known =
        std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& k) { return k.second == kind; });
    if (known == kKinds.end()) return statement_form();
    statement.kind = known->first;
    if (statement.revision == 0 || statement.previous.has_value() != (statement.revision > 1))
        return statement_form();
    return {};
}

Result<void> read_signers(LineReader& lines, Statement& statement)
{
    while (const auto text = lines.field_if("signer")) {
        TRY_ASSIGN(const crypto::PublicKey key, crypto::PublicKey::parse(*text));
        for (const auto& other : statement.signers)
            if (other.number == key.number)
                return statement_form();  // its signature file would have the same name
        if (statement.signers.size() == kSigners) return statement_form();
        statement.signers.push_back(key);
    }
    if (statement.signers.empty()) return statement_form();
    TRY_ASSIGN(const std::string_view next, lines.field("next"));
    if (next != "none") {
        TRY_ASSIGN(statement.next, crypto::PublicKey::parse(next));
    }
    return {};
}

bool is_origin(std::string_view text)
{
    return !text.empty() && text.size() <= 255 && text.find_first_of(" \t+") == std::string_view::npos;
}

Result<std::vector<std::string>> read_recipients(LineReader& lines, std::string_view keyword)
{
    std::vector<std::string> recipients;
    while (const auto text = lines.field_if(keyword)) {
        TRY_ASSIGN(const crypto::Recipient recipient, crypto::Recipient::parse(*text));
        if (recipient.text() != *text || recipients.size() == kRecipients) return statement_form();
        if (std::find(recipients.begin(), recipients.end(), *text) != recipients.end())
            return statement_form();
        recipients.emplace_back(*text);
    }
    return recipients;
}

Result<void> read_destination(LineReader& lines, Statement& statement)
{
    TRY_ASSIGN(const std::string_view roster, lines.field("roster"));
    TRY_VOID(read_numbered(roster, statement.roster_version, statement.roster));
    TRY_ASSIGN(const std::string_view model, lines.field("model"));
    const auto words = base::split(model, ' ');
    if (words.size() != 3 || words[1] != "codelists" || statement.roster_version == 0)
        return statement_form();
    TRY_ASSIGN(statement.model, base::number_from_text(words[0]));
    TRY_ASSIGN(statement.codelists, base::number_from_text(words[2]));
    TRY_ASSIGN(const std::string_view to, lines.field("to"));
    const bool good = statement.kind == StatementKind::Return ? base::is_uuid(to) : is_origin(to);
    if (!good) return statement_form();
    statement.to = std::string(to);
    TRY_ASSIGN(statement.recipients, read_recipients(lines, "recipient"));
    TRY_ASSIGN(statement.sealed_recipients, read_recipients(lines, "sealed-recipient"));
    if (statement.recipients.empty()) return statement_form();
    return {};
}

Result<void> read_state(LineReader& lines, Statement& statement)
{
    TRY_ASSIGN(const std::string_view seen, lines.field("seen"));
    const auto words = base::split(seen, ' ');
    if (words.size() != 2) return statement_form();
    TRY_ASSIGN(statement.seen_size, base::number_from_text(words[0]));
    TRY_ASSIGN(const base::Bytes root, base::from_base64(words[1]));
    if (root.size() != statement.seen_root.size()) return statement_form();
    std::copy(root.begin(), root.end(), statement.seen_root.begin());
    if (statement.seen_size == 0 && statement.seen_root != crypto::sha256({})) return statement_form();
    TRY_ASSIGN(const std::string_view history, lines.field("history"));
    TRY_VOID(read_numbered(history, statement.history_lines, statement.history));
    TRY_ASSIGN(const std::string_view created, lines.field("created"));
    TRY_ASSIGN(statement.created, base::time_from_text(created));
    TRY_ASSIGN(const std::string_view nonce, lines.field("nonce"));
    TRY_ASSIGN(statement.nonce, base::digest32_from_hex(nonce));
    if (!lines.at_end()) return statement_form();
    return {};
}

Result<Statement> read_statement(LineReader& lines)
{
    Statement statement;
    TRY_VOID(read_identity(lines, statement));
    TRY_VOID(read_signers(lines, statement));
    TRY_VOID(read_destination(lines, statement));
    TRY_VOID(read_state(lines, statement));
    return statement;
}

}  // namespace

std::string_view to_text(StatementKind kind)
{
    for (const auto& [value, text] : kKinds)
        if (value == kind) return text;
    std::abort();
}

std::string Statement::encode() const
{
    std::string text(kVersion);
    text += "\nbundle " + bundle + "\nreview " + review + "\nrevision " + std::to_string(revision);
    text += "\nprevious " + (previous ? base::to_hex(*previous) : "none");
    text += "\nkind " + std::string(to_text(kind)) + "\n";
    for (const auto& signer : signers) text += "signer " + signer.text() + "\n";
    text += "next " + (next ? next->text() : "none");
    text += "\nroster " + std::to_string(roster_version) + " " + base::to_hex(roster);
    text += "\nmodel " + std::to_string(model) + " codelists " + std::to_string(codelists);
    text += "\nto " + to + "\n";
    for (const auto& recipient : recipients) text += "recipient " + recipient + "\n";
    for (const auto& recipient : sealed_recipients) text += "sealed-recipient " + recipient + "\n";
    text += "seen " + std::to_string(seen_size) + " " + base::to_base64(seen_root);
    text += "\nhistory " + std::to_string(history_lines) + " " + base::to_hex(history);
    text += "\ncreated " + base::to_text(created) + "\nnonce " + base::to_hex(nonce) + "\n";
    return text;
}

Result<Statement> Statement::parse(std::string_view text)
{
    auto lines = LineReader::open(text);
    if (!lines) return statement_form();
    auto statement = read_statement(*lines);
    if (!statement) return statement_form();
    return statement;
}

std::string Statement::trusted_comment(const Digest32& tagmanifest) const
{
    return "cairn1 " + bundle + " review " + review + " revision " + std::to_string(revision) +
           " tagmanifest " + base::to_hex(tagmanifest);
}

bool is_bundle_id(std::string_view text)
{
    return text.size() == 32 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string new_bundle_id(base::Random& random)
{
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    return base::to_hex(bytes);
}

}  // namespace bundle
