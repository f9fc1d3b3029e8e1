package io.sluice.pool.share;

import io.sluice.wire.type.Bytes;

/** Which user names a pool takes. Safe on any thread. */
@FunctionalInterface
public interface UsernamePolicy {

    /** Names that can be shown anywhere: at least one character, all of them visible ASCII. */
    UsernamePolicy VISIBLE = username -> {
        for (int i = 0; i < username.length(); i++) {
            if (username.at(i) <= ' ' || username.at(i) > '~') {
                return false;
            }
        }
        return !username.isEmpty();
    };

    /** @param username at most 384 bytes, none of them zero */
    boolean accepts(Bytes username);
}
