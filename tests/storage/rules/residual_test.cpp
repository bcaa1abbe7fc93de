#include "storage/rules/residual.h"

#include <algorithm>

#include "tests/storage/rules/support.h"

using test::FactsBuilder;
using test::id;

namespace {

// "kind:words" of each hit, parted by " | ".
std::string hits_in(const rules::ResidualScan& scan, std::string_view text)
{
    std::string all;
    for (const auto& hit : scan.hits(text))
        all += (all.empty() ? "" : " | ") + std::string(rules::to_text(hit.kind)) + ":" +
               std::string(text.substr(hit.offset, hit.length));
    return all;
}

// With nobody known.
std::string forms(std::string_view text)
{
    return hits_in(rules::ResidualScan(), text);
}

FactsBuilder known_people()
{
    FactsBuilder made;
    made.put("person", "v", R"({"code":"V","names":[{"given":"Kacper","family":"Żebrowicz"},{"text":"Kaz"}],
             "dob":{"text":"14 March 2004","earliest":"2004-03-14","latest":"2004-03-14"},
             "addresses":[{"address":"12 Otter Lane","postcode":"ZZ1"}],
             "references":[{"kind":"NHS","number":"A-77-4411"}]})")
        .put("person", "s", R"({"code":"S1","names":[{"given":"Elizabeth","family":"Fauché"}]})");
    return made;
}

std::string in_file(std::string_view text)
{
    static const auto facts = known_people().facts();
    static const rules::ResidualScan scan(facts);
    return hits_in(scan, text);
}

}  // namespace

TEST_CASE("6.3: names in the file, accents folded, initials, nicknames, possessives", "[residual]")
{
    CHECK(in_file("Then Kacper Żebrowicz left.") == "name:Kacper Żebrowicz");
    CHECK(in_file("then KACPER ZEBROWICZ left") == "name:KACPER ZEBROWICZ");
    CHECK(in_file("Kacper's mother").starts_with("name:Kacper"));
    CHECK(in_file("seen by K.Z. at home").starts_with("name:K.Z"));
    CHECK(in_file("and Liz Fauche came") == "name:Liz Fauche");
    CHECK(in_file("Kaz was seen") == "name:Kaz");
    CHECK(in_file("V was seen by the youth worker").empty());
    CHECK(in_file("a kazoo player").empty());
}

