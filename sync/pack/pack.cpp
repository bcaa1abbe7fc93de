#include "sync/pack/pack.h"

#include <algorithm>

#include "crypto/base/utf8.h"
#include "crypto/primitives/hash.h"
#include "sync/bundle/tags.h"
#include "sync/bundle/ustar.h"

namespace pack {

namespace {

using base::ErrorKind;
using base::fail;

constexpr std::string_view kInside = "pack/";
constexpr std::string_view kManifest = "pack/manifest-sha512.txt";
constexpr std::string_view kStatement = "pack/statement.txt";
constexpr std::string_view kSignatures = "pack/sig/";
constexpr std::string_view kData = "pack/data/";
constexpr std::string_view kEnd = ".minisig";

using Member = std::pair<std::string, std::string>;  // name, content

base::Error malformed()
{
    return fail(ErrorKind::Invalid, "The file is not a pack, or not a whole one. Nothing was installed.",
                "pack_form");
}

base::Error altered()
{
    return fail(
        ErrorKind::Corrupt,
        "The pack was altered after it was signed. Nothing was installed. Ask the centre for it again.",
        "pack_altered");
}

/// Text as every file of a pack is: what is kept of it must be read again for ever.
bool is_text(std::string_view content)
{
    const auto control = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t';
    };
    return content.size() <= kPackFileBytes && base::is_utf8(content) &&
           std::none_of(content.begin(), content.end(), control);
}

std::string comment_of(const Statement& statement, const base::Digest32& manifest)
{
    return "cairn1-pack " + statement.name + " " + std::to_string(statement.version) + " " +
           base::to_hex(manifest);
}

std::string signature_name(const crypto::PublicKey& key)
{
    return std::string(kSignatures) + key.number_text() + std::string(kEnd);
}

bundle::HashLine hashed(std::string_view name, std::string_view content)
{
    return {crypto::sha512(base::bytes_of(content)), std::string(name)};
}

/// Every file but the signatures and itself, ascending.
std::string manifest_of(const std::vector<Member>& files)
{
    std::vector<bundle::HashLine> lines;
    for (const auto& [name, content] : files) lines.push_back(hashed(name, content));
    std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return bundle::encode_manifest(lines);
}

Result<std::string> content_of(bundle::TarReader& tar, std::uint64_t size)
{
    std::string content(size, '\0');
    std::size_t have = 0;
    while (have < content.size()) {
        TRY_ASSIGN(const auto got,
                   tar.read({reinterpret_cast<std::uint8_t*>(content.data()) + have, content.size() - have}));
        if (got == 0) return malformed();
        have += got;
    }
    return content;
}

Result<std::vector<Member>> members_of(ByteView file)
{
    if (file.size() > kPackBytes)
        return fail(ErrorKind::Invalid, "The pack is larger than a pack may be.", "pack_limit");
    base::MemorySource source(file);
    bundle::TarReader tar(source, {.bytes = kPackBytes, .members = kPackFiles, .padding = {}});
    std::vector<Member> members;
    while (true) {
        const auto member = tar.next();
        if (!member && member.error().code == "tar_limit")
            return fail(ErrorKind::Invalid, "The pack holds more than a pack may hold.", "pack_limit");
        if (!member) return malformed();
        if (!*member) return members;
        if (!(*member)->name.starts_with(kInside))
            return fail(ErrorKind::Refused,
                        "The file holds something that does not belong to a pack. Nothing was installed.",
                        "pack_outside");
        if ((*member)->size > kPackBytes) return malformed();
        auto content = content_of(tar, (*member)->size);
        if (!content) return malformed();
        members.emplace_back((*member)->name, *std::move(content));
    }
}

/// The parts in the one order they may have.
struct Parts {
    std::string manifest;
    std::vector<Member> signatures;
    std::vector<Member> files;  ///< the statement, then the data, ascending
};

bool ascending(const std::vector<Member>& all)
{
    return std::is_sorted(all.begin(), all.end(),
                          [](const auto& a, const auto& b) { return a.first < b.first; });
}

Result<Parts> parts_of(std::vector<Member> members)
{
    if (members.empty() || members.front().first != kManifest) return malformed();
    Parts parts;
    parts.manifest = std::move(members.front().second);
    std::size_t at = 1;
    for (; at < members.size() && members[at].first.starts_with(kSignatures); ++at)
        parts.signatures.push_back(std::move(members[at]));
    if (at == members.size() || members[at].first != kStatement) return malformed();
    for (; at < members.size(); ++at) {
        const bool data = members[at].first.starts_with(kData) && is_text(members[at].second);
        if (!parts.files.empty() && !data) return malformed();
        parts.files.push_back(std::move(members[at]));
    }
    const std::vector<Member> data(parts.files.begin() + 1, parts.files.end());
    if (!ascending(parts.signatures) || !ascending(data)) return malformed();
    return parts;
}

Result<crypto::PublicKey> publisher_of(const trust::Roster& roster, const std::string& signature)
{
    for (const auto& key : roster.publishers)
        if (signature_name(key) == signature && roster.revocation(key.text()) == nullptr) return key;
    return fail(ErrorKind::Refused,
                "The pack is signed by a key that is not a publisher of the centre you trust. Nothing was "
                "installed.",
                "pack_publisher");
}

Result<std::vector<crypto::PublicKey>> check_signatures(const Parts& parts, const Statement& statement,
                                                        const trust::Roster& roster)
{
    if (parts.signatures.empty())
        return fail(ErrorKind::Refused, "The pack is not signed. Nothing was installed.", "pack_unsigned");
    if (parts.signatures.size() > kPackSignatures) return malformed();
    const auto manifest = base::bytes_of(parts.manifest);
    const auto comment = comment_of(statement, crypto::sha256(manifest));
    std::vector<crypto::PublicKey> signers;
    for (const auto& [name, text] : parts.signatures) {
        TRY_ASSIGN(const auto key, publisher_of(roster, name));
        const auto signature = crypto::parse_signature(text);
        if (!signature) return malformed();
        if (signature->trusted_comment != comment || !crypto::verify(key, *signature, manifest))
            return altered();
        signers.push_back(key);
    }
    return signers;
}

}  // namespace

