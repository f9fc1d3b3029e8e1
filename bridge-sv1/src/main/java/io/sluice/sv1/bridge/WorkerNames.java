package io.sluice.sv1.bridge;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

import io.sluice.mining.port.MinerText;

/**
 * The names that were authorised on one connection. Shares are only ever credited to one of these, so that made-up names in
 * submits can not fill the ledger. Belongs to the loop of the connection.
 */
final class WorkerNames {

    /** Names of one connection at most: enough for a proxy in front of a container full of machines. */
    static final int LIMIT = 256;

    /** The finder of a block when nobody was authorised. */
    private static final String NOBODY = "(not authorized)";

    private final SequencedSet<String> names = new LinkedHashSet<>();

    /** The name as it will be shown, if there is room for it; the same again for one that is in. */
    Optional<String> fit(String user) {
        if (user.length() > MinerText.MAX_NAME) {
            return Optional.empty();
        }
        String name = MinerText.name(user);
        return names.contains(name) || names.size() < LIMIT ? Optional.of(name) : Optional.empty();
    }

    /** Lets shares be credited to a name that {@link #fit} gave. */
    void add(String name) {
        names.add(name);
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** Who answers for this connection: the first that was authorised. */
    String first() {
        return names.isEmpty() ? NOBODY : names.getFirst();
    }

    /** To whom a share goes that names this worker: to him if he is authorised here, else to the first. */
    String credited(String worker) {
        if (names.contains(worker)) {
            return worker;
        }
        String name = MinerText.name(worker);
        return names.contains(name) ? name : first();
    }
}
