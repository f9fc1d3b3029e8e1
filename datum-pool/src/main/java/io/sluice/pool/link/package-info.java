/**
 * The pool's half of a conversation with a gateway: bytes in, bytes out, entries into the books. No socket, no thread, no
 * clock of its own. A {@link io.sluice.pool.link.GatewayConnection} belongs to one thread; what connections share is in
 * {@link io.sluice.pool.link.PoolParts}. Imports the other packages of the pool but {@code netty}, and
 * {@code datum.crypto}, {@code datum.frame}, {@code datum.message}.
 */
@NullMarked
package io.sluice.pool.link;

import org.jspecify.annotations.NullMarked;
