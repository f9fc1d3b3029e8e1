/**
 * The main job in one process, on loopback and over real sockets: sandbox node, pool, gateway and miners. It uses the same wiring as
 * the programs themselves. Runs on the thread of its caller; parts run on the loops of the world.
 */
@NullMarked
package io.sluice.app.demo;

import org.jspecify.annotations.NullMarked;
