#pragma once
/// What the analysis shows: the evidence matrices, the golden thread of a record, and what the rules say of
/// findings, recommendations and actions. Belongs to the store thread.

#include <string>
#include <utility>
#include <vector>

#include "app/core/desk_store.h"

namespace core {

/// A record named in a sentence.
struct DeskThing {
    std::string kind, id;
    std::string called;         ///< "Finding 3", "22 January 2021"
    std::string words, sealed;  ///< as of DeskRecord
};

struct DeskCell {
    std::int64_t evidence = 0, findings = 0;
    bool asked = false, gap = false;
    std::vector<DeskThing> behind;  ///< findings, then what they rest on
};
struct DeskMatrix {
    std::vector<DeskThing> rows, columns;
    std::vector<std::vector<DeskCell>> cells;  ///< by row, then column
};

/// A piece of evidence of one finding.
struct DeskEvidence {
    std::string id;  ///< of the finding_evidence
    std::string finding;
    std::string role;  ///< code of `evidence_role`; may be empty
    DeskThing target;
};
struct DeskSimilar {
    std::string ref, text;
    int score = 0;  ///< 0 to 100
};
struct DeskTest {
    std::string test, score;  ///< as people read them; score empty where not scored
    bool met = false;
};
struct DeskRecommendation {
    std::string id, status, due;  ///< in words; due may be empty
    bool late = false;
    std::vector<DeskTest> smart;  ///< all five
    std::vector<std::string> warnings;
    std::vector<DeskSimilar> similar;  ///< from the library and this review
};
struct DeskAction {
    std::string id, colour;          ///< code of `action_rag`
    std::string label, reason, due;  ///< in words
    int days_late = 0;
};
/// The level and role of contributory factors: a cell lists them.
struct FactorGrid {
    std::vector<std::pair<std::string, std::string>> rows, columns;  ///< code, label
    std::vector<std::vector<std::vector<DeskThing>>> cells;
};

struct Analysis {
    DeskMatrix agencies, findings;  ///< agency x key line; key line x finding
    FactorGrid factors;
    std::vector<DeskEvidence> evidence;
    std::vector<DeskRecommendation> recommendations;
    std::vector<DeskAction> actions;
    std::vector<DeskThing> threads;  ///< what a thread can be shown of, from the findings on
};
Result<Analysis> desk_analysis(DeskStore& store);

/// The columns of a thread, from the left.
enum class ThreadColumn : std::uint8_t { Source, Evidence, Finding, Lesson, Recommendation, Action, Update };
constexpr int kThreadColumns = 7;
struct DeskThreadNode {
    DeskThing thing;
    ThreadColumn column{};
};
struct DeskThread {
    std::string of;                     ///< id asked about
    std::vector<DeskThreadNode> nodes;  ///< in the order of the chain, the one asked about among them
    std::vector<std::pair<std::size_t, std::size_t>> links;  ///< by place in nodes, from the sources on
    std::vector<std::string> loose;                          ///< what is missing on it, with the remedy
};
/// Errors: NotFound.
Result<DeskThread> desk_thread(DeskStore& store, const std::string& id);

/// Evidence that a finding can be given: events, extracts, accounts and factors that hold all the words;
/// without words, what is coded and not yet used. Sealed words are looked at in the identified view only.
Result<std::vector<DeskThing>> desk_evidence(DeskStore& store, const std::string& words, bool identified);

}  // namespace core
