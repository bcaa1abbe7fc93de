#pragma once
/// One review in an open vault: its journal, what the journal adds up to, and its attachments.
/// Every change goes through apply(); everything read is a projection. Source: docs/formats/journal.md.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "storage/journal/inverse.h"
#include "storage/journal/journal.h"
#include "storage/model/command.h"
#include "storage/model/field.h"
#include "storage/review/vault.h"

namespace review {

/// A record as it stands: open and sealed fields together, in table order, cleared fields absent.
struct Record {
    std::string kind;
    std::string id;
    bool struck = false;
    json::Object fields;
};

/// One entry of a record's history.
struct HistoryEntry {
    std::int64_t n = 0;
    std::int64_t command = 0;
    std::optional<std::int64_t> undoes;
    base::Time at{};
    std::string device;  ///< key number
    model::Op op{};
    std::string kind;
    std::string id;
    json::Object fields;  ///< what it set, open and sealed; empty when expunged
    bool expunged = false;
};

/// One line of the merged chronology, in order. Dates are `YYYY-MM-DD`, empty when open.
struct ChronologyRow {
    std::string id;
    std::string earliest, latest, precision, time;  ///< time `HH:MM` or empty
    bool approximate = false;
    json::Object fields;  ///< the event's fields, open and sealed
};

struct SearchHit {
    std::string kind;
    std::string id;
    std::string field;    ///< field id
    std::string excerpt;  ///< the words around the match
};

/// One part of an attachment. Source: docs/formats/bundle.md, "Objects".
struct ObjectPart {
    base::Digest32 part{};  ///< SHA-256 of the plaintext part
    std::uint64_t part_length = 0;
    base::Digest32 object{};  ///< SHA-256 of the age file, its name
    std::uint64_t object_length = 0;
    bool sealed = true;  ///< its key belongs to the sealed part (class D3, D4)
};

/// What attach() made: the parts in order and the digest of the whole.
struct Attached {
    std::vector<base::Digest32> parts;
    base::Digest32 sha256{};
    std::uint64_t length = 0;
};

/// Words being typed into a field, kept until they become an entry. Lies where the field's values lie.
struct Draft {
    std::string kind;
    std::string id;  ///< of the record, which need not exist yet
    std::string field;
    std::string text;
    std::int64_t cursor = 0;  ///< bytes into the text
    Bytes undo;               ///< the editor's own undo list, in the editor's own form
};

/// What a bundle needs of the journal, as exact bytes.
struct JournalBytes {
    std::int64_t n = 0;
    std::string line;                   ///< LF included
    std::optional<std::string> body;    ///< LF included
    std::optional<std::string> sealed;  ///< LF included
};

class Review {
public:
    struct State;  ///< for this folder only

    Review(Review&&) noexcept;
    Review& operator=(Review&&) noexcept;
    ~Review();

    const std::string& uuid() const;
    Result<ReviewCard> card();

    /// Validates against the field tables, writes journal, bodies, projections and search in one transaction.
    /// A put that changes the disclosure class moves the values and expunges their open bodies. An expunge
    /// first puts what its fields have from now on (its `fields`, null where they name none). A hand-over
    /// makes the review read-only. Parts of attachments must have been attached, and what is referred to must
    /// be there. Returns the command number. Errors: Invalid (names kind and field, never the value;
    /// `reference_missing`, `part_unknown`), NotFound, Refused (`handed_over`, `identities_gone`), Io.
    Result<std::int64_t> apply(const model::Command& command);
    /// Takes back the last standing command. Errors: Conflict (nothing to take back, or it stops at an
    /// expunge or a signing).
    Result<std::int64_t> undo();
    Result<std::int64_t> redo();
    /// Takes back what one import created, as one command, also after a signing.
    /// Errors: Refused naming the records that refer to it; NotFound.
    Result<std::int64_t> undo_import(std::string_view import_id);
    /// What undo and redo would take next, and what stands undone.
    Result<journal::Standing> standing();
    /// Undo stops here from now on: called when a bundle with this journal was signed.
    Result<void> mark_signed(std::int64_t lines);

    Result<Record> record(std::string_view kind, std::string_view id);
    Result<std::vector<Record>> records(std::string_view kind, bool with_struck = false);
    /// One part of a record, or both; fields in no order. A struck record is found and says so.
    Result<Record> record(std::string_view kind, std::string_view id, model::Part part);
    /// The live records of a kind in the order they were made, one part or both; fields in no order. The quick
    /// way to read many.
    Result<std::vector<Record>> records(std::string_view kind, model::Part part);
    /// Newest last. An empty id: the whole review.
    Result<std::vector<HistoryEntry>> history(std::string_view id);
    /// Every entry of the records that an entry after `n` is about, ascending; without fields for records made
    /// after `n`, which are new whatever they hold.
    Result<std::vector<HistoryEntry>> history_since(std::int64_t n);
    /// Number of the last entry before the first of those at or after `at` that end the journal; 0 when none is.
    Result<std::int64_t> entry_before(base::Time at);
    /// In chronology order: earliest, then time, then latest, manual sequence, id; undated last.
    Result<std::vector<ChronologyRow>> chronology();
    /// The same for a window of it; `count()` rows in all.
    Result<std::vector<ChronologyRow>> chronology(std::int64_t offset, std::int64_t limit);
    Result<std::int64_t> chronology_count();
    /// Live records in which all words occur (the last may be a beginning), one hit each, in the field that
    /// holds most of them; accents and case do not matter.
    Result<std::vector<SearchHit>> search(std::string_view words, std::size_t limit = 200);

    /// Stores a draft, over an earlier one of the same record and field. Not journal; survives a kill.
    Result<void> put_draft(const Draft& draft);
    Result<std::vector<Draft>> drafts();
    Result<void> drop_draft(std::string_view id, std::string_view field);

    /// Encrypts a file into objects, crash-safe, nothing left behind on cancel; same bytes give the same
    /// parts only within this review. `sealed`: its keys go to the sealed part, until the class of the
    /// documents that name it says otherwise. Belongs to the review once a record's `parts` names it in
    /// apply(); until then it is gone when the vault is locked.
    Result<Attached> attach(base::Source& from, bool sealed, const base::Progress& progress = {});
    Result<void> read_attachment(const std::vector<base::Digest32>& parts, base::Sink& to,
                                 const base::Progress& progress = {});
    Result<std::vector<ObjectPart>> objects();             ///< those that live records or history name
    Path object_file(const base::Digest32& object) const;  ///< where its age file lies
    /// The object's secret key, `AGE-SECRET-KEY-1...`. Errors: NotFound.
    Result<crypto::Secret> object_key(const base::Digest32& part);

    /// Entries from n = `from`, in order, as exact bytes.
    Result<void> each_entry(std::int64_t from, const std::function<Result<void>(const JournalBytes&)>& take);
    Result<std::int64_t> lines();
    Result<base::Digest32> head();  ///< hash of the last line
    /// SHA-256 over the live records. Source: docs/formats/journal.md, "State hash".
    Result<base::Digest32> state_hash();
    /// Expunges the bodies of commands that stand undone and were never signed. Returns how many entries lost
    /// theirs.
    Result<std::int64_t> drop_undone();

    /// Makes every projection anew from the journal.
    Result<void> rebuild();

private:
    friend class Vault;
    explicit Review(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace review
