package io.sluice.datum.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What systems say about sockets, and what of it an operator reads. */
class SocketTroubleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            finishConnect(..) failed with error(-111): Connection refused: /127.0.0.1:28915 | Connection refused
            recvAddress(..) failed with error(-104): Connection reset by peer | Connection reset by peer
            Connection refused: getsockopt: pool.example/192.0.2.1:28915 | Connection refused: getsockopt
            connection timed out after 5000 ms: /192.0.2.1:28915 | connection timed out after 5000 ms
            Network is unreachable: /2001:db8:0:0:0:0:0:1:28915 | Network is unreachable
            Broken pipe | Broken pipe
            """)
    void the_call_that_failed_and_the_address_are_left_out(String system, String words) {
        assertThat(SocketTrouble.words(new IOException(system))).isEqualTo(words);
    }

    @Test
    void a_failure_without_words_is_named_by_its_kind() {
        assertThat(SocketTrouble.words(new ClosedChannelException())).isEqualTo("ClosedChannelException");
    }
}