TEST_CASE("6.3: a family name in the plural, of a woman, in one word or spelled out is found", "[residual]")
{
    const auto facts = test::FactsBuilder()
                           .put("person", "a", R"({"names":[{"given":"Kacper","family":"Zieliński"}]})")
                           .put("person", "b", R"({"names":[{"given":"Grace","family":"Hughes"}]})")
                           .put("person", "c", R"({"names":[{"given":"Li","family":"Kelly"}]})")
                           .put("person", "d", R"({"names":[{"given":"Muhammad","family":"al-Rashid"}]})")
                           .put("person", "e", R"({"names":[{"given":"Jürgen","family":"Müller"}]})")
                           .put("person", "f", R"({"names":[{"given":"Siobhán","family":"O'Connor-Brown"}]})")
                           .put("person", "g", R"({"names":[{"given":"Rose","family":"Ward"}]})")
                           .facts();
    const rules::ResidualScan scan(facts);
    const auto in = [&](std::string_view text) { return hits_in(scan, text); };
    CHECK(in("the Zielinskis' flat") == "name:Zielinskis");
    CHECK(in("Zielińska, his sister") == "name:Zielińska");
    CHECK(in("the Hugheses moved") == "name:Hugheses");
    CHECK(in("the Kellys, or Kellies") == "name:Kellys | name:Kellies");
    CHECK(in("Li said so") == "name:Li");
    CHECK(in("seen with Alrashid") == "name:Alrashid");
    CHECK(in("Mohamed left") == "name:Mohamed");
    CHECK(in("Juergen Mueller") == "name:Juergen Mueller");
    CHECK(in("Ms OConnor-Brown") == "name:OConnor-Brown");
    CHECK(in("He left. Rose went home.") == "name:Rose");
    CHECK(in("with the Wards") == "name:Wards");
    CHECK(in("two wards of the hospital").empty());
    CHECK(in("Wards are full").empty());
}

TEST_CASE("6.3: other strings of the sealed identities", "[residual]")
{
    CHECK(in_file("near Otter Lane") == "identity:Otter Lane");
    CHECK(in_file("near Otter Ln") == "identity:Otter Ln");
    CHECK(in_file("number A77 4411 was given") == "identity:A77 4411");
    CHECK(in_file("number a774411 was given") == "identity:a774411");
    CHECK(in_file("an otter in the lane").empty());
    CHECK(in_file("lived at 12 otter lane then") == "identity:12 otter lane");
    CHECK(in_file("number A-77-4411 was given") == "identity:A-77-4411");
    CHECK(in_file("lived at 13 Otter Lane") == "identity:Otter Lane");
    CHECK(in_file("in ZZ1, on the map").empty());
}

TEST_CASE("6.3: dates of birth, known or said to be one", "[residual]")
{
    CHECK(in_file("14/03/2004") == "birth_date:14/03/2004");
    CHECK(in_file("on 14 March 2004 in town") == "birth_date:14 March 2004");
    CHECK(in_file("on 2004-03-14") == "birth_date:2004-03-14");
    CHECK(in_file("on 15 March 2004") == "full_date:15 March 2004");
    CHECK(in_file("on 14032004") == "birth_date:14032004");
    CHECK(in_file("20040314") == "birth_date:20040314");
    CHECK(in_file("14 03 2004") == "birth_date:14 03 2004");
    CHECK(in_file("15032004").empty());
    CHECK(forms("DOB: 01/02/1990") == "birth_date:01/02/1990");
    CHECK(forms("born on 1 February 1990") == "birth_date:1 February 1990");
    CHECK(forms("born in February 1990").empty());
}

TEST_CASE("6.3: full dates in every usual form", "[residual]")
{
    CHECK(forms("on May 4th they") == "full_date:May 4th");
    CHECK(forms("May the 4th, 2001") == "full_date:May the 4th, 2001");
    CHECK(forms("in May 4 referrals").empty());
    CHECK(forms("on 02/02/2025.") == "full_date:02/02/2025");
    CHECK(forms("on 2-2-25 and") == "full_date:2-2-25");
    CHECK(forms("on 02.02.2025") == "full_date:02.02.2025");
    CHECK(forms("2025-02-02") == "full_date:2025-02-02");
    CHECK(forms("the 2nd of February, 2025") == "full_date:2nd of February, 2025");
    CHECK(forms("Sept 3rd 2024") == "full_date:Sept 3rd 2024");
    CHECK(forms("2-Feb-2025") == "full_date:2-Feb-2025");
    CHECK(forms("on 2 February he") == "full_date:2 February");
}

TEST_CASE("6.3: a month and year, a fraction, a score and an impossible day are no full date", "[residual]")
{
    for (const char* text :
         {"in February 2025", "in 2025", "24/7 care", "12 of 13 actions", "31/02/2025 x", "version 1.2.3",
          "32 January 2025", "by 20 may have", "45/67/2024", "2 Februaries"}) {
        CAPTURE(text);
        CHECK(forms(text).empty());
    }
}

TEST_CASE("6.3: postcodes", "[residual]")
{
    for (const char* text : {"SW1A 1AA", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "EC1A1BB", "se15 4qx"}) {
        CAPTURE(text);
        CHECK(forms("at " + std::string(text) + ".") == "postcode:" + std::string(text));
    }
    for (const char* text : {"SW1A 1CA", "A1 2nd", "at e1 4pm", "QQ1 1AA", "SE15", "ABC1 1AA", "B33 8THX"}) {
        CAPTURE(text);
        CHECK(forms(text).empty());
    }
}

TEST_CASE("6.3: phones", "[residual]")
{
    for (const char* text : {"07700 900123", "020 7946 0018", "(020) 7946 0018", "+44 7700 900123",
                             "+44 (0)20 7946 0018", "0044 7700 900123", "01632-960-001", "+48 601 234 567"}) {
        CAPTURE(text);
        CHECK(forms("call " + std::string(text) + " now") == "phone:" + std::string(text));
    }
    for (const char* text :
         {"07700 9001", "call 999 or 101", "1234567890123", "00 12", "+1 234", "0 and 12345678"}) {
        CAPTURE(text);
        CHECK(forms(text).empty());
    }
}

TEST_CASE("6.3: emails and addresses of pages", "[residual]")
{
    CHECK(forms("to z.marquez-hale+x@mail.example.co.uk.") == "email:z.marquez-hale+x@mail.example.co.uk");
    CHECK(forms("see https://example.org/a?b=1.") == "url:https://example.org/a?b=1");
    CHECK(forms("see www.example.org, page 2") == "url:www.example.org");
    CHECK(forms("on facebook.com/some.one today") == "url:facebook.com/some.one");
    for (const char* text :
         {"at home", "a @ 5", "end.Then he", "e.g. this", "and/or", "http protocol", "x@y"}) {
        CAPTURE(text);
        CHECK(forms(text).empty());
    }
}

TEST_CASE("6.3: an NHS number is ten digits that pass modulus 11", "[residual]")
{
    CHECK(forms("943 476 5919") == "nhs_number:943 476 5919");
    CHECK(forms("no 9434765919.") == "nhs_number:9434765919");
    CHECK(forms("943-476-5919") == "nhs_number:943-476-5919");
    CHECK(forms("943 476 5918").empty());
    CHECK(forms("9434765910").empty());
    CHECK(forms("94347659190").empty());
    CHECK(forms("943 4765919") == "nhs_number:943 4765919");
    CHECK(forms("9434 765 919") == "nhs_number:9434 765 919");
}

TEST_CASE("6.3: national insurance numbers", "[residual]")
{
    CHECK(forms("AB 12 34 56 C") == "ni_number:AB 12 34 56 C");
    CHECK(forms("jg103759a") == "ni_number:jg103759a");
    CHECK(forms("NI number 103759") == "ni_number:NI number 103759");
    for (const char* text : {"QQ123456C", "BG123456A", "AB123456E", "AB12345C", "AO123456A"}) {
        CAPTURE(text);
        CHECK(forms(text).empty());
    }
}

TEST_CASE("6.3: PNC and CRO numbers", "[residual]")
{
    CHECK(forms("PNC 99/1234567X held") == "pnc_id:PNC 99/1234567X");
    CHECK(forms("the id 2003/0123456Z") == "pnc_id:2003/0123456Z");
    CHECK(forms("123456/99A") == "cro:123456/99A");
    CHECK(forms("SF39/123456X") == "cro:SF39/123456X");
    CHECK(forms("CRO: 12345/01B") == "cro:CRO: 12345/01B");
    for (const char* text : {"PNC check made", "12/34", "99/1234567", "1/2a", "PNC in 2024", "PNC 2024"}) {
        CAPTURE(text);
        CHECK(forms(text).empty());
    }
}

TEST_CASE("6.3: CRIS, CAD, Merlin, custody and file references", "[residual]")
{
    CHECK(forms("CRIS 4612345/24") == "police_reference:CRIS 4612345/24");
    CHECK(forms("CAD7734/12DEC24") == "police_reference:CAD7734/12DEC24");
    CHECK(forms("CRIS4612345/24") == "police_reference:CRIS4612345/24");
    CHECK(forms("under 4612345/24,") == "police_reference:4612345/24");
    CHECK(forms("CAD 7734/12DEC24 says") == "police_reference:CAD 7734/12DEC24");
    CHECK(forms("Merlin ref: 24PAC123456") == "police_reference:Merlin ref: 24PAC123456");
    CHECK(forms("24PAC123456") == "police_reference:24PAC123456");
    CHECK(forms("crime number 01/2345/24") == "police_reference:crime number 01/2345/24");
    CHECK(forms("URN 01VK1234524") == "urn:URN 01VK1234524");
    CHECK(forms("01VK1234524") == "urn:01VK1234524");
    for (const char* text : {"CAD was made", "a CRIS report", "Merlin came to notice", "crime 100 times",
                             "CAD 2024", "the incident 300 metres away", "urn on a shelf"}) {
        CAPTURE(text);
        CHECK(forms(text).empty());
    }
}

TEST_CASE("6.3: vehicle marks", "[residual]")
{
    CHECK(forms("a car, AB12 CDE, left") == "vehicle:AB12 CDE");
    CHECK(forms("reg ab12cde") == "vehicle:ab12cde");
    CHECK(forms("A123 BCD") == "vehicle:A123 BCD");
    CHECK(forms("ABC 123D") == "vehicle:ABC 123D");
    CHECK(forms("MO04 and GP16 were coded").empty());
    CHECK(forms("ab12 cde").empty());
    CHECK(forms("AB123 CDE").empty());
}

TEST_CASE("6.3: bank details", "[residual]")
{
    CHECK(forms("sort code 20-00-00") == "bank:sort code 20-00-00");
    CHECK(forms("60-83-71 12345678") == "bank:60-83-71 12345678");
    CHECK(forms("account number 12345678") == "bank:account number 12345678");
    CHECK(forms("GB29 NWBK 6016 1331 9268 19") == "bank:GB29 NWBK 6016 1331 9268 19");
    CHECK(forms("4111 1111 1111 1111") == "bank:4111 1111 1111 1111");
    for (const char* text :
         {"4111 1111 1111 1112", "account number 1234567", "GB29 was", "on account of 12345678 people"}) {
        CAPTURE(text);
        CHECK(forms(text).empty());
    }
}

TEST_CASE("6.3: social handles", "[residual]")
{
    CHECK(forms("posted as @kaz_2004.") == "handle:@kaz_2004");
    CHECK(forms("Snapchat: kaz.2004") == "handle:Snapchat: kaz.2004");
    CHECK(forms("Instagram username kaz2004") == "handle:Instagram username kaz2004");
    CHECK(forms("on TikTok kaz2004 said") == "handle:TikTok kaz2004");
    CHECK(forms("IG: kaz.2004") == "handle:IG: kaz.2004");
    CHECK(forms("Snapchat 2024").empty());
    CHECK(forms("posted on Snapchat last week").empty());
    CHECK(forms("meet @ 5pm").empty());
}

TEST_CASE("6.3: places by coordinates", "[residual]")
{
    CHECK(forms("51.50740, -0.12776") == "gps:51.50740, -0.12776");
    CHECK(forms("51.5074\xC2\xB0 N, 0.1278\xC2\xB0 W") == "gps:51.5074\xC2\xB0 N, 0.1278\xC2\xB0 W");
    CHECK(forms("51\xC2\xB0"
                "30'26\"N") ==
          "gps:51\xC2\xB0"
          "30'26\"N");
    CHECK(forms("TQ 305 803") == "gps:TQ 305 803");
    CHECK(forms("///filled.count.soap") == "gps:///filled.count.soap");
    for (const char* text :
         {"51.5, 0.1", "95.1234, 0.1234", "a score of 1.234", "TQ 30 80", "AB 305 803", "..."}) {
        CAPTURE(text);
        CHECK(forms(text).empty());
    }
}

TEST_CASE("6.3: collar numbers, MARAC and MAPPA ids", "[residual]")
{
    CHECK(forms("PC 1234 came") == "collar:PC 1234");
    CHECK(forms("PC Lark 1234NW came") == "collar:PC Lark 1234NW");
    CHECK(forms("PC Lark 1200 to 1400").empty());
    CHECK(forms("DC 456XB") == "collar:DC 456XB");
    CHECK(forms("warrant number 219876") == "collar:warrant number 219876");
    CHECK(forms("MARAC ref 123/24") == "panel_reference:MARAC ref 123/24");
    CHECK(forms("MAPPA ID: 55123") == "panel_reference:MAPPA ID: 55123");
    for (const char* text :
         {"a PC came", "PS5 game", "MARAC in 2024", "MARAC 2024", "MAPPA level 2", "EPC 1234"}) {
        CAPTURE(text);
        CHECK(forms(text).empty());
    }
}

TEST_CASE("6.3: other numbers said to be one", "[residual]")
{
    CHECK(forms("hospital number 1234567") == "reference:hospital number 1234567");
    CHECK(forms("prison no: A1234BC") == "reference:prison no: A1234BC");
    for (const char* text :
         {"prison: 2019 to 2020", "in case of 1234", "the case: 3 of them", "patient 1234 times"}) {
        CAPTURE(text);
        CHECK(forms(text).empty());
    }
}

TEST_CASE("6.3: several in one text, in order, none within another", "[residual]")
{
    CHECK(forms("Call 07700 900123 or write to a@b.org about AB12 CDE by 2 March 2025") ==
          "phone:07700 900123 | email:a@b.org | vehicle:AB12 CDE | full_date:2 March 2025");
    CHECK(forms("").empty());
}

TEST_CASE("V8: the open text of a review is scanned field by field, sealed text is not", "[residual]")
{
    auto made = known_people();
    made.put("finding", "f", R"({"number":1,"statement":"Kacper was seen.","practice_grade":"X"})")
        .put("chronology_event", "e", R"({"summary":"V was seen","text":"Kacper Żebrowicz seen"})")
        .put("recommendation", "r", R"({"number":1,"smart":[{"test":"S","note":"ask PC 1234"}]})");
    const auto facts = made.facts();
    const auto hits = rules::scan_open_text(facts);
    REQUIRE(hits.size() == 2);
    CHECK((hits[0].record->id == id("f") && hits[0].field == "statement" && hits[0].word == "Kacper"));
    CHECK((hits[1].record->id == id("r") && hits[1].field == "smart"));
    CHECK(hits[1].hit.kind == rules::Residue::Collar);
}

TEST_CASE("6.1: a code or pseudonym that is somebody's initials or name is warned of, without the name",
          "[residual]")
{
    FactsBuilder made;
    made.put("person", "a", R"({"code":"KZ","names":[{"given":"Kacper","family":"Żebrowicz"}]})")
        .put("person", "b",
             R"({"code":"S1","names":[{"given":"Rhys","family":"Adu"}],"published_name":"Kacper"})")
        .put("person", "c", R"({"code":"C1","names":[{"given":"Ana","family":"Lis"}],"published_name":"AL"})")
        .put("person", "d",
             R"({"code":"V","names":[{"given":"Zoë","family":"Hale"}],"published_name":"Marion"})")
        .put("pseudonym", "p", R"({"subject":"@d","published_name":"Ms Hale"})");
    const auto facts = made.facts();
    std::vector<std::string> about;
    for (const auto& one : rules::naming_warnings(facts)) {
        about.push_back(one.id);
        CHECK(!one.gate);
        for (const char* name : {"Kacper", "Hale", "Rhys", "Ana"})
            CHECK(one.message.find(name) == std::string::npos);
    }
    CHECK(about == std::vector<std::string>{id("a"), id("b"), id("c"), id("p")});
}

TEST_CASE("6.3: another blank, dash, digit, alphabet or an end of line hides no identifier", "[residual]")
{
    CHECK(forms("call +44 7911\u00a0123456 now") == "phone:+44 7911\u00a0123456");
    CHECK(forms("07911\u2011123\u2011456") == "phone:07911\u2011123\u2011456");
    CHECK(forms("943\u2009476\u20095919.") == "nhs_number:943\u2009476\u20095919");
    CHECK(forms("943\n476 5919") == "nhs_number:943\n476 5919");
    CHECK(forms("943\r\n476 5919") == "nhs_number:943\r\n476 5919");
    CHECK(forms("\uff19\uff14\uff13\uff14\uff17\uff16\uff15\uff19\uff11\uff19").starts_with("nhs_number:"));
    CHECK(forms("943.476.5919") == "nhs_number:943.476.5919");
    CHECK(forms("at SE15\u20094QW") == "postcode:SE15\u20094QW");
    CHECK(forms("at SE15\n4QW") == "postcode:SE15\n4QW");
    CHECK(forms("at S\u041515 4QW") == "postcode:S\u041515 4QW");
    CHECK(forms("12\u20133\u20131985") == "full_date:12\u20133\u20131985");
    CHECK(forms("12\u00a0March\u00a01985") == "full_date:12\u00a0March\u00a01985");
    CHECK(forms("51.5072,\u22120.1276") == "gps:51.5072,\u22120.1276");
    CHECK(in_file("Kac\u200bper\u00adhere").empty());
    CHECK(in_file("Kac\u200bper here") == "name:Kac\u200bper");
    CHECK(in_file("K\u0430cper here") == "name:K\u0430cper");
    CHECK(in_file("Kacper\nZebrowicz") == "name:Kacper\nZebrowicz");
    CHECK(in_file("12 Otter\u00a0\nLane") == "identity:12 Otter\u00a0\nLane");
    CHECK(forms("three\nagencies \u2013 ten meetings\n2024").empty());
}
