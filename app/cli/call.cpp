#include "app/cli/terminal.h"
#include "app/cli/verb.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <iostream>
#include <iterator>

#include "app/core/recovery_kit.h"
#include "crypto/base/platform.h"
#include "crypto/base/utf8.h"

namespace cli {

namespace {

constexpr std::size_t kMostInput = 64 * 1024 * 1024;  // bytes
constexpr std::uint64_t kMostPassphrase = 4096;       // bytes

base::Secret without_line_end(base::Secret text)
{
    auto size = text.size();
    if (size > 0 && text.bytes()[size - 1] == '\n') --size;
    if (size > 0 && size < text.size() && text.bytes()[size - 1] == '\r') --size;
    text.truncate(size);
    return text;
}

}  // namespace

const std::string& Call::at(std::string_view name) const
{
    const auto found = arguments_.values.find(name);
    assert(found != arguments_.values.end() && !found->second.empty());
    return found->second.front();
}

std::optional<std::string> Call::option(std::string_view name) const
{
    const auto found = arguments_.values.find(name);
    if (found == arguments_.values.end() || found->second.empty()) return std::nullopt;
    return found->second.front();
}

std::vector<std::string> Call::all(std::string_view name) const
{
    const auto found = arguments_.values.find(name);
    return found == arguments_.values.end() ? std::vector<std::string>{} : found->second;
}

bool Call::flag(std::string_view name) const
{
    return option(name).has_value();
}

Result<std::string> Call::input()
{
    if (input_) return *input_;
    std::string text;
    std::istreambuf_iterator<char> at(std::cin), end;
    for (; at != end; ++at) {
        if (text.size() == kMostInput)
            return base::fail(base::ErrorKind::Invalid, "Standard input holds more than 64 MiB.");
        text.push_back(*at);
    }
    if (!base::is_utf8(text))
        return base::fail(base::ErrorKind::Invalid, "Standard input is not UTF-8 text.");
    return text;
}

Result<json::Object> Call::input_object()
{
    TRY_ASSIGN(const std::string text, input());
    auto fields = json::parse_object(text);
    if (!fields)
        return base::fail(
            base::ErrorKind::Invalid,
            "Standard input must hold one JSON object, such as {\"text\": \"...\"}; `cairnctl help` "
            "names what each verb takes. Nothing was written. (" +
                fields.error().what + ")");
    return fields;
}

Result<base::Secret> Call::passphrase(std::string_view name)
{
    base::Secret text;
    const std::string stem = "--" + std::string(name);
    if (const auto file = option(stem + "-file")) {
        TRY_ASSIGN(text, base::read_secret_file(base::path_from_utf8(*file), kMostPassphrase));
    } else if (const auto descriptor = option(stem + "-fd")) {
        int number = -1;
        const auto read =
            std::from_chars(descriptor->data(), descriptor->data() + descriptor->size(), number);
        if (read.ec != std::errc() || read.ptr != descriptor->data() + descriptor->size() || number < 0)
            return base::fail(base::ErrorKind::Invalid, stem + "-fd takes the number of an open descriptor");
        TRY_ASSIGN(text, base::read_passphrase_descriptor(number));
    } else {
        TRY_ASSIGN(text, base::read_passphrase(name == "passphrase" ? "Passphrase: " : "New passphrase: "));
    }
    text = without_line_end(std::move(text));
    if (text.empty()) return base::fail(base::ErrorKind::Invalid, "The passphrase is empty.");
    return text;
}

Result<review::Vault*> Call::vault()
{
    const std::string& folder = at("DIR");
    if (opened_.vault) return &*opened_.vault;
    if (const auto kit = option("--recovery-kit")) {
        TRY_ASSIGN(const crypto::Identity identity, core::read_recovery_kit(base::path_from_utf8(*kit)));
        crypto::Unlock with;
        with.recovery = &identity;
        TRY_ASSIGN(auto vault, review::Vault::open(base::path_from_utf8(folder), with));
        opened_.vault.emplace(std::move(vault));
    } else {
        // Asked of the disk first: nobody should type a passphrase for a vault that is not there.
        std::error_code unseen;
        if (!std::filesystem::exists(base::path_from_utf8(folder), unseen))
            return base::fail(base::ErrorKind::NoVault, "There is no vault at this place.");
        TRY_ASSIGN(const base::Secret typed, passphrase());
        crypto::Unlock with;
        with.passphrase = typed.bytes();
        TRY_ASSIGN(auto vault, review::Vault::open(base::path_from_utf8(folder), with));
        opened_.vault.emplace(std::move(vault));
    }
    opened_.folder = folder;
    for (const auto& notice : opened_.vault->notices())
        std::cerr << "cairnctl: " << for_terminal(notice) << "\n";
    return &*opened_.vault;
}

Result<review::Review> Call::review()
{
    TRY_ASSIGN(review::Vault * open, vault());
    return open->open_review(at("REF"));
}

Result<ingest::Centre*> Call::centre()
{
    if (opened_.centre) return &*opened_.centre;
    const auto folder = base::path_from_utf8(at("STORE"));
    std::error_code unseen;
    if (!std::filesystem::exists(folder, unseen))
        return base::fail(base::ErrorKind::NoVault, "There is no central store at this place.");
    TRY_ASSIGN(const base::Secret typed, passphrase());
    crypto::Unlock with;
    with.passphrase = typed.bytes();
    ingest::Apart apart;
    apart.program = base::program_path();
    TRY_ASSIGN(auto centre, ingest::Centre::open(folder, with, {}, apart));
    opened_.centre.emplace(std::move(centre));
    return &*opened_.centre;
}

void Call::close()
{
    opened_.vault.reset();
    opened_.centre.reset();
}

}  // namespace cli
