// A signature file that is read has one spelling: base64 of its parts gives the lines back.

#include <cstdlib>

#include "crypto/primitives/sign.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const auto text = base::text_of({data, size});
    const auto signature = crypto::parse_signature(text);
    if (!signature) return 0;
    base::Bytes first{'E', 'D'};
    first.insert(first.end(), signature->number.begin(), signature->number.end());
    first.insert(first.end(), signature->of_message.begin(), signature->of_message.end());
    const std::string again = "untrusted comment: " + signature->untrusted_comment + "\n" +
                              base::to_base64(first) + "\ntrusted comment: " + signature->trusted_comment +
                              "\n" + base::to_base64(signature->of_comment) + "\n";
    if (again != text) std::abort();
    static const auto key = crypto::SigningKey::restore(base::Bytes(40, 1))->public_key();
    (void)crypto::verify(key, *signature, {}).has_value();
    return 0;
}
