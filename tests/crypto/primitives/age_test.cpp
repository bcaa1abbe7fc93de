#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "crypto/primitives/age.h"

using namespace crypto;
using base::ErrorKind;

namespace {

Identity identity_of(std::uint8_t fill)
{
    return *Identity::restore(Bytes(32, fill));
}

Bytes plain_bytes(std::size_t size)
{
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i * 31 + i / 251);
    return bytes;
}

Bytes encrypted(const Bytes& plain, std::span<const Recipient> to)
{
    base::MemorySink out;
    auto writer = encrypt(to, out);
    REQUIRE(writer);
    REQUIRE(writer->write(plain));
    REQUIRE(writer->finish());
    return out.bytes;
}

Bytes encrypted(const Bytes& plain, const Identity& to)
{
    return encrypted(plain, std::vector{to.recipient()});
}

/// All of the plaintext, or the first error.
Result<Bytes> decrypted(ByteView file, const Identity& identity)
{
    base::MemorySource from(file);
    TRY_ASSIGN(auto reader, decrypt(from, {&identity, 1}));
    base::MemorySink out;
    TRY_VOID(base::copy(reader, out));
    return out.bytes;
}

SeekableReader::ReadAt reading(const Bytes& file)
{
    return [&file](std::uint64_t offset, std::span<std::uint8_t> into) -> Result<void> {
        if (offset > file.size() || into.size() > file.size() - offset)
            return base::fail(ErrorKind::Io, "short");
        std::copy_n(file.begin() + static_cast<std::ptrdiff_t>(offset), into.size(), into.begin());
        return {};
    };
}

}  // namespace

TEST_CASE("age: files of every size around the chunk come back", "[age]")
{
    const Identity me = identity_of(1);
    for (const std::size_t size :
         {0U, 1U, 15U, 16U, 17U, 65535U, 65536U, 65537U, 131071U, 131072U, 131073U, 300000U}) {
        INFO(size);
        const Bytes plain = plain_bytes(size);
        const Bytes file = encrypted(plain, me);
        CHECK(file.size() == encrypted_size(1, size));
        const auto back = decrypted(file, me);
        REQUIRE(back);
        CHECK(*back == plain);
    }
}

TEST_CASE("age: each of several recipients opens it and nobody else", "[age]")
{
    const std::vector<Recipient> to{identity_of(1).recipient(), identity_of(2).recipient(),
                                    identity_of(3).recipient()};
    const Bytes plain = plain_bytes(1000);
    const Bytes file = encrypted(plain, to);
    CHECK(file.size() == encrypted_size(3, plain.size()));
    for (std::uint8_t fill = 1; fill <= 3; ++fill) CHECK(*decrypted(file, identity_of(fill)) == plain);
    const auto other = decrypted(file, identity_of(4));
    REQUIRE_FALSE(other);
    CHECK(other.error().kind == ErrorKind::Denied);
    CHECK(other.error().code == "age_no_match");
}

TEST_CASE("age: none and more than twenty recipients are refused", "[age]")
{
    base::MemorySink out;
    CHECK(encrypt({}, out).error().kind == ErrorKind::Invalid);
    CHECK_FALSE(encrypt(std::vector<Recipient>(21, identity_of(1).recipient()), out));
    CHECK(out.bytes.empty());
    CHECK(encrypt(std::vector<Recipient>(20, identity_of(1).recipient()), out));
}

TEST_CASE("age: no two files or stanzas of the same content are alike", "[age]")
{
    const Bytes plain = plain_bytes(10);
    CHECK(encrypted(plain, identity_of(1)) != encrypted(plain, identity_of(1)));
    const Bytes file_key(16, 9);
    CHECK(wrap(identity_of(1).recipient(), file_key).arguments !=
          wrap(identity_of(1).recipient(), file_key).arguments);
}

TEST_CASE("age: a flip of any byte is refused", "[age]")
{
    const Identity me = identity_of(1);
    const Bytes file = encrypted(plain_bytes(40), me);
    for (std::size_t at = 0; at < file.size(); ++at) {
        for (const int flip : {0x01, 0x20, 0x80}) {
            Bytes bad = file;
            bad[at] = static_cast<std::uint8_t>(bad[at] ^ flip);
            INFO("byte " << at << " xor " << flip);
            CHECK_FALSE(decrypted(bad, me));
        }
    }
}

TEST_CASE("age: a cut at any length is refused", "[age]")
{
    const Identity me = identity_of(1);
    for (const std::size_t size : {0U, 40U}) {
        const Bytes file = encrypted(plain_bytes(size), me);
        for (std::size_t length = 0; length < file.size(); ++length) {
            INFO(size << " bytes cut at " << length);
            CHECK_FALSE(decrypted(ByteView(file).first(length), me));
        }
    }
}

