package io.sluice.noise.cipher;

/**
 * What a finished handshake leaves: one cipher for each direction, both at nonce 0.
 *
 * @param sending   seals what we send
 * @param receiving opens what we receive
 */
public record TransportCiphers(CipherState sending, CipherState receiving) {}
