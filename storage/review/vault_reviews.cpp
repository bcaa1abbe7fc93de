// The reviews of a vault: list, create, open, erase the identities of one.
#include <algorithm>
#include <utility>

#include "storage/model/codelists.h"
#include "storage/model/reference.h"
#include "storage/review/review_state.h"
#include "storage/review/schema.h"

namespace review {

namespace {

constexpr std::int64_t kBeingMade = -1;

ReviewRow row_of(const Statement& query)
{
    ReviewRow row;
    row.no = query.integer(0);
    row.uuid = query.text(1);
    row.reference = query.text(2);
    if (!query.is_null(3) && !query.is_null(4)) {
        row.identity_key = crypto::Secret::copy_of(query.blob_view(3));
        row.identity_salt = crypto::Secret::copy_of(query.blob_view(4));
    }
    row.writable = query.integer(5) != 0;
    row.lines = query.integer(6);
    const ByteView head = query.blob_view(7);
    if (head.size() == row.head.size()) std::copy(head.begin(), head.end(), row.head.begin());
    row.signed_lines = query.integer(8);
    return row;
}

constexpr std::string_view kAllRows =
    "SELECT no, uuid, reference, identity_key, identity_salt, writable, lines, head, signed_lines FROM "
    "review "
    "ORDER BY no";
constexpr std::string_view kOneRow =
    "SELECT no, uuid, reference, identity_key, identity_salt, writable, lines, head, signed_lines FROM "
    "review "
    "WHERE uuid = ?1 OR reference = ?1";

std::string day_text(base::Time at)
{
    return base::to_text(at).substr(0, 10);
}

Result<void> check_wanted(const Vault::State& vault, const NewReview& wanted, std::string_view today)
{
    if (!vault.lists().accepts("review_type", wanted.type, today))
        return fail(ErrorKind::Invalid, "The type of review is not a code of the list `review_type`.",
                    "field_code");
    if (model::is_demo_area(wanted.area)) {
        if (!wanted.demo)
            return fail(ErrorKind::Refused, "Areas that begin with X99 are for demonstration reviews only.",
                        "demo_area");
    } else if (!model::is_london_area(wanted.area)) {
        return fail(ErrorKind::Invalid,
                    "The area is not the code of a London borough (E09000001 to E09000033).", "field_code");
    }
    if (wanted.year_of_death && (*wanted.year_of_death < 1900 || *wanted.year_of_death > 2999))
        return fail(ErrorKind::Invalid, "The year of death has four digits.", "field_type");
    return {};
}

Result<model::ReviewReference> next_reference(Vault::State& vault, const NewReview& wanted, int year)
{
    model::ReviewReference reference{wanted.type, wanted.area, year, 1};
    TRY_ASSIGN(const auto rows, review_rows(vault.db()));
    for (const ReviewRow& row : rows) {
        const auto other = model::reference_from_text(row.reference);
        if (other && other->type == reference.type && other->area == reference.area &&
            other->year == reference.year)
            reference.number = std::max(reference.number, other->number + 1);
    }
    return reference;
}

// Its own file under its own key; nothing names it until the review's row is there.
Result<void> make_identity_database(Vault::State& vault, const ReviewRow& row)
{
    const storage::Key key{row.identity_key->bytes(), row.identity_salt->bytes()};
    TRY_VOID(base::make_folder(identity_folder(vault.folder)));
    TRY_ASSIGN(auto db,
               storage::Database::open(identity_file(vault.folder, row.uuid), key, storage::Create::Yes));
    TRY_VOID(storage::migrate(db, kIdentityApplication, identity_steps()));
    TRY_ASSIGN(Statement put, db.prepare("INSERT INTO identity(key, value) VALUES('review', ?)"));
    return put.bind(base::bytes_of(row.uuid)).run();
}

Result<void> insert_row(Vault::State& vault, ReviewRow& row)
{
    TRY_ASSIGN(Statement put,
               vault.db().prepare("INSERT INTO review(uuid, reference, identity_key, identity_salt, head) "
                                  "VALUES(?, ?, ?, ?, ?)"));
    put.bind(std::string_view(row.uuid)).bind(std::string_view(row.reference));
    put.bind(row.identity_key->bytes()).bind(row.identity_salt->bytes()).bind(ByteView(row.head));
    TRY_VOID(put.run());
    row.no = vault.db().last_row_id();
    return {};
}

/// Null where the type has none: such a review is only ever linked to.
Result<const rules::Template*> template_for(const Vault::State& vault, const NewReview& wanted)
{
    if (wanted.template_id.empty()) return vault.templates().for_type(wanted.type);
    const auto* found = vault.templates().find(wanted.template_id);
    if (found == nullptr || std::find(found->review_types.begin(), found->review_types.end(), wanted.type) ==
                                found->review_types.end())
        return fail(ErrorKind::Invalid,
                    "There is no such template for this type of review. The list of templates names them.",
                    "template");
    return found;
}

/// The base a review of that type rests on: the template's own, of two the one that goes with the type.
json::Array bases_of(const rules::Template& by, std::string_view type)
{
    json::Array bases;
    if (type == "DARDR" && by.bases.size() > 1)
        bases.emplace_back(by.bases.back());
    else if (!by.bases.empty())
        bases.emplace_back(by.bases.front());
    return bases;
}

/// On the day of opening or, where the year of death is known, at some time of that year.
bool is_in_force(const rules::Template& by, const NewReview& wanted, std::string_view today)
{
    const std::string year = wanted.year_of_death ? std::to_string(*wanted.year_of_death) : std::string();
    for (const auto& day :
         {year.empty() ? std::string(today) : year + "-01-01",
          year.empty() ? std::string(today) : year + "-12-31", by.valid_from, by.valid_to}) {
        if (!year.empty() && !day.starts_with(year)) continue;
        if (year.empty() && day != today) continue;
        if (const auto on = model::day_from_text(day); on && rules::in_force(by, wanted.area, *on))
            return true;
    }
    return false;
}

model::Command first_command(const NewReview& wanted, const ReviewRow& row, const rules::Template* by,
                             std::string_view today)
{
    model::Change put;
    put.kind = "review";
    put.id = row.uuid;
    put.fields.set("human_ref", row.reference);
    put.fields.set("review_type", wanted.type);
    if (by != nullptr) {
        if (auto bases = bases_of(*by, wanted.type); !bases.empty())
            put.fields.set("legal_basis", std::move(bases));
        put.fields.set("template_version", rules::version_text(*by));
        if (!is_in_force(*by, wanted, today)) put.fields.set("out_of_force", true);
    }
    put.fields.set("lead_area", wanted.area);
    put.fields.set("status", "S00");
    if (wanted.demo) put.fields.set("demo_flag", true);
    put.fields.set("opened_on", today);
    if (wanted.year_of_death) put.fields.set("year_of_death", *wanted.year_of_death);
    return {{std::move(put)}};
}

Result<void> attach_identity(Vault::State& vault, const ReviewRow& row)
{
    auto& db = vault.db();
    if (!row.identity_key) {
        TRY_VOID(db.attach_memory("identity"));
        // The same tables, empty: everything sealed is simply not there.
        return db.execute(erased_identity_sql());
    }
    const Path file = identity_file(vault.folder, row.uuid);
    const storage::Key key{row.identity_key->bytes(), row.identity_salt->bytes()};
    {
        TRY_ASSIGN(auto own, storage::Database::open(file, key, storage::Create::No));
        TRY_VOID(upgrade(own, file, kIdentityApplication, identity_steps()));
    }
    return db.attach(file, key, "identity");
}

// The row and its first entry, in one transaction over both files.
Result<void> write_first(Vault::State& vault, ReviewRow& row, const model::Command& command)
{
    TRY_VOID(attach_identity(vault, row));
    Review::State first;
    first.vault = &vault;
    vault.open_review = kBeingMade;  // `first` detaches
    first.uuid = row.uuid;
    first.device = vault.signing_key->public_key().number_text();
    TRY_ASSIGN(Transaction transaction, Transaction::begin(vault.db()));
    TRY_VOID(insert_row(vault, row));
    first.no = row.no;
    TRY_ASSIGN([[maybe_unused]] const auto written,
               write_command(first, command, std::nullopt, Origin::Person));
    return transaction.commit();
}

}  // namespace

Result<std::vector<ReviewRow>> review_rows(storage::Database& db)
{
    TRY_ASSIGN(Statement query, db.prepare(kAllRows));
    std::vector<ReviewRow> rows;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) return rows;
        rows.push_back(row_of(query));
    }
}

