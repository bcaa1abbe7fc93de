#pragma once
/// The clocks of an open review: shown, and what people do about them, one command each.
/// Source: docs/domain.md 2.2, docs/formats/clocks.md.

#include <string>
#include <string_view>

#include "app/core/facts.h"
#include "storage/rules/clocks.h"

namespace core {

/// The review's template as its rules apply, by its `template_version`, else by its type.
/// Errors: NotFound (no such template in this program).
Result<rules::Template> template_of(review::Vault& vault, const rules::Facts& facts);

enum class ClockDeed { Start, Extend, Pause, Resume, Meet, Waive, Notify, Accept };

/// Which clock: its rule, and where there are several the partner (id or name of the organisation) and the
/// record that starts it (or the clock's own id).
struct ClockAsk {
    std::string rule, party, subject;
    bool another = false;  ///< Start: one more clock of this rule
};

/// Does it, with what was `said`:
/// Start {trigger_date, trigger_event, trigger_ref, note}; Extend {new_date, reason, approved_by, on};
/// Pause {from, reason, advice}; Resume {to}; Meet {met_on, evidence}; Waive {waived_on, waived_reason};
/// Notify {kind, value, from_org, to_org, to_text, sent_on, sent_method, reasons, due_told};
/// Accept {reason, on}. Days default to today. Returns the command number.
/// Errors: NotFound (no such clock), Conflict (several: say which), Invalid (a member is missing), Refused
/// (the rule allows no pause or extension, nothing to accept or resume).
Result<std::int64_t> do_clock(review::Vault& vault, review::Review& review, ClockDeed deed,
                              const ClockAsk& ask, const json::Object& said);

}  // namespace core
