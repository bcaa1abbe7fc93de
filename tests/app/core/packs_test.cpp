#include "app/core/packs.h"

#include "app/core/facts.h"
#include "app/core/templates.h"
#include "assets/assets.h"
#include "tests/support/altered.h"
#include "tests/support/centre_fixture.h"

namespace {

using test::Desk;
using test::enrol;
using test::import_one;
using test::make_centre;
using test::need;
using test::passphrase;
using test::TemporaryFolder;
using test::test_clock;
using test::with;

std::string owhr_2()
{
    const auto text =
        with(std::string(*assets::find("templates/owhr.json")), "\"version\": 1", "\"version\": 2");
    return with(text, "outline.weapon", "outline.carried");
}

constexpr const char* kLists =
    R"({"format":"cairn/codelists/v1","version":50,"issued":"2026-03-01","about":"x","lists":[)"
    R"({"id":"pack_colour","title":"A list of the pack","source":"x","values":[{"code":"RED","label":"Red"}]}]})";

/// A desk that is enrolled at a centre and trusts its roster.
struct Trusting {
    Trusting() : centre(make_centre(folder / "store")), desk(folder / "vault")
    {
        enrol(centre, desk);
        roster = need(centre.roster_file());
        need(exchange::trust_roster(desk.vault, roster));
    }
    base::Path pack(const std::string& name, std::uint64_t version, rules::DataFiles files)
    {
        ingest::PackWanted wanted;
        wanted.name = name;
        wanted.version = version;
        wanted.files = std::move(files);
        const auto made = need(centre.issue_pack(wanted));
        const auto path = folder / made.file_name;
        need(base::replace_file(path, made.file, base::Privacy::Everyone));
        return path;
    }

    TemporaryFolder folder;
    ingest::Centre centre;
    Desk desk;
    base::Bytes roster;
};

}  // namespace

TEST_CASE(
    "R16: a pack the centre signed is installed, survives reopening, and a review opens under its template",
    "[packs]")
{
    Trusting here;
    const auto file = here.pack("england", 1, {{"templates/owhr.json", owhr_2()}});
    const auto view = need(core::install_pack(here.desk.vault, file));
    CHECK(view.name == "england");
    CHECK(view.version == 1);
    CHECK(here.desk.vault.templates().for_type("OWHR")->version == 2);

    // The review that was there before keeps the version it was opened under, and works on.
    {
        auto review = here.desk.open();
        const auto facts = need(core::facts(here.desk.vault, review, core::Scope::Thread));
        CHECK(rules::text(facts.review(), "template_version") == "owhr/1");
        CHECK(need(rules::template_of(facts, here.desk.vault.templates())).version == 1);
    }
    const auto newer = need(here.desk.vault.create_review(
        {.type = "OWHR", .area = "X99000002", .demo = true, .year_of_death = {}}));
    auto review = need(here.desk.vault.open_review(newer.uuid));
    const auto facts = need(core::facts(here.desk.vault, review, core::Scope::Thread));
    CHECK(rules::text(facts.review(), "template_version") == "owhr/2");
    CHECK(rules::texts(facts.review(), "legal_basis") == std::vector<std::string>{"PCSC_24"});
    const auto all = need(core::packs(here.desk.vault));
    REQUIRE(all.size() == 1);
    CHECK(all[0].standing.empty());
}

TEST_CASE("R16: packs are read again when the vault is opened", "[packs]")
{
    TemporaryFolder folder;
    auto centre = make_centre(folder / "store");
    {
        Desk desk(folder / "vault");
        enrol(centre, desk);
        need(exchange::trust_roster(desk.vault, need(centre.roster_file())));
        ingest::PackWanted wanted;
        wanted.name = "england";
        wanted.files = {{"templates/owhr.json", owhr_2()}, {"codelists/lists.json", kLists}};
        const auto made = need(centre.issue_pack(wanted));
        need(base::replace_file(folder / "p", made.file, base::Privacy::Everyone));
        need(core::install_pack(desk.vault, folder / "p"));
    }
    const auto vault = need(
        review::Vault::open(folder / "vault", passphrase(), {.clock = &test_clock(), .random = nullptr}));
    CHECK(vault.notices().empty());
    CHECK(vault.lists().version() == 50);
    CHECK(vault.lists().accepts("pack_colour", "RED"));
    CHECK(vault.templates().for_type("OWHR")->version == 2);
}

