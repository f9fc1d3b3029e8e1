package io.sluice.sv1.netty;

import java.util.List;

import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import jdk.net.ExtendedSocketOptions;

/**
 * Lets the operating system find out that a miner is gone without a word: a slow miner with a high difficulty is silent for hours,
 * so its silence alone says nothing. After 60 s three probes of 10 s.
 */
final class KeepAlive {

    private static final int IDLE_SECONDS = 60;
    private static final int INTERVAL_SECONDS = 10;
    private static final int PROBES = 3;

    private KeepAlive() {}

    /** Options that a transport does not have are left alone by it. */
    static void switchOn(Channel socket) {
        ChannelConfig config = socket.config();
        config.setOption(ChannelOption.SO_KEEPALIVE, true);
        set(config, IDLE_SECONDS,
                List.of(EpollChannelOption.TCP_KEEPIDLE, NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE)));
        set(config, INTERVAL_SECONDS,
                List.of(EpollChannelOption.TCP_KEEPINTVL, NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL)));
        set(config, PROBES,
                List.of(EpollChannelOption.TCP_KEEPCNT, NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT)));
    }

    private static void set(ChannelConfig config, int value, List<ChannelOption<Integer>> spellings) {
        spellings.forEach(option -> config.setOption(option, value));
    }
}