Result<ReviewRow> review_row(storage::Database& db, std::string_view reference_or_uuid)
{
    TRY_ASSIGN(Statement query, db.prepare(kOneRow));
    TRY_ASSIGN(const bool found, query.bind(reference_or_uuid).step());
    if (!found)
        return fail(ErrorKind::NotFound,
                    "There is no such review in this vault. The list of reviews names them.");
    return row_of(query);
}

Result<ReviewCard> review_card(Vault::State& vault, const ReviewRow& row)
{
    ReviewCard card;
    card.uuid = row.uuid;
    card.reference = row.reference;
    card.writable = row.writable;
    card.identities_gone = !row.identity_key;
    card.entries = row.lines;
    TRY_ASSIGN(Statement query,
               vault.db().prepare("SELECT fields FROM record WHERE kind = 'review' AND id = ?"));
    TRY_ASSIGN(const bool found, query.bind(std::string_view(row.uuid)).step());
    if (!found) return fail(ErrorKind::Corrupt, "A review lacks its own record. Run the check of the vault.");
    TRY_ASSIGN(const auto fields, json::parse_object(query.text_view(0)));
    card.type = json::text_or(fields, "review_type");
    card.area = json::text_or(fields, "lead_area");
    card.status = json::text_or(fields, "status");
    card.demo = json::flag_or(fields, "demo_flag");
    TRY_ASSIGN(Statement count,
               vault.db().prepare("SELECT count(*) FROM chronology WHERE record BETWEEN ? AND ?"));
    TRY_ASSIGN(const bool counted, count.bind(first_key(row.no)).bind(last_key(row.no)).step());
    if (counted) card.events = count.integer(0);
    return card;
}

