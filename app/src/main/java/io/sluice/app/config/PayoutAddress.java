package io.sluice.app.config;

import io.sluice.mining.bitcoin.Address;
import io.sluice.mining.bitcoin.MalformedAddress;
import io.sluice.mining.bitcoin.Network;

/**
 * An address that is paid, as the operator wrote it. Whether it is one, is known when the node has said which network it runs.
 *
 * @param place where it stands
 */
public record PayoutAddress(String text, ConfigPlace place) {

    /** The address on this network. */
    public Address on(Network network) throws BadConfiguration {
        try {
            return Address.parse(text, network);
        } catch (MalformedAddress e) {
            throw place.refuse(String.valueOf(e.getMessage()));
        }
    }
}
