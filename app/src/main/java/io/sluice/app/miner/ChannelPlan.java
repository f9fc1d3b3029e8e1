package io.sluice.app.miner;

import java.util.Locale;

/**
 * Which channels a miner opens on its one connection.
 *
 * @param user who mines; with several channels each adds its number
 * @param count at least 1
 * @param hashesPerSecond of all channels together
 */
public record ChannelPlan(String user, int count, Kind kind, double hashesPerSecond) {

    /** Of what kind they are. */
    public enum Kind {
        /** Header-only devices: the connection is told to send standard jobs only. */
        STANDARD,
        /** As a proxy opens them. */
        EXTENDED,
        /** By turns, the first a standard one. Such a standard channel can work on jobs that are sent to a group. */
        BOTH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ChannelPlan {
        if (count < 1) {
            throw new IllegalArgumentException("a miner has at least one channel, not " + count);
        }
    }

    /** One channel. */
    public static ChannelPlan one(String user, Kind kind, double hashesPerSecond) {
        return new ChannelPlan(user, 1, kind, hashesPerSecond);
    }

    /** The longest user identity that a channel will have. */
    public String longestUser() {
        return user(count - 1);
    }

    /** Whether nothing but standard jobs is any use. */
    boolean standardJobsOnly() {
        return kind == Kind.STANDARD;
    }

    /** @param index from 0 on */
    boolean isStandard(int index) {
        return kind == Kind.STANDARD || kind == Kind.BOTH && index % 2 == 0;
    }

    /** @param index from 0 on */
    String user(int index) {
        return count == 1 ? user : user + "-" + (index + 1);
    }

    /** What each channel claims. */
    float hashesPerSecondAndChannel() {
        return (float) (hashesPerSecond / count);
    }

    /** In a few letters. */
    String summary() {
        return count == 1 ? kind.toString() : count + " " + kind;
    }
}
