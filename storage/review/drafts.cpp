// Words being typed, kept beside the values they will become. Source: docs/formats/vault.md, "Drafts".
#include "storage/model/place.h"
#include "storage/review/review_state.h"

namespace review {

namespace {

Result<bool> draft_is_sealed(Review::State& review, const Draft& draft)
{
    const model::KindSpec* kind = model::kind(draft.kind);
    const model::FieldSpec* field = kind != nullptr ? kind->field(draft.field) : nullptr;
    if (field == nullptr) return true;
    TRY_ASSIGN(const Stored stored, load_record(review, draft.kind, draft.id));
    return model::is_sealed(*field, model::record_class(*kind, stored.state.fields()));
}

Result<void> drop_one(Review::State& review, const char* sql, std::string_view id, std::string_view field)
{
    TRY_ASSIGN(Statement drop, review.db().prepare(sql));
    return drop.bind(review.no).bind(id).bind(field).run();
}

constexpr const char* kDropOpen = "DELETE FROM main.draft WHERE review = ? AND id = ? AND field = ?";
constexpr const char* kDropSealed = "DELETE FROM identity.draft WHERE review = ? AND id = ? AND field = ?";
constexpr const char* kPutOpen =
    "INSERT OR REPLACE INTO main.draft(review, id, field, kind, text, cursor, undo) VALUES(?, ?, ?, ?, ?, ?, "
    "?)";
constexpr const char* kPutSealed =
    "INSERT OR REPLACE INTO identity.draft(review, id, field, kind, text, cursor, undo) VALUES(?, ?, ?, ?, "
    "?, ?, ?)";

}  // namespace

Result<void> Review::put_draft(const Draft& draft)
{
    TRY_ASSIGN(const bool sealed, draft_is_sealed(*state_, draft));
    if (sealed && !state_->identities)
        return fail(ErrorKind::Refused,
                    "The identities of this review were erased: nothing can be added to its sealed part.",
                    "identities_gone");
    TRY_ASSIGN(Transaction transaction, Transaction::begin(state_->db()));
    TRY_VOID(drop_one(*state_, sealed ? kDropOpen : kDropSealed, draft.id, draft.field));
    TRY_ASSIGN(Statement put, state_->db().prepare(sealed ? kPutSealed : kPutOpen));
    put.bind(state_->no).bind(std::string_view(draft.id)).bind(std::string_view(draft.field));
    put.bind(std::string_view(draft.kind))
        .bind(std::string_view(draft.text))
        .bind(draft.cursor)
        .bind(ByteView(draft.undo));
    TRY_VOID(put.run());
    return transaction.commit();
}

Result<std::vector<Draft>> Review::drafts()
{
    TRY_ASSIGN(
        Statement query,
        state_->db().prepare("SELECT kind, id, field, text, cursor, undo FROM main.draft WHERE review = ?1 "
                             "UNION ALL SELECT kind, id, field, text, cursor, undo FROM identity.draft "
                             "WHERE review = ?1 ORDER BY id, field"));
    query.bind(state_->no);
    std::vector<Draft> drafts;
    for (;;) {
        TRY_ASSIGN(const bool more, query.step());
        if (!more) return drafts;
        drafts.push_back(
            {query.text(0), query.text(1), query.text(2), query.text(3), query.integer(4), query.blob(5)});
    }
}

Result<void> Review::drop_draft(std::string_view id, std::string_view field)
{
    TRY_ASSIGN(Transaction transaction, Transaction::begin(state_->db()));
    TRY_VOID(drop_one(*state_, kDropOpen, id, field));
    TRY_VOID(drop_one(*state_, kDropSealed, id, field));
    return transaction.commit();
}

Result<void> drop_drafts(Review::State& review, std::string_view id)
{
    for (const char* sql : {"DELETE FROM main.draft WHERE review = ? AND id = ?",
                            "DELETE FROM identity.draft WHERE review = ? AND id = ?"}) {
        TRY_ASSIGN(Statement drop, review.db().prepare(sql));
        TRY_VOID(drop.bind(review.no).bind(id).run());
    }
    return {};
}

}  // namespace review
