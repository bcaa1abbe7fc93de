// Notes, their keys and checkpoints that are read are written back byte for byte.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sync/trust/checkpoint.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto note = trust::Note::parse(text); note && note->encode() != text) std::abort();
    if (const auto key = trust::NoteKey::parse(text); key && key->text() != text) std::abort();
    if (const auto at = trust::Checkpoint::parse(text); at && at->text() != text) std::abort();
    return 0;
}
