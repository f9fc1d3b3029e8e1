package io.sluice.datum.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.JobValidationRequest;
import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareReason;
import io.sluice.datum.message.ShareResponse;
import io.sluice.datum.testing.FakePool.Manner;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.port.Upstream.WorkGrant;
import io.sluice.mining.port.Upstream.WorkRequest;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.wire.type.Bytes;

/** Shares, verdicts, new blocks and ends of connections in any order: the books balance after each step. */
class LinkUnderChanceTest {

    private static final int STEPS = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_ledger_equation_holds_after_every_step(long seed) {
        Random random = new Random(seed);
        LinkBench bench = new LinkBench(50).started();
        List<BlockCandidate> candidates = new ArrayList<>();
        List<PowSubmission> unjudged = new ArrayList<>();
        bench.pool.judgesBy(share -> {
            int chance = random.nextInt(10);
            if (chance < 4) {
                unjudged.add(share);
                return Optional.empty();
            }
            return Optional.of(chance < 8
                    ? ShareResponse.accepted(share)
                    : chance == 8
                            ? ShareResponse.tentative(share)
                            : ShareResponse.rejected(share,
                                    ShareReason.values()[random.nextInt(ShareReason.values().length)]));
        });
        int height = LinkBench.TIP.height();
        ChainTip tip = LinkBench.TIP;

        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(17)) {
                case 0 -> tip = CandidateFixtures.tip(++height, 0);
                case 1, 2 -> {
                    boolean urgent = random.nextBoolean();
                    ChainTip now = tip;
                    bench.upstream.prepare(new WorkRequest(tip, LinkBench.VALUE, random.nextBoolean(), urgent),
                            grant -> {
                                if (grant instanceof WorkGrant.Granted granted && random.nextInt(8) != 0) {
                                    BlockCandidate made = bench.work.candidate(granted, now);
                                    bench.upstream.announce(made);
                                    candidates.add(made);
                                }
                            });
                }
                case 3, 4, 5, 6, 7, 8 -> {
                    if (!candidates.isEmpty()) {
                        int age = Math.min(candidates.size() - 1, random.nextInt(1 + random.nextInt(12)));
                        BlockCandidate candidate = candidates.get(candidates.size() - 1 - age);
                        bench.admit(random.nextInt(20) == 0
                                ? bench.work.block(candidate, "rig" + random.nextInt(3))
                                : bench.work.share(candidate, "rig" + random.nextInt(3)));
                    }
                }
                case 9 -> {
                    if (!unjudged.isEmpty()) {
                        bench.pool.sends(ShareResponse.accepted(unjudged.remove(random.nextInt(unjudged.size()))));
                    }
                }
                case 10 -> bench.pool.hasRoom(random.nextBoolean());
                case 11 -> {
                    switch (random.nextInt(4)) {
                        case 0 -> bench.pool.hangsUp();
                        case 1 -> bench.pool.babbles(1 + random.nextInt(200));
                        case 2 -> bench.pool.configuredWith(configuration(random.nextInt(2)));
                        default -> bench.pool.reconfigures(configuration(random.nextInt(2)));
                    }
                }
                case 12 -> bench.pool.meets(Manner.values()[random.nextInt(Manner.values().length)]);
                case 13 -> {
                    bench.pool.meets(Manner.POLITE);
                    bench.loop.advance(Duration.ofMillis(random.nextInt(6_000)));
                }
                case 15 -> bench.pool.takesOnly(random.nextBoolean() ? random.nextInt(2000) : Long.MAX_VALUE);
                case 14 -> bench.pool.asks(new JobValidationRequest.ListShortIds(random.nextInt(10)));
                default -> bench.loop.advance(Duration.ofMillis(random.nextInt(800)));
            }
            if (random.nextBoolean()) {
                bench.loop.run();
            }
            bench.balances();
        }
        bench.upstream.drain();
        bench.loop.advanceSeconds(6);

        bench.balances();
        String books = "seed " + seed + ": " + bench.ledger.total();
        assertThat(bench.count(ShareFate.QUEUED) + bench.count(ShareFate.SENT)).as(books).isZero();
        assertThat(bench.count(ShareFate.ACKNOWLEDGED)).as(books).isPositive();
        assertThat(bench.pool.failures()).as(books).noneMatch(failure -> failure.startsWith("share refused"));
        Set<Integer> nonces = new HashSet<>();
        assertThat(bench.pool.shares()).as(books).allMatch(share -> nonces.add(share.nonce()));
        assertThat(bench.ledger.total().accepted()).as(books).isPositive();
    }

    private static ClientConfiguration configuration(int which) {
        return new ClientConfiguration(CandidateFixtures.p2tr(50 + which), which, Bytes.utf8("POOL" + which), 1024);
    }
}
