package io.sluice.app.sandbox;

/** A block breaks a rule. The message is Bitcoin Core's word for it. */
final class BlockRejected extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean lasting;

    private BlockRejected(String reason, boolean lasting) {
        super(reason);
        this.lasting = lasting;
    }

    /** Another block of the same hash might do better: bodies can be spoiled on the way, headers not. */
    static BlockRejected thisOne(String reason) {
        return new BlockRejected(reason, false);
    }

    /** Whatever has this hash is invalid, and all that stands on it. */
    static BlockRejected everyOne(String reason) {
        return new BlockRejected(reason, true);
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    boolean lasting() {
        return lasting;
    }
}
