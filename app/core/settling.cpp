#include "app/core/settling.h"

#include <algorithm>
#include <array>
#include <string>

#include "app/core/putting.h"
#include "storage/model/date_reading.h"

namespace core {

using base::ErrorKind;
using base::fail;

namespace {

constexpr std::array<std::string_view, 5> kSettled = {"earliest", "latest", "precision", "approx", "time"};

Result<void> check_members(const json::Object& said)
{
    bool any = false;
    for (const auto& [name, value] : said) {
        if (name == "reason") continue;
        if (std::ranges::find(kSettled, name) == kSettled.end())
            return fail(ErrorKind::Invalid,
                        "Only earliest, latest, precision, approx, time and reason can be settled.");
        if ((name == "earliest" || name == "latest") && value.text() != nullptr &&
            !model::day_from_text(*value.text()))
            return fail(ErrorKind::Invalid,
                        "This is not a real day of the calendar: write it as YYYY-MM-DD.");
        any = true;
    }
    if (!any)
        return fail(ErrorKind::Invalid,
                    "Say what is settled: any of earliest, latest, precision, approx and time.");
    if (json::text_or(said, "reason").empty())
        return fail(ErrorKind::Invalid,
                    "Say why: a settled date needs a reason, so that the panel can follow it.");
    return {};
}

// The reading as it stood, as a Claim holds it.
json::Object reading_before(const json::Object& event)
{
    json::Object date;
    date.set("text", json::text_or(event, "date_text"));
    for (const std::string_view name : {"earliest", "latest", "precision"})
        if (const auto* value = event.find(name)) date.set(name, *value);
    if (json::flag_or(event, "approx")) date.set("approx", true);
    return date;
}

}  // namespace

Result<std::int64_t> settle_event(review::Review& review, review::Vault& vault, std::string_view event,
                                  const json::Object& said)
{
    TRY_VOID(check_members(said));
    TRY_ASSIGN(const auto before, review.record("chronology_event", event));
    model::Change settled;
    settled.kind = "chronology_event";
    settled.id = std::string(event);
    json::Object after = before.fields;
    for (const auto& [name, value] : said) {
        if (name == "reason") continue;
        // A mark is true or absent, never false.
        const bool lowered = name == "approx" && value.flag() != nullptr && !*value.flag();
        settled.fields.set(name, lowered ? json::Value() : value);
        after.set(name, value);
    }
    const std::string earliest = json::text_or(after, "earliest"), latest = json::text_or(after, "latest");
    if (!earliest.empty() && !latest.empty() && latest < earliest)
        return fail(ErrorKind::Invalid, "The latest day lies before the earliest: nothing was changed.");
    settled.fields.set("settled", true);
    settled.fields.set("settled_note", json::text_or(said, "reason"));
    settled.fields.set("problems", nullptr);

    model::Change claim;
    claim.kind = "claim";
    claim.id = base::new_uuid(vault.random());
    claim.fields.set("record_kind", "chronology_event");
    claim.fields.set("record", std::string(event));
    claim.fields.set("field", "earliest");
    claim.fields.set("date", reading_before(before.fields));
    claim.fields.set("source_event", std::string(event));
    claim.fields.set("reason", "SETTLE");
    claim.fields.set("reason_text", json::text_or(said, "reason"));
    TRY_ASSIGN(const auto written, put(vault, review, {{std::move(settled), std::move(claim)}}));
    return written.command;
}

}  // namespace core
