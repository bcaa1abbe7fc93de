#include "app/ui/screens/send_screen.h"

#include <algorithm>
#include <utility>

namespace ui {

void SendScreen::change()
{
    working.clear();
    fraction = -1;
    notice.clear();
    problem.clear();
    problem_field.clear();
    news = true;
}

void SendScreen::begin(std::string what)
{
    change();
    working = std::move(what);
}

void SendScreen::refused(std::string why, std::string field)
{
    change();
    problem = std::move(why);
    problem_field = std::move(field);
}

void SendScreen::done(std::string what)
{
    change();
    notice = std::move(what);
}

namespace {

constexpr float kSendColumn = 860;  // design pixels
constexpr std::size_t kFewProblems = 5;

void check_row(Kit& kit, const SendCheckRow& check, int n)
{
    const std::string key = "send.check" + std::to_string(n);
    const Chip mark = check.done   ? Chip{"Yes", ToneName::Green}
                      : check.bars ? Chip{"Needed", ToneName::Red}
                                   : Chip{"To look at", ToneName::Amber};
    const float marks = kit.px(120);
    const float width = kit.flow_width() - marks;
    const float words_h = kit.text_height(Face::Small, check.words, width);
    const Rect r = kit.take_slot(0, kit.leading(Face::Text) + words_h + kit.px(6));
    kit.place({r.x, r.y, kit.chip_width(mark), kit.chip_height()});
    kit.chip(key + ".mark", mark);
    kit.place({r.x + marks, r.y, width, kit.leading(Face::Text)});
    kit.text(key, check.title, Face::Strong, kit.theme().ink);
    kit.place({r.x + marks, r.y + kit.leading(Face::Text), width, words_h});
    kit.text(key + ".words", check.words, Face::Small, kit.theme().muted);
}

void problems_part(Kit& kit, SendScreen& screen, SendAsks& asks)
{
    if (screen.problems.empty()) return;
    kit.space(space::kSmall);
    kit.heading("send.problems", "To put right", 2);
    const std::size_t shown =
        screen.all_problems ? screen.problems.size() : std::min(kFewProblems, screen.problems.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& one = screen.problems[i];
        const std::string key = "send.problem" + std::to_string(i);
        kit.text(key, one.words, Face::Text, one.gate ? kit.tone(ToneName::Red).ink : kit.theme().ink);
        if (!one.remedy.empty()) kit.text(key + ".remedy", one.remedy, Face::Small, kit.theme().muted);
        if (!one.id.empty() && kit.button(key + ".show", "Go there", ButtonLook::Quiet)) asks.show = one;
    }
    if (shown < screen.problems.size() &&
        kit.button("send.problems.all", "Show all " + std::to_string(screen.problems.size()),
                   ButtonLook::Quiet))
        screen.all_problems = true;
}

void titled_list(Kit& kit, const std::string& key, std::string_view title,
                 const std::vector<std::string>& lines, std::string_view none)
{
    kit.text(key + ".title", title, Face::SmallStrong, kit.theme().muted);
    if (lines.empty()) kit.text(key + ".none", none, Face::Text, kit.theme().muted);
    int n = 0;
    for (const auto& line : lines) kit.text(key + std::to_string(n++), line);
    kit.space(space::kSmall);
}

void content_part(Kit& kit, const SendScreen& screen)
{
    kit.heading("send.goes", "What goes", 2);
    titled_list(kit, "send.to", "To whom it is encrypted", screen.recipients,
                "Nobody yet: no roster is trusted.");
    titled_list(kit, "send.signers", "Who signs", screen.signers, "");
    titled_list(kit, "send.fresh", "New since the last one", screen.fresh, "Nothing is new.");
    kit.text("send.size.title", "Size", Face::SmallStrong, kit.theme().muted);
    kit.text("send.size", screen.size);
}

void sign_now(SendScreen& screen, SendAsks& asks)
{
    if (screen.folder.text().empty()) return screen.refused("Choose a folder or a stick", "send.folder");
    if (screen.passphrase.empty()) return screen.refused("Enter your passphrase to sign", "send.passphrase");
    screen.begin("Checking, signing and encrypting the review");
    asks.sign = SendAsks::Sign{screen.passphrase.take(), screen.folder.text(), screen.keep_undone};
}

void sign_part(Kit& kit, SendScreen& screen, SendAsks& asks)
{
    const auto error = [&](std::string_view field) {
        return screen.problem_field == field ? std::string_view(screen.problem) : std::string_view();
    };
    kit.heading("send.sign", "Sign and save", 2);
    kit.text("send.sign.words",
             "Your signature says that this is the record as you leave it. It is saved to a file that only "
             "the centre "
             "can open; hand it over or upload it.");
    kit.text_field({"send.folder", "Folder or stick to save it to", {}, error("send.folder")}, screen.folder);
    if (kit.button("send.choose", "Choose where", ButtonLook::Quiet)) {
        screen.choosing = SendScreen::Choosing::Folder;
        screen.chooser.open(FileChooser::For::Folder, "Where should it be saved?", screen.folder.text());
    }
    kit.check_box("send.undone", "Let wordings travel that I took back", screen.keep_undone);
    const bool entered =
        kit.passphrase_field({"send.passphrase", "Your passphrase",
                              "Asked again, because signing is an act of its own", error("send.passphrase")},
                             screen.passphrase);
    kit.space(space::kSmall);
    const bool pressed = kit.button("send.go", "Sign and save", ButtonLook::Primary, {}, screen.may_send);
    if (!screen.may_send)
        kit.text("send.not", "It cannot be signed until what is marked Needed above is so.", Face::Small,
                 kit.theme().muted);
    if ((pressed || entered) && screen.may_send) sign_now(screen, asks);
}

void sent_part(Kit& kit, SendScreen& screen)
{
    kit.heading("send.sent", "What was sent", 2);
    if (screen.sent.empty()) kit.text("send.sent.none", "Nothing yet.", Face::Text, kit.theme().muted);
    for (const auto& row : screen.sent) {
        const std::string key = "send.bundle." + row.bundle;
        const Chip mark{row.good  ? "Accepted"
                        : row.bad ? "Not taken"
                                  : "Under way",
                        row.good  ? ToneName::Green
                        : row.bad ? ToneName::Red
                                  : ToneName::Amber};
        const float marks = kit.px(120);
        const float width = kit.flow_width() - marks;
        const float words_h = kit.text_height(Face::Small, row.state, width);
        const Rect r = kit.take_slot(0, kit.leading(Face::Text) + words_h + kit.px(4));
        kit.place({r.x, r.y, kit.chip_width(mark), kit.chip_height()});
        kit.chip(key + ".mark", mark);
        kit.place({r.x + marks, r.y, width, kit.leading(Face::Text)});
        kit.text(key, row.title + ", signed " + row.when, Face::Strong, kit.theme().ink);
        kit.place({r.x + marks, r.y + kit.leading(Face::Text), width, words_h});
        kit.text(key + ".state", row.state, Face::Small, kit.theme().muted);
        if (row.can_save_again &&
            kit.button(key + ".again", "Save " + row.title + " again", ButtonLook::Quiet)) {
            screen.choosing = SendScreen::Choosing::Again;
            screen.again = row.bundle;
            screen.chooser.open(FileChooser::For::Folder, "Where should it be saved again?",
                                screen.folder.text());
        }
    }
    kit.space(space::kSmall);
    if (kit.button("send.receipt", "Take in a receipt", ButtonLook::Secondary)) {
        screen.choosing = SendScreen::Choosing::Receipt;
        screen.chooser.open(FileChooser::For::File, "Choose the receipt", screen.folder.text());
    }
}

void chosen_path(SendScreen& screen, const std::string& path, SendAsks& asks)
{
    switch (screen.choosing) {
        case SendScreen::Choosing::Folder: screen.folder.set(path); return;
        case SendScreen::Choosing::Receipt:
            screen.begin("Verifying the receipt");
            asks.receipt = path;
            return;
        case SendScreen::Choosing::Again:
            screen.begin("Saving it again");
            asks.again = SendAsks::Again{screen.again, path};
            return;
    }
}

// What is wrong stands at its field; anything else at the top, far from the button that was pressed.
void show_news(Kit& kit, const SendScreen& screen)
{
    if (!screen.problem.empty() && !screen.problem_field.empty()) return kit.focus(screen.problem_field);
    kit.scroll_to_top();
    if (!screen.notice.empty())
        kit.toast(screen.notice.substr(0, screen.notice.find(". ")), ToastOffer::None);
}

void send_page(Kit& kit, SendScreen& screen, const Rect& content, SendAsks& asks)
{
    const Kit::Pane page(kit, "send", "Sign and send", content, kit.px(space::kLarge));
    if (std::exchange(screen.news, false)) show_news(kit, screen);
    kit.heading("send.title", "Sign and send", 1);
    if (!screen.problem.empty())
        kit.error_summary("send.summary", screen.problem,
                          screen.problem_field.empty() ? "send.folder" : screen.problem_field);
    if (screen.loading) {
        kit.progress("send.loading", "Looking at the review", -1);
        return;
    }
    kit.text("send.standing", screen.standing);
    if (!screen.working.empty())
        asks.cancel = kit.progress("send.working", screen.working, screen.fraction, "Stop");
    if (!screen.notice.empty()) kit.status("send.notice", screen.notice);
    kit.space(space::kSmall);
    const float width = std::min(kit.flow_width(), kit.px(kSendColumn));
    const auto card = [&](const char* key, const std::function<void()>& inside) {
        const Rect at = kit.take_slot(width, 0);
        kit.card_flow({at.x, at.y, width, 0}, key, inside);
    };
    card("send.card.ready", [&] {
        kit.heading("send.ready", "Before you sign", 2);
        int n = 0;
        for (const auto& check : screen.checks) check_row(kit, check, n++);
        problems_part(kit, screen, asks);
    });
    card("send.card.goes", [&] { content_part(kit, screen); });
    if (screen.working.empty()) {
        card("send.card.sign", [&] { sign_part(kit, screen, asks); });
        card("send.card.sent", [&] { sent_part(kit, screen); });
    }
}

}  // namespace

SendAsks draw(Kit& kit, SendScreen& screen)
{
    SendAsks asks;
    ReviewFrame frame = draw_review_frame(kit, screen.head, "send");
    asks.common = std::move(frame.asked);
    send_page(kit, screen, frame.content, asks);
    if (const auto path = screen.chooser.draw(kit, "send.files")) chosen_path(screen, *path, asks);
    return asks;
}

}  // namespace ui
