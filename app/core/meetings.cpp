#include "app/core/meetings.h"

#include "crypto/base/platform.h"

namespace core {

namespace {

bool same_seat(const json::Object& a, const json::Object& b)
{
    for (const std::string_view field : {"person", "role", "organisation"})
        if (json::text_or(a, field) != json::text_or(b, field)) return false;
    return true;
}

}  // namespace

Result<review::Record> meeting_numbered(review::Review& review, std::int64_t number)
{
    TRY_ASSIGN(const auto meetings, review.records("meeting"));
    for (const auto& meeting : meetings)
        if (json::number_or(meeting.fields, "number") == number) return meeting;
    return base::fail(base::ErrorKind::NotFound,
                      "This review has no meeting of that number. `meeting list DIR REF` lists them.");
}

Result<std::string> add_to_meeting(review::Vault& vault, review::Review& review, std::int64_t number,
                                   std::string_view kind, json::Object fields)
{
    TRY_ASSIGN(const auto meeting, meeting_numbered(review, number));
    model::Change change;
    change.kind = std::string(kind);
    change.id = base::new_uuid(vault.random());
    change.fields = std::move(fields);
    change.fields.set("meeting", meeting.id);
    if (kind == "decision" && !change.fields.has("decided_on"))
        change.fields.set("decided_on", json::text_or(meeting.fields, "date"));
    const auto id = change.id;
    TRY_VOID(put(vault, review, {{std::move(change)}}));
    return id;
}

Result<void> attend(review::Vault& vault, review::Review& review, std::int64_t number, json::Object row,
                    bool confidentiality_read)
{
    TRY_ASSIGN(const auto meeting, meeting_numbered(review, number));
    model::Change change;
    change.kind = "meeting";
    change.id = meeting.id;
    if (!row.empty()) {
        json::Array attendees;
        if (const auto* held = meeting.fields.find("attendees"); held != nullptr && held->array() != nullptr)
            for (const auto& one : *held->array())
                if (one.object() != nullptr && !same_seat(*one.object(), row)) attendees.push_back(one);
        attendees.emplace_back(std::move(row));
        change.fields.set("attendees", std::move(attendees));
    }
    if (confidentiality_read) change.fields.set("confidentiality_read", true);
    if (change.fields.empty())
        return base::fail(base::ErrorKind::Invalid,
                          "Say who attended, or that the confidentiality statement was read.");
    TRY_VOID(put(vault, review, {{std::move(change)}}));
    return {};
}

Result<std::string> declare_conflict(review::Vault& vault, review::Review& review, std::int64_t number,
                                     json::Object fields)
{
    TRY_ASSIGN(const auto meeting, meeting_numbered(review, number));
    model::Change conflict;
    conflict.kind = "conflict_of_interest";
    conflict.id = base::new_uuid(vault.random());
    conflict.fields = std::move(fields);
    if (!conflict.fields.has("declared_on"))
        conflict.fields.set("declared_on", json::text_or(meeting.fields, "date"));
    const auto id = conflict.id;
    model::Change kept;
    kept.kind = "meeting";
    kept.id = meeting.id;
    json::Array all;
    if (const auto* held = meeting.fields.find("conflicts"); held != nullptr && held->array() != nullptr)
        all = *held->array();
    all.emplace_back(id);
    kept.fields.set("conflicts", std::move(all));
    TRY_VOID(put(vault, review, {{std::move(conflict), std::move(kept)}}));
    return id;
}

}  // namespace core
