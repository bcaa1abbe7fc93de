#include "app/core/desk_documents.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "tests/support/page_files.h"
#include "tests/support/vault_fixture.h"

using namespace support;

namespace {

const base::Path kProgram = base::path_from_utf8(CAIRN_RENDERER);

struct DocumentsDesk {
    VaultFixture fixture;
    core::DeskStore store;
    std::atomic<bool> give_up = false;

    DocumentsDesk()
    {
        fixture.demo_review();
        fixture.opened.reset();
        store.vault = std::move(fixture.vault);
        REQUIRE(core::desk_open(store, fixture.uuid, give_up));
    }
    std::string attach(const std::string& name, const std::string& bytes)
    {
        const auto path = fixture.temporary.path() / name;
        std::ofstream(path, std::ios::binary) << bytes;
        auto id = core::desk_attach(store, base::to_utf8(path), "IMR", "Police");
        REQUIRE(id);
        return *id;
    }
    base::Result<core::DeskOpened> open(const std::string& id)
    {
        return core::desk_open_document(store, id, kProgram, give_up);
    }
};

std::size_t files_below(const base::Path& folder, std::string_view named)
{
    std::size_t count = 0;
    std::error_code error;
    for (const auto& one : std::filesystem::directory_iterator(folder, error))
        if (one.path().filename().native().starts_with("cairn-") &&
            std::filesystem::exists(one.path() / named, error))
            ++count;
    return count;
}

}  // namespace

TEST_CASE("desk: a PDF that was kept is opened, its fingerprint checked, its page drawn with its words",
          "[desk]")
{
    DocumentsDesk desk;
    const auto id = desk.attach("report.pdf", test::honest_pdf());
    const auto list = core::desk_documents(desk.store);
    REQUIRE(list);
    REQUIRE(list->documents.size() == 1);
    CHECK(list->documents[0].held);
    CHECK(list->documents[0].sealed == "report.pdf");
    CHECK(list->documents[0].fingerprint.size() == 64);
    const auto opened = desk.open(id);
    INFO((opened ? "" : opened.error().what));
    REQUIRE(opened);
    CHECK(opened->agrees);
    REQUIRE(opened->pages.size() == 2);
    const auto page = core::desk_page(desk.store, id, 0, 400, desk.give_up);
    REQUIRE(page);
    CHECK(page->picture.width == 400);
    REQUIRE(page->lines.size() == 2);
    CHECK(page->lines[1].text == "not returned");
    CHECK_FALSE(core::desk_page(desk.store, desk.fixture.new_id(), 0, 400, desk.give_up));
    desk.store.lock();
    CHECK_FALSE(desk.store.shown.has_value());
}

TEST_CASE("desk: a table is shown by its rows, and a file of no known kind by a sentence", "[desk]")
{
    DocumentsDesk desk;
    const auto table = desk.open(desk.attach("calls.csv", "Date,Event\n01/02/2024,Seen\n02/02/2024,Rang\n"));
    INFO((table ? "" : table.error().what));
    REQUIRE(table);
    CHECK(table->pages.empty());
    REQUIRE(table->rows.size() >= 2);
    CHECK(table->rows.back().second.back() == "Rang");
    const auto broken = desk.open(desk.attach("broken.pdf", "%PDF-1.4\nnothing of a page"));
    REQUIRE_FALSE(broken);
    CHECK(broken.error().code == "render_damaged");
}

TEST_CASE("desk: opening outside stands in the journal before the file is written, and locking removes it",
          "[desk]")
{
    DocumentsDesk desk;
    const auto id = desk.attach("report.pdf", test::honest_pdf());
    CHECK_FALSE(core::desk_open_outside(desk.store, id, ""));
    CHECK(desk.store.held()->review.records("outside_opening")->empty());
    const auto before = files_below("/dev/shm", "document.pdf");
    static_cast<void>(
        core::desk_open_outside(desk.store, id, "PRINT"));  // there may be no program to show it
    const auto openings = desk.store.held()->review.records("outside_opening");
    REQUIRE(openings);
    REQUIRE(openings->size() == 1);
    CHECK(json::text_or((*openings)[0].fields, "purpose") == "PRINT");
    CHECK(json::text_or((*openings)[0].fields, "document") == id);
    desk.store.lock();
    CHECK(files_below("/dev/shm", "document.pdf") == before);
}

TEST_CASE("desk: copies for outside are readable by their owner only, and gone when removed", "[desk]")
{
    core::OutsideCopies copies;
    const auto file = copies.write(".pdf", base::bytes_of("case words"));
    REQUIRE(file);
    CHECK(file->filename() == "document.pdf");
    const auto rights = std::filesystem::status(*file).permissions();
    CHECK((rights & (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
          std::filesystem::perms::none);
    copies.remove();
    CHECK_FALSE(std::filesystem::exists(*file));
    CHECK_FALSE(std::filesystem::exists(file->parent_path()));
}

TEST_CASE("desk: a part of a page is spelled in thousandths and read back, and nothing else is a part",
          "[desk]")
{
    CHECK(core::region_words({0.12, 0.3, 0.76, 0.09}) == "120,300,760,90");
    CHECK(core::region_of("120,300,760,90") == pages::Place{0.12, 0.3, 0.76, 0.09});
    for (const auto* words : {"", "1,2,3", "1,2,3,4,5", "a,b,c,d", "1,2,3,4000", "-1,2,3,4", "1,2,3,4 "})
        CHECK(core::region_of(words).w == 0);
}
