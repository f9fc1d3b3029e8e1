package io.sluice.datum.link;

import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.CoinbaserResponse;
import io.sluice.datum.message.JobValidationRequest;
import io.sluice.datum.message.ShareResponse;

/** What a {@link DatumLink} wants to be known. */
sealed interface LinkEvent {

    /** The pool has proven who it is. The text is bounded and clean; it may be empty. */
    record Authenticated(String messageOfTheDay) implements LinkEvent {}

    /** The pool says how it wants its coinbase: the first time, or anew. */
    record Configured(ClientConfiguration configuration) implements LinkEvent {}

    /** The pool says whom to pay. */
    record Payouts(CoinbaserResponse response) implements LinkEvent {}

    /** The pool says what it thinks of a share. */
    record Verdict(ShareResponse response) implements LinkEvent {}

    /** The pool wants to see a job. */
    record Inspection(JobValidationRequest request) implements LinkEvent {}

    /** The pool says that there is a new block. */
    record NewBlock() implements LinkEvent {}

    /** The pool has something to say to the operator. The text is bounded and clean. */
    record Said(String text) implements LinkEvent {}

    /** The pool said something that is ignored. */
    record Oddity(String what) implements LinkEvent {}

    /** It is over; the line is to be closed, and nothing comes after this. */
    record Ended(LinkFault fault) implements LinkEvent {}
}
