package io.sluice.noise.cipher;

/**
 * A secret scalar of secp256k1 together with one ElligatorSwift form of its public key.
 *
 * @param secret    the scalar
 * @param publicKey one of the many encodings of its public key
 */
public record KeyPair(SecretKey secret, EllSwiftKey publicKey) {}
