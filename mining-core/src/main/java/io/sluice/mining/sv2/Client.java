package io.sluice.mining.sv2;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.port.MinerText;
import io.sluice.wire.common.SetupConnection;
import io.sluice.wire.mining.ClientFlag;
import io.sluice.wire.type.Str255;

/**
 * What a client said about itself when it set up its connection.
 *
 * @param software how it calls itself, for logs; may be empty
 * @param standardJobsOnly whether it can not work on extended jobs
 * @param coinbaseClass how large a coinbase its kind is known to take
 * @param extensions that it agreed on with us
 */
record Client(String software, boolean standardJobsOnly, CoinbaseClass coinbaseClass, Set<Integer> extensions) {

    /** One that has not said anything yet. */
    static final Client UNKNOWN = new Client("", false, CoinbaseClass.DEFAULT, Set.of());

    Client {
        extensions = Set.copyOf(extensions);
    }

    static Client of(SetupConnection setup) {
        String software = Stream
                .of(setup.vendor(), setup.hardwareVersion(), setup.firmware(), setup.deviceId())
                .map(Str255::text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return new Client(
                MinerText.name(software),
                ClientFlag.REQUIRES_STANDARD_JOBS.isIn(setup.flags()),
                coinbaseClass(setup),
                Set.of());
    }

    Client withExtensions(Collection<Integer> agreed) {
        return new Client(software, standardJobsOnly, coinbaseClass, Set.copyOf(agreed));
    }

    private static CoinbaseClass coinbaseClass(SetupConnection setup) {
        String vendor = setup.vendor().text().toLowerCase(Locale.ROOT);
        String hardware = setup.hardwareVersion().text().toLowerCase(Locale.ROOT);
        String names = vendor + "\n" + hardware + "\n" + setup.firmware().text().toLowerCase(Locale.ROOT);
        if (vendor.equals("sri") || hardware.contains("translator")) {
            return CoinbaseClass.MEDIUM;
        }
        // A NerdQAxe is a Bitaxe by its software; a NerdMiner has hardly any memory.
        if (Stream.of("bitaxe", "nerdqaxe", "nerdos", "braiins", "bosminer", "antminer s21")
                .anyMatch(names::contains)) {
            return CoinbaseClass.BYTES_2250;
        }
        if (names.contains("nerdminer")) {
            return CoinbaseClass.BLANK;
        }
        if (names.contains("nicehash")) {
            return CoinbaseClass.SMALL;
        }
        if (names.contains("whatsminer")) {
            return CoinbaseClass.MEDIUM;
        }
        if (Stream.of("powerplay-bm", "epic", "xminer").anyMatch(names::contains)) {
            return CoinbaseClass.LARGE;
        }
        return CoinbaseClass.DEFAULT;
    }
}
