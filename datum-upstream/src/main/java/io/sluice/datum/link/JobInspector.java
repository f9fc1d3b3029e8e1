package io.sluice.datum.link;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import io.sluice.datum.job.DatumJobTable;
import io.sluice.datum.message.JobValidationError;
import io.sluice.datum.message.JobValidationReply;
import io.sluice.datum.message.JobValidationReply.AllTransactions;
import io.sluice.datum.message.JobValidationReply.Refusal;
import io.sluice.datum.message.JobValidationReply.ShortIdList;
import io.sluice.datum.message.JobValidationReply.SomeTransactions;
import io.sluice.datum.message.JobValidationRequest;
import io.sluice.datum.message.JobValidationRequest.ListShortIds;
import io.sluice.datum.message.JobValidationRequest.SendAll;
import io.sluice.datum.message.JobValidationRequest.SendTransactions;
import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShortIds;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.TemplateTransaction;
import io.sluice.wire.type.Bytes;

/**
 * Shows the pool what its jobs hold (section 4.5). A reply may have four megabytes, so requests wait here, a few of them, until
 * the line has room.
 *
 * <p>Belongs to the pool link's loop.
 */
final class JobInspector {

    private static final int MOST_WAITING = 16;

    private final DatumJobTable jobs;
    private final ShortIds shortIds;
    private final Deque<JobValidationRequest> waiting = new ArrayDeque<>();

    JobInspector(DatumJobTable jobs, ShortIds shortIds) {
        this.jobs = jobs;
        this.shortIds = shortIds;
    }

    /** Takes a request. Returns whether it will be answered. */
    boolean ask(JobValidationRequest request) {
        return waiting.size() < MOST_WAITING && waiting.add(request);
    }

    /** The reply to the next request, if there is one. */
    Optional<JobValidationReply> next() {
        return waiting.isEmpty() ? Optional.empty() : Optional.of(reply(waiting.removeFirst()));
    }

    /** The connection is gone. */
    void clear() {
        waiting.clear();
    }

    private JobValidationReply reply(JobValidationRequest request) {
        int slot = request.slot();
        if (slot >= PowSubmission.SLOTS) {
            return Refusal.noSuchSlot(request.kind());
        }
        if (!jobs.isUsed(slot)) {
            return refused(request, JobValidationError.SLOT_NEVER_USED);
        }
        Optional<BlockCandidate> candidate = jobs.shown(slot);
        if (candidate.isEmpty()) {
            return refused(request, JobValidationError.NO_TEMPLATE);
        }
        List<TemplateTransaction> transactions = candidate.get().template().transactions();
        return switch (request) {
            case ListShortIds _ -> ShortIdList.of(
                    slot, transactions.stream().map(TemplateTransaction::wtxid).toList(), shortIds);
            case SendTransactions(int _, List<Integer> positions) -> some(request, positions, transactions);
            case SendAll _ -> {
                List<Bytes> raw = transactions.stream().map(TemplateTransaction::raw).toList();
                yield JobValidationReply.fits(raw)
                        ? new AllTransactions(slot, raw)
                        : refused(request, JobValidationError.TOO_MANY);
            }
        };
    }

    private static JobValidationReply some(
            JobValidationRequest request, List<Integer> positions, List<TemplateTransaction> transactions) {
        boolean known = !positions.isEmpty() && positions.size() <= transactions.size()
                && positions.stream().allMatch(position -> position < transactions.size());
        if (!known) {
            return refused(request, JobValidationError.NO_SUCH_TRANSACTION);
        }
        List<Bytes> raw = positions.stream().map(position -> transactions.get(position).raw()).toList();
        // Only a request that repeats large ones gets here with more than a frame can hold.
        return JobValidationReply.fits(raw)
                ? new SomeTransactions(request.slot(), raw)
                : refused(request, JobValidationError.NO_SUCH_TRANSACTION);
    }

    private static Refusal refused(JobValidationRequest request, JobValidationError error) {
        return new Refusal(request.kind(), request.slot(), error);
    }
}
