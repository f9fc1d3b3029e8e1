/**
 * The cryptography of DATUM: keys, sealed boxes, the channel's boxes, nonces and the rolling key over frame headers.
 * Plain objects that take bytes and give bytes; whoever creates one owns it, and only {@link DatumCrypto} and the key
 * types are safe on any thread. Imports the JDK, {@code wire.type} and the two libraries behind {@link DatumCrypto}.
 */
@NullMarked
package io.sluice.datum.crypto;

import org.jspecify.annotations.NullMarked;
