/**
 * The operator's Bitcoin nodes as we use them: what to mine, where to take a solved block, and the folder that keeps it
 * meanwhile. Starts no threads; answers come on those of the {@link io.sluice.app.node.HttpPost} in use. Imports the kernel's
 * values and ports, and a JSON library; no sockets outside {@link io.sluice.app.node.JdkHttpPost}.
 */
@NullMarked
package io.sluice.app.node;

import org.jspecify.annotations.NullMarked;
