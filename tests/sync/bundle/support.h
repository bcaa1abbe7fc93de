#pragma once
/// A small review as a bundle: two records, one open and one sealed attachment.

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "crypto/primitives/hash.h"
#include "storage/journal/replay.h"
#include "storage/journal/state.h"
#include "sync/bundle/open.h"
#include "sync/bundle/padding.h"
#include "sync/bundle/write.h"

namespace bundle_test {

namespace fs = std::filesystem;

inline crypto::Identity identity(std::uint8_t fill)
{
    const std::vector<std::uint8_t> scalar(32, fill);
    return *crypto::Identity::restore(scalar);
}

inline crypto::SigningKey signing_key(std::uint8_t fill)
{
    const std::vector<std::uint8_t> stored(40, fill);
    return *crypto::SigningKey::restore(stored);
}

inline base::Time at(const char* text)
{
    return *base::time_from_text(text);
}

/// The three files of a journal and what they add up to.
struct History {
    std::string journal, bodies, sealed, review;
    std::int64_t lines = 0;
    base::Digest32 head{};

    void put(const std::string& id, const char* name, const char* contact,
             const std::string& kind = "organisation")
    {
        journal::Line line;
        line.n = ++lines;
        line.previous = head;
        line.command = lines;
        line.at = at("2026-02-03T04:05:06Z");
        line.device = signing_key(71).public_key().number_text();
        line.kind = kind;
        line.id = id;
        journal::Body open{lines, {}, {}};
        open.nonce.fill(static_cast<std::uint8_t>(lines));
        open.fields.set("name", name);
        const std::string open_text = journal::encode(open);
        line.body = crypto::sha256(base::bytes_of(open_text));
        bodies += open_text;
        if (contact != nullptr) {
            journal::Body hidden{lines, {}, {}};
            hidden.nonce.fill(static_cast<std::uint8_t>(lines + 100));
            hidden.fields.set("contact", contact);
            const std::string sealed_text = journal::encode(hidden);
            line.sealed = crypto::sha256(base::bytes_of(sealed_text));
            sealed += sealed_text;
        }
        const std::string text = journal::encode(line);
        journal += text;
        head = crypto::sha256(base::bytes_of(text));
    }
    /// review.jsonl from the lines so far.
    void settle()
    {
        journal::Chain chain;
        journal::Replay replay(false);
        std::size_t from = 0, body = 0;
        while (from < journal.size()) {
            const std::size_t end = journal.find('\n', from) + 1;
            const auto line = chain.take(std::string_view(journal).substr(from, end - from));
            const std::size_t body_end = bodies.find('\n', body) + 1;
            const auto taken =
                replay.take(*line, std::string_view(bodies).substr(body, body_end - body), std::nullopt);
            if (!taken) std::abort();
            from = end;
            body = body_end;
        }
        review = journal::review_jsonl(replay.records());
    }
};

inline const char* kFirst = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
inline const char* kSecond = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";

inline History small_history()
{
    History history;
    history.put(kFirst, "Borough housing", "call Ms Example");
    history.put(kSecond, "Clinic", nullptr);
    history.settle();
    return history;
}

/// An age file holding a part, in `folder`.
inline bundle::PlannedObject make_object(const fs::path& folder, const std::string& content,
                                         std::uint8_t fill, bool sealed)
{
    const auto key = identity(fill);
    const auto recipient = key.recipient();
    base::MemorySink sink;
    auto age = crypto::encrypt({&recipient, 1}, sink);
    std::string padded = content;
    padded.resize(bundle::padded_size(content.size(), bundle::kPartPadding), '\0');
    if (!age->write(base::bytes_of(padded)) || !age->finish()) std::abort();
    bundle::PlannedObject object{.object = crypto::sha256(sink.bytes),
                                 .object_length = sink.bytes.size(),
                                 .part = crypto::sha256(base::bytes_of(content)),
                                 .part_length = content.size(),
                                 .part_sha512 = std::nullopt,
                                 .key = *bundle::ObjectKey::parse(key.text().bytes()),
                                 .sealed = sealed,
                                 .file = folder / (base::to_hex(crypto::sha256(sink.bytes)) + ".age"),
                                 .included = true};
    std::ofstream(object.file, std::ios::binary)
        .write(reinterpret_cast<const char*>(sink.bytes.data()),
               static_cast<std::streamsize>(sink.bytes.size()));
    return object;
}

/// A temporary folder with everything a test needs to make and change a bundle.
class Desk {
public:
    Desk()
    {
        folder = *base::make_temporary_folder();
        fs::create_directories(folder / "outbox");
        history = small_history();
        plan.objects.push_back(make_object(folder, "minutes of a meeting", 91, false));
        plan.objects.push_back(make_object(folder, "a file with names", 92, true));
        auto& statement = plan.statement;
        statement.bundle = "0123456789abcdef0123456789abcdef";
        statement.review = "11111111-1111-4111-8111-111111111111";
        statement.signers = {signing_key(71).public_key()};
        statement.to = "reviews.example.org/cairn";
        statement.recipients = {central.recipient().text(), recovery.recipient().text()};
        statement.sealed_recipients = {desk.recipient().text(), recovery.recipient().text()};
        statement.seen_root = crypto::sha256({});
        statement.created = at("2026-03-04T05:06:07Z");
        plan.agent = "cairn 0.1.0";
        plan.schemas = {"organisation"};
        plan.sign = bundle::sign_with({&author});
    }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;
    ~Desk() { fs::remove_all(folder); }

    base::Result<bundle::WrittenBundle> write()
    {
        plan.journal = bundle::content_of(history.journal);
        plan.bodies = bundle::content_of(history.bodies);
        plan.review = bundle::content_of(history.review);
        if (with_sealed) plan.sealed = bundle::content_of(history.sealed);
        return bundle::write_bundle(plan, folder / "outbox");
    }
    bundle::Carriage carriage(const bundle::WrittenBundle& written) const
    {
        bundle::Carriage carriage{written.statement.bundle, written.file, {}};
        for (const auto& object : plan.objects)
            if (object.included) carriage.objects.emplace_back(object.object, object.file);
        return carriage;
    }
    /// Written and packed; the path of the file.
    fs::path packed()
    {
        const auto written = write();
        if (!written) std::abort();
        const auto path =
            bundle::write_submission(carriage(*written), folder / "out.cairn", bundle::Form::Packed);
        if (!path) std::abort();
        return *path;
    }

    fs::path folder;
    History history;
    bundle::BundlePlan plan;
    bool with_sealed = true;
    crypto::Identity central = identity(61), desk = identity(62), recovery = identity(63);
    crypto::SigningKey author = signing_key(71);
};

/// Everything that can be checked of a submission, in one call.
inline base::Result<void> check_whole(const fs::path& path, const crypto::Identity& recovery)
{
    TRY_ASSIGN(const auto submission, bundle::Submission::open(path));
    TRY_ASSIGN(const auto opened, bundle::OpenedBundle::open(submission, {&recovery, 1}));
    TRY_ASSIGN(const auto content, opened.check_content());
    if (!content.first.missing.empty())
        return base::fail(base::ErrorKind::Invalid, "missing objects", "missing");
    if (!opened.has_sealed_part()) return {};
    TRY_ASSIGN(const auto sealed, opened.check_sealed({&recovery, 1}));
    static_cast<void>(sealed);
    return {};
}

/// "" when all is well, else the code.
inline std::string code_of(const base::Result<void>& result)
{
    if (result) return "";
    return result.error().code.empty() ? "?" + result.error().what : result.error().code;
}

}  // namespace bundle_test
