package io.sluice.datum.frame;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.HeaderMask;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.crypto.NonceSeed;
import io.sluice.datum.crypto.PublicKeys;
import io.sluice.datum.message.Sender;

/**
 * What a handshake leaves to the channel.
 *
 * @param self which end this is
 * @param ownKeys this end's connection keys
 * @param otherKeys the other end's connection keys
 * @param box agreed between them, for both directions
 * @param incomingMask mask of the next header that comes
 * @param outgoingMask mask of the next header that goes
 */
record Agreement(Sender self, KeySet ownKeys, PublicKeys otherKeys, DatumCrypto.Box box, NonceSeed seed,
        HeaderMask incomingMask, HeaderMask outgoingMask) {}
