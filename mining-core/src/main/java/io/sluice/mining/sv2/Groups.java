package io.sluice.mining.sv2;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.wire.mining.SetGroupChannel;

/**
 * The groups of the extended channels of one connection (SV2 5.1.3): one for each difficulty that coinbases commit to, since a group hears
 * of one coinbase. A channel whose difficulty moves changes its group with the next work; until then it is spoken to alone.
 */
final class Groups {

    /** Below this many channels a message for each is as quick, and all that simple clients understand. */
    static final int WORTH_IT = 8;

    private static final class Group {

        private final long id;
        private final Set<Sv2Channel> members = new LinkedHashSet<>();

        private Group(long id) {
            this.id = id;
        }

        private SetGroupChannel message() {
            return new SetGroupChannel(id, members.stream().map(Sv2Channel::id).toList());
        }
    }

    /** Ids of groups count down from here, those of channels up from one: no connection lives to see them meet. */
    private static final long FIRST_ID = Integer.MAX_VALUE;

    private long nextId = FIRST_ID;
    private final Map<ProofOfTarget, Group> byCommitment = new LinkedHashMap<>();
    private final Map<Sv2Channel, Group> byMember = new LinkedHashMap<>();

    /** A channel is being opened: the id of its group, for the answer. */
    long join(Sv2Channel channel, BlockCandidate now) {
        Group group = groupFor(channel, now);
        group.members.add(channel);
        byMember.put(channel, group);
        return group.id;
    }

    void leave(Sv2Channel channel) {
        Group group = byMember.remove(channel);
        if (group != null) {
            group.members.remove(channel);
        }
    }

    /** The members of a group; none if there is no such group. */
    List<Sv2Channel> members(long groupId) {
        return byCommitment.values().stream().filter(group -> group.id == groupId)
                .flatMap(group -> group.members.stream()).toList();
    }

    /** Whether there are enough channels to speak to them as groups. */
    boolean areWorthIt() {
        return byMember.size() >= WORTH_IT;
    }

    /** Where to send this work to. Whoever is in the wrong group by now is told its right one first. */
    Stream<JobAddress> addresses(BlockCandidate fresh, EffectList out) {
        regroup(fresh).forEach(group -> out.reply(group.message()));
        return byCommitment.values().stream()
                .filter(group -> !group.members.isEmpty())
                .map(group -> new JobAddress(group.id, List.copyOf(group.members)));
    }

    private Collection<Group> regroup(BlockCandidate fresh) {
        Set<Group> joined = new LinkedHashSet<>();
        byMember.replaceAll((channel, before) -> {
            Group now = groupFor(channel, fresh);
            if (now != before) {
                before.members.remove(channel);
                now.members.add(channel);
                joined.add(now);
            }
            return now;
        });
        return joined;
    }

    private Group groupFor(Sv2Channel channel, BlockCandidate candidate) {
        return byCommitment.computeIfAbsent(channel.commitmentFor(candidate), _ -> new Group(nextId--));
    }
}
