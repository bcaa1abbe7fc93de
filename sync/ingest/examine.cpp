#include "sync/ingest/examine.h"

#include <array>
#include <map>
#include <set>

#include "sync/ingest/content_type.h"

namespace ingest {

using base::Error;
using base::ErrorKind;
using base::fail;

namespace {

constexpr std::array<std::string_view, 18> kSteps = {
    "",        "size",      "form",       "object_names", "encryption",   "archive",
    "tags",    "statement", "signatures", "address",      "bundle_known", "revision",
    "objects", "payload",   "content",    "types",        "record",       "receipt"};

/// Failures of our own machine, which say nothing about the submission.
bool is_ours(const Error& error)
{
    return error.kind == ErrorKind::Io || error.kind == ErrorKind::Cancelled || error.kind == ErrorKind::Busy;
}

std::string code_of(const Error& error, std::string_view otherwise)
{
    return error.code.empty() ? std::string(otherwise) : error.code;
}

/// Where OpenedBundle::open stopped, by the beginning of its code.
int opening_step(std::string_view code)
{
    constexpr std::array<std::pair<std::string_view, int>, 11> kByCode = {{{"age_", 4},
                                                                           {"bag_members", 5},
                                                                           {"member_", 5},
                                                                           {"tar_", 5},
                                                                           {"bag", 6},
                                                                           {"tag", 6},
                                                                           {"statement_", 7},
                                                                           {"recipient", 7},
                                                                           {"sealed_", 7},
                                                                           {"objects_", 7},
                                                                           {"sign", 8}}};
    for (const auto& [beginning, step] : kByCode)
        if (code.starts_with(beginning)) return step;
    return 7;
}

/// Parts that continue another one: every part but the first of each `parts` list in the open bodies.
Result<std::set<std::string>> open_continuations(const bundle::OpenedBundle& opened)
{
    std::set<std::string> later;
    TRY_ASSIGN(auto source, opened.read("data/bodies.jsonl"));
    TRY_VOID(bundle::each_line(*source, bundle::kJsonLineBytes, [&](std::string_view line) -> Result<void> {
        TRY_ASSIGN(const auto body, journal::parse_body(line.substr(0, line.size() - 1)));
        const auto* parts = body.fields.find("parts");
        if (parts == nullptr || parts->array() == nullptr) return {};
        for (std::size_t i = 1; i < parts->array()->size(); ++i)
            if (const auto* text = (*parts->array())[i].text()) later.insert(*text);
        return {};
    }));
    return later;
}

class Examiner {
public:
    Examiner(const base::Path& path, const Setting& setting, const base::Progress& progress)
        : path_(path), setting_(setting), progress_(progress)
    {
    }

    Result<Report> run()
    {
        TRY_ASSIGN(const bool through, steps());
        if (through && report_.code.empty()) report_.verdict = Verdict::Sound;
        return std::move(report_);
    }

private:
    // Each part gives false when nothing later may run.
    Result<bool> steps()
    {
        TRY_ASSIGN(const bool opened, open());
        if (!opened) return false;
        TRY_ASSIGN(const bool asked, ask());
        if (!asked) return false;
        if (!stands() || !placed()) return false;
        return content();
    }

    void held(int step)
    {
        report_.checks.push_back({step, std::string(step_name(step)), CheckOutcome::Held, {}, {}});
    }
    bool stop(Verdict verdict, int step, std::string code, std::string what)
    {
        report_.checks.push_back({step, std::string(step_name(step)), CheckOutcome::Failed, code, what});
        report_.verdict = verdict;
        report_.step = step;
        report_.code = std::move(code);
        report_.what = std::move(what);
        return false;
    }
    /// False and noted, or the error when it is our own.
    Result<bool> refuse(Verdict verdict, int step, const Error& error, std::string_view otherwise)
    {
        if (is_ours(error)) return error;
        return stop(verdict, step, code_of(error, otherwise), error.what);
    }

