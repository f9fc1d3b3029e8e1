package io.sluice.mining.bitcoin;

import java.util.Optional;

import io.sluice.wire.type.Bytes;

/**
 * Where coins can be sent: an address as people write it, and the output script it stands for.
 *
 * <p>Only those that somebody can own today: keys and scripts in their legacy, segwit and taproot forms. Coins sent to witness
 * versions that mean nothing yet could be taken by anyone, so such addresses are refused although other software takes them.
 *
 * @param text in its usual form; bech32 in lower case
 * @param script the output script
 */
public record Address(String text, Bytes script) {

    private static final int HASH_SIZE = 20;
    private static final int SHOWN = 100;

    private static final Bytes P2PKH_BEGIN = Bytes.hex("76a914");
    private static final Bytes P2PKH_END = Bytes.hex("88ac");
    private static final Bytes P2SH_BEGIN = Bytes.hex("a914");
    private static final Bytes P2SH_END = Bytes.hex("87");

    /**
     * Reads an address of a network.
     *
     * @throws MalformedAddress when it is none, belongs to another network or can have no owner; the message says which
     */
    public static Address parse(String text, Network network) throws MalformedAddress {
        Optional<SegwitAddress> segwit = SegwitAddress.decode(text);
        if (segwit.isPresent()) {
            return ofSegwit(segwit.get(), network);
        }
        Optional<Bytes> base58 = Base58Check.decode(text);
        if (base58.isPresent()) {
            return ofBase58(text, base58.get(), network);
        }
        throw new MalformedAddress(
                "\"" + shown(text) + "\" is not a Bitcoin address, or has a typing error: the checksum does"
                        + " not fit. Copy it again from the wallet.");
    }

    /** The address of an output script on a network, if it has one that somebody can own. */
    public static Optional<Address> of(Bytes script, Network network) {
        AddressPrefixes prefixes = network.addresses();
        Optional<String> text = hashBetween(P2PKH_BEGIN, script, P2PKH_END)
                .map(hash -> base58(prefixes.publicKeyHash(), hash))
                .or(() -> hashBetween(P2SH_BEGIN, script, P2SH_END).map(hash -> base58(prefixes.scriptHash(), hash)))
                .or(() -> SegwitAddress.ofScript(prefixes.segwit(), script)
                        .filter(SegwitAddress::hasOwner)
                        .map(SegwitAddress::encode));
        return text.map(address -> new Address(address, script));
    }

    @Override
    public String toString() {
        return text;
    }

    private static Address ofSegwit(SegwitAddress address, Network network) throws MalformedAddress {
        String text = address.encode();
        String prefix = network.addresses().segwit();
        if (!address.humanReadable().equals(prefix)) {
            throw new MalformedAddress("\"" + text + "\" is not an address of " + network + ": there they begin with \""
                    + prefix + "1\". Use one from a wallet on " + network + ".");
        }
        if (!address.hasOwner()) {
            throw new MalformedAddress("\"" + text + "\" is of a kind that nobody can own yet (witness version "
                    + address.version() + ", " + address.program().length() + " bytes). Use another address.");
        }
        return new Address(text, address.script());
    }

    private static Address ofBase58(String text, Bytes payload, Network network) throws MalformedAddress {
        if (payload.length() != 1 + HASH_SIZE) {
            throw new MalformedAddress(
                    "\"" + shown(text) + "\" is not a Bitcoin address: it stands for " + payload.length()
                            + " bytes instead of 21. Copy it again from the wallet.");
        }
        Bytes hash = payload.slice(1, payload.length());
        int version = payload.at(0);
        if (version == network.addresses().publicKeyHash()) {
            return new Address(text, P2PKH_BEGIN.concat(hash).concat(P2PKH_END));
        }
        if (version == network.addresses().scriptHash()) {
            return new Address(text, P2SH_BEGIN.concat(hash).concat(P2SH_END));
        }
        throw new MalformedAddress(
                "\"" + text + "\" is not an address of " + network + ". Use one from a wallet on " + network
                        + ".");
    }

    private static String base58(int version, Bytes hash) {
        return Base58Check.encode(Bytes.of((byte) version).concat(hash));
    }

    private static Optional<Bytes> hashBetween(Bytes begin, Bytes script, Bytes end) {
        int behind = begin.length() + HASH_SIZE;
        return script.length() == behind + end.length()
                && script.slice(0, begin.length()).equals(begin)
                && script.slice(behind, script.length()).equals(end)
                        ? Optional.of(script.slice(begin.length(), behind))
                        : Optional.empty();
    }

    /** Miners write addresses too, and what they write ends up in logs: no control characters, no novels. */
    private static String shown(String text) {
        String beginning = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return beginning.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
