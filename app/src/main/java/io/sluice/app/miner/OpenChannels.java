package io.sluice.app.miner;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The open channels of a connection, and whom an id means: one channel, or all of a group. Belongs to the loop of its miner. */
final class OpenChannels {

    private final Map<Long, MinerChannel> channels = new HashMap<>();
    private final Map<Long, Set<MinerChannel>> groups = new HashMap<>();
    private final Map<Long, Long> groupOf = new HashMap<>();

    int count() {
        return channels.size();
    }

    void add(MinerChannel channel, long group) {
        channels.put(channel.id(), channel);
        join(channel, group);
    }

    /** Whether an id is taken, by a channel or a group. */
    boolean isTaken(long id) {
        return channels.containsKey(id) || groups.containsKey(id);
    }

    /** The channel with this id, or the members of the group with this id; nobody if there is neither. */
    Collection<MinerChannel> meant(long id) {
        MinerChannel channel = channels.get(id);
        return channel != null ? List.of(channel) : List.copyOf(groups.getOrDefault(id, Set.of()));
    }

    /** These are all members of the group now. Returns the ids among them that are no channel. */
    Set<Long> regroup(long group, List<Long> members) {
        groups.getOrDefault(group, Set.of()).forEach(member -> groupOf.remove(member.id()));
        groups.put(group, new LinkedHashSet<>());
        Set<Long> unknown = new HashSet<>();
        for (long id : members) {
            MinerChannel channel = channels.get(id);
            if (channel == null) {
                unknown.add(id);
            } else {
                join(channel, group);
            }
        }
        return unknown;
    }

    /** Closes whom this id means, and returns them. */
    Collection<MinerChannel> remove(long id) {
        Collection<MinerChannel> gone = meant(id);
        for (MinerChannel channel : gone) {
            channels.remove(channel.id());
            leaveGroup(channel);
        }
        return gone;
    }

    Collection<MinerChannel> all() {
        return List.copyOf(channels.values());
    }

    private void join(MinerChannel channel, long group) {
        leaveGroup(channel);
        groupOf.put(channel.id(), group);
        groups.computeIfAbsent(group, _ -> new LinkedHashSet<>()).add(channel);
    }

    private void leaveGroup(MinerChannel channel) {
        Long before = groupOf.remove(channel.id());
        if (before != null) {
            groups.getOrDefault(before, Set.of()).remove(channel);
        }
    }
}
