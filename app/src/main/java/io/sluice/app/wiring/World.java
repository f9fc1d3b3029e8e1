package io.sluice.app.wiring;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

import io.sluice.app.node.HttpPost;
import io.sluice.mining.time.Ticker;

/**
 * All that a program takes from outside. Nothing in Sluice reaches for a clock, chance, a thread or a socket in any other way.
 *
 * @param clock wall clock; may jump
 * @param ticker for durations; only goes forward
 * @param random for keys and for numbers that must not repeat; safe on any thread, and unpredictable in the real world
 * @param crypto the arithmetic of encryption
 * @param sockets listens, dials, and gives out event loops
 * @param http asks web servers, which Bitcoin nodes are
 * @param patientHttp the same with more patience, for blocks
 * @param work for arithmetic that is too slow for an event loop: handshakes
 * @param disk for files. Not the same threads: whatever waits for arithmetic, a found block is written at once
 */
public record World(
        InstantSource clock,
        Ticker ticker,
        RandomGenerator random,
        Cryptography crypto,
        Sockets sockets,
        HttpPost http,
        HttpPost patientHttp,
        Executor work,
        Executor disk) {}
