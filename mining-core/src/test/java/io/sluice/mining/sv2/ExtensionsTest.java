package io.sluice.mining.sv2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.sluice.mining.port.Effect;
import io.sluice.mining.port.MiningEvent.ShareTaken;
import io.sluice.mining.share.AcceptedShare;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.extension.RequestExtensions;
import io.sluice.wire.extension.RequestExtensionsError;
import io.sluice.wire.extension.RequestExtensionsSuccess;
import io.sluice.wire.mining.SubmitSharesError;
import io.sluice.wire.tlv.Tlv;
import io.sluice.wire.tlv.TlvList;
import io.sluice.wire.tlv.WorkerIdentity;
import io.sluice.wire.type.Bytes;

/** SV2 extensions 0x0001 and 0x0002: what both sides agree on, and whose a share is then. */
class ExtensionsTest {

    private final Talk talk = Talk.begin().setUp();

    @Test
    void of_what_is_asked_for_we_name_what_we_have() {
        assertThat(Talk.replies(talk.say(new RequestExtensions(7, List.of(0x4000, 2, 2, 3))))).containsExactly(
                new RequestExtensionsSuccess(7, List.of(2)));
    }

    @Test
    void a_request_for_nothing_that_we_have_is_answered_too() {
        assertThat(Talk.replies(talk.say(new RequestExtensions(8, List.of(3, 4))))).containsExactly(
                new RequestExtensionsError(8, List.of(3, 4), List.of()));
        assertThat(Talk.replies(talk.say(new RequestExtensions(9, List.of())))).containsExactly(
                new RequestExtensionsError(9, List.of(), List.of()));
    }

    @Test
    void a_worker_has_the_account_of_its_channel_and_the_name_in_its_share() {
        talk.say(new RequestExtensions(1, List.of(2)));
        TestMiner miner = TestMiner.on(talk, Talk.openExtended("bc1q.translator-proxy.x", Talk.RATE));

        List<Effect<Sv2Message>> effects = talk.say(
                miner.share(miner.mine(), WorkerIdentity.of("rig\u001b7").toTlvFields()));

        assertThat(Talk.events(effects)).containsExactly(new ShareTaken(2, "bc1q.rig?7"));
        assertThat(talk.workshop().gate().admitted()).extracting(AcceptedShare::userIdentity)
                .containsExactly("bc1q.rig?7");
    }

    @Test
    void a_share_without_the_field_or_with_an_empty_name_is_the_channels() {
        talk.say(new RequestExtensions(1, List.of(2)));
        TestMiner miner = talk.extendedMiner();
        talk.say(miner.goodShare());
        talk.say(miner.share(miner.mine(), WorkerIdentity.of("").toTlvFields()));

        assertThat(talk.workshop().gate().admitted()).extracting(AcceptedShare::userIdentity)
                .containsExactly("account.worker", "account.worker");
    }

    @Test
    void without_agreement_whatever_follows_a_share_is_passed_over() {
        TestMiner miner = talk.extendedMiner();
        talk.say(miner.share(miner.mine(), WorkerIdentity.of("rig7").toTlvFields()));
        talk.say(miner.share(miner.mine(), Bytes.hex("ffff")));

        assertThat(talk.workshop().gate().admitted()).extracting(AcceptedShare::userIdentity)
                .containsExactly("account.worker", "account.worker");
    }

    @Test
    void a_share_whose_worker_can_not_be_read_is_refused_and_those_of_the_others_are_not() {
        talk.say(new RequestExtensions(1, List.of(2)));
        TestMiner miner = talk.extendedMiner();
        Bytes tooLong = TlvList.of(new Tlv(2, 1, Bytes.utf8("x".repeat(33)))).toBytes();
        for (Bytes fields : List.of(tooLong, Bytes.hex("02000104"), Bytes.hex("0200010300aabb"))) {
            List<Effect<Sv2Message>> effects = talk.say(miner.share(miner.mine(), fields));

            assertThat(Talk.replies(effects)).containsExactly(
                    new SubmitSharesError(2, miner.lastSequence(), SubmitSharesError.INVALID_SHARE));
            assertThat(Talk.hangUp(effects)).isEmpty();
        }
        assertThat(talk.workshop().gate().admitted()).isEmpty();

        talk.say(miner.share(miner.mine(), WorkerIdentity.of("rig7").toTlvFields()));
        assertThat(talk.workshop().gate().admitted()).hasSize(1);
    }

    @Test
    void a_request_is_answered_whenever_it_comes_and_what_was_agreed_on_stays_when_another_fails() {
        talk.say(new RequestExtensions(1, List.of(2)));
        TestMiner miner = talk.extendedMiner();

        assertThat(Talk.replies(talk.say(new RequestExtensions(2, List.of(3))))).containsExactly(
                new RequestExtensionsError(2, List.of(3), List.of()));
        assertThat(Talk.replies(talk.say(new RequestExtensions(3, List.of(2))))).containsExactly(
                new RequestExtensionsSuccess(3, List.of(2)));
        talk.say(miner.share(miner.mine(), WorkerIdentity.of("rig7").toTlvFields()));

        assertThat(talk.workshop().gate().admitted()).extracting(AcceptedShare::userIdentity)
                .containsExactly("account.rig7");
    }
}
