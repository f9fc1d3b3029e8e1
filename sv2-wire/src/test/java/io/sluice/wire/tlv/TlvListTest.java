package io.sluice.wire.tlv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.MalformedMessage.Fault;
import io.sluice.wire.type.Bytes;

class TlvListTest {

    private static final Set<Integer> NEGOTIATED = Set.of(0x0002, 0x0005);

    @Test
    void fields_are_written_by_extension_and_within_it_as_given() throws MalformedMessage {
        Tlv late = new Tlv(0x0005, 1, Bytes.hex("aa"));
        Tlv second = new Tlv(0x0002, 9, Bytes.EMPTY);
        Tlv third = new Tlv(0x0002, 1, Bytes.hex("bbcc"));

        TlvList list = TlvList.of(late, second, third);

        assertThat(list.fields()).containsExactly(second, third, late);
        assertThat(list.toBytes().toHex()).isEqualTo("0200090000" + "0200010200bbcc" + "0500010100aa");
        assertThat(TlvList.read(list.toBytes(), NEGOTIATED)).isEqualTo(list);
    }

    @Test
    void type_and_length_may_be_big_endian_when_only_so_the_first_field_names_a_negotiated_extension()
            throws MalformedMessage {
        TlvList list = TlvList.read(Bytes.hex("0002010002bbcc" + "0005010001aa"), NEGOTIATED);
        assertThat(list.find(0x0002, 1)).contains(Bytes.hex("bbcc"));
        assertThat(list.find(0x0005, 1)).contains(Bytes.hex("aa"));
    }

    @Test
    void little_endian_wins_when_both_readings_name_a_negotiated_extension() throws MalformedMessage {
        TlvList list = TlvList.read(Bytes.hex("0200010100aa"), Set.of(0x0002, 0x0200));
        assertThat(list.fields()).containsExactly(new Tlv(0x0002, 1, Bytes.hex("aa")));
    }

    @Test
    void fields_of_other_extensions_are_passed_by() throws MalformedMessage {
        TlvList list = TlvList.read(Bytes.hex("030001010077" + "0200010100aa"), NEGOTIATED);
        assertThat(list.find(0x0002, 1)).contains(Bytes.hex("aa"));
        assertThat(list.find(0x0002, 2)).isEmpty();
        assertThat(list.find(0x0004, 1)).isEmpty();
    }

    @Test
    void of_two_such_fields_the_first_counts() throws MalformedMessage {
        assertThat(TlvList.read(Bytes.hex("0200010100aa" + "0200010100bb"), NEGOTIATED).find(2, 1))
                .contains(Bytes.hex("aa"));
    }

    @Test
    void without_negotiation_whatever_follows_a_message_is_ignored() throws MalformedMessage {
        assertThat(TlvList.read(Bytes.hex("ffff"), Set.of())).isEqualTo(TlvList.EMPTY);
        assertThat(TlvList.read(Bytes.EMPTY, NEGOTIATED)).isEqualTo(TlvList.EMPTY);
    }

    @Test
    void fields_cut_at_any_byte_but_between_two_are_truncated() throws MalformedMessage {
        Bytes whole = Bytes.hex("0200090000" + "0200010200bbcc" + "0500010100aa");
        Set<Integer> borders = Set.of(0, 5, 12);
        for (int cut = 0; cut < whole.length(); cut++) {
            Bytes part = whole.slice(0, cut);
            if (borders.contains(cut)) {
                assertThat(TlvList.read(part, NEGOTIATED).toBytes()).isEqualTo(part);
            } else {
                assertThatThrownBy(() -> TlvList.read(part, NEGOTIATED)).as("cut before byte %d", cut)
                        .isInstanceOfSatisfying(
                                MalformedMessage.class,
                                failure -> assertThat(failure.fault()).isEqualTo(Fault.TRUNCATED));
            }
        }
    }

    @Test
    void random_bytes_are_fields_or_malformed() {
        long seed = 41;
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] trailer = new byte[random.nextInt(40)];
            for (int i = 0; i < trailer.length; i++) {
                trailer[i] = (byte) random.nextInt(7);
            }
            Throwable failure = catchThrowable(() -> WorkerIdentity.find(Bytes.of(trailer), NEGOTIATED));
            if (failure != null) {
                assertThat(failure).as("seed %d, round %d", seed, round).isInstanceOf(MalformedMessage.class);
            }
        }
    }
}
