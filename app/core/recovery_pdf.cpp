// The recovery kit as a page to be printed. Source: ISO 32000-1 (PDF 1.4 as far as used): one page, the
// standard fonts, no compression, no metadata but the title. The key goes from guarded memory straight into
// the file.

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "app/core/recovery_parts.h"

namespace core {

namespace {

constexpr int kObjects = 8;
constexpr int kLeft = 64;  // points; the page is 595 by 842

/// A part of the file: text of the program, or of the key.
struct Piece {
    std::string text;
    base::Secret secret;
    std::size_t size() const { return text.size() + secret.size(); }
};
using Pieces = std::vector<Piece>;

void say(Pieces& page, std::string_view font, int size, int x, int y, std::string_view words)
{
    page.push_back({"BT /" + std::string(font) + " " + std::to_string(size) + " Tf " + std::to_string(x) +
                        " " + std::to_string(y) + " Td (" + std::string(words) + ") Tj ET\n",
                    {}});
}

void say_key(Pieces& page, int size, int x, int y, base::Secret key)
{
    page.push_back(
        {"BT /Mono " + std::to_string(size) + " Tf " + std::to_string(x) + " " + std::to_string(y) + " Td (",
         {}});
    page.push_back({{}, std::move(key)});
    page.push_back({") Tj ET\n", {}});
}

constexpr std::array kWhat = {
    "This sheet opens a Cairn vault when its passphrase is lost.",
    "Whoever holds it can read the vault. Keep it sealed in a safe place, away from the laptop.",
};
constexpr std::array kHow = {
    "1  Start Cairn and name the folder of the vault.",
    "2  Choose \"Passphrase lost\" and type the three rows above. Spaces and small letters do not matter.",
    "3  Choose a new passphrase. This sheet goes on working until a new kit is made.",
    "Without the program's window: type the line below into a file, then run",
    "     cairnctl vault recover DIR --recovery-kit FILE",
};

Pieces page_of(std::string_view vault_uuid, std::string_view made, const crypto::Identity& identity)
{
    Pieces page;
    say(page, "Strong", 24, kLeft, 764, "Cairn recovery kit");
    int y = 732;
    for (const auto* line : kWhat) {
        say(page, "Text", 11, kLeft, y, line);
        y -= 16;
    }
    say(page, "Text", 11, kLeft, y - 12, "Made " + std::string(made) + "   Vault " + std::string(vault_uuid));
    page.push_back({"0.6 w 64 500 467 150 re S\n", {}});
    say(page, "Strong", 13, kLeft + 20, 622, "The key");
    for (std::size_t row = 0; row < kKitRows; ++row) {
        const int at = 588 - static_cast<int>(row) * 32;
        say(page, "Text", 11, kLeft + 20, at, "Row " + std::to_string(row + 1));
        say_key(page, 18, kLeft + 90, at, kit_row(identity, row));
    }
    say(page, "Strong", 13, kLeft, 462, "When the passphrase is lost");
    y = 438;
    for (const auto* line : kHow) {
        say(page, "Text", 11, kLeft, y, line);
        y -= 18;
    }
    say(page, "Text", 9, kLeft, 330, "The same key in one line, for programs:");
    say_key(page, 10, kLeft, 314, identity.text());
    say(page, "Text", 9, kLeft, 64, "Printed from Cairn. Destroy the file this was printed from.");
    return page;
}

/// Writes and counts.
class CountingFile {
public:
    explicit CountingFile(base::OutputFile& out) : out_(&out) {}
    Result<void> text(std::string_view words)
    {
        at_ += words.size();
        return out_->write(base::bytes_of(words));
    }
    Result<void> secret(const base::Secret& key)
    {
        at_ += key.size();
        return out_->write(key.bytes());
    }
    /// Where an object begins, for the table at the end.
    Result<void> begin()
    {
        offsets_.push_back(at_);
        return text(std::to_string(offsets_.size()) + " 0 obj\n");
    }
    std::size_t at() const { return at_; }
    const std::vector<std::size_t>& offsets() const { return offsets_; }

private:
    base::OutputFile* out_;
    std::size_t at_ = 0;
    std::vector<std::size_t> offsets_;
};

Result<void> write_page(CountingFile& out, const Pieces& page)
{
    std::size_t length = 0;
    for (const auto& piece : page) length += piece.size();
    TRY_VOID(out.begin());
    TRY_VOID(out.text("<< /Length " + std::to_string(length) + " >>\nstream\n"));
    for (const auto& piece : page) {
        TRY_VOID(out.text(piece.text));
        TRY_VOID(out.secret(piece.secret));
    }
    return out.text("\nendstream\nendobj\n");
}

Result<void> write_end(CountingFile& out)
{
    const std::size_t table = out.at();
    std::string end = "xref\n0 " + std::to_string(kObjects + 1) + "\n0000000000 65535 f \n";
    for (const auto offset : out.offsets()) {
        const std::string digits = std::to_string(offset);
        end += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    end += "trailer\n<< /Size " + std::to_string(kObjects + 1) + " /Root 1 0 R /Info 8 0 R >>\nstartxref\n" +
           std::to_string(table) + "\n%%EOF\n";
    return out.text(end);
}

}  // namespace

Result<void> write_recovery_pdf(const Path& file, const Path& vault, std::string_view vault_uuid,
                                std::string_view made, const crypto::Identity& identity)
{
    TRY_VOID(check_kit_place(file, vault));
    TRY_ASSIGN(auto file_out, base::OutputFile::create(file, base::Privacy::OwnerOnly));
    CountingFile out(file_out);
    TRY_VOID(out.text("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n"));
    constexpr std::array kParts = {
        "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R\n"
        "   /Resources << /Font << /Text 5 0 R /Strong 6 0 R /Mono 7 0 R >> >> >>",
    };
    for (const auto* part : kParts) {
        TRY_VOID(out.begin());
        TRY_VOID(out.text(std::string(part) + "\nendobj\n"));
    }
    TRY_VOID(write_page(out, page_of(vault_uuid, made, identity)));
    for (const auto* font : {"Helvetica", "Helvetica-Bold", "Courier"}) {
        TRY_VOID(out.begin());
        TRY_VOID(out.text("<< /Type /Font /Subtype /Type1 /BaseFont /" + std::string(font) +
                          " /Encoding /WinAnsiEncoding >>\nendobj\n"));
    }
    TRY_VOID(out.begin());
    TRY_VOID(out.text("<< /Title (Cairn recovery kit) >>\nendobj\n"));
    TRY_VOID(write_end(out));
    return file_out.commit_new();
}

}  // namespace core
