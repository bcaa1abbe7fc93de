#include <algorithm>

#include "crypto/primitives/age_parts.h"
#include "crypto/primitives/kdf.h"

namespace crypto {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::string_view kVersionLine = "age-encryption.org/v1";
constexpr std::string_view kArmorLine = "-----BEGIN AGE ENCRYPTED FILE-----";
constexpr std::string_view kStanzaStart = "-> ";
constexpr std::string_view kMacStart = "---";
constexpr std::size_t kColumns = 64;  // characters of a full body line

base::Digest32 mac_of(ByteView covered, ByteView file_key)
{
    const Secret key = derive_key(file_key, {}, "header");
    return hmac_sha256(key.bytes(), {covered});
}

/// Takes a header off a stream, not one byte more.
class HeaderReader {
public:
    HeaderReader(base::Source& from, HeaderLimits limits) : from_(from), limits_(limits) {}

    Result<Header> read()
    {
        TRY_ASSIGN(std::string line, next_line());
        if (line != kVersionLine) return not_this_version(std::move(line));
        cover(line);
        for (;;) {
            TRY_ASSIGN(line, next_line());
            if (line.starts_with(kMacStart)) break;
            TRY_VOID(read_stanza(line));
        }
        TRY_VOID(read_mac(line));
        header_.size = used_;
        return std::move(header_);
    }

private:
    /// Without its LF.
    Result<std::string> next_line()
    {
        std::string line;
        for (;;) {
            std::uint8_t byte = 0;
            TRY_ASSIGN(const std::size_t got, from_.read({&byte, 1}));
            if (got == 0) return bad_header("The encrypted file ends inside its header.");
            if (++used_ > limits_.bytes) return bad_header("The header of the encrypted file is too long.");
            if (byte == '\n') return line;
            line += static_cast<char>(byte);
        }
    }

    void cover(std::string_view line)
    {
        header_.covered.insert(header_.covered.end(), line.begin(), line.end());
        header_.covered.push_back('\n');
    }

    base::Error not_this_version(std::string line)
    {
        // Armor may begin with white space; it is told apart only to say so.
        while (line.find_first_not_of(" \t\r") == line.npos) {
            auto next = next_line();
            if (!next) return next.error().kind == ErrorKind::Io ? next.error() : not_age();
            line = *std::move(next);
        }
        if (line.find(kArmorLine) != line.npos)
            return fail(ErrorKind::Refused,
                        "The encrypted file is in text form (age armor). Only the binary form is read.",
                        "age_armor");
        return not_age();
    }

    static base::Error not_age() { return bad_header("This is not an age encrypted file of version 1."); }

    Result<void> read_stanza(const std::string& line)
    {
        if (!line.starts_with(kStanzaStart))
            return bad_header("The header of the encrypted file is malformed.");
        if (header_.stanzas.size() == limits_.stanzas)
            return bad_header("The encrypted file names too many recipients.");
        Stanza stanza;
        std::string_view rest = std::string_view(line).substr(kStanzaStart.size());
        for (bool more = true; more;) {
            const auto end = rest.find(' ');
            const auto argument = rest.substr(0, end);
            const bool visible = std::ranges::all_of(argument, [](char c) { return c > 32 && c < 127; });
            if (argument.empty() || !visible)
                return bad_header("The header of the encrypted file is malformed.");
            stanza.arguments.emplace_back(argument);
            more = end != rest.npos;
            if (more) rest.remove_prefix(end + 1);
        }
        cover(line);
        TRY_VOID(read_body(stanza.body));
        header_.stanzas.push_back(std::move(stanza));
        return {};
    }

    /// Full lines, then one shorter one, which may be empty.
    Result<void> read_body(Bytes& body)
    {
        for (;;) {
            TRY_ASSIGN(const std::string line, next_line());
            const auto bytes = base::from_base64_raw(line);
            if (line.size() > kColumns || !bytes)
                return bad_header("The header of the encrypted file is malformed.");
            body.insert(body.end(), bytes->begin(), bytes->end());
            cover(line);
            if (line.size() < kColumns) return {};
        }
    }

    Result<void> read_mac(const std::string& line)
    {
        const auto text = std::string_view(line).substr(kMacStart.size());
        if (header_.stanzas.empty()) return bad_header("The encrypted file names no recipient.");
        if (!text.starts_with(' ')) return bad_header("The header of the encrypted file is malformed.");
        const auto mac = base::from_base64_raw(text.substr(1));
        if (!mac || mac->size() != header_.mac.size())
            return bad_header("The header of the encrypted file is malformed.");
        std::ranges::copy(*mac, header_.mac.begin());
        header_.covered.insert(header_.covered.end(), kMacStart.begin(), kMacStart.end());
        return {};
    }

    base::Source& from_;
    HeaderLimits limits_;
    Header header_;
    std::size_t used_ = 0;
};

void append(Bytes& to, std::string_view text)
{
    to.insert(to.end(), text.begin(), text.end());
}

void append(Bytes& to, const Stanza& stanza)
{
    append(to, "->");
    for (const auto& argument : stanza.arguments) append(to, " " + argument);
    append(to, "\n");
    const std::string body = base::to_base64_raw(stanza.body);
    for (std::size_t at = 0; at <= body.size(); at += kColumns) append(to, body.substr(at, kColumns) + "\n");
}

}  // namespace

base::Error bad_header(std::string what)
{
    return fail(ErrorKind::Invalid, std::move(what), "age_header");
}

Result<Header> read_header(base::Source& from, HeaderLimits limits)
{
    return HeaderReader(from, limits).read();
}

Bytes write_header(std::span<const Stanza> stanzas, ByteView file_key)
{
    Bytes header;
    append(header, kVersionLine);
    append(header, "\n");
    for (const auto& stanza : stanzas) append(header, stanza);
    append(header, kMacStart);
    const auto mac = mac_of(header, file_key);
    append(header, " " + base::to_base64_raw(mac) + "\n");
    return header;
}

Result<void> check_mac(const Header& header, ByteView file_key)
{
    if (base::equal_secret(mac_of(header.covered, file_key), header.mac)) return {};
    return fail(ErrorKind::Corrupt, "The header of the encrypted file was altered.", "age_hmac");
}

}  // namespace crypto
