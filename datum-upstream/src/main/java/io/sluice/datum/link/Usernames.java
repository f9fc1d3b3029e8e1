package io.sluice.datum.link;

import io.sluice.datum.message.PowSubmission;
import io.sluice.wire.type.Bytes;

/**
 * The names under which shares go to the pool (section 4.3).
 *
 * @param address the operator's payout address
 * @param policy what is shown of a miner's own name
 */
public record Usernames(String address, UserPolicy policy) {

    /** Bytes that are kept of a miner's own name. */
    private static final int LONGEST_OWN = PowSubmission.LONGEST_USERNAME - 1;

    /** The name for a miner who calls itself so. */
    public Bytes of(String userIdentity) {
        String own = userIdentity;
        int zero = own.indexOf('\0');
        if (zero >= 0) {
            // It would end the name on the wire.
            own = own.substring(0, zero);
        }
        if (policy == UserPolicy.PRIVATE || own.isEmpty()) {
            return cut(Bytes.utf8(address), PowSubmission.LONGEST_USERNAME);
        }
        Bytes kept = cut(Bytes.utf8(own), LONGEST_OWN);
        boolean dotted = own.charAt(0) == '.';
        if (policy == UserPolicy.FULL && !dotted) {
            return kept;
        }
        return cut(Bytes.utf8(dotted ? address : address + ".").concat(kept), PowSubmission.LONGEST_USERNAME);
    }

    private static Bytes cut(Bytes name, int longest) {
        return name.length() <= longest ? name : name.slice(0, longest);
    }
}
