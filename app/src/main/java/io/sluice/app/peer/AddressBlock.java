package io.sluice.app.peer;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * All addresses that begin alike, written as in {@code 192.168.0.0/16} or {@code fd00::/8}. An IPv4 address that comes wrapped in an
 * IPv6 one ({@code ::ffff:192.168.1.2}) is the IPv4 address.
 *
 * @param first the lowest address; behind the prefix its bits are zero
 * @param prefix how many leading bits all have in common
 */
public record AddressBlock(InetAddress first, int prefix) {

    private static final String EXAMPLE = "as in \"203.0.113.0/24\", \"2001:db8::/32\" or \"203.0.113.7\"";

    public AddressBlock {
        int bits = Byte.SIZE * first.getAddress().length;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("the number behind the / must be from 0 to " + bits + ", " + EXAMPLE);
        }
        InetAddress lowest = address(lowest(first.getAddress(), prefix));
        if (!lowest.equals(first)) {
            throw new IllegalArgumentException(first.getHostAddress() + "/" + prefix
                    + " is an address within a network; for the whole network write " + lowest.getHostAddress() + "/"
                    + prefix + ", for the one address " + first.getHostAddress());
        }
    }

    /**
     * Reads a network, or a single address. Names are not looked up.
     *
     * @throws IllegalArgumentException with a sentence that says what would be right
     */
    public static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        InetAddress first = literal(slash < 0 ? text : text.substring(0, slash), text);
        if (slash < 0) {
            return new AddressBlock(first, Byte.SIZE * first.getAddress().length);
        }
        String digits = text.substring(slash + 1);
        if (!digits.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("\"" + text + "\" is not a network, " + EXAMPLE);
        }
        return new AddressBlock(first, Integer.parseInt(digits));
    }

    /** Whether this address is one of them. */
    public boolean contains(InetAddress address) {
        byte[] asked = plain(address).getAddress();
        byte[] mine = first.getAddress();
        return asked.length == mine.length && address(lowest(asked, prefix)).equals(first);
    }

    /** The address without a wrapping and without the interface that it was seen on. */
    static InetAddress plain(InetAddress address) {
        // Unwraps by itself.
        return address(address.getAddress());
    }

    private static InetAddress literal(String address, String text) {
        // The JDK also knows "10.1" and "10", for which people mean something else, and interfaces behind a %.
        if (address.matches("[0-9]+(\\.[0-9]+){3}") || address.matches("[0-9a-fA-F.]*:[0-9a-fA-F:.]*")) {
            try {
                return InetAddress.ofLiteral(address);
            } catch (IllegalArgumentException e) {
                // Told below: whatever is wrong, the right form is the same.
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is not a network, " + EXAMPLE);
    }

    private static byte[] lowest(byte[] address, int prefix) {
        for (int bit = prefix; bit < Byte.SIZE * address.length; bit++) {
            address[bit / Byte.SIZE] &= (byte) ~(0x80 >>> bit % Byte.SIZE);
        }
        return address;
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + prefix;
    }
}