Result<Bytes> write_pack(const Statement& statement, const rules::DataFiles& data,
                         const std::vector<const crypto::SigningKey*>& keys)
{
    const auto text = statement.encode();
    if (!Statement::parse(text) || keys.empty() || keys.size() > kPackSignatures) return malformed();
    std::vector<Member> files = {{std::string(kStatement), text}};
    for (const auto& [name, content] : data) files.emplace_back(std::string(kData) + name, content);
    const auto manifest = manifest_of(files);
    const auto comment = comment_of(statement, crypto::sha256(base::bytes_of(manifest)));
    std::vector<Member> all = {{std::string(kManifest), manifest}};
    for (const auto* key : keys)
        all.emplace_back(signature_name(key->public_key()),
                         crypto::sign(*key, base::bytes_of(manifest), comment, "cairn1"));
    std::sort(all.begin() + 1, all.end());
    all.insert(all.end(), files.begin(), files.end());
    base::MemorySink sink;
    bundle::TarWriter tar(sink);
    for (const auto& [name, content] : all) {
        if (!bundle::is_tar_name(name) || !is_text(content))
            return fail(ErrorKind::Invalid,
                        "A file of the pack has a name other than of a-z, 0-9, dot, dash and underscore, is "
                        "larger than 16 MiB, or is no plain text: line ends of Windows and control "
                        "characters do not belong in it. No pack was made.",
                        "pack_form");
        TRY_VOID(tar.add(name, base::bytes_of(content)));
    }
    TRY_VOID(tar.end(std::nullopt));
    if (sink.bytes.size() > kPackBytes || all.size() > kPackFiles)
        return fail(ErrorKind::Invalid, "This is more than a pack may hold.", "pack_limit");
    return std::move(sink.bytes);
}

Result<Pack> open_pack(ByteView file, const trust::Roster& current, std::string_view program)
{
    TRY_ASSIGN(auto members, members_of(file));
    TRY_ASSIGN(auto parts, parts_of(std::move(members)));
    Pack made;
    TRY_ASSIGN(made.statement, Statement::parse(parts.files.front().second));
    TRY_ASSIGN(made.signers, check_signatures(parts, made.statement, current));
    if (manifest_of(parts.files) != parts.manifest) return altered();
    if (!trust::is_new_enough(program, made.statement.minimum))
        return fail(ErrorKind::Refused,
                    "The pack asks for version " + made.statement.minimum +
                        " of this program or a later one. Install the newer program first.",
                    "pack_program_too_old");
    made.manifest = crypto::sha256(base::bytes_of(parts.manifest));
    for (std::size_t i = 1; i < parts.files.size(); ++i)
        made.data[parts.files[i].first.substr(kData.size())] = std::move(parts.files[i].second);
    return made;
}

Result<void> check_version(const Statement& next, std::optional<std::uint64_t> installed)
{
    if (!installed || next.version > *installed) return {};
    return fail(ErrorKind::Refused,
                "This version of the pack, or a later one, is installed already. Nothing was changed.",
                "pack_version");
}

}  // namespace pack
