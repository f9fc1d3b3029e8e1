package io.sluice.mining.bitcoin;

/**
 * How addresses of a network begin.
 *
 * @param segwit the human-readable part of bech32 addresses, lower case, without the separator
 * @param publicKeyHash version byte of base58 addresses that pay to a key, 0 to 255
 * @param scriptHash version byte of base58 addresses that pay to a script, 0 to 255
 */
public record AddressPrefixes(String segwit, int publicKeyHash, int scriptHash) {

    public static final AddressPrefixes MAINNET = new AddressPrefixes("bc", 0, 5);
    public static final AddressPrefixes TESTNET = new AddressPrefixes("tb", 111, 196);
    public static final AddressPrefixes REGTEST = new AddressPrefixes("bcrt", 111, 196);
}