TEST_CASE("age: a cut between chunks is refused, and so is anything after the end", "[age]")
{
    const Identity me = identity_of(1);
    Bytes file = encrypted(plain_bytes(65536 * 2 + 10), me);
    const std::size_t start = encrypted_size(1, 0) - 16;
    for (const std::size_t chunks : {0U, 1U, 2U}) {
        const auto cut = decrypted(ByteView(file).first(start + chunks * 65552), me);
        INFO(chunks);
        REQUIRE_FALSE(cut);
        CHECK(cut.error().code == "age_payload");
        CHECK(cut.error().kind == ErrorKind::Corrupt);
    }
    file.push_back(0);
    CHECK(decrypted(file, me).error().code == "age_payload");
    Bytes full = encrypted(plain_bytes(65536), me);
    full.push_back(0);
    CHECK(decrypted(full, me).error().code == "age_payload");
}

TEST_CASE("age: exchanged chunks are refused", "[age]")
{
    const Identity me = identity_of(1);
    Bytes file = encrypted(plain_bytes(65536 * 3), me);
    const auto start = static_cast<std::ptrdiff_t>(encrypted_size(1, 0) - 16);
    std::swap_ranges(file.begin() + start, file.begin() + start + 65552, file.begin() + start + 65552);
    CHECK(decrypted(file, me).error().code == "age_payload");
}

TEST_CASE("age reader: once failed it gives nothing more", "[age]")
{
    const Identity me = identity_of(1);
    Bytes file = encrypted(plain_bytes(100), me);
    file.back() ^= 1;
    base::MemorySource from(file);
    auto reader = decrypt(from, {&me, 1});
    REQUIRE(reader);
    Bytes into(10);
    CHECK_FALSE(reader->read(into));
    CHECK_FALSE(reader->read(into));
}

TEST_CASE("age writer: after the end nothing can be written", "[age]")
{
    base::MemorySink out;
    auto writer = encrypt(std::vector{identity_of(1).recipient()}, out);
    REQUIRE(writer);
    REQUIRE(writer->finish());
    CHECK(writer->write(plain_bytes(1)).error().kind == ErrorKind::Conflict);
    CHECK(writer->finish().error().kind == ErrorKind::Conflict);
}

TEST_CASE("age writer: a sink that fails ends the file", "[age]")
{
    struct Full : base::Sink {
        int left = 3;
        Result<void> write(ByteView) override
        {
            if (left-- > 0) return {};
            return base::fail(ErrorKind::Io, "full");
        }
    } full;
    auto writer = encrypt(std::vector{identity_of(1).recipient()}, full);
    REQUIRE(writer);
    CHECK(writer->write(plain_bytes(65536 * 3)).error().kind == ErrorKind::Io);
    CHECK(writer->finish().error().kind == ErrorKind::Conflict);
}

