#pragma once
/// A person's request to be listed in the roster. Source: docs/formats/enrolment.md (`cairn/enrol/v1`).

#include <string>

#include "crypto/base/clock.h"
#include "crypto/primitives/sign.h"

namespace trust {

using base::Digest32;
using base::Result;

inline constexpr std::size_t kEnrolmentBytes = 16 * 1024;

struct Enrolment {
    std::string request;  ///< uuid
    base::Time time{};
    std::string name;  ///< as shown
    std::string organisation;
    std::string device;  ///< label
    crypto::PublicKey key;
    std::string recipient;  ///< age1...
    Digest32 nonce{};

    std::string encode() const;
    /// Errors: Invalid `enrolment_form`. parse(x)->encode() == x.
    static Result<Enrolment> parse(std::string_view text);
    std::string file_name() const;  ///< enrol-<first 8 digits of the request id>.txt
    bool operator==(const Enrolment&) const = default;
};

/// The `.minisig` beside it. Errors: Invalid `enrolment_form` when the fields could not be read back.
Result<std::string> sign_enrolment(const Enrolment& request, const crypto::SigningKey& key);
/// Both files. Errors: Invalid `enrolment_form`, Denied `enrolment_signature`.
Result<Enrolment> open_enrolment(std::string_view text, std::string_view signature);
/// What is read out over the second channel: base::fingerprint of SHA-256 of the text.
std::string enrolment_fingerprint(std::string_view text);

}  // namespace trust
