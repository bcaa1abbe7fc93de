// Enrolment, the pinned roster, and who this vault's owner is to the centre.
#include "crypto/base/version.h"
#include "sync/exchange/exchange.h"
#include "sync/exchange/memory.h"
#include "sync/trust/enrolment.h"

namespace exchange {

using base::ErrorKind;
using base::fail;

namespace {

Request request_of(const trust::Enrolment& enrolment, std::string_view text, std::string_view signature)
{
    return {.file_name = enrolment.file_name(),
            .request = to_bytes(text),
            .signature = to_bytes(signature),
            .fingerprint = trust::enrolment_fingerprint(text)};
}

/// The request made before, when it still says what is asked for.
Result<std::optional<Request>> earlier_request(review::Vault& vault, std::string_view organisation,
                                               std::string_view device)
{
    TRY_ASSIGN(const auto text, vault.shelved("enrol/request"));
    TRY_ASSIGN(const auto signature, vault.shelved("enrol/signature"));
    if (!text || !signature) return std::optional<Request>{};
    TRY_ASSIGN(const auto held, trust::open_enrolment(base::text_of(*text), base::text_of(*signature)));
    const bool same = held.name == vault.owner() && held.organisation == organisation &&
                      held.device == device && held.key == vault.signing_key().public_key();
    if (!same) return std::optional<Request>{};
    return std::optional<Request>(request_of(held, base::text_of(*text), base::text_of(*signature)));
}

/// To whoever holds the file it is altered or not this centre's; a wrong passphrase it is not.
base::Error as_file(const base::Error& error)
{
    return fail(error.kind == ErrorKind::Denied ? ErrorKind::Corrupt : error.kind, error.what, error.code);
}

Result<void> check_root(const trust::RosterChain& chain, review::Vault& vault, std::string_view root)
{
    if (!root.empty()) TRY_VOID(chain.check_fingerprint(root));
    TRY_ASSIGN(const auto pin, vault.shelved("trust/pin"));
    if (!pin) return {};
    Digest32 digest{};
    if (pin->size() != digest.size())
        return fail(ErrorKind::Corrupt, "The pinned root keys in this vault cannot be read.",
                    "shelf_damaged");
    std::copy(pin->begin(), pin->end(), digest.begin());
    return chain.check_pin(digest);
}

}  // namespace

Result<Request> identity_request(review::Vault& vault, std::string_view organisation, std::string_view device)
{
    TRY_ASSIGN(auto earlier, earlier_request(vault, organisation, device));
    if (earlier) return std::move(*earlier);
    trust::Enrolment enrolment;
    enrolment.request = base::new_uuid(vault.random());
    enrolment.time = vault.clock().now();
    enrolment.name = vault.owner();
    enrolment.organisation = std::string(organisation);
    enrolment.device = std::string(device);
    enrolment.key = vault.signing_key().public_key();
    enrolment.recipient = vault.identity().recipient().text();
    vault.random().fill(enrolment.nonce);
    TRY_ASSIGN(const auto signature, trust::sign_enrolment(enrolment, vault.signing_key()));
    const auto text = enrolment.encode();
    TRY_VOID(vault.shelve({{"enrol/request", to_bytes(text)}, {"enrol/signature", to_bytes(signature)}}));
    return request_of(enrolment, text, signature);
}

Result<Request> write_identity_request(review::Vault& vault, std::string_view organisation,
                                       std::string_view device, const Path& file)
{
    TRY_ASSIGN(auto request, identity_request(vault, organisation, device));
    const auto beside = base::path_from_utf8(base::to_utf8(file) + ".minisig");
    TRY_VOID(base::write_new_file(file, request.request, base::Privacy::Everyone));
    TRY_VOID(base::replace_file(beside, request.signature, base::Privacy::Everyone));
    request.file_name = base::to_utf8(file);
    return request;
}

Result<IdentityView> identity(review::Vault& vault)
{
    IdentityView view;
    const auto key = vault.signing_key().public_key();
    view.owner = vault.owner();
    view.key = key.text();
    view.key_number = key.number_text();
    view.recipient = vault.identity().recipient().text();
    TRY_ASSIGN(const auto chain, pinned_roster(vault));
    if (!chain) return view;
    const auto& roster = chain->newest().roster;
    view.roster_version = roster.version;
    view.root_fingerprint = base::fingerprint(chain->pin());
    view.origin = roster.origin;
    view.revoked = roster.revocation(view.key) != nullptr;
    if (const auto* member = roster.member(key)) {
        view.enrolled = true;
        view.member = member->id;
        for (const auto& role : member->roles) view.roles += (view.roles.empty() ? "" : ",") + role;
    }
    return view;
}

Result<Trusted> trust_roster(review::Vault& vault, ByteView roster_file, std::string_view root)
{
    const auto parsed = trust::RosterChain::parse(base::text_of(roster_file));
    if (!parsed) return as_file(parsed.error());
    const auto& chain = *parsed;
    if (const auto pinned = check_root(chain, vault, root); !pinned) return as_file(pinned.error());
    TRY_ASSIGN(const auto held, pinned_roster(vault));
    if (held)
        if (const auto follows = chain.check_follows(*held); !follows) return as_file(follows.error());
    const auto& roster = chain.newest().roster;
    Trusted trusted;
    trusted.version = roster.version;
    trusted.origin = roster.origin;
    trusted.root_fingerprint = base::fingerprint(chain.pin());
    trusted.first = !held;
    trusted.unchanged = held && held->newest().roster.version == roster.version;
    trusted.expired = trust::is_expired(roster, vault.clock().now());
    trusted.enrolled = roster.member(vault.signing_key().public_key()) != nullptr;
    if (const auto enough = trust::check_program(roster, base::kProgramVersion); !enough)
        trusted.too_old = enough.error().what;
    if (trusted.unchanged) return trusted;
    const auto pin = chain.pin();
    TRY_VOID(vault.shelve({{"trust/roster", Bytes(roster_file.begin(), roster_file.end())},
                           {"trust/pin", Bytes(pin.begin(), pin.end())}}));
    return trusted;
}

}  // namespace exchange
