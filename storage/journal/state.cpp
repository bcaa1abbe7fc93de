#include "storage/journal/state.h"

#include "crypto/base/clock.h"
#include "storage/model/place.h"
#include "storage/model/validate.h"

namespace journal {
namespace {

base::Error bad_review_line()
{
    return base::fail(base::ErrorKind::Invalid, "A line of review.jsonl is not written as the format has it.",
                      "review_line");
}

base::Error mismatch()
{
    return base::fail(base::ErrorKind::Corrupt, "The state that was sent is not what its journal adds up to.",
                      "state_mismatch");
}

}  // namespace

std::string encode(const StateRecord& record)
{
    json::Object object;
    object.append("kind", record.kind);
    object.append("id", record.id);
    if (record.struck) object.append("struck", true);
    object.append("fields", model::in_table_order(model::kind(record.kind), record.fields));
    return json::write(object) + '\n';
}

Result<StateRecord> parse_state_record(std::string_view text)
{
    if (text.size() >= kLongestBody) return bad_review_line();
    auto read = json::parse_object(text);
    if (!read) return bad_review_line();
    auto* fields = read->find("fields");
    if (fields == nullptr || fields->object() == nullptr) return bad_review_line();
    StateRecord record{.kind = json::text_or(*read, "kind"),
                       .id = json::text_or(*read, "id"),
                       .struck = json::flag_or(*read, "struck"),
                       .fields = std::move(*fields->object())};
    if (!model::is_identifier(record.kind) || !base::is_uuid(record.id)) return bad_review_line();
    auto again = encode(record);
    again.pop_back();
    if (again != text) return bad_review_line();
    return record;
}

StateRecord state_record(const RecordState& record, StateOf of)
{
    return {record.kind, record.id, record.struck,
            of == StateOf::All ? record.fields()
                               : model::in_table_order(model::kind(record.kind), record.open.values())};
}

StateHash::StateHash(StateOf of)
{
    sha256_.update(base::bytes_of(of == StateOf::All ? "cairn/state/v1 all\n" : "cairn/state/v1 open\n"));
}

void StateHash::take(const StateRecord& record)
{
    if (!record.struck) sha256_.update(base::bytes_of(encode(record)));
}

Digest32 StateHash::finish()
{
    return sha256_.finish();
}

Digest32 state_hash(const Replay::Records& records, StateOf of)
{
    StateHash hash(of);
    for (const auto& [key, record] : records) hash.take(state_record(record, of));
    return hash.finish();
}

std::string review_jsonl(const Replay::Records& records)
{
    std::string text;
    for (const auto& [key, record] : records) text += encode(state_record(record, StateOf::Open));
    return text;
}

Result<void> StateComparer::take(std::string_view text)
{
    TRY_ASSIGN(const auto given, parse_state_record(text));
    if (next_ == end_ || !(given == state_record(next_->second, StateOf::Open))) return mismatch();
    ++next_;
    return {};
}

Result<void> StateComparer::finish() const
{
    if (next_ != end_) return mismatch();
    return {};
}

}  // namespace journal
