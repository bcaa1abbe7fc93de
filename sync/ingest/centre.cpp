#include "sync/ingest/centre.h"

#include "sync/ingest/centre_state.h"

namespace ingest {

using base::ErrorKind;
using base::fail;

namespace {

/// What is made once, before it lies in the store.
struct Keys {
    trust::NoteSigner log, root;
    crypto::SigningKey publisher;
    crypto::Identity central, identity, recovery;
};

Result<Keys> make_keys(const std::string& origin)
{
    TRY_ASSIGN(auto log, trust::NoteSigner::generate(origin));
    TRY_ASSIGN(auto root, trust::NoteSigner::generate(origin + "/root-1"));
    return Keys{.log = std::move(log),
                .root = std::move(root),
                .publisher = crypto::SigningKey::generate(),
                .central = crypto::Identity::generate(),
                .identity = crypto::Identity::generate(),
                .recovery = crypto::Identity::generate()};
}

Result<void> store_keys(central::Store& store, const std::string& origin, const Keys& keys)
{
    TRY_VOID(store.put_setting("origin", origin));
    TRY_VOID(store.put_secret(kLogKey, keys.log.seed()));
    TRY_VOID(store.put_secret(std::string(kRootKeys) + keys.root.key().name, keys.root.seed()));
    TRY_VOID(store.put_secret(kPublisherKey, keys.publisher.store()));
    TRY_VOID(store.put_secret(std::string(kCentralIdentity) + "1", keys.central.scalar()));
    TRY_VOID(store.put_secret(std::string(kIdentityIdentity) + "1", keys.identity.scalar()));
    return store.put_secret(std::string(kRecoveryIdentity) + "1", keys.recovery.scalar());
}

trust::Roster first_roster(const std::string& origin, const Keys& keys, base::Time now)
{
    trust::Roster roster;
    roster.origin = origin;
    roster.issued = now;
    roster.expires = now + kRosterLife;
    roster.roots = {keys.root.key()};
    roster.logs = {keys.log.key()};
    roster.recipients = {{trust::RecipientUse::Central, keys.central.recipient().text()},
                         {trust::RecipientUse::Identity, keys.identity.recipient().text()},
                         {trust::RecipientUse::Recovery, keys.recovery.recipient().text()}};
    roster.publishers = {keys.publisher.public_key()};
    return roster;
}

/// The form of age-keygen: a comment with the public key, then the secret one.
Result<void> write_identity(const Path& folder, const char* name, const crypto::Identity& identity)
{
    const auto secret = identity.text();
    const auto comment = "# public key: " + identity.recipient().text() + "\n";
    Bytes bytes(comment.size() + secret.size() + 1);
    auto at = std::copy(comment.begin(), comment.end(), bytes.begin());
    at = std::copy(secret.bytes().begin(), secret.bytes().end(), at);
    *at = '\n';
    auto written =
        base::write_new_file(folder / (std::string(name) + ".txt"), bytes, base::Privacy::OwnerOnly);
    base::wipe(bytes);
    return written;
}

Result<void> write_identities(const Path& folder, const Keys& keys)
{
    TRY_VOID(base::make_folder(folder));
    TRY_VOID(write_identity(folder, "central", keys.central));
    TRY_VOID(write_identity(folder, "identity", keys.identity));
    return write_identity(folder, "recovery", keys.recovery);
}

Result<void> refuse_existing(const Path& folder)
{
    std::error_code code;
    for (const char* name : {"central.txt", "identity.txt", "recovery.txt"})
        if (std::filesystem::exists(folder / name, code))
            return fail(ErrorKind::Conflict,
                        "The folder for the keys already holds some: choose another one.");
    return {};
}

Result<std::vector<crypto::Identity>> identities(central::Store& store, std::string_view prefix)
{
    std::vector<crypto::Identity> all;
    TRY_ASSIGN(const auto names, store.secret_names(prefix));
    for (const auto& name : names) {
        TRY_ASSIGN(const auto scalar, store.secret(name));
        TRY_ASSIGN(auto identity, crypto::Identity::restore(scalar.bytes()));
        all.push_back(std::move(identity));
    }
    return all;
}

Result<trust::RosterChain> chain_of(central::Store& store)
{
    TRY_ASSIGN(const auto notes, store.rosters());
    if (notes.empty()) return fail(ErrorKind::Corrupt, "The central store holds no roster.", "store_damaged");
    TRY_ASSIGN(auto chain, trust::RosterChain::begin(std::string(base::text_of(notes.front()))));
    for (std::size_t i = 1; i < notes.size(); ++i)
        TRY_VOID(chain.append(std::string(base::text_of(notes[i]))));
    return chain;
}

}  // namespace

Centre::Centre(std::unique_ptr<State> state) : state_(std::move(state)) {}
Centre::Centre(Centre&&) noexcept = default;
Centre& Centre::operator=(Centre&&) noexcept = default;
Centre::~Centre() = default;

Result<Centre> Centre::create(const Path& folder, ByteView passphrase, const NewCentre& wanted,
                              central::Seams seams)
{
    base::start_crypto();
    if (!trust::is_note_name(wanted.origin) || wanted.origin.size() > 200)
        return fail(ErrorKind::Invalid,
                    "The origin names the log, such as reviews.example.org/cairn: no spaces, no plus sign.");
    if (wanted.keys_out) TRY_VOID(refuse_existing(*wanted.keys_out));
    TRY_ASSIGN(const auto keys, make_keys(wanted.origin));
    TRY_ASSIGN(auto store,
               central::Store::create(folder, passphrase, wanted.cost, keys.recovery.recipient(), seams));
    const auto now = store.clock().now();
    TRY_ASSIGN(const auto note,
               trust::sign_roster(first_roster(wanted.origin, keys, now), std::span(&keys.root, 1)));
    const auto written = store.transaction([&]() -> Result<void> {
        TRY_VOID(store_keys(store, wanted.origin, keys));
        TRY_VOID(store.put_roster(1, base::bytes_of(note)));
        trust::Entry entry;
        entry.time = now;
        entry.kind = trust::EntryKind::Roster;
        entry.detail = crypto::sha256(base::bytes_of(note));
        TRY_ASSIGN([[maybe_unused]] const auto index, append_entry(store, entry));
        return {};
    });
    if (!written) return written.error();
    if (wanted.keys_out) TRY_VOID(write_identities(*wanted.keys_out, keys));
    return assemble(std::move(store), {});
}

Result<Centre> Centre::open(const Path& folder, const crypto::Unlock& with, central::Seams seams,
                            const Apart& apart)
{
    TRY_ASSIGN(auto store, central::Store::open(folder, with, seams));
    return assemble(std::move(store), apart);
}

Result<Centre> Centre::assemble(central::Store opened, const Apart& apart)
{
    auto state = std::make_unique<State>(std::move(opened), apart);
    auto& store = state->store;
    TRY_ASSIGN(const auto origin, store.setting("origin"));
    if (!origin)
        return fail(ErrorKind::Corrupt,
                    "The central store was not finished when it was made: make a new one.", "store_damaged");
    state->origin = *origin;
    TRY_ASSIGN(state->rosters, chain_of(store));
    TRY_ASSIGN(const auto log_seed, store.secret(kLogKey));
    TRY_ASSIGN(state->log, trust::NoteSigner::restore(*origin, log_seed.bytes()));
    TRY_ASSIGN(const auto roots, store.secret_names(kRootKeys));
    for (const auto& name : roots) {
        TRY_ASSIGN(const auto seed, store.secret(name));
        TRY_ASSIGN(auto root, trust::NoteSigner::restore(name.substr(kRootKeys.size()), seed.bytes()));
        state->roots.push_back(std::move(root));
    }
    TRY_ASSIGN(state->desk, identities(store, kCentralIdentity));
    TRY_ASSIGN(state->sealed, identities(store, kIdentityIdentity));
    TRY_VOID(load_packs(*state));
    TRY_VOID(issue_receipts(*state));
    TRY_ASSIGN(const auto waiting, store.reviews_waiting());
    for (const auto& review : waiting) {
        TRY_ASSIGN([[maybe_unused]] const auto outcomes, take_up(*state, review, {}));
    }
    return Centre(std::move(state));
}

central::Store& Centre::store()
{
    return state_->store;
}
const std::string& Centre::origin() const
{
    return state_->origin;
}

Result<std::vector<Outcome>> Centre::import_files(std::span<const Path> files, const base::Progress& progress)
{
    std::vector<Outcome> outcomes;
    for (const auto& file : files) {
        TRY_ASSIGN(auto outcome, take_in(*state_, file, progress));
        const auto review = outcome.review;
        const bool moves = !review.empty();
        outcomes.push_back(std::move(outcome));
        if (!moves) continue;
        TRY_ASSIGN(auto more, take_up(*state_, review, progress));
        for (auto& one : more) outcomes.push_back(std::move(one));
    }
    return outcomes;
}

Result<std::vector<central::ReviewSummary>> Centre::list()
{
    return state_->store.reviews();
}
Result<std::vector<central::Quarantined>> Centre::quarantine()
{
    return state_->store.quarantined();
}

namespace {

/// The review that a reference names: its uuid, one of its bundles, or the `human_ref` of its review record,
/// which is unique in a vault but not here.
Result<std::string> resolve(central::Store& store, std::string_view reference)
{
    TRY_ASSIGN(const auto by_bundle, store.submission(reference));
    if (by_bundle) return by_bundle->review;
    std::vector<std::string> named;
    TRY_ASSIGN(const auto summaries, store.reviews());
    for (const auto& summary : summaries) {
        if (summary.review == reference) return summary.review;
        TRY_ASSIGN(const auto text, store.record_field(summary.review, "review", "human_ref"));
        if (!text.empty() && text == reference) named.push_back(summary.review);
    }
    if (named.empty())
        return fail(ErrorKind::NotFound, "The central store has no review or submission of that name.");
    if (named.size() > 1)
        return fail(ErrorKind::Conflict,
                    "Several reviews came in under this reference: name one by its number.",
                    "reference_ambiguous");
    return named.front();
}

}  // namespace

Result<std::string> Centre::find(std::string_view reference)
{
    return resolve(state_->store, reference);
}

Result<ReviewView> Centre::show(std::string_view reference)
{
    auto& store = state_->store;
    TRY_ASSIGN(const auto review, resolve(store, reference));
    ReviewView view;
    TRY_ASSIGN(const auto summaries, store.reviews());
    for (const auto& summary : summaries)
        if (summary.review == review) view.summary = summary;
    TRY_ASSIGN(view.submissions, store.submissions(review));
    TRY_ASSIGN(view.head, store.head(review));
    TRY_ASSIGN(view.records, store.records(review));
    TRY_ASSIGN(view.objects, store.objects(review));
    return view;
}

}  // namespace ingest
