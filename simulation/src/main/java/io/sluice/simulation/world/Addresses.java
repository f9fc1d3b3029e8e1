package io.sluice.simulation.world;

import java.util.Arrays;

import io.sluice.mining.bitcoin.Address;
import io.sluice.mining.bitcoin.MalformedAddress;
import io.sluice.mining.bitcoin.Network;
import io.sluice.wire.type.Bytes;

/** Who is paid in the simulated world. */
public final class Addresses {

    /** The pool's own. */
    public static final String POOL = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";
    /** The operator's own. */
    public static final String OPERATOR = "bcrt1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qzf4jry";

    private Addresses() {}

    /** The address of the payee of this number. */
    static String payee(int number) {
        byte[] hash = new byte[20];
        Arrays.fill(hash, (byte) (number + 1));
        return Address.of(Bytes.hex("0014").concat(Bytes.adopt(hash)), Network.SANDBOX).orElseThrow().text();
    }

    /** The script of an address. */
    public static Bytes script(String address) {
        try {
            return Address.parse(address, Network.SANDBOX).script();
        } catch (MalformedAddress e) {
            throw new IllegalStateException(e);
        }
    }
}
