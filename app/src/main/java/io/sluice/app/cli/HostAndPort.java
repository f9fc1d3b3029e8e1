package io.sluice.app.cli;

import java.net.InetSocketAddress;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads HOST:PORT, or [V6]:PORT. */
final class HostAndPort implements ITypeConverter<InetSocketAddress> {

    @Override
    public InetSocketAddress convert(String text) {
        int colon = text.lastIndexOf(':');
        if (colon > 0) {
            try {
                return InetSocketAddress.createUnresolved(
                        text.substring(0, colon).replaceAll("^\\[|]$", ""),
                        Integer.parseInt(text.substring(colon + 1)));
            } catch (IllegalArgumentException e) {
                // Told below: whatever is wrong, the right form is the same.
            }
        }
        throw new TypeConversionException("\"" + text + "\" is not HOST:PORT, as in 127.0.0.1:3334");
    }
}