TEST_CASE("age: 8 MiB pass as a stream in pieces of one chunk", "[age]")
{
    // The sink keeps nothing but the longest piece: what flows is never gathered.
    struct Longest : base::Sink {
        std::size_t longest = 0;
        std::uint64_t total = 0;
        Result<void> write(ByteView bytes) override
        {
            longest = std::max(longest, bytes.size());
            total += bytes.size();
            return {};
        }
    } sink;
    auto writer = encrypt(std::vector{identity_of(1).recipient()}, sink);
    REQUIRE(writer);
    const Bytes piece = plain_bytes(100'000);
    std::uint64_t written = 0;
    for (; written < 8 << 20; written += piece.size()) REQUIRE(writer->write(piece));
    REQUIRE(writer->finish());
    CHECK(sink.longest == 65552);
    CHECK(sink.total == encrypted_size(1, written));
}

TEST_CASE("age header: reading takes exactly its bytes", "[age]")
{
    const Bytes file = encrypted(plain_bytes(5), identity_of(1));
    base::MemorySource from(file);
    const auto header = read_header(from);
    REQUIRE(header);
    CHECK(header->size == file.size() - 16 - 5 - 16);
    CHECK(header->stanzas.size() == 1);
    base::MemorySink rest;
    REQUIRE(base::copy(from, rest));
    CHECK(rest.bytes == Bytes(file.begin() + static_cast<std::ptrdiff_t>(header->size), file.end()));
}

TEST_CASE("age header: what was written is read and written again alike", "[age]")
{
    const Bytes file_key(16, 3);
    const std::vector<Stanza> stanzas{{{"a"}, {}},
                                      {{"b-grease", "x", "!~"}, plain_bytes(47)},
                                      {{"c", "1"}, plain_bytes(48)},
                                      {{"d"}, plain_bytes(49)},
                                      {{"e"}, plain_bytes(96)}};
    const Bytes text = write_header(stanzas, file_key);
    base::MemorySource from(text);
    const auto header = read_header(from);
    REQUIRE(header);
    CHECK(header->size == text.size());
    REQUIRE(header->stanzas.size() == stanzas.size());
    for (std::size_t i = 0; i < stanzas.size(); ++i) {
        CHECK(header->stanzas[i].arguments == stanzas[i].arguments);
        CHECK(header->stanzas[i].body == stanzas[i].body);
    }
    CHECK(write_header(header->stanzas, file_key) == text);
    CHECK(check_mac(*header, file_key));
    const auto other = check_mac(*header, Bytes(16, 4));
    REQUIRE_FALSE(other);
    CHECK(other.error().kind == ErrorKind::Corrupt);
    CHECK(other.error().code == "age_hmac");
}

TEST_CASE("age header: more bytes or stanzas than allowed are refused before they are kept", "[age]")
{
    const std::vector<Stanza> stanzas(5, Stanza{{"x"}, plain_bytes(10)});
    const Bytes text = write_header(stanzas, Bytes(16, 3));
    const auto read = [&](HeaderLimits limits) {
        base::MemorySource from(text);
        return read_header(from, limits);
    };
    CHECK(read({.bytes = text.size(), .stanzas = 5}));
    CHECK(read({.bytes = text.size() - 1, .stanzas = 5}).error().code == "age_header");
    CHECK(read({.bytes = text.size(), .stanzas = 4}).error().code == "age_header");
}

TEST_CASE("age header: armor is told apart from what is not age at all", "[age]")
{
    const auto code = [](std::string_view text) {
        base::MemorySource from(base::bytes_of(text));
        return read_header(from).error();
    };
    CHECK(code("-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n").code == "age_armor");
    CHECK(code("\n \r\n-----BEGIN AGE ENCRYPTED FILE-----\n").kind == ErrorKind::Refused);
    for (const auto* text : {"", "\n", "age-encryption.org/v2\n", "age-encryption.org/v1",
                             "age-encryption.org/v1\r\n", "PK\x03\x04\n"}) {
        INFO(text);
        CHECK(code(text).code == "age_header");
    }
}

TEST_CASE("age: files to a passphrase or a post-quantum key alone are refused by name", "[age]")
{
    const Bytes file_key(16, 3);
    const auto error_for = [&](const std::vector<Stanza>& stanzas) {
        const Bytes text = write_header(stanzas, file_key);
        base::MemorySource from(text);
        const auto header = read_header(from);
        REQUIRE(header);
        const Identity me = identity_of(1);
        return unwrap(*header, {&me, 1}).error();
    };
    const Stanza scrypt{{"scrypt", "AAAAAAAAAAAAAAAAAAAAAA", "18"}, Bytes(32)};
    const Stanza hybrid{{"mlkem768x25519", "AAAA"}, Bytes(32)};
    const Stanza unknown{{"ssh-ed25519", "AAAA"}, Bytes(32)};
    const Stanza other = wrap(identity_of(2).recipient(), file_key);
    CHECK(error_for({scrypt}).code == "age_scrypt");
    CHECK(error_for({scrypt, other}).code == "age_header");
    CHECK(error_for({hybrid}).code == "age_hybrid");
    CHECK(error_for({hybrid}).kind == ErrorKind::Refused);
    CHECK(error_for({unknown}).code == "age_no_match");
    CHECK(error_for({hybrid, other}).code == "age_no_match");
    CHECK(error_for({unknown, hybrid}).code == "age_hybrid");
}

TEST_CASE("age: a file that opens but whose header was altered is corrupt, not foreign", "[age]")
{
    const Identity me = identity_of(1);
    const Bytes file_key(16, 3);
    Bytes text = write_header(std::vector{wrap(me.recipient(), file_key), Stanza{{"note"}, {}}}, file_key);
    const std::string from_text = "-> note";
    const auto at = std::search(text.begin(), text.end(), from_text.begin(), from_text.end());
    *(at + 3) = 'N';
    base::MemorySource from(text);
    const auto header = read_header(from);
    REQUIRE(header);
    CHECK(unwrap(*header, {&me, 1}).error().code == "age_hmac");
}

TEST_CASE("recipient: its text goes there and back", "[age]")
{
    const Recipient mine = identity_of(7).recipient();
    CHECK(mine.text().size() == 62);
    CHECK(*Recipient::parse(mine.text()) == mine);
}

TEST_CASE("recipient: capitals, mistyped and weak ones are invalid; other kinds are refused by name", "[age]")
{
    std::string text = identity_of(7).recipient().text();
    std::string upper = text;
    for (char& c : upper)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    CHECK(Recipient::parse(upper).error().kind == ErrorKind::Invalid);
    text[20] = text[20] == 'q' ? 'p' : 'q';
    CHECK(Recipient::parse(text).error().kind == ErrorKind::Invalid);
    CHECK(Recipient::parse("").error().kind == ErrorKind::Invalid);
    CHECK(Recipient::parse(Recipient{}.text()).error().kind == ErrorKind::Invalid);  // the point 0
    CHECK(Recipient::parse("age1pq1" + std::string(100, 'q')).error().kind == ErrorKind::Refused);
    CHECK(Recipient::parse("age1yubikey1" + std::string(58, 'q')).error().kind == ErrorKind::Refused);
}

TEST_CASE("identity: its text goes there and back in either case", "[age]")
{
    const Identity me = identity_of(9);
    const Secret text = me.text();
    CHECK(text.size() == 74);
    CHECK(base::text_of(text.bytes()).starts_with("AGE-SECRET-KEY-1"));
    CHECK(Identity::parse(text.bytes())->recipient() == me.recipient());
    std::string lower(base::text_of(text.bytes()));
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    CHECK(Identity::parse(base::bytes_of(lower))->recipient() == me.recipient());
    lower[0] = 'A';
    CHECK_FALSE(Identity::parse(base::bytes_of(lower)));
    CHECK_FALSE(Identity::parse(text.bytes().first(73)));
    CHECK_FALSE(Identity::restore(Bytes(31)));
    CHECK(Identity::generate().recipient() != Identity::generate().recipient());
}

TEST_CASE("seekable reader: any place of any file reads as the whole does", "[age]")
{
    const Identity me = identity_of(1);
    for (const std::size_t size : {0U, 1U, 65536U, 65537U, 200000U}) {
        const Bytes plain = plain_bytes(size);
        const Bytes file = encrypted(plain, me);
        auto reader = SeekableReader::open(reading(file), file.size(), {&me, 1});
        INFO(size);
        REQUIRE(reader);
        CHECK(reader->size() == size);
        for (const std::size_t offset : {0U, 1U, 65535U, 65536U, 131072U, 199990U}) {
            for (const std::size_t count : {0U, 1U, 10U, 70000U}) {
                Bytes into(count);
                const bool fits = offset <= size && count <= size - offset;
                INFO(offset << " + " << count);
                REQUIRE(reader->read_at(offset, into).has_value() == fits);
                if (fits)
                    CHECK(std::equal(into.begin(), into.end(),
                                     plain.begin() + static_cast<std::ptrdiff_t>(offset)));
            }
        }
    }
}

TEST_CASE("seekable reader: cut or lengthened files do not open", "[age]")
{
    const Identity me = identity_of(1);
    for (const std::size_t size : {0U, 40U}) {
        Bytes file = encrypted(plain_bytes(size), me);
        for (std::size_t length = 0; length < file.size(); ++length) {
            INFO(size << " bytes cut at " << length);
            CHECK_FALSE(SeekableReader::open(reading(file), length, {&me, 1}));
        }
        file.push_back(0);
        CHECK_FALSE(SeekableReader::open(reading(file), file.size(), {&me, 1}));
    }
    Bytes large = encrypted(plain_bytes(65536 * 2), me);
    CHECK_FALSE(SeekableReader::open(reading(large), large.size() - 65552, {&me, 1}));
    large.resize(large.size() + 16);  // an empty chunk after a full one
    CHECK(SeekableReader::open(reading(large), large.size(), {&me, 1}).error().code == "age_payload");
}

TEST_CASE("seekable reader: a damaged chunk is refused when it is read", "[age]")
{
    const Identity me = identity_of(1);
    Bytes file = encrypted(plain_bytes(200000), me);
    file[1000] ^= 0x04;
    auto reader = SeekableReader::open(reading(file), file.size(), {&me, 1});
    REQUIRE(reader);
    Bytes into(10);
    CHECK(reader->read_at(0, into).error().kind == ErrorKind::Corrupt);
    CHECK(reader->read_at(65536, into));
    CHECK(reader->read_at(65530, into).error().code == "age_payload");
}
