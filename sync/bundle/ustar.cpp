#include "sync/bundle/ustar.h"

#include <algorithm>
#include <cassert>
#include <string_view>

#include "sync/bundle/padding.h"

namespace bundle {
namespace {

using base::ErrorKind;
using base::fail;
using Block = std::array<std::uint8_t, kTarBlock>;

constexpr std::uint64_t kLargest = (1ULL << 33) - 1;  // eleven octal digits
constexpr std::size_t kNameBytes = 99;

base::Error bad_archive(std::string what, std::string code)
{
    return fail(ErrorKind::Invalid, std::move(what), std::move(code));
}

bool all_zero(ByteView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

void put_text(Block& block, std::size_t at, std::string_view text)
{
    std::copy(text.begin(), text.end(), block.begin() + static_cast<std::ptrdiff_t>(at));
}

std::string octal(std::uint64_t value, std::size_t digits)
{
    std::string text(digits, '0');
    for (std::size_t i = digits; i-- > 0; value >>= 3) text[i] = static_cast<char>('0' + (value & 7));
    return text;
}

std::uint64_t fill_of(std::uint64_t size)
{
    return (kTarBlock - size % kTarBlock) % kTarBlock;
}

/// The member a header block describes, when that block is the one spelling of it.
Result<TarMember> read_header_block(const Block& block)
{
    TarMember member;
    const auto end = std::find(block.begin(), block.begin() + 100, 0);
    member.name.assign(block.begin(), end);
    if (!is_tar_name(member.name))
        return bad_archive("An archive holds a file name that is not allowed.", "tar_name");
    for (std::size_t i = 124; i < 135; ++i) {
        if (block[i] < '0' || block[i] > '7')
            return bad_archive("An archive header is not readable.", "tar_header");
        member.size = member.size << 3 | static_cast<std::uint64_t>(block[i] - '0');
    }
    if (tar_header(member) != block)
        return bad_archive("An archive header is not in the strict form.", "tar_header");
    return member;
}

}  // namespace

bool is_tar_name(std::string_view name)
{
    if (name.empty() || name.size() > kNameBytes) return false;
    const bool signatures =
        name.starts_with("bag/cairn/sig/") || name.starts_with("cairn/sig/") || name.starts_with("pack/sig/");
    std::size_t component = 0;
    for (std::size_t i = 0; i <= name.size(); ++i) {
        if (i == name.size() || name[i] == '/') {
            const std::string_view part = name.substr(component, i - component);
            if (part.empty() || part == "." || part == "..") return false;
            component = i + 1;
            continue;
        }
        const char c = name[i];
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
        if (!plain && !(signatures && c >= 'A' && c <= 'F')) return false;
    }
    return true;
}

std::array<std::uint8_t, kTarBlock> tar_header(const TarMember& member)
{
    assert(member.name.size() <= kNameBytes && member.size <= kLargest);
    Block block{};
    put_text(block, 0, member.name);
    put_text(block, 100, "0000644");
    put_text(block, 108, "0000000");
    put_text(block, 116, "0000000");
    put_text(block, 124, octal(member.size, 11));
    put_text(block, 136, "00000000000");
    put_text(block, 148, "        ");
    block[156] = '0';
    put_text(block, 257, "ustar");
    put_text(block, 263, "00");
    put_text(block, 329, "0000000");
    put_text(block, 337, "0000000");
    std::uint64_t sum = 0;
    for (const std::uint8_t byte : block) sum += byte;
    put_text(block, 148, octal(sum, 6));
    block[154] = 0;
    block[155] = ' ';
    return block;
}

Result<void> TarWriter::put(ByteView bytes)
{
    written_ += bytes.size();
    return to_.write(bytes);
}

Result<void> TarWriter::zeros(std::uint64_t count)
{
    static constexpr std::array<std::uint8_t, 4096> kZeros{};
    while (count > 0) {
        const auto now = static_cast<std::size_t>(std::min<std::uint64_t>(count, kZeros.size()));
        TRY_VOID(put(ByteView(kZeros).first(now)));
        count -= now;
    }
    return {};
}

Result<void> TarWriter::close_member()
{
    if (left_ != 0)
        return fail(ErrorKind::Conflict, "A file became shorter while it was being packed.", "tar_content");
    const std::uint64_t fill = fill_;
    fill_ = 0;
    return zeros(fill);
}

Result<void> TarWriter::begin(const TarMember& member)
{
    TRY_VOID(close_member());
    if (!is_tar_name(member.name)) return bad_archive("A file cannot be packed under that name.", "tar_name");
    if (member.size > kLargest) return bad_archive("A file is too large to be packed.", "tar_limit");
    left_ = member.size;
    fill_ = fill_of(member.size);
    return put(tar_header(member));
}

Result<void> TarWriter::write(ByteView bytes)
{
    if (bytes.size() > left_)
        return fail(ErrorKind::Conflict, "A file became longer while it was being packed.", "tar_content");
    left_ -= bytes.size();
    return put(bytes);
}

Result<void> TarWriter::add(std::string_view name, ByteView content)
{
    TRY_VOID(begin({std::string(name), content.size()}));
    return write(content);
}

Result<void> TarWriter::end(std::optional<unsigned> padding)
{
    TRY_VOID(close_member());
    TRY_VOID(zeros(2 * kTarBlock));
    if (!padding) return {};
    return zeros(padded_size(written_, *padding) - written_);
}

Result<bool> TarReader::block(std::array<std::uint8_t, kTarBlock>& into)
{
    TRY_ASSIGN(const std::size_t got, from_.read_full(into));
    if (got == 0) return false;
    if (got != kTarBlock) return bad_archive("An archive is cut off.", "tar_truncated");
    offset_ += kTarBlock;
    return true;
}

Result<std::size_t> TarReader::read(std::span<std::uint8_t> into)
{
    const auto want = static_cast<std::size_t>(std::min<std::uint64_t>(left_, into.size()));
    if (want == 0) return std::size_t{0};
    TRY_ASSIGN(const std::size_t got, from_.read(into.first(want)));
    if (got == 0) return bad_archive("An archive is cut off.", "tar_truncated");
    left_ -= got;
    offset_ += got;
    return got;
}

Result<void> TarReader::finish_member()
{
    std::array<std::uint8_t, 16384> skipped{};
    while (left_ > 0) TRY_VOID(read(skipped));
    const auto fill = std::span(skipped).first(static_cast<std::size_t>(fill_));
    fill_ = 0;
    TRY_ASSIGN(const std::size_t got, from_.read_full(fill));
    if (got != fill.size()) return bad_archive("An archive is cut off.", "tar_truncated");
    offset_ += got;
    if (!all_zero(fill)) return bad_archive("An archive hides bytes behind a file.", "tar_fill");
    return {};
}

Result<void> TarReader::check_end()
{
    const std::uint64_t length = offset_ + kTarBlock;  // the first of the two end blocks was just read
    if (length > limits_.bytes) return bad_archive("An archive is larger than allowed.", "tar_limit");
    const std::uint64_t whole = limits_.padding ? padded_size(length, *limits_.padding) : length;
    std::array<std::uint8_t, 16384> buffer{};
    while (true) {
        TRY_ASSIGN(const std::size_t got, from_.read(buffer));
        if (got == 0) break;
        offset_ += got;
        if (offset_ > whole) return bad_archive("An archive has bytes behind its end.", "tar_padding");
        if (!all_zero(std::span(buffer).first(got)))
            return bad_archive("An archive has bytes behind its end.", "tar_end");
    }
    if (offset_ < length) return bad_archive("An archive is cut off.", "tar_truncated");
    if (offset_ != whole) return bad_archive("An archive is not padded as it must be.", "tar_padding");
    return {};
}

Result<std::optional<TarMember>> TarReader::next()
{
    if (ended_) return std::optional<TarMember>();
    TRY_VOID(finish_member());
    Block header{};
    TRY_ASSIGN(const bool more, block(header));
    if (!more) return bad_archive("An archive is cut off.", "tar_truncated");
    if (all_zero(header)) {
        TRY_VOID(check_end());
        ended_ = true;
        return std::optional<TarMember>();
    }
    TRY_ASSIGN(TarMember member, read_header_block(header));
    if (names_.size() >= limits_.members) return bad_archive("An archive holds too many files.", "tar_limit");
    if (offset_ > limits_.bytes || member.size > limits_.bytes - offset_)
        return bad_archive("An archive is larger than allowed.", "tar_limit");
    if (!names_.insert(member.name).second)
        return bad_archive("An archive holds the same file twice.", "tar_duplicate");
    content_offset_ = offset_;
    left_ = member.size;
    fill_ = fill_of(member.size);
    return std::optional<TarMember>(std::move(member));
}

}  // namespace bundle