    Result<bool> open()
    {
        auto submission = bundle::Submission::open(path_);
        if (!submission) {
            const int step = submission.error().code == "submission_limit" ? 1 : 2;
            return refuse(Verdict::Quarantined, step, submission.error(), "submission_form");
        }
        submission_.emplace(std::move(*submission));
        held(1);
        held(2);
        if (auto names = submission_->check_object_names(progress_); !names)
            return refuse(Verdict::Quarantined, 3, names.error(), "object_name");
        held(3);
        auto opened = bundle::OpenedBundle::open(*submission_, setting_.identities, progress_);
        if (!opened) {
            const int step = opening_step(opened.error().code);
            for (int i = 4; i < step; ++i) held(i);
            return refuse(Verdict::Quarantined, step, opened.error(), "bundle_form");
        }
        opened_.emplace(std::move(*opened));
        for (int i = 4; i < 8; ++i) held(i);
        // The work of a carrier, not of the signer: no log entry, and the true submission can still come.
        if (auto carried = opened_->check_carried(); !carried)
            return refuse(Verdict::Quarantined, 12, carried.error(), "object_unlisted");
        note_facts();
        return true;
    }

    void note_facts()
    {
        report_.statement = opened_->statement();
        report_.evidence = opened_->evidence();
        report_.tagmanifest = opened_->tagmanifest();
        report_.ciphertext = opened_->ciphertext();
        report_.sealed = opened_->has_sealed_part();
        report_.objects_commitment = {opened_->objects().size(), opened_->objects_digest()};
    }

    Result<bool> ask()
    {
        if (!setting_.ask) return true;
        const auto& s = *report_.statement;
        TRY_ASSIGN(answer_, setting_.ask({.bundle = s.bundle,
                                          .review = s.review,
                                          .revision = s.revision,
                                          .ciphertext = report_.ciphertext,
                                          .previous = s.previous,
                                          .seen_size = s.seen_size,
                                          .signers = s.signers}));
        // The same bytes again change nothing, whatever became of their signer since.
        if (answer_.bundle_used && answer_.same_bytes)
            return stop(Verdict::Replay, 10, "replay",
                        "This very submission came in before: its receipt stands.");
        return true;
    }

    bool stands()
    {
        const auto where = standing(*report_.statement, setting_, setting_.ask ? &answer_ : nullptr);
        if (!where || where->step > 8) held(8);
        if (where) return stop(where->verdict, where->step, where->code, where->what);
        held(9);
        return true;
    }

    bool placed()
    {
        const auto enough = trust::check_program(setting_.rosters->newest().roster, setting_.program);
        if (!enough && setting_.ask)
            return stop(Verdict::Waiting, 11, "newer_program",
                        "The roster asks for a newer version of this program: it waits until this centre's "
                        "program is "
                        "brought up to date.");
        if (!enough) return stop(Verdict::Rejected, 9, enough.error().code, enough.error().what);
        if (!setting_.ask) return true;
        const auto where = place(*report_.statement, answer_, setting_.model, setting_.lists->version());
        if (where.step > 10) held(10);
        if (where.verdict != Verdict::Sound) return stop(where.verdict, where.step, where.code, where.what);
        held(11);
        return true;
    }

    Result<bool> content()
    {
        auto objects = opened_->check_objects(known_objects(answer_.held), progress_);
        if (!objects) return refuse(Verdict::Rejected, 12, objects.error(), "object_damaged");
        list_objects();
        report_.missing = objects->missing;
        if (!report_.missing.empty() && setting_.ask)
            return stop(
                Verdict::Waiting, 12, "objects_missing",
                "Attachments are listed that did not come along and are not here: it waits for them.");
        held(12);
        if (auto payload = opened_->check_payload(progress_); !payload)
            return refuse(Verdict::Rejected, 13, payload.error(), "payload_wrong");
        held(13);
        TRY_ASSIGN(const bool sound, history());
        if (!sound) return false;
        TRY_ASSIGN(const bool allowed, types());
        if (!allowed || !setting_.ask) return allowed;
        return take_record();
    }

    void list_objects()
    {
        for (const auto& row : opened_->objects()) {
            ExaminedObject object{.row = row, .sha512 = {}, .sealed = !row.key};
            object.row.key.reset();
            if (const auto sha512 = opened_->part_sha512(row.part)) object.sha512 = *sha512;
            report_.objects.push_back(std::move(object));
        }
    }

    Result<bool> history()
    {
        std::optional<bundle::Prefix> before;
        if (answer_.head)
            before = bundle::Prefix{.lines = static_cast<std::uint64_t>(answer_.head->lines),
                                    .length = answer_.head->length,
                                    .sha256 = answer_.head->journal};
        auto checked = opened_->check_history(before, setting_.lists->lists);
        if (!checked) return refuse(Verdict::Rejected, 14, checked.error(), "content_wrong");
        report_.journal = checked->journal;
        const auto& next = report_.statement->next;
        const auto named = next ? std::optional<std::string>(next->text()) : std::nullopt;
        if (named && checked->handover_to != named)
            return stop(
                Verdict::Rejected, 14, "handover_wrong",
                "The statement hands the review on, but the journal's last line does not name the same key.");
        held(14);
        return true;
    }

