package io.sluice.noise.handshake;

import io.sluice.noise.cipher.KeyPair;

/**
 * Who a server is: its static key and what the authority says of it.
 *
 * @param staticKey   sent sealed in every handshake, so one encoding serves for all
 * @param certificate of the public part of {@code staticKey}
 */
public record Identity(KeyPair staticKey, Certificate certificate) {}
