/**
 * The gateway's half of the DATUM conversation, and the {@link io.sluice.mining.port.Upstream} made of it. Everything mutable
 * belongs to one loop, an executor handed in; shares reach it through a bounded outbox, all else as tasks. Imports the kernel's
 * ports and values and the other packages of {@code datum} but {@code netty}: no socket is known here, only a line that carries
 * bytes.
 */
@NullMarked
package io.sluice.datum.link;

import org.jspecify.annotations.NullMarked;
