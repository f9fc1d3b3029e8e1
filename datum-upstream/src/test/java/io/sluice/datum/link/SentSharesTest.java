package io.sluice.datum.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareResponse;
import io.sluice.datum.message.ShareResponse.Status;
import io.sluice.wire.type.Bytes;

/** Verdicts find their shares by nonce, target byte and slot. */
class SentSharesTest {

    private final SentShares sent = new SentShares();
    private long end;

    @Test
    void each_part_of_the_name_counts() {
        add("one", 1, 10, 5);

        assertThat(answered(Status.ACCEPTED, 2, 10, 5)).isNull();
        assertThat(answered(Status.ACCEPTED, 1, 11, 5)).isNull();
        assertThat(answered(Status.ACCEPTED, 1, 10, 6)).isNull();
        assertThat(answered(Status.TENTATIVE, 1, 10, 5)).isEqualTo("one");
        assertThat(answered(Status.ACCEPTED, 1, 10, 5)).isNull();
        assertThat(sent.size()).isZero();
    }

    @Test
    void of_equal_names_the_first_sent_is_meant() {
        add("one", 1, 10, 5);
        add("two", 1, 10, 5);
        add("three", 1, 10, 5);

        assertThat(answered(Status.ACCEPTED, 1, 10, 5)).isEqualTo("one");
        assertThat(answered(Status.REJECTED, 1, 10, 5)).isEqualTo("two");
        add("four", 1, 10, 5);
        assertThat(answered(Status.ACCEPTED, 1, 10, 5)).isEqualTo("three");
        assertThat(answered(Status.ACCEPTED, 1, 10, 5)).isEqualTo("four");
    }

    @Test
    void one_from_the_middle_leaves_the_others() {
        add("one", 1, 10, 5);
        add("two", 1, 11, 5);
        add("three", 1, 10, 5);

        assertThat(answered(Status.ACCEPTED, 1, 11, 5)).isEqualTo("two");
        assertThat(answered(Status.ACCEPTED, 1, 10, 5)).isEqualTo("one");
        assertThat(answered(Status.ACCEPTED, 1, 10, 5)).isEqualTo("three");
    }

    @Test
    void what_was_sent_before_the_last_round_began_is_given_up() {
        List<String> given = new ArrayList<>();
        add("one", 1, 10, 5);
        sent.nextRound(given::add);
        assertThat(given).isEmpty();
        add("two", 1, 10, 5);
        add("three", 2, 11, 5);
        sent.nextRound(given::add);

        assertThat(given).containsExactly("one");
        assertThat(sent.size()).isEqualTo(2);
        assertThat(answered(Status.ACCEPTED, 1, 10, 5)).isEqualTo("two");
        assertThat(answered(Status.ACCEPTED, 2, 11, 5)).isEqualTo("three");
    }

    @Test
    void an_unknown_target_byte_fits_in_a_reject_alone() {
        add("one", 1, 10, 5);

        assertThat(answered(Status.ACCEPTED, 1, 0xff, 5)).isNull();
        assertThat(answered(Status.REJECTED, 1, 0xff, 5)).isEqualTo("one");
    }

    @Test
    void a_nonce_with_its_top_bit_set_is_not_confused_with_a_slot() {
        add("one", 0x8000_0001, 10, 0);
        add("two", 0x8000_0001, 10, 7);

        assertThat(answered(Status.ACCEPTED, 0x8000_0001, 10, 7)).isEqualTo("two");
        assertThat(answered(Status.ACCEPTED, 0x8000_0001, 10, 0)).isEqualTo("one");
    }

    @Test
    void the_end_of_a_connection_names_all_that_were_not_answered() {
        add("one", 1, 10, 5);
        add("two", 1, 10, 5);
        add("three", 2, 10, 5);
        List<String> workers = new ArrayList<>();
        sent.clear(workers::add);

        assertThat(workers).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(sent.size()).isZero();
        assertThat(answered(Status.ACCEPTED, 1, 10, 5)).isNull();
    }

    private void add(String worker, int nonce, int targetByte, int slot) {
        sent.add(worker, new PowSubmission(slot, 0, false, false, false, targetByte, 0, nonce, 0,
                Bytes.of(new byte[12]), Bytes.EMPTY, Optional.empty(), Optional.empty()), ++end);
    }

    private @Nullable String answered(Status status, int nonce, int targetByte, int slot) {
        SentShares.Sent share = sent.answered(new ShareResponse(status, 0, nonce, targetByte, slot));
        return share == null ? null : share.worker();
    }
}
