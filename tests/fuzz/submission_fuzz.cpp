// The whole of an import's reading: packed bytes, from the outer archive to the record, with a fixed identity
// and roster. The first byte says whether what follows is the packed file itself, or an inner archive that is
// encrypted here, so that the fuzzer also gets behind the cipher.

#include <cstdlib>
#include <filesystem>

#include "sync/bundle/ustar.h"
#include "sync/ingest/examine.h"

namespace {

using base::Bytes;
using base::ByteView;

const crypto::Identity& fixed_identity()
{
    static const auto identity = *crypto::Identity::restore(Bytes(32, 0x11));
    return identity;
}

const trust::RosterChain& fixed_rosters()
{
    static const auto chain = [] {
        const auto root = *trust::NoteSigner::restore("fuzz.example.org/root", Bytes(32, 0x22));
        const auto log = *trust::NoteSigner::restore("fuzz.example.org", Bytes(32, 0x33));
        trust::Roster roster;
        roster.origin = "fuzz.example.org";
        roster.issued = *base::time_from_text("2026-01-01T00:00:00Z");
        roster.expires = *base::time_from_text("2028-01-01T00:00:00Z");
        roster.roots = {root.key()};
        roster.logs = {log.key()};
        const auto recipient = fixed_identity().recipient().text();
        roster.recipients = {{trust::RecipientUse::Central, recipient}};
        return *trust::RosterChain::begin(*trust::sign_roster(roster, std::span(&root, 1)));
    }();
    return chain;
}

Bytes encrypted(ByteView plain)
{
    base::MemorySink out;
    const auto to = fixed_identity().recipient();
    auto writer = crypto::encrypt(std::span(&to, 1), out);
    if (!writer || !writer->write(plain) || !writer->finish()) std::abort();
    return out.bytes;
}

Bytes packed(ByteView inner)
{
    base::MemorySink out;
    bundle::TarWriter tar(out);
    if (!tar.add("bundle.age", encrypted(inner)) || !tar.end(std::nullopt)) std::abort();
    return out.bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    static const auto folder = *base::make_temporary_folder();
    if (size == 0) return 0;
    const ByteView input(data + 1, size - 1);
    const auto file = folder / "fuzz.cairn";
    const auto bytes = (data[0] & 1) != 0 ? packed(input) : Bytes(input.begin(), input.end());
    if (!base::replace_file(file, bytes, base::Privacy::OwnerOnly)) std::abort();

    ingest::Setting setting;
    setting.origin = "fuzz.example.org";
    setting.rosters = &fixed_rosters();
    setting.identities = std::span(&fixed_identity(), 1);
    setting.at = *base::time_from_text("2026-06-01T00:00:00Z");
    setting.model = 1;
    setting.ask = [](const ingest::Question&) -> base::Result<ingest::Answer> {
        ingest::Answer answer;
        answer.former_known = true;
        return answer;
    };
    const auto report = ingest::examine(file, setting);
    // Nobody is enrolled: nothing may get past the roster, and every refusal says where and why.
    if (report &&
        (report->verdict != ingest::Verdict::Quarantined || report->code.empty() || report->step == 0))
        std::abort();
    return 0;
}