Result<std::vector<ReviewCard>> Vault::reviews()
{
    TRY_ASSIGN(const auto rows, review_rows(state_->db()));
    std::vector<ReviewCard> cards;
    for (const ReviewRow& row : rows) {
        TRY_ASSIGN(auto card, review_card(*state_, row));
        cards.push_back(std::move(card));
    }
    return cards;
}

Result<ReviewCard> Vault::create_review(const NewReview& wanted)
{
    if (state_->open_review != 0)
        return fail(ErrorKind::Conflict, "Close the open review before a new one is made.");
    const std::string today = day_text(state_->clock->now());
    TRY_VOID(check_wanted(*state_, wanted, today));
    TRY_ASSIGN(const auto* by, template_for(*state_, wanted));
    const int year = wanted.year_of_death ? *wanted.year_of_death : std::stoi(today.substr(0, 4));
    TRY_ASSIGN(const auto reference, next_reference(*state_, wanted, year));

    ReviewRow row;
    row.uuid = base::new_uuid(*state_->random);
    row.reference = model::to_text(reference);
    row.identity_key = crypto::Secret::random(32);
    row.identity_salt = crypto::Secret::random(16);
    TRY_VOID(make_identity_database(*state_, row));
    if (auto made = write_first(*state_, row, first_command(wanted, row, by, today)); !made) {
        TRY_VOID(base::durable_remove(identity_file(state_->folder, row.uuid)));
        return made.error();
    }
    TRY_ASSIGN(const ReviewRow made, review_row(state_->db(), row.uuid));
    return review_card(*state_, made);
}

Result<std::unique_ptr<Review::State>> open_state(Vault::State& vault, const ReviewRow& row)
{
    if (vault.open_review != 0)
        return fail(ErrorKind::Conflict, "Another review is open. Close it before opening this one.");
    if (auto attached = attach_identity(vault, row); !attached) {
        if (attached.error().kind == ErrorKind::NotFound || attached.error().kind == ErrorKind::Denied)
            return fail(ErrorKind::Corrupt,
                        "The file with the identities of this review is missing or damaged. Restore the "
                        "newest backup.",
                        "identity_damaged");
        return attached.error();
    }
    auto state = std::make_unique<Review::State>();
    state->vault = &vault;
    vault.open_review = row.no;
    state->no = row.no;
    state->uuid = row.uuid;
    state->identities = row.identity_key.has_value();
    state->device = vault.signing_key->public_key().number_text();
    TRY_VOID(load_counters(*state));
    return state;
}

Suspended::~Suspended()
{
    (void)resume();
}

Result<void> Suspended::detach()
{
    if (vault_.active == nullptr) return {};
    TRY_VOID(vault_.db().detach("identity"));
    review_ = vault_.active;
    vault_.active = nullptr;
    vault_.open_review = 0;
    return {};
}

Result<void> Suspended::resume()
{
    if (review_ == nullptr) return {};
    Review::State* const review = std::exchange(review_, nullptr);
    TRY_ASSIGN(const ReviewRow row, review_row(vault_.db(), review->uuid));
    TRY_VOID(attach_identity(vault_, row));
    vault_.active = review;
    vault_.open_review = row.no;
    return {};
}

Result<Review> Vault::open_review(std::string_view reference_or_uuid)
{
    TRY_ASSIGN(const ReviewRow row, review_row(state_->db(), reference_or_uuid));
    TRY_ASSIGN(auto state, open_state(*state_, row));
    TRY_VOID(check_head(*state));
    state_->active = state.get();
    TRY_VOID(refresh_search(*state));
    return Review(std::move(state));
}

Result<void> Vault::erase_identities(std::string_view uuid)
{
    if (state_->open_review != 0)
        return fail(ErrorKind::Conflict, "Close the review before its identities are erased.");
    TRY_ASSIGN(const ReviewRow row, review_row(state_->db(), uuid));
    if (!row.identity_key)
        return fail(ErrorKind::Conflict, "The identities of this review were erased before.");
    {
        TRY_ASSIGN(Transaction transaction, Transaction::begin(state_->db()));
        TRY_ASSIGN(
            Statement forget,
            state_->db().prepare("UPDATE review SET identity_key = NULL, identity_salt = NULL WHERE no = ?"));
        TRY_VOID(forget.bind(row.no).run());
        TRY_VOID(set_vault_number(state_->db(), kRekeyWanted, 1));
        TRY_VOID(transaction.commit());
    }
    TRY_VOID(sweep(*state_));  // the file goes
    return rekey(*state_);
}

}  // namespace review
