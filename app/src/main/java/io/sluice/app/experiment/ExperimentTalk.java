package io.sluice.app.experiment;

import java.util.Optional;

import io.sluice.noise.handshake.Handshake;

/** One side of a talk: what it says and what it makes of the other's answers. Called on the loop of the connection. */
interface ExperimentTalk {

    /** Our end of the handshake that begins the talk. */
    Handshake handshake();

    /** The handshake is done. */
    void shaken(ExperimentSocket socket);

    /** The other end says something. */
    void heard(ExperimentMessage message, ExperimentSocket socket);

    /** It is over; nothing follows. Comes exactly once. */
    void ended(Optional<String> trouble);
}
