#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <sstream>

#include "sync/bundle/tags.h"
#include "tests/support/longer.h"
#include "tests/support/vectors.h"
#include "tests/sync/bundle/support.h"

namespace {

using namespace bundle_test;

TEST_CASE("bundle: a packed and a loose bundle open, with everything in them")
{
    Desk desk;
    const auto written = desk.write();
    REQUIRE(written);
    const auto packed =
        bundle::write_submission(desk.carriage(*written), desk.folder / "out.cairn", bundle::Form::Packed);
    REQUIRE(packed);
    fs::create_directories(desk.folder / "stick");
    const auto loose =
        bundle::write_submission(desk.carriage(*written), desk.folder / "stick", bundle::Form::Loose);
    REQUIRE(loose);
    CHECK(loose->filename() == "0123456789abcdef0123456789abcdef.cairn.d");
    for (const auto& path : {*packed, *loose}) {
        INFO(path.filename().string());
        CHECK(code_of(check_whole(path, desk.recovery)).empty());
        const auto submission = bundle::Submission::open(path);
        REQUIRE(submission);
        const auto seen = bundle::inspect(*submission);
        REQUIRE(seen);
        CHECK(seen->ciphertext == written->ciphertext);
        CHECK(seen->recipients == 2);
        CHECK(seen->objects.size() == 2);
        const auto opened = bundle::OpenedBundle::open(*submission, {&desk.central, 1});
        REQUIRE(opened);
        CHECK(opened->statement() == written->statement);
        CHECK(opened->tagmanifest() == written->tagmanifest);
        CHECK(opened->objects_digest() == written->objects_digest);
        CHECK(*opened->text("data/journal.jsonl") == desk.history.journal);
        const auto content = opened->check_content();
        REQUIRE(content);
        CHECK(content->first.opened == 1);
        CHECK(content->first.sealed_unverified.size() == 1);
        CHECK(content->second.journal.lines == 2);
        CHECK(opened->check_sealed({&desk.central, 1}).error().code == "age_no_match");
        const auto sealed = opened->check_sealed({&desk.desk, 1});
        REQUIRE(sealed);
        CHECK(sealed->bodies == 1);
        CHECK(sealed->objects_opened == 1);
    }
    for (const auto& left : fs::directory_iterator(desk.folder / "outbox"))
        CHECK(left.path().filename() == "0123456789abcdef0123456789abcdef.age");
}

TEST_CASE("bundle: nobody but a recipient opens it")
{
    Desk desk;
    const auto submission = bundle::Submission::open(desk.packed());
    const auto stranger = identity(5);
    CHECK(bundle::OpenedBundle::open(*submission, {&stranger, 1}).error().code == "age_no_match");
}

TEST_CASE("bundle: without attachments and sealed part")
{
    Desk desk;
    desk.plan.objects.clear();
    desk.plan.statement.sealed_recipients.clear();
    desk.with_sealed = false;
    desk.history = History();
    desk.history.put(kFirst, "Borough housing", nullptr);
    desk.history.settle();
    CHECK(code_of(check_whole(desk.packed(), desk.recovery)).empty());
}

TEST_CASE("bundle: attachments the centre has need not travel, and may not change")
{
    Desk desk;
    for (auto& object : desk.plan.objects) object.included = false;
    const auto submission = bundle::Submission::open(desk.packed());
    REQUIRE(submission);
    const auto opened = bundle::OpenedBundle::open(*submission, {&desk.central, 1});
    REQUIRE(opened);
    CHECK(opened->check_objects()->missing.size() == 2);
    std::size_t changed = 0;
    const bundle::KnownObjects known = [&](const base::Digest32& name) -> std::optional<bundle::KnownObject> {
        for (const auto& row : opened->objects())
            if (row.object == name)
                return bundle::KnownObject{row.object_length,
                                           row.part,
                                           row.part_length + changed,
                                           *opened->part_sha512(row.part),
                                           true,
                                           {}};
        return {};
    };
    CHECK(opened->check_objects(known)->missing.empty());
    changed = 1;
    CHECK(opened->check_objects(known).error().code == "object_changed");
}

TEST_CASE("bundle: a history that does not fit is refused with its code")
{
    const auto code = [](auto change) {
        Desk desk;
        change(desk);
        return code_of(check_whole(desk.packed(), desk.recovery));
    };
    CHECK(code([](Desk& d) { d.history.bodies.erase(0, d.history.bodies.find('\n') + 1); }) ==
          "body_missing");
    CHECK(code([](Desk& d) { d.history.bodies[70] ^= 1; }) == "body_hash");
    CHECK(code([](Desk& d) { d.history.journal[d.history.journal.find("04:05:06")] = '1'; }) ==
          "chain_broken");
    CHECK(code([](Desk& d) { d.history.review.replace(d.history.review.find("Clinic"), 6, "Clinik"); }) ==
          "state_mismatch");
    CHECK(code([](Desk& d) {
              d.history.bodies += d.history.bodies.substr(d.history.bodies.find('\n') + 1);
          }) == "body_extra");
    CHECK(code([](Desk& d) { d.history.sealed.clear(); }) == "body_missing");
    CHECK(code([](Desk& d) {
              d.history = History();
              d.history.put(kFirst, "x", nullptr, "unheard_of");
              d.history.settle();
          }) == "schema");
    CHECK(code([](Desk& d) { d.plan.statement.next = signing_key(72).public_key(); }) == "handover");
}

TEST_CASE("bundle: a rewritten history is not a continuation")
{
    Desk desk;
    const auto submission = bundle::Submission::open(desk.packed());
    const auto opened = bundle::OpenedBundle::open(*submission, {&desk.central, 1});
    REQUIRE(opened);
    const std::string first = desk.history.journal.substr(0, desk.history.journal.find('\n') + 1);
    const bundle::Prefix good{1, first.size(), crypto::sha256(base::bytes_of(first))};
    CHECK(opened->check_history(good));
    auto other = good;
    other.sha256[0] ^= 1;
    CHECK(opened->check_history(other).error().code == "journal_prefix");
    other = good;
    other.lines = 3;
    CHECK(opened->check_history(other).error().code == "journal_prefix");
}

TEST_CASE("bundle: what does not belong is refused before anything is opened")
{
    Desk desk;
    const auto written = desk.write();
    REQUIRE(written);
    const auto laid_out = bundle::write_submission(desk.carriage(*written), desk.folder / "b.cairn.d");
    REQUIRE(code_of(laid_out ? base::Result<void>() : laid_out.error()).empty());
    const fs::path& loose = *laid_out;
    const auto code = [&] { return code_of(check_whole(loose, desk.recovery)); };
    CHECK(code().empty());
    std::ofstream(loose / "notes.txt") << "hello";
    CHECK(code() == "submission_form");
    fs::remove(loose / "notes.txt");
    fs::create_symlink(desk.folder / "out.cairn", loose / "objects" / (std::string(64, 'a') + ".age"));
    CHECK_FALSE(code().empty());
    fs::remove(loose / "objects" / (std::string(64, 'a') + ".age"));
    const auto stray = make_object(desk.folder, "not listed", 93, false);
    fs::copy_file(stray.file, loose / "objects" / stray.file.filename());
    CHECK(code() == "object_unlisted");
    fs::rename(loose / "objects" / stray.file.filename(),
               loose / "objects" / (std::string(64, 'a') + ".age"));
    CHECK(code() == "object_name");
    CHECK(bundle::Submission::open(desk.folder / "nothing").error().kind == base::ErrorKind::NotFound);
    CHECK(bundle::write_submission(desk.carriage(*written), loose).error().kind == base::ErrorKind::Conflict);
}

TEST_CASE("bundle: a signature by somebody else, or about something else, does not count")
{
    Desk desk;
    const auto other = signing_key(72);
    desk.plan.sign = bundle::sign_with({&other});
    CHECK(desk.write().error().code == "bundle_plan");
    desk.plan.sign = [&](base::ByteView message, std::string_view) -> base::Result<std::vector<std::string>> {
        return std::vector<std::string>{crypto::sign(desk.author, message, "cairn1 other")};
    };
    CHECK(desk.write().error().code == "bundle_plan");
}

TEST_CASE("bundle: every flipped byte and every cut of a packed bundle is refused")
{
    Desk desk;
    const auto path = desk.packed();
    const auto size = fs::file_size(path);
    const bool whole = support::longer();
    const std::uint64_t step = whole ? 1 : size / 600;
    REQUIRE(code_of(check_whole(path, desk.recovery)).empty());
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    const auto flip = [&](std::uint64_t place, int bit) {
        file.seekg(static_cast<std::streamoff>(place));
        const int byte = file.get();
        file.seekp(static_cast<std::streamoff>(place));
        file.put(static_cast<char>(byte ^ (1 << bit)));
        file.flush();
    };
    std::size_t tried = 0;
    for (std::uint64_t place = 0; place < size; place += place < 1200 && !whole ? 3 : step) {
        const int bit = static_cast<int>(place % 8);
        flip(place, bit);
        if (check_whole(path, desk.recovery)) FAIL("flipped byte " << place);
        flip(place, bit);
        ++tried;
    }
    REQUIRE(code_of(check_whole(path, desk.recovery)).empty());
    file.close();
    for (std::uint64_t cut = size - 1; cut < size; cut = cut < step ? size : cut - step) {
        fs::resize_file(path, cut);
        if (check_whole(path, desk.recovery)) FAIL("cut at " << cut);
        ++tried;
    }
    CHECK(tried > 1000);
}

std::string commands_of_readme()
{
    std::string commands;
    const std::string readme = bundle::readme_text();
    for (std::size_t from = 0; from < readme.size();) {
        const std::size_t end = readme.find('\n', from);
        if (readme.compare(from, 4, "    ") == 0) commands += readme.substr(from + 4, end - from - 3);
        from = end + 1;
    }
    return commands;
}

/// Runs the commands on the packed bundle as a person with both keys does; what failed, and empty if nothing
/// did.
std::string open_by_hand(Desk& desk, const std::string& commands)
{
    desk.packed();
    std::ofstream keys(desk.folder / "keys");
    for (const auto* key : {&desk.central, &desk.desk}) keys << base::text_of(key->text().bytes()) << '\n';
    keys.close();
    fs::create_directories(desk.folder / "work");
    std::ofstream(desk.folder / "script.sh")
        << "set -eu\ncd work\nBUNDLE=../out.cairn\nKEYS=\"$PWD/../keys\"\n"
        << commands;
    const std::string command = "cd '" + desk.folder.string() + "' && sh script.sh > out.txt 2> err.txt";
    if (std::system(command.c_str()) == 0) return {};
    return "failed: " + test::file_bytes(desk.folder / "out.txt") + test::file_bytes(desk.folder / "err.txt");
}

TEST_CASE("bundle: stock tools open it by the commands printed in its own readme")
{
    Desk desk;
    CHECK(open_by_hand(desk, commands_of_readme()) == "");
    const auto text = [&](const fs::path& name) { return test::file_bytes(desk.folder / name); };
    const std::string readme = bundle::readme_text();
    CHECK(text("out.txt") == "signed by " + desk.author.public_key().text() + "\n");
    CHECK(text("work/bag/data/journal.jsonl") == desk.history.journal);
    CHECK(text("work/bag/sealed/sealed.jsonl") == desk.history.sealed);
    const auto blob = base::to_hex(crypto::sha256(base::bytes_of("a file with names")));
    CHECK(text("work/bag/data/blobs/" + blob) == "a file with names");
    CHECK(text("work/bag/data/readme.txt") == readme);
}

TEST_CASE("bundle: by the same commands a bundle opens whose attachments stayed at the centre")
{
    Desk desk;
    for (auto& object : desk.plan.objects) object.included = false;
    auto commands = commands_of_readme();
    const std::string last = "sha512sum -c --quiet manifest-sha512.txt";
    commands.replace(commands.find(last), last.size(),
                     "sha512sum -c --quiet --ignore-missing manifest-sha512.txt");
    CHECK(open_by_hand(desk, commands) == "");
    CHECK(fs::is_empty(desk.folder / "work/bag/data/blobs"));
}

TEST_CASE("bundle: docs/formats/bundle.md gives the commands of the readme")
{
    const std::string page = test::file_bytes(fs::path(PROJECT_ROOT) / "docs/formats/bundle.md");
    std::istringstream lines(commands_of_readme());
    for (std::string line; std::getline(lines, line);) {
        INFO(line);
        CHECK(page.find(line + "\n") != std::string::npos);
    }
}

}  // namespace
