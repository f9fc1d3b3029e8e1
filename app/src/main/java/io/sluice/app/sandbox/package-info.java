/**
 * A Bitcoin node for trying out: a chain of its own, made-up transactions, the real rules for blocks, and the JSON-RPC that miners
 * use, in the words of Bitcoin Core. Everything here belongs to one thread, the owner's; sockets are in the {@code netty} package
 * beside it. Imports {@code mining.bitcoin} and a JSON library.
 */
@NullMarked
package io.sluice.app.sandbox;

import org.jspecify.annotations.NullMarked;
