package io.sluice.mining.sv2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.mining.port.MiningEvent.Oddity;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.MessageType;
import io.sluice.wire.Sender;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.common.CommonMessageType;
import io.sluice.wire.declaration.DeclarationMessageType;
import io.sluice.wire.extension.NegotiationMessageType;
import io.sluice.wire.mining.MiningMessageType;
import io.sluice.wire.template.TemplateMessageType;

/**
 * Keeps {@code docs/sv2-messages.md} true: which messages there are, what becomes of each here, and which test shows it. Whether we
 * speak a message is read from our bytecode, whether we refuse it from what it is answered. When the document is wrong, the failure
 * holds the right one.
 */
class MessageCoverageTest {

    private static final String DOCUMENT = "docs/sv2-messages.md";
    private static final String PACKAGE = "io.sluice.mining.sv2";
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(PACKAGE);
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests()).importPackages(PACKAGE);

    /** A test that shows what becomes of a message. */
    private record Proof(String testClass, String method) {

        static Proof of(Class<?> testClass, String method) {
            return new Proof(testClass.getName(), method);
        }

        /** Some go through all the messages there are. */
        boolean isOfEveryMessage() {
            return testClass.equals(StatesTest.class.getName()) || equals(CODEC);
        }

        String shown() {
            return "`" + testClass.substring(testClass.lastIndexOf('.') + 1) + "`: " + method.replace('_', ' ');
        }
    }

    private static final Proof CODEC = new Proof(
            "io.sluice.wire.MessageVectorsTest", "a_message_is_written_as_recorded_header_included");
    private static final Proof PASSED_OVER = Proof.of(
            StatesTest.class, "with_channels_every_message_has_its_outcome");

    private static final Map<MessageType<?>, Proof> PROOFS = new HashMap<>();

    static {
        String greeted = "a_client_that_asks_for_what_we_have_is_answered_with_flags_of_our_own";
        prove(CommonMessageType.SETUP_CONNECTION, SetupConnectionTest.class, greeted);
        prove(CommonMessageType.SETUP_CONNECTION_SUCCESS, SetupConnectionTest.class, greeted);
        prove(CommonMessageType.SETUP_CONNECTION_ERROR, SetupConnectionTest.class,
                "all_flags_that_we_do_not_support_are_listed_and_the_connection_ends");
        PROOFS.put(CommonMessageType.CHANNEL_ENDPOINT_CHANGED, PASSED_OVER);
        prove(CommonMessageType.RECONNECT, OffencesTest.class,
                "messages_that_only_servers_send_are_passed_over_and_reported");
        String standard = "a_standard_channel_is_told_its_whole_extranonce";
        prove(MiningMessageType.OPEN_STANDARD_MINING_CHANNEL, FieldsTest.class,
                "every_hash_rate_target_and_name_that_there_can_be_opens_a_channel");
        prove(MiningMessageType.OPEN_STANDARD_MINING_CHANNEL_SUCCESS, OpenChannelTest.class, standard);
        prove(MiningMessageType.OPEN_MINING_CHANNEL_ERROR, OpenChannelTest.class,
                "more_channels_than_allowed_are_refused_until_one_is_closed");
        prove(MiningMessageType.OPEN_EXTENDED_MINING_CHANNEL, OpenChannelTest.class,
                "eight_bytes_of_extranonce_are_granted_and_nine_are_not");
        prove(MiningMessageType.OPEN_EXTENDED_MINING_CHANNEL_SUCCESS, OpenChannelTest.class,
                "an_extended_channel_is_answered_first_then_comes_a_future_job_then_its_start");
        prove(MiningMessageType.NEW_MINING_JOB, OpenChannelTest.class, standard);
        prove(MiningMessageType.UPDATE_CHANNEL, DifficultyTest.class,
                "a_claim_far_from_what_we_thought_is_followed_and_a_near_one_is_not");
        prove(MiningMessageType.UPDATE_CHANNEL_ERROR, DifficultyTest.class,
                "an_update_that_can_not_be_is_refused");
        prove(MiningMessageType.CLOSE_CHANNEL, EndingTest.class,
                "a_closed_channel_gets_nothing_more_and_takes_nothing_more");
        PROOFS.put(MiningMessageType.SET_EXTRANONCE_PREFIX, PASSED_OVER);
        prove(MiningMessageType.SUBMIT_SHARES_STANDARD, SharesTest.class,
                "a_good_share_of_a_standard_channel_is_taken_and_knows_the_extranonce_of_its_job");
        prove(MiningMessageType.SUBMIT_SHARES_EXTENDED, SharesTest.class,
                "a_good_share_of_an_extended_channel_is_taken_and_handed_on_as_it_was_found");
        prove(MiningMessageType.SUBMIT_SHARES_SUCCESS, SharesTest.class,
                "good_shares_are_acknowledged_together_with_their_number_and_sum");
        prove(MiningMessageType.SUBMIT_SHARES_ERROR, SharesTest.class, "a_share_below_the_target_is_refused");
        prove(MiningMessageType.NEW_EXTENDED_MINING_JOB, JobsTest.class,
                "a_new_tip_is_a_future_job_and_its_start_for_every_channel");
        prove(MiningMessageType.SET_NEW_PREV_HASH, JobsTest.class,
                "a_new_tip_is_a_future_job_and_its_start_for_every_channel");
        prove(MiningMessageType.SET_TARGET, DifficultyTest.class,
                "a_miner_that_is_too_fast_gets_a_target_and_then_a_job");
        prove(MiningMessageType.SET_CUSTOM_MINING_JOB, OffencesTest.class, "a_job_of_the_clients_own_is_refused");
        PROOFS.put(MiningMessageType.SET_CUSTOM_MINING_JOB_SUCCESS, PASSED_OVER);
        prove(MiningMessageType.SET_CUSTOM_MINING_JOB_ERROR, OffencesTest.class,
                "a_job_of_the_clients_own_is_refused");
        prove(MiningMessageType.SET_GROUP_CHANNEL, GroupsTest.class,
                "a_channel_whose_difficulty_moves_changes_its_group_with_the_next_work");
        String negotiated = "of_what_is_asked_for_we_name_what_we_have";
        prove(NegotiationMessageType.REQUEST_EXTENSIONS, ExtensionsTest.class, negotiated);
        prove(NegotiationMessageType.REQUEST_EXTENSIONS_SUCCESS, ExtensionsTest.class, negotiated);
        prove(NegotiationMessageType.REQUEST_EXTENSIONS_ERROR, ExtensionsTest.class,
                "a_request_for_nothing_that_we_have_is_answered_too");
        Stream.<MessageType<?>[]>of(DeclarationMessageType.values(), TemplateMessageType.values())
                .flatMap(Stream::of).forEach(type -> PROOFS.put(type, CODEC));
    }

    private static void prove(MessageType<?> type, Class<?> testClass, String method) {
        PROOFS.put(type, Proof.of(testClass, method));
    }

    static Stream<MessageType<?>> types() {
        return RecordedMessages.TYPES.stream();
    }

    @Test
    void the_document_is_the_table_of_messages() throws IOException {
        String right = document();
        assertThat(Files.readString(project().resolve(DOCUMENT)))
                .as("%s has to be:%n%n%s%n", DOCUMENT, right).isEqualTo(right);
    }

    @ParameterizedTest
    @MethodSource("types")
    void every_message_has_a_test_that_exists_and_speaks_of_it(MessageType<?> type) throws Exception {
        Proof proof = proofOf(type);
        List<Method> named = Arrays.stream(Class.forName(proof.testClass()).getDeclaredMethods())
                .filter(method -> method.getName().equals(proof.method())).toList();
        assertThat(named).as("%s", proof).hasSize(1);
        assertThat(named.getFirst().isAnnotationPresent(Test.class)
                || named.getFirst().isAnnotationPresent(ParameterizedTest.class)).as("%s is a test", proof).isTrue();
        if (!proof.isOfEveryMessage()) {
            String message = classOf(type).getName();
            assertThat(TESTS.get(proof.testClass()).getDirectDependenciesFromSelf())
                    .as("%s and %s", proof, type.specName())
                    .anyMatch(dependency -> dependency.getTargetClass().getName().equals(message));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void what_is_read_and_written_only_is_passed_over_by_the_conversation(MessageType<?> type) {
        if (proofOf(type).equals(CODEC)) {
            var effects = Talk.begin().setUp().connection().received(RecordedMessages.of(type));
            assertThat(Talk.events(effects)).singleElement().isInstanceOf(Oddity.class);
            assertThat(isSpoken(type)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void what_is_understood_or_refused_is_never_passed_over(MessageType<?> type) {
        if (type.sender().includes(Sender.CLIENT) && !proofOf(type).equals(CODEC)) {
            Talk talk = Talk.begin();
            if (type != CommonMessageType.SETUP_CONNECTION) {
                talk.setUp().extendedMiner();
            }
            var effects = talk.connection().received(RecordedMessages.of(type, 2));
            assertThat(Talk.events(effects)).doesNotHaveAnyElementsOfTypes(Oddity.class);
        }
    }

    private static String document() {
        return """
                # Stratum V2 messages

                Written by `MessageCoverageTest`, which fails when a line is not true any more and then prints this file as it has to be.

                Each message, also of the protocols that nothing here speaks, is read and written as recorded from other implementations,
                and survives being cut at any byte, flipped bits and random bytes (`MessageVectorsTest`). What each does to a connection in
                each of its states is told by `StatesTest`, and what each field of a client's messages does at its limits by `FieldsTest`.

                Understood: we act on it. Spoken: we send it. Refused: it is always answered with its error. Not sent: clients may expect
                it of a server, and we never send it. Read and written: nothing here sends it or listens for it yet.

                %s
                """
                .formatted(Stream.of(
                        chapter("Common", CommonMessageType.values()),
                        chapter("Mining", MiningMessageType.values()),
                        chapter("Extension 0x0001, negotiation", NegotiationMessageType.values()),
                        chapter("Job declaration", DeclarationMessageType.values()),
                        chapter("Template distribution", TemplateMessageType.values()))
                        .collect(Collectors.joining("\n\n")))
                + """

                        ## Extension 0x0002, worker names
                        No message of its own: a TLV field behind the last field of SubmitSharesExtended, understood once it was agreed on. Read in
                        either byte order, written in little-endian (`WorkerIdentityTest`, `ExtensionsTest`).
                        """;
    }

    private static String chapter(String title, MessageType<?>[] types) {
        return "## " + title + "\n| | Message | From | Here | Test |\n|---|---|---|---|---|\n" + Arrays.stream(types)
                .map(type -> "| 0x%02x | %s | %s | %s | %s |".formatted(type.code(), type.specName(),
                        type.sender().name().toLowerCase(Locale.ROOT), here(type), proofOf(type).shown()))
                .collect(Collectors.joining("\n"));
    }

    private static String here(MessageType<?> type) {
        if (proofOf(type).equals(CODEC)) {
            return "read and written";
        }
        return Stream.of(
                type.sender().includes(Sender.CLIENT)
                        ? Optional.of(isRefused(type) ? "refused" : "understood")
                        : Optional.<String>empty(),
                type.sender().includes(Sender.SERVER)
                        ? Optional.of(isSpoken(type) ? "spoken" : "not sent")
                        : Optional.<String>empty())
                .flatMap(Optional::stream).collect(Collectors.joining(", "));
    }

    /** Whether any of our code makes one. */
    private static boolean isSpoken(MessageType<?> type) {
        String message = classOf(type).getName();
        return OURS.stream().flatMap(ours -> ours.getConstructorCallsFromSelf().stream())
                .anyMatch(call -> call.getTargetOwner().getName().equals(message));
    }

    /** Whether there is an answer that grants it, and we never give that. */
    private static boolean isRefused(MessageType<?> type) {
        return RecordedMessages.TYPES.stream()
                .filter(other -> other.specName().equals(type.specName() + ".Success"))
                .anyMatch(grant -> !isSpoken(grant));
    }

    private static Proof proofOf(MessageType<?> type) {
        return Optional.ofNullable(PROOFS.get(type))
                .orElseThrow(() -> new AssertionError("no test is named for " + type.specName()));
    }

    private static Class<? extends Sv2Message> classOf(MessageType<?> type) {
        try {
            return type.read(RecordedMessages.of(type).reader()).getClass();
        } catch (MalformedMessage e) {
            throw new AssertionError("a recorded message can not be read", e);
        }
    }

    /** The folder that holds all modules; tests run in that of one of them. */
    private static Path project() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("docs"))) {
                return folder;
            }
        }
        throw new AssertionError("no folder above this one has docs in it");
    }
}
