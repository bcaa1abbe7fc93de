#pragma once
/// Signing and sending the open review: what is ready, what would go, to whom, and what became of what went.
/// Belongs to the store thread.

#include <string>
#include <vector>

#include "app/core/desk_store.h"
#include "app/core/working.h"

namespace core {

/// One thing that should be so before a review is sent.
struct SendCheck {
    std::string title, words;
    bool done = false;
    bool bars = false;  ///< it cannot be sent without
};
/// Something a rule says of a record: shown, and led to.
struct SendProblem {
    std::string words, remedy, kind, id;
    bool gate = false;
};
struct SentLine {
    std::string bundle, title;  ///< "Revision 2"
    std::string when, state;    ///< plain words
    bool good = false, bad = false;
    bool can_save_again = false;
};

struct DeskSend {
    std::string standing;  ///< one sentence
    std::vector<SendCheck> checks;
    std::vector<SendProblem> problems;
    std::vector<std::string> recipients, signers;
    std::vector<std::string> fresh;  ///< what is new since the last one that was not refused
    std::int64_t unsent = 0;         ///< journal lines
    std::string size;                ///< "About 3.2 MB", or that nothing is new
    std::vector<SentLine> sent;      ///< newest first
    bool may_send = false;
};
Result<DeskSend> desk_send(DeskStore& store);

/// Signs and saves to a folder or stick. The passphrase is asked for again: signing is an act of its own.
/// Returns what was done, in words. Errors: Denied, and those of exchange::export_review.
Result<std::string> desk_sign_and_save(DeskStore& store, const base::Secret& passphrase,
                                       const std::string& folder, bool keep_undone, Working& working,
                                       const std::atomic<bool>& give_up);
/// The same bytes of an earlier one again.
Result<std::string> desk_save_again(DeskStore& store, const std::string& bundle, const std::string& folder,
                                    Working& working, const std::atomic<bool>& give_up);
/// Verifies a receipt and keeps it. Returns its outcome in words.
Result<std::string> desk_receipt(DeskStore& store, const std::string& file);

}  // namespace core