    Result<bool> types()
    {
        TRY_ASSIGN(const auto later, open_continuations(*opened_));
        for (const auto& row : opened_->objects()) {
            if (!row.key || !submission_->has(row.object) || later.contains(base::to_hex(row.part))) continue;
            TRY_ASSIGN(auto object, submission_->object(row.object));
            TRY_ASSIGN(const auto identity, row.key->identity());
            auto plain = crypto::decrypt(*object, std::span(&identity, 1));
            if (!plain) return refuse(Verdict::Rejected, 15, plain.error(), "object_damaged");
            base::Bytes beginning(std::min<std::uint64_t>(kTypeBytes, row.part_length));
            const auto got = plain->read_full(beginning);
            if (!got) return refuse(Verdict::Rejected, 15, got.error(), "object_damaged");
            if (content_type(base::ByteView(beginning).first(*got)).empty())
                return stop(
                    Verdict::Rejected, 15, "type_not_allowed",
                    "An attachment is a program, a script or a file of a kind that reviews do not receive.");
        }
        held(15);
        return true;
    }

    Result<bool> take_record()
    {
        auto derived = derive(*opened_, answer_.head ? answer_.head->lines : 0);
        if (!derived) return refuse(Verdict::Rejected, 14, derived.error(), "content_wrong");
        report_.derived = std::move(*derived);
        return true;
    }

    const base::Path& path_;
    const Setting& setting_;
    const base::Progress& progress_;
    std::optional<bundle::Submission> submission_;
    std::optional<bundle::OpenedBundle> opened_;
    Answer answer_;
    Report report_;
};

}  // namespace

std::string_view step_name(int step)
{
    return step > 0 && static_cast<std::size_t>(step) < kSteps.size() ? kSteps[static_cast<std::size_t>(step)]
                                                                      : "";
}

Place place(const bundle::Statement& s, const Answer& answer, std::uint64_t model, std::uint64_t codelists)
{
    if (answer.bundle_used && answer.same_bytes)
        return {Verdict::Replay, 10, "replay", "This very submission came in before: its receipt stands."};
    if (answer.bundle_used)
        return {Verdict::Rejected, 10, "bundle_used",
                "Another submission came in before under the same bundle number."};
    if (answer.previous_rejected)
        return {Verdict::Rejected, 11, "previous_rejected",
                "It follows a submission that was rejected: the sender makes this revision anew."};
    const std::uint64_t head = answer.head ? static_cast<std::uint64_t>(answer.head->revision) : 0;
    if (s.revision > head + 1)
        return {Verdict::Waiting, 11, "revision_gap",
                "An earlier revision has not come in yet: this one waits and is taken up by itself."};
    if (s.revision <= head)
        return {Verdict::Fork, 11, "fork_revision",
                "This revision exists already with other content: both are kept, and a person must decide."};
    const auto before = answer.head ? std::optional<Digest32>(answer.head->statement) : std::nullopt;
    if (s.previous != before)
        return {
            Verdict::Fork, 11, "fork_previous",
            "It does not follow the revision that is held here: both are kept, and a person must decide."};
    if (s.model > model || s.codelists > codelists)
        return {
            Verdict::Waiting, 11, "newer_program",
            "It was made by a newer program: it waits until this centre's program is brought up to date."};
    return {};
}

bundle::KnownObjects known_objects(const std::vector<HeldObject>& held)
{
    std::map<Digest32, bundle::KnownObject> known;
    for (const auto& one : held)
        known[one.object] = {
            .object_length = one.object_length,
            .part = one.part,
            .part_length = one.part_length,
            .part_sha512 = one.part_sha512,
            .opened = one.opened,
            .open = [file = one.file]() -> Result<std::unique_ptr<base::Source>> {
                TRY_ASSIGN(auto opened, base::InputFile::open(file));
                return std::unique_ptr<base::Source>(std::make_unique<base::InputFile>(std::move(opened)));
            }};
    return [known = std::move(known)](const Digest32& object) {
        const auto found = known.find(object);
        return found == known.end() ? std::nullopt : std::optional<bundle::KnownObject>(found->second);
    };
}

Result<Report> examine(const base::Path& submission, const Setting& setting, const base::Progress& progress)
{
    return Examiner(submission, setting, progress).run();
}

}  // namespace ingest
