package io.sluice.simulation.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.sluice.datum.message.ShareReason;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.pool.ledger.LedgerEntry;
import io.sluice.pool.ledger.LedgerFailure;
import io.sluice.pool.payout.PayoutOffer;
import io.sluice.pool.share.ProvenWork;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.PoolCounted;
import io.sluice.simulation.trace.Happening.PoolOffered;
import io.sluice.simulation.trace.Happening.PoolRefused;
import io.sluice.wire.type.Bytes;

/** A pool's books over its processes. */
class VirtualBooksTest {

    private static final Instant NOW = Instant.EPOCH;

    private final List<Happening> seen = new ArrayList<>();
    private final VirtualBooks books = new VirtualBooks("pool", seen::add);

    @Test
    void a_share_is_counted_once_whichever_process_writes_it() throws LedgerFailure {
        books.open().write(List.of(counted("one")));
        books.open().write(List.of(counted("one"), counted("two")));

        assertThat(seen).extracting(Object::getClass).containsExactly(
                PoolCounted.class, PoolRefused.class, PoolCounted.class);
        assertThat(books.open().miners()).singleElement().satisfies(miner -> {
            assertThat(miner.accepted()).isEqualTo(2);
            assertThat(miner.rejected()).isEqualTo(1);
        });
        assertThat(books.open().rejections()).containsEntry(ShareReason.DUPLICATE_WORK.code(), 1L);
    }

    @Test
    void books_that_fail_take_nothing_and_say_so() throws LedgerFailure {
        books.failing(true);
        assertThatExceptionOfType(LedgerFailure.class)
                .isThrownBy(() -> books.open().write(List.of(counted("one"))));
        assertThat(seen).isEmpty();
        books.failing(false);
        books.open().write(List.of(counted("one")));

        assertThat(seen).hasSize(1);
    }

    @Test
    void payout_lists_are_told_of_and_remembered() throws LedgerFailure {
        PayoutOffer offer = new PayoutOffer(hash("tip"), 1000, 1, List.of());
        books.open().write(List.of(new LedgerEntry.Offered(offer, NOW)));

        assertThat(seen).singleElement().isInstanceOf(PoolOffered.class);
        assertThat(books.open().offers(10)).containsExactly(offer);
    }

    private static LedgerEntry counted(String share) {
        return new LedgerEntry.Counted(Bytes.utf8("miner"), Bytes.of(new byte[32]), "gateway/1",
                new ProvenWork(hash(share), ProofOfTarget.ONE, hash("tip"), 1), false, NOW);
    }

    private static BlockHash hash(String of) {
        return new BlockHash(Sha256d.hash(Bytes.utf8(of)));
    }
}
