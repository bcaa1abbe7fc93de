#pragma once
/// Meetings as they happen: agenda, attendance, decisions, actions, minutes. Each takes seconds.
/// Source: docs/domain.md 3.1 (Meeting..Decision), 4.3, R33, R46.

#include <string>

#include "app/core/putting.h"

namespace core {

/// The meeting of that number. Errors: NotFound.
Result<review::Record> meeting_numbered(review::Review& review, std::int64_t number);

/// A record that belongs to a meeting (`agenda_item`, `decision`, `meeting_action`), numbered by the program.
/// Returns its id. Errors: as core::put.
Result<std::string> add_to_meeting(review::Vault& vault, review::Review& review, std::int64_t number,
                                   std::string_view kind, json::Object fields);

/// One person's or post's attendance; the same post and agency again is corrected, not doubled.
Result<void> attend(review::Vault& vault, review::Review& review, std::int64_t number, json::Object row,
                    bool confidentiality_read);

/// A declared conflict of interest, kept with the meeting. Returns its id.
Result<std::string> declare_conflict(review::Vault& vault, review::Review& review, std::int64_t number,
                                     json::Object fields);

}  // namespace core
