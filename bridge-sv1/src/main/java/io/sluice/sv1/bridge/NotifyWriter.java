package io.sluice.sv1.bridge;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.Sv1Difficulty;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.job.Job;
import io.sluice.sv1.message.Notify;
import io.sluice.sv1.message.ServerMessage;
import io.sluice.sv1.message.SetDifficulty;

/**
 * Puts jobs into words: {@code mining.notify}, and right before it {@code mining.set_difficulty} when the job's target is not
 * the one that the miner was told last. Nothing else writes either message. Belongs to the loop of the connection.
 */
final class NotifyWriter {

    private @Nullable Target told;

    /** @param cleanJobs whether the miner is to drop all jobs of before at once */
    List<ServerMessage> write(Job job, boolean cleanJobs) {
        List<ServerMessage> messages = new ArrayList<>(2);
        if (!job.target().equals(told)) {
            messages.add(new SetDifficulty(Sv1Difficulty.of(job.target())));
            told = job.target();
        }
        ChainTip tip = job.candidate().tip();
        messages.add(new Notify(
                JobIdText.of(job.id()),
                tip.prevHash(),
                job.coinbase().prefix(),
                job.coinbase().suffix(),
                job.candidate().template().merklePath().branches(),
                job.version(),
                tip.nBits(),
                job.startNtime(),
                cleanJobs));
        return messages;
    }

    /** The miner begins anew and knows no difficulty. */
    void forget() {
        told = null;
    }
}