TEST_CASE("R16: a pack is refused without a roster, altered, of another centre, or not newer", "[packs]")
{
    Trusting here;
    const auto code = [&](review::Vault& vault, const base::Path& file) {
        const auto installed = core::install_pack(vault, file);
        REQUIRE_FALSE(installed);
        return installed.error().code;
    };
    const auto file = here.pack("england", 2, {{"templates/owhr.json", owhr_2()}});
    Desk stranger(here.folder / "stranger");
    CHECK(code(stranger.vault, file) == "pack_no_roster");

    auto bytes = need(base::read_file(file, pack::kPackBytes));
    const auto text = base::text_of(bytes);
    bytes[text.find("outline.carried")] = 'O';
    need(base::replace_file(here.folder / "altered", bytes, base::Privacy::Everyone));
    CHECK(code(here.desk.vault, here.folder / "altered") == "pack_altered");

    auto other = make_centre(here.folder / "other", "reviews.example.net/other");
    need(exchange::trust_roster(stranger.vault, need(other.roster_file())));
    CHECK(code(stranger.vault, file) == "pack_publisher");

    need(core::install_pack(here.desk.vault, file));
    CHECK(code(here.desk.vault, file) == "pack_version");
    CHECK(here.desk.vault.templates().for_type("OWHR")->version == 2);
}

TEST_CASE(
    "2.3 templates: a review is moved in one command, answers are retired and come back, undo takes it back",
    "[packs]")
{
    Trusting here;
    auto& vault = here.desk.vault;
    std::string kept, gone;
    {
        auto review = here.desk.open();
        json::Object fields;
        fields.set("answer", "Bought in a shop.");
        gone = need(core::answer_prompt(vault, review, "outline.weapon", fields));
        kept = need(core::answer_prompt(vault, review, "outline.facts", fields));
        CHECK_FALSE(core::answer_prompt(vault, review, "no.such.prompt", fields));
    }
    need(core::install_pack(vault, here.pack("england", 1, {{"templates/owhr.json", owhr_2()}})));
    auto review = here.desk.open();
    const auto before = need(review.state_hash());
    const auto seen = need(core::move_template(vault, review, "", false));
    CHECK(seen.move.retire == std::vector<std::string>{gone});
    CHECK(need(review.state_hash()) == before);

    const auto moved = need(core::move_template(vault, review, "2", true));
    CHECK(moved.command > 0);
    auto facts = need(core::facts(vault, review, core::Scope::Thread));
    CHECK(rules::flag(*facts.find(gone), "retired"));
    CHECK(rules::text(*facts.find(gone), "answer") == "Bought in a shop.");
    CHECK(rules::text(*facts.find(gone), "question").find("weapon") != std::string::npos);
    CHECK_FALSE(rules::flag(*facts.find(kept), "retired"));
    CHECK(core::move_template(vault, review, "owhr/2", true).error().code == "template_same");

    need(core::move_template(vault, review, "owhr/1", true));
    facts = need(core::facts(vault, review, core::Scope::Thread));
    CHECK_FALSE(rules::flag(*facts.find(gone), "retired"));
    need(review.undo());
    need(review.undo());
    CHECK(need(review.state_hash()) == before);
}

TEST_CASE("R16: a pack that replaces another keeps the templates reviews were opened under", "[packs]")
{
    Trusting here;
    auto& vault = here.desk.vault;
    need(core::install_pack(vault, here.pack("england", 1, {{"templates/owhr.json", owhr_2()}})));
    need(core::install_pack(
        vault, here.pack("england", 2,
                         {{"templates/owhr.json", with(owhr_2(), "\"version\": 2", "\"version\": 3")}})));
    CHECK(vault.templates().for_type("OWHR")->version == 3);
    CHECK(vault.templates().of_review("owhr/2") != nullptr);
    CHECK(vault.templates().of_review("owhr/1") != nullptr);
    CHECK(need(vault.packs()).size() == 1);
}

