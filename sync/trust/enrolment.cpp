#include "sync/trust/enrolment.h"

#include "crypto/base/lexical.h"
#include "crypto/primitives/age.h"
#include "crypto/primitives/hash.h"
#include "sync/trust/label.h"

namespace trust {
namespace {

using base::ErrorKind;
using base::fail;

constexpr std::string_view kEnrolmentFormat = "cairn/enrol/v1";

base::Error enrolment_form()
{
    return fail(ErrorKind::Invalid, "The enrolment request is not readable.", "enrolment_form");
}
base::Error unsigned_request()
{
    return fail(ErrorKind::Denied, "The enrolment request is not signed by the key it asks to enrol.",
                "enrolment_signature");
}

Result<Enrolment> read_request(base::LineReader& lines)
{
    Enrolment request;
    TRY_ASSIGN(const std::string_view version, lines.line());
    TRY_ASSIGN(const std::string_view id, lines.field("request"));
    TRY_ASSIGN(const std::string_view time, lines.field("time"));
    TRY_ASSIGN(const std::string_view name, lines.field("name"));
    TRY_ASSIGN(const std::string_view organisation, lines.field("organisation"));
    TRY_ASSIGN(const std::string_view device, lines.field("device"));
    TRY_ASSIGN(const std::string_view key, lines.field("key"));
    TRY_ASSIGN(const std::string_view recipient, lines.field("recipient"));
    TRY_ASSIGN(const std::string_view nonce, lines.field("nonce"));
    if (version != kEnrolmentFormat || !lines.at_end() || !base::is_uuid(id)) return enrolment_form();
    if (!is_label(name) || !is_label(organisation) || !is_label(device)) return enrolment_form();
    TRY_ASSIGN(request.time, base::time_from_text(time));
    TRY_ASSIGN(request.key, crypto::PublicKey::parse(key));
    TRY_ASSIGN(const crypto::Recipient to, crypto::Recipient::parse(recipient));
    TRY_ASSIGN(request.nonce, base::digest32_from_hex(nonce));
    if (to.text() != recipient) return enrolment_form();
    request.request = std::string(id);
    request.name = std::string(name);
    request.organisation = std::string(organisation);
    request.device = std::string(device);
    request.recipient = std::string(recipient);
    return request;
}

std::string comment(const Enrolment& request)
{
    return "cairn1-enrol " + request.request;
}

}  // namespace

std::string Enrolment::encode() const
{
    std::string text(kEnrolmentFormat);
    text += "\nrequest " + request + "\ntime " + base::to_text(time);
    text += "\nname " + name + "\norganisation " + organisation + "\ndevice " + device;
    text += "\nkey " + key.text() + "\nrecipient " + recipient;
    return text + "\nnonce " + base::to_hex(nonce) + "\n";
}

Result<Enrolment> Enrolment::parse(std::string_view text)
{
    if (text.size() > kEnrolmentBytes) return enrolment_form();
    auto lines = base::LineReader::open(text);
    if (!lines) return enrolment_form();
    auto request = read_request(*lines);
    if (!request) return enrolment_form();
    return request;
}

std::string Enrolment::file_name() const
{
    return "enrol-" + request.substr(0, 8) + ".txt";
}

Result<std::string> sign_enrolment(const Enrolment& request, const crypto::SigningKey& key)
{
    const std::string text = request.encode();
    TRY_ASSIGN(const Enrolment read, Enrolment::parse(text));
    if (!(read == request) || !(key.public_key() == request.key)) return enrolment_form();
    return crypto::sign(key, base::bytes_of(text), comment(request));
}

Result<Enrolment> open_enrolment(std::string_view text, std::string_view signature)
{
    TRY_ASSIGN(Enrolment request, Enrolment::parse(text));
    const auto parsed = crypto::parse_signature(signature);
    if (!parsed || parsed->trusted_comment != comment(request) || parsed->untrusted_comment != "cairn1")
        return unsigned_request();
    if (!crypto::verify(request.key, *parsed, base::bytes_of(text))) return unsigned_request();
    return request;
}

std::string enrolment_fingerprint(std::string_view text)
{
    return base::fingerprint(crypto::sha256(base::bytes_of(text)));
}

}  // namespace trust
