#include <catch2/catch_test_macros.hpp>

#include "sync/trust/enrolment.h"
#include "tests/sync/trust/support.h"

namespace {

using namespace trust_test;

trust::Enrolment request()
{
    trust::Enrolment made;
    made.request = "abcdef01-2345-4678-9abc-def012345678";
    made.time = at("2026-02-03T04:05:06Z");
    made.name = "Zo\xC3\xAB Chair";
    made.organisation = "Example Council";
    made.device = "office laptop";
    made.key = signing_key(71).public_key();
    made.recipient = recipient(64);
    made.nonce.fill(7);
    return made;
}

TEST_CASE("enrolment: a signed request opens and has its fingerprint and file name")
{
    const auto made = request();
    const auto signature = trust::sign_enrolment(made, signing_key(71));
    REQUIRE(signature);
    const auto opened = trust::open_enrolment(made.encode(), *signature);
    REQUIRE(opened);
    CHECK(*opened == made);
    CHECK(made.file_name() == "enrol-abcdef01.txt");
    CHECK(trust::enrolment_fingerprint(made.encode()).size() == 24);
    CHECK_FALSE(trust::sign_enrolment(made, signing_key(72)));
}

TEST_CASE("enrolment: every flipped byte and every cut of request and signature is refused")
{
    const std::string text = request().encode();
    const std::string signature = *trust::sign_enrolment(request(), signing_key(71));
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string changed = text;
        changed[i] = static_cast<char>(changed[i] ^ (1 << (i % 8)));
        if (trust::open_enrolment(changed, signature)) FAIL("flipped byte " << i);
        if (trust::open_enrolment(text.substr(0, i), signature)) FAIL("cut at " << i);
    }
    for (std::size_t i = 0; i < signature.size(); ++i) {
        std::string changed = signature;
        changed[i] = static_cast<char>(changed[i] ^ (1 << (i % 8)));
        if (trust::open_enrolment(text, changed)) FAIL("flipped byte of the signature " << i);
        if (trust::open_enrolment(text, signature.substr(0, i))) FAIL("signature cut at " << i);
    }
}

TEST_CASE("enrolment: a signature made for something else does not count")
{
    const auto made = request();
    const std::string text = made.encode();
    const std::string other =
        crypto::sign(signing_key(71), base::bytes_of(text), "cairn1 " + std::string(32, 'a'));
    CHECK(trust::open_enrolment(text, other).error().code == "enrolment_signature");
}

}  // namespace
