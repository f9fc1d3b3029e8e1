package io.sluice.datum.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.datum.message.ShareResponse.Status;
import io.sluice.wire.testing.Vectors;

class ShareResponseTest {

    static Stream<JsonNode> cases() {
        return Vectors.cases("datum/share-response.json", "cases");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_verdict_counts_for_what_it_counts_in_the_original(JsonNode vector) throws MalformedDatumMessage {
        byte[] body = Vectors.bytes(vector, "plaintext");
        int accepted = vector.get("accepted_count_added").intValue();
        int rejected = vector.get("rejected_count_added").intValue();
        if (accepted + rejected == 0) {
            assertThatThrownBy(() -> Bodies.readMining(Sender.POOL, body)).isInstanceOf(MalformedDatumMessage.class);
            return;
        }
        ShareResponse response = (ShareResponse) Bodies.readMining(Sender.POOL, body);
        assertThat(response.status() == Status.REJECTED).isEqualTo(rejected == 1);
        if (accepted == 1) {
            assertThat(1L << response.targetByte()).isEqualTo(vector.get("accepted_difficulty_added").longValue());
            assertThat(response.reasonCode()).isZero();
        }
        assertThat(Bodies.write(response, Bodies.NONE)).isEqualTo(Arrays.copyOf(body, 10));
    }

    @Test
    void every_field_of_a_recorded_reject_is_where_it_should_be() throws MalformedDatumMessage {
        assertThat(Bodies.readMining(Sender.POOL, Vectors.bytes("8f660a0088776655ff07"))).isEqualTo(
                new ShareResponse(Status.REJECTED, 10, 0x55667788, ShareResponse.TARGET_UNKNOWN, 7));
    }

    @Test
    void the_table_of_reasons_is_that_of_the_original() {
        JsonNode codes = Vectors.load("datum/share-response.json").get("reason_codes");
        assertThat(codes.size()).isEqualTo(ShareReason.values().length);
        codes.properties().forEach(entry -> assertThat(entry.getValue().textValue())
                .endsWith(ShareReason.of(Integer.parseInt(entry.getKey())).orElseThrow().name()));
    }

    @Test
    void a_reason_we_have_no_words_for_is_still_a_reject() throws MalformedDatumMessage {
        ShareResponse response = (ShareResponse) Bodies.readMining(Sender.POOL, Vectors.bytes("8f661f00887766551000"));
        assertThat(response.reasonCode()).isEqualTo(31);
        assertThat(response.reason()).isEmpty();
        assertThat(ShareReason.of(9)).isEmpty();
    }

    @Test
    void a_pools_verdict_names_the_share() {
        PowSubmission share = PowSubmissionTest.generated(new Random(8));
        assertThat(ShareResponse.rejected(share, ShareReason.HIGH_HASH)).isEqualTo(
                new ShareResponse(Status.REJECTED, 21, share.nonce(), share.targetByte(), share.slot()));
        assertThat(ShareResponse.accepted(share).reason()).isEqualTo(Optional.empty());
        assertThat(ShareResponse.tentative(share).status()).isEqualTo(Status.TENTATIVE);
    }
}
