package io.sluice.datum.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.sluice.datum.link.LinkFault;
import io.sluice.datum.link.LinkJournal;
import io.sluice.mining.port.PoolTerms;

/** Remembers what the operator would have been told. Safe on any thread. */
public final class RecordingJournal implements LinkJournal {

    public final List<LinkFault> faults = new CopyOnWriteArrayList<>();
    public final List<String> sayings = new CopyOnWriteArrayList<>();
    public final List<String> oddities = new CopyOnWriteArrayList<>();
    public final List<String> noLists = new CopyOnWriteArrayList<>();
    public final List<String> losses = new CopyOnWriteArrayList<>();
    public final List<String> alarms = new CopyOnWriteArrayList<>();

    /** Why the last connection ended. */
    public LinkFault.Kind lastFault() {
        return faults.getLast().kind();
    }

    @Override
    public void calling(String address) {}

    @Override
    public void ready(PoolTerms terms) {}

    @Override
    public void ended(LinkFault fault) {
        faults.add(fault);
    }

    @Override
    public void noShareAccepted(int rounds, String why) {
        alarms.add(rounds + " " + why);
    }

    @Override
    public void poolSays(String text) {
        sayings.add(text);
    }

    @Override
    public void oddity(String what) {
        oddities.add(what);
    }

    @Override
    public void noPayoutList(String why) {
        noLists.add(why);
    }

    @Override
    public void sharesLost(long count, String why) {
        losses.add(count + " " + why);
    }
}
