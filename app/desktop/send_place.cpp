#include "app/core/desk_send.h"
#include "app/desktop/choosing.h"
#include "app/desktop/place.h"
#include "app/desktop/working.h"
#include "app/ui/screens/sections.h"
#include "app/ui/screens/send_screen.h"

namespace desktop {

namespace {

using core::Desk;
using core::DeskStore;

class SendPlace : public Place {
public:
    explicit SendPlace(Host& host) : host_(host)
    {
        screen_.head = host.head;
        read();
    }

    void draw(ui::Kit& kit) override
    {
        if (!screen_.working.empty()) screen_.fraction = work_.fraction(kit);
        auto asks = ui::draw(kit, screen_);
        serve(host_, screen_.chooser);
        for (ui::Request& request : asks.common) host_.carry_out(request);
        if (asks.cancel) work_.cancel();
        if (asks.show) show(*asks.show);
        if (asks.sign) sign(std::move(*asks.sign));
        if (asks.again) again(*asks.again);
        if (asks.receipt) receipt(*asks.receipt);
    }

    void refused(const base::Error& error) override
    {
        screen_.loading = false;
        if (error.kind == base::ErrorKind::Cancelled)
            screen_.done("Stopped. Nothing left this computer.");
        else
            screen_.refused(error.what,
                            error.kind == base::ErrorKind::Denied ? "send.passphrase" : "send.folder");
    }

    void changed() override { read(); }

private:
    void read()
    {
        host_.ask("send", Desk::Sort::Latest, core::desk_send,
                  [this](core::DeskSend send) { take(std::move(send)); });
    }

    void take(core::DeskSend send)
    {
        screen_.loading = false;
        screen_.standing = send.standing;
        screen_.size = send.size;
        screen_.recipients = std::move(send.recipients);
        screen_.signers = std::move(send.signers);
        screen_.fresh = std::move(send.fresh);
        screen_.may_send = send.may_send;
        screen_.checks.clear();
        for (auto& one : send.checks) screen_.checks.push_back({one.title, one.words, one.done, one.bars});
        screen_.problems.clear();
        for (auto& one : send.problems)
            screen_.problems.push_back({one.words, one.remedy, one.kind, one.id, one.gate});
        screen_.sent.clear();
        for (auto& one : send.sent)
            screen_.sent.push_back(
                {one.bundle, one.title, one.when, one.state, one.good, one.bad, one.can_save_again});
    }

    void show(const ui::SendProblemRow& problem)
    {
        const auto section = ui::section_of(problem.kind);
        if (section.empty()) return;
        host_.wanted = {problem.kind, problem.id};
        host_.go([&host = host_, section] { return section_place(host, section); });
    }

    template <class Job>
    void say(Job job)
    {
        work_.start();
        host_.ask(
            "send act", Desk::Sort::Read,
            [job = std::move(job), working = work_.shared()](
                DeskStore& store, const std::atomic<bool>& give_up) { return job(store, *working, give_up); },
            [this](const std::string& said) {
                screen_.done(said);
                read();
            });
    }

    void sign(ui::SendAsks::Sign wanted)
    {
        say([passphrase = std::make_shared<base::Secret>(std::move(wanted.passphrase)),
             folder = wanted.folder, keep = wanted.keep_undone](DeskStore& store, core::Working& working,
                                                                const std::atomic<bool>& give_up) {
            return core::desk_sign_and_save(store, *passphrase, folder, keep, working, give_up);
        });
    }

    void again(const ui::SendAsks::Again& wanted)
    {
        say([wanted](DeskStore& store, core::Working& working, const std::atomic<bool>& give_up) {
            return core::desk_save_again(store, wanted.bundle, wanted.folder, working, give_up);
        });
    }

    void receipt(const std::string& file)
    {
        say([file](DeskStore& store, core::Working&, const std::atomic<bool>&) {
            return core::desk_receipt(store, file);
        });
    }

    Host& host_;
    ui::SendScreen screen_;
    Work work_;
};

}  // namespace

std::unique_ptr<Place> send_place(Host& host)
{
    return std::make_unique<SendPlace>(host);
}

}  // namespace desktop
