#include "sync/trust/enrolment.h"
#include "tests/support/hex_example.h"
#include "tests/sync/trust/support.h"

namespace {

using namespace trust_test;

trust::Entry example_entry()
{
    trust::Entry entry;
    entry.time = at("2026-03-01T10:00:00Z");
    entry.bundle = "0123456789abcdef0123456789abcdef";
    entry.review = kReview;
    entry.revision = 1;
    entry.statement = crypto::sha256(base::bytes_of("statement"));
    entry.ciphertext = crypto::sha256(base::bytes_of("ciphertext"));
    entry.objects = trust::ObjectsCommitment{0, crypto::sha256({})};
    entry.author = signing_key(71).public_key().number_text();
    entry.nonce.fill(9);
    return entry;
}

TEST_CASE("documents: the worked example of log.md is what the code writes")
{
    test::check_example("log.md", example_entry().encode());
}

TEST_CASE("documents: the worked example of receipt.md is what the code writes")
{
    const std::string entry = example_entry().encode();
    const std::vector<base::Digest32> leaves{trust::leaf_hash(base::bytes_of("first")),
                                             trust::leaf_hash(base::bytes_of(entry))};
    const auto source = trust::leaves_of(leaves);
    const trust::Checkpoint checkpoint{kOrigin, 2, *trust::tree_root(2, source)};
    const auto note = trust::sign_checkpoint(checkpoint, signer("log.example.org", 50));
    const auto receipt = trust::make_receipt(entry, 1, 2, *note, source);
    test::check_example("receipt.md", receipt->encode());
}

TEST_CASE("documents: the worked example of roster.md is what the code writes")
{
    const auto root = signer("root.example.org", 1);
    const auto chain = trust::RosterChain::begin(signed_by(roster({&root}), {&root}));
    test::check_example("roster.md", chain->encode());
}

TEST_CASE("documents: the worked example of enrolment.md is what the code writes")
{
    trust::Enrolment request;
    request.request = "abcdef01-2345-4678-9abc-def012345678";
    request.time = at("2026-02-03T04:05:06Z");
    request.name = "Chair One";
    request.organisation = "Example Council";
    request.device = "office laptop";
    request.key = signing_key(71).public_key();
    request.recipient = recipient(64);
    request.nonce.fill(7);
    test::check_example("enrolment.md", request.encode());
}

}  // namespace