TEST_CASE("R16: the centre takes in a bundle made under code lists that it issued itself", "[packs]")
{
    Trusting here;
    need(core::install_pack(here.desk.vault, here.pack("lists", 1, {{"codelists/lists.json", kLists}})));
    const auto sent = here.desk.send(here.roster, here.folder / "bundle.tar");
    CHECK(import_one(here.centre, sent.written).status == "accepted");
}

TEST_CASE("R16: a bundle made under a pack's code lists waits until the centre has them", "[packs]")
{
    TemporaryFolder folder;
    auto centre = make_centre(folder / "store");
    Desk desk(folder / "vault");
    enrol(centre, desk);
    const auto roster = need(centre.roster_file());
    review::InstalledPack pack{.name = "lists", .version = 1, .installed = test_clock().now(), .files = {}};
    need(desk.vault.install_pack(pack, {{"codelists/lists.json", kLists}}, {}));
    need(exchange::trust_roster(desk.vault, roster));
    const auto sent = desk.send(roster, folder / "bundle.tar");
    const auto outcome = import_one(centre, sent.written);
    CHECK(outcome.status == "waiting");
    CHECK(outcome.code == "newer_program");
}

TEST_CASE("R16: code lists that leave out what the replaced pack had are refused", "[packs]")
{
    Trusting here;
    auto& vault = here.desk.vault;
    need(core::install_pack(vault, here.pack("lists", 1, {{"codelists/lists.json", kLists}})));
    const auto fewer = here.pack("lists", 2, {{"about.txt", "nothing else"}});
    const auto installed = core::install_pack(vault, fewer);
    REQUIRE_FALSE(installed);
    CHECK(installed.error().code == "pack_code_missing");
    CHECK(vault.lists().accepts("pack_colour", "RED"));
}

TEST_CASE("R16: the next version of a pack cannot bring back older bank holidays or an older template",
          "[packs]")
{
    const auto holidays = [](const char* version) {
        return std::string(R"({"format":"cairn/bank-holidays/v1","version":")") + version +
               R"(","first_year":2027,"last_year":2027,"holidays":[]})";
    };
    Trusting here;
    auto& vault = here.desk.vault;
    const auto install = [&](std::int64_t version, rules::DataFiles files) {
        const review::InstalledPack pack{
            .name = "england", .version = version, .installed = test_clock().now(), .files = {}};
        return vault.install_pack(pack, files, {});
    };
    need(install(1, {{"calendar/days.json", holidays("2099-06")},
                     {"templates/owhr.json", with(owhr_2(), "\"version\": 2", "\"version\": 3")}}));
    const auto code = [&](rules::DataFiles files) {
        const auto done = install(2, std::move(files));
        REQUIRE_FALSE(done);
        return done.error().code;
    };
    CHECK(code({{"calendar/days.json", holidays("2099-01")}}) == "pack_data_older");
    CHECK(code({{"about.txt", "no bank holidays any more"}}) == "pack_data_older");
    CHECK(code({{"calendar/days.json", holidays("2099-06")}, {"templates/owhr.json", owhr_2()}}) ==
          "pack_data_older");
    CHECK(vault.calendar().version() == "2099-06");
    CHECK(vault.templates().for_type("OWHR")->version == 3);
    need(install(2, {{"calendar/days.json", holidays("2099-06")}}));
}

TEST_CASE(
    "R16: a file with control characters or line ends of Windows makes no pack, and the centre works on",
    "[packs]")
{
    Trusting here;
    for (const char* text : {"words \x01 of people", "two\r\nlines"}) {
        ingest::PackWanted wanted;
        wanted.name = "england";
        wanted.files = {{"about.txt", text}};
        const auto made = here.centre.issue_pack(wanted);
        REQUIRE_FALSE(made);
        CHECK(made.error().code == "pack_form");
        const review::InstalledPack pack{.name = "england", .version = 1, .installed = {}, .files = {}};
        const auto installed = here.desk.vault.install_pack(pack, wanted.files, {});
        REQUIRE_FALSE(installed);
        CHECK(installed.error().code == "pack_data");
    }
    CHECK(need(here.desk.vault.packs()).empty());
    // Before, the first such file was kept, and no pack could be read or made after it.
    need(core::install_pack(here.desk.vault, here.pack("england", 1, {{"about.txt", "two\nlines"}})));
}
