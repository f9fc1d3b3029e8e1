/**
 * Strangers at our ports: who may connect, how many, and how much is said of them. Safe on any thread. Imports Netty; knows no
 * protocol.
 */
@NullMarked
package io.sluice.app.peer;

import org.jspecify.annotations.NullMarked;
