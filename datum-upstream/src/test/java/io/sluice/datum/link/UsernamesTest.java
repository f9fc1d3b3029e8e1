package io.sluice.datum.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** The user name rule of section 4.3. */
class UsernamesTest {

    private static final JsonNode FILE = Vectors.load("datum/usernames.json");

    static Stream<JsonNode> cases() {
        return StreamSupport.stream(FILE.required("pool_username_cases").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void names_are_those_of_the_original_gateway(JsonNode vector) {
        UserPolicy policy = vector.required("pool_pass_full_users").booleanValue()
                ? UserPolicy.FULL
                : vector.required("pool_pass_workers").booleanValue() ? UserPolicy.WORKER : UserPolicy.PRIVATE;
        Usernames usernames = new Usernames(FILE.required("configured_address").textValue(), policy);

        assertThat(usernames.of(vector.required("stratum_username").textValue()).toUtf8())
                .isEqualTo(vector.required("username_in_0x27").textValue());
    }

    @Test
    void a_long_name_is_cut_to_what_the_message_has_room_for() {
        String own = "x".repeat(1000);

        assertThat(new Usernames("bc1q", UserPolicy.FULL).of(own).length()).isEqualTo(383);
        assertThat(new Usernames("bc1q", UserPolicy.WORKER).of(own)).isEqualTo(Bytes.utf8("bc1q." + "x".repeat(379)));
        assertThat(new Usernames("bc1q", UserPolicy.WORKER).of("." + own).length()).isEqualTo(384);
    }

    @Test
    void a_name_is_cut_by_bytes_and_ends_at_a_zero() {
        assertThat(new Usernames("bc1q", UserPolicy.FULL).of("ä".repeat(300)).length()).isEqualTo(383);
        assertThat(new Usernames("bc1q", UserPolicy.FULL).of("rig\0x")).isEqualTo(Bytes.utf8("rig"));
        assertThat(new Usernames("bc1q", UserPolicy.FULL).of("\0x")).isEqualTo(Bytes.utf8("bc1q"));
    }
}
