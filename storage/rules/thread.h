#pragma once
/// The golden thread of one record, both ways, and what hangs loose on it. Source: docs/domain.md 3.2.
///
///   Document -> Extract / ChronologyEvent / Account -> (Factor) -> FindingEvidence -> Finding -> Lesson ->
///   Recommendation -> Action -> ActionUpdate; key lines of enquiry stand beside the findings that answer
///   them; an event shown under another (one contact, two sources) leads to that one.

#include <string>
#include <vector>

#include "storage/rules/golden.h"

namespace rules {

struct ThreadStep {
    const Record* record = nullptr;
    int distance = 0;  ///< links between it and the record asked about
    std::string via;   ///< id of the record one link nearer
};

struct Thread {
    std::vector<ThreadStep> upstream;    ///< towards the sources
    std::vector<ThreadStep> downstream;  ///< towards the action updates
};

/// Everything on the thread of `record`, each record once, in the order of the chain (documents first, action
/// updates last), then as they were made. Unused events are found only where the facts hold all events.
/// Of a key line: the thread of the findings that answer it, which come downstream.
Thread thread(const Facts& facts, const Record& record);

/// One link between two records of a thread.
struct ThreadLink {
    const Record* from = nullptr;  ///< nearer to the sources
    const Record* to = nullptr;
};
/// Every link among the records of the thread of `record`, itself included, in the order of the thread.
std::vector<ThreadLink> thread_links(const Facts& facts, const Record& record, const Thread& thread);

/// What hangs loose: rules `evidence_unused`, `finding_without_lesson`, `lesson_without_recommendation`,
/// `recommendation_without_owner`, `recommendation_without_action`, `action_without_owner`,
/// `key_line_unanswered`. Never a gate. Needs all events (Scope::Open) to find coded ones that are not used.
std::vector<Problem> orphans(const Facts& facts);

}  // namespace rules
